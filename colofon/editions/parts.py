"""The parts of a book besides its chapters, alike in the EPUB and the web edition.

Title page and colophon come from ``book.yaml`` (`matter`), the rest from
`fill_book`; here they become sections with a heading, a role and ids.
"""

from __future__ import annotations

from lxml import etree

from colofon.book import POSITION, Book, Element
from colofon.editions.filled import FilledBook
from colofon.editions.making import make
from colofon.editions.matter import colophon, title_page
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import settle

GLOSSARY, WORKS, COLOPHON = "glossary", "works", "colophon"
PART_ROLES = {GLOSSARY: "doc-glossary", WORKS: "doc-bibliography"}
"""Roles of DPUB-ARIA; the other parts have none."""


def title_part(book: Book, filled: FilledBook, words: Phrases) -> Element:
    """Return the title page, with the title as its heading."""
    page = title_page(book, filled, words)
    for line in page.findall("p"):
        if line.get("class") == "title":
            line.tag = "h1"
        elif line.get("class") == "subtitle":
            line.set("role", "doc-subtitle")
    settle(page, words.language)
    return page


def colophon_part(book: Book, filled: FilledBook, words: Phrases) -> Element:
    """Return the colophon."""
    page = colophon(book, filled, words)
    page.set("role", "doc-colophon")
    page.set("aria-labelledby", COLOPHON)
    settle(page, words.language)
    return page


def back_parts(book: Book, filled: FilledBook, words: Phrases) -> dict[str, Element]:
    """Return the parts behind the chapters, by name, in their order."""
    if filled.glossary is not None:
        for head in filled.glossary.findall("dt"):
            _place(book, head)
            _complete(book, head, words)
    return {name: _section(name, content, words) for name, content in filled.back().items()}


def _section(name: str, content: Element, words: Phrases) -> Element:
    section = make("section", make("h1", words(name), id=name), content, class_=f"back {name}")
    if name in PART_ROLES:
        section.set("role", PART_ROLES[name])
    section.set("aria-labelledby", name)
    settle(section, words.language)
    return section


def _place(book: Book, head: Element) -> None:
    """Tell where an entry stands in the glossary's file."""
    terms = book.terms.get(head.get("id", "").removeprefix("term-"))
    if terms:
        head.set(POSITION, f"{terms[0].position.line}:{terms[0].position.column}")


def _complete(book: Book, head: Element, words: Phrases) -> None:
    """Give a term that has only an abbreviation a description: HTML's ``dl`` allows no term without one."""
    following = head.getnext()
    if following is not None and following.tag == "dd":
        return
    terms = book.terms.get(head.get("id", "").removeprefix("term-"))
    abbreviation = terms[0].abbreviation if terms else ""
    description = etree.Element("dd")
    description.append(make("p", words("abbreviated", abbreviation=abbreviation) if abbreviation else "–"))
    head.addnext(description)
