"""DocBook 5.1 as a manuscript uses it: which element stands for which construct.

Data only, for `reading.docbook` and `editions.docbook`, so that both know one mapping; docs/docbook.md
shows it construct by construct. Everything here is in DocBook 5.0 too.
"""

from __future__ import annotations

NAMESPACE = "http://docbook.org/ns/docbook"
VERSION = "5.1"
SUFFIX = ".xml"
"""Of a chapter that is kept as DocBook."""

COMPONENTS = {
    "foreword": "preface",
    "summary": "preface",
    "introduction": "preface",
    "chapter": "chapter",
    "conclusion": "chapter",
    "epilogue": "chapter",
    "appendix": "appendix",
    "afterword": "appendix",
}
"""Role of a file in the spine -> its element, which carries the role as ``role``."""

SECTIONS = ("sect1", "sect2", "sect3", "sect4", "sect5")
"""Sections of a fixed level, accepted beside the nested ``section``."""

NUMERATIONS = {
    "1": "arabic",
    "a": "loweralpha",
    "A": "upperalpha",
    "i": "lowerroman",
    "I": "upperroman",
}
"""Type of an ordered list -> ``numeration``."""

DELIMITERS = ("period", "paren", "parens")
"""How the markers of an ordered list end; the first is what a list without ``role`` has."""

QUOTATIONS = {"": ("blockquote", ""), "quote": ("blockquote", "quote"), "epigraph": ("div", "epigraph")}
"""Role of a ``blockquote`` -> element and class of the tree; an epigraph of paragraphs is an ``epigraph``."""

DIVS = {"sidebar": "box", "epigraph": "epigraph", "informalexample": ""}
"""Element -> class of the ``div`` it stands for."""

TERM_ID = "term-"
WORK_ID = "work-"
NOTE_ID = "note-"
"""What the ids of entries, works and notes begin with; behind it stands the key, or chapter and label."""

BREAK = "break"
RANGE = "range"
RULE = "rule"
"""Roles: a line break (phrase), a range of references (phrase), a rule between paragraphs (para)."""
EMPTY = "empty"
"""Role of a row that only fills a table without any, which DocBook does not have."""
NOTE_LINK = "note:"
"""What the role of an ``xref`` or ``link`` to a note begins with; the address follows as it is typed."""
STRONG = "strong"
ELSEWHERE = "elsewhere"
"""Role of a phrase that speaks of a part of another work."""
LOST = "lost"
PARTIAL = "partial"
"""Roles of a phrase that stands for a text that is lost, or for a part of one."""

ATTRIBUTES = {
    "preface": "xml:id xml:lang xml:base role label version",
    "chapter": "xml:id xml:lang xml:base role label version",
    "appendix": "xml:id xml:lang xml:base role label version",
    "section": "xml:id label",
    **dict.fromkeys(SECTIONS, "xml:id label"),
    "title": "xml:lang",
    "bridgehead": "renderas otherrenderas xml:id xml:lang",
    "para": "role",
    "simpara": "",
    "itemizedlist": "spacing",
    "orderedlist": "spacing numeration startingnumber role",
    "listitem": "",
    "glosslist": "",
    "glossentry": "",
    "glossdef": "",
    "blockquote": "role xml:id xml:lang",
    "epigraph": "xml:id xml:lang",
    "sidebar": "xml:id xml:lang",
    "informalexample": "xml:id xml:lang",
    "programlisting": "language",
    "table": "xml:id xml:lang rowheader label",
    "informaltable": "xml:id xml:lang rowheader",
    "tgroup": "cols",
    "colspec": "align colname colnum",
    "thead": "",
    "tbody": "",
    "row": "role",
    "entry": "align",
    "figure": "xml:id label",
    "informalfigure": "xml:id",
    "mediaobject": "xml:lang",
    "inlinemediaobject": "xml:id xml:lang",
    "imageobject": "",
    "imagedata": "fileref contentwidth",
    "textobject": "",
    "emphasis": "role",
    "foreignphrase": "xml:lang xml:id",
    "phrase": "role xml:lang xml:id",
    "citetitle": "xml:lang xml:id",
    "code": "xml:lang",
    "glossterm": "linkend xml:lang",
    "xref": "linkend role xml:lang",
    "link": "linkend role xml:lang xlink:href xlink:type",
    "citation": "xml:lang",
    "biblioref": "linkend",
    "footnote": "xml:id xreflabel label remap",
    "footnoteref": "linkend label",
}
"""Element -> the attributes that mean something on it; any other is a finding."""

