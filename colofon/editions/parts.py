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

GLOSSARY, WORKS, DATA, CONCORDANCE, COLOPHON = "glossary", "works", "figure-data", "concordance", "colophon"


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


def glossary_part(book: Book, filled: FilledBook, words: Phrases) -> Element | None:
    """Return the glossary; None without entries."""
    if filled.glossary is None:
        return None
    for head in filled.glossary.findall("dt"):
        _place(book, head)
        _complete(book, head, words)
    return _section(GLOSSARY, "doc-glossary", filled.glossary, words)


def works_part(filled: FilledBook, words: Phrases) -> Element | None:
    """Return the list of works; None without works."""
    if filled.works is None:
        return None
    return _section(WORKS, "doc-bibliography", filled.works, words)


def data_part(filled: FilledBook, words: Phrases) -> Element | None:
    """Return the data of the figures; None where nothing is drawn from data."""
    if filled.data is None:
        return None
    return _section(DATA, "", filled.data, words)


def concordance_part(filled: FilledBook, words: Phrases) -> Element | None:
    """Return the concordance of notes; None without one."""
    if filled.concordance is None:
        return None
    return _section(CONCORDANCE, "", filled.concordance, words)


def _section(name: str, role: str, content: Element, words: Phrases) -> Element:
    section = make(
        "section",
        make("h1", words(name), id=name),
        content,
        class_=f"back {name}",
        **({"role": role} if role else {}),
        aria_labelledby=name,
    )
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
