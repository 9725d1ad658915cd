"""Glossary and list of works as sections with a title, alike in the EPUB and the web edition."""

from __future__ import annotations

from lxml import etree
from lxml.builder import E

from colofon.book import POSITION, Book, Element
from colofon.editions.filling import FilledBook
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import settle

GLOSSARY, WORKS = "glossary", "works"


def glossary_section(book: Book, filled: FilledBook, words: Phrases) -> Element | None:
    """Return the glossary; None without entries."""
    if filled.glossary is None:
        return None
    for head in filled.glossary.findall("dt"):
        _place(book, head)
        _complete(book, head, words)
    return _section(GLOSSARY, "doc-glossary", filled.glossary, words)


def works_section(book: Book, filled: FilledBook, words: Phrases) -> Element | None:
    """Return the list of works; None without works."""
    if filled.works is None:
        return None
    return _section(WORKS, "doc-bibliography", filled.works, words)


def _section(name: str, role: str, content: Element, words: Phrases) -> Element:
    id = f"{name}-title"
    section: Element = E.section(
        {"class": f"back {name}", "role": role, "aria-labelledby": id}, E.h1({"id": id}, words(name)), content
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
    description.append(E.p(words("abbreviated", abbreviation=abbreviation) if abbreviation else "–"))
    head.addnext(description)