TEXTS = frozenset(
    {"para", "title", "bridgehead", "glossterm", "entry", "programlisting", "emphasis", "foreignphrase"}
    | {"phrase", "citetitle", "code", "link", "xref", "citation"}
)
"""Elements in which white space is text, or would become it."""

NAME_PARTS = {
    "given": ("firstname", ""),
    "dropping-particle": ("othername", "dropping-particle"),
    "non-dropping-particle": ("othername", "non-dropping-particle"),
    "family": ("surname", ""),
    "suffix": ("lineage", ""),
}
"""Part of a name, as CSL has it -> element of ``personname`` and its role; ``literal`` is an ``orgname``."""

PEOPLE = {
    "author": ("author", ""),
    "editor": ("editor", ""),
    "translator": ("othercredit", "translator"),
    "interviewer": ("othercredit", "interviewer"),
    "recipient": ("othercredit", "recipient"),
    "container-author": ("othercredit", "container-author"),
}
"""Field of a work that holds names -> element, and ``otherclass``."""

FIELDS = {
    "title": ("title", {}),
    "title-short": ("titleabbrev", {}),
    "issued": ("pubdate", {}),
    "accessed": ("date", {"role": "accessed"}),
    "original-date": ("date", {"role": "original-date"}),
    "edition": ("edition", {}),
    "volume": ("volumenum", {}),
    "issue": ("issuenum", {}),
    "page": ("pagenums", {}),
    "URL": ("biblioid", {"class": "uri"}),
    "DOI": ("biblioid", {"class": "doi"}),
    "ISBN": ("biblioid", {"class": "isbn"}),
    "ISSN": ("biblioid", {"class": "issn"}),
}
"""Field of a work, as CSL has it -> element of ``biblioentry`` and its attributes."""

CONTAINERS = {
    "container-title": ("container", "title"),
    "collection-title": ("collection", "title"),
    "collection-number": ("collection", "volumenum"),
}
"""Field of a work -> ``relation`` of the ``biblioset`` that holds it, and its element there."""

MISCELLANEOUS = "bibliomisc"
"""Holds, under its path as role, a value for which DocBook has no element."""

INFO = {
    "short-title": ("titleabbrev", {}),
    "version": ("edition", {}),
    "date": ("pubdate", {}),
    "text-closed": ("date", {"role": "text-closed"}),
    "issn": ("biblioid", {"class": "issn"}),
    "doi": ("biblioid", {"class": "doi"}),
    "url": ("biblioid", {"class": "uri"}),
    "slug": ("biblioid", {"class": "other", "otherclass": "slug"}),
    "isbn.pdf": ("biblioid", {"class": "isbn", "role": "pdf"}),
    "isbn.epub": ("biblioid", {"class": "isbn", "role": "epub"}),
    "isbn.print": ("biblioid", {"class": "isbn", "role": "print"}),
}
"""Value of ``book.yaml`` -> element of ``info`` and its attributes."""

STATEMENTS = {
    "description": ("abstract", ""),
    "rights": ("legalnotice", "rights"),
    "disclaimer": ("legalnotice", "disclaimer"),
    "adaptation.statement": ("legalnotice", "adaptation"),
}
"""Value of ``book.yaml`` that is a text -> element of ``info`` and its role."""

CREDITS = {"aut": "author", "edt": "editor"}
"""MARC relator code -> element; any other is ``othercredit`` with the code as ``otherclass``."""

SENSE_ID = "sense-"
INFLECTION = "inflection"
EXPANSION = "expansion"
SOURCE = "source"
TRANSLATION = "translation"
"""What the id of a sense begins with, and the roles of what an entry of the glossary holds."""
