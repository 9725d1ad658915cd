"""The elements, classes, attributes and roles that a chapter tree may hold.

A tree has no namespace. Text stands in text blocks only (`TEXT_BLOCKS`); every other block holds blocks.

    section                              the chapter; first child h1
    h1..h6[id]  p  hr  pre               blocks
    blockquote[lang]  div.box  div.epigraph      from fenced divs; .quote is a blockquote
    ul ol[type,start] li                 class ``tight`` on the list: items without space between
    dl dt dd
    table[id] caption thead tbody tr th[scope] td
    figure[id] img[src,alt] figcaption
    aside.note[data-label]               a note, where it is written; holds blocks
    a.noteref[data-label]                its call, empty
    a.term[data-key]                     a term in use
    span.definition[data-key]            a glossary entity, empty
    a.xref[data-target,data-last]        a cross-reference; empty text is filled
    a.note-link[data-label,data-chapter] a reference to a note
    a.citation[data-key]                 a work; its text is the locator
    a.link[href]                         an address
    em strong code br span[lang] span.work span.elsewhere
    span.lost                            a text that the source lost, empty
    span.partial                         a part of a text that the source lost, where it stood; holds ``…``
"""

from __future__ import annotations

import re

ROLES = {
    "foreword": "frontmatter",
    "summary": "frontmatter",
    "introduction": "bodymatter",
    "chapter": "bodymatter",
    "conclusion": "bodymatter",
    "epilogue": "bodymatter",
    "appendix": "backmatter",
    "afterword": "backmatter",
}
"""Role of a file in the spine -> the part of the book it belongs to."""

TEXT_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "dt", "caption", "figcaption", "pre"}
)
"""Elements that hold inline content."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

DIV_CLASSES = frozenset({"quote", "box", "epigraph"})
LOSSES = frozenset({"lost", "partial"})
"""What stands for text that is gone; editions say so in words."""
GAP = "…"
"""What a ``partial`` holds; the brackets are those of its span in Markdown, and of every edition."""
SPAN_CLASSES = frozenset({"work", "elsewhere"}) | LOSSES
"""``work``: the title of a work named in running text; ``elsewhere``: words about a part of another work."""

SCHEMES = ("http", "https", "mailto")
"""Addresses that an edition may lead to; nothing is ever fetched from them."""

TABLE_CLASSES = frozenset({"row-headers"})
"""``row-headers``: the first cell of each row is a header."""

EDITION_IDS = re.compile(
    r"(?:(?:note|noteref|page)-[0-9]+"
    r"|cover|title-page|colophon|contents|toc|glossary|works|figure-data|concordance)$"
)
"""Ids that editions give to notes, calls, pages and parts; beside them ``term-KEY``, ``work-KEY``
and ``data-ID`` of a figure."""

RESERVED_KEYS = frozenset({"lt", "gt", "amp", "quot", "apos"})
"""XML's own entities; every name that HTML5 has is refused as well."""
