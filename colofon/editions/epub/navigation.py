"""The navigation document: contents and landmarks, in the words of the book's language."""

from __future__ import annotations

from colofon.book import Element
from colofon.editions.epub.documents import EPUB_TYPE, Document
from colofon.editions.linking import Entry, heading_link, outline
from colofon.editions.making import make
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import say_language

FILE = "nav.xhtml"
DEEPEST = 3
"""Level of the last headings that the contents list."""
LANDMARKS = ("cover", "titlepage", "toc", "bodymatter", "glossary", "bibliography", "colophon")
"""The parts of a book a reading system may offer to go to, in the order in which they are listed."""


def contents(documents: list[Document], language: str, words: Phrases) -> Element:
    """Return the table of contents of what comes after it."""
    title = words("contents")
    listing = make("ol", *(_document_entry(document, language) for document in documents))
    return _nav("toc", title, make("h1", title), listing, role="doc-toc")


def _document_entry(document: Document, language: str) -> Element:
    tree = document.body[0]
    heading = tree.find("h1")
    if heading is None:
        return make("li", make("a", document.title, href=document.file))
    item = make("li", heading_link(document.file, heading))
    say_language(item, document.language, language)
    entries = outline(tree, DEEPEST)
    if entries:
        item.append(_entries(document.file, entries))
    return item


def _entries(file: str, entries: list[Entry]) -> Element:
    listing = make("ol")
    for entry in entries:
        item = make("li", heading_link(f"{file}#{entry.heading.get('id')}", entry.heading))
        if entry.children:
            item.append(_entries(file, entry.children))
        listing.append(item)
    return listing


def landmarks(places: dict[str, tuple[str, str, str]], language: str, words: Phrases) -> Element:
    """Return the landmarks; `places` gives for a kind of part address, name and the name's language."""
    title = words("landmarks")
    listing = make("ol")
    for kind in LANDMARKS:
        if kind in places:
            address, name, named_in = places[kind]
            link = make("a", name, href=address)
            link.set(EPUB_TYPE, kind)
            say_language(link, named_in, language)
            listing.append(make("li", link))
    found = _nav("landmarks", title, make("h2", title), listing)
    found.set("hidden", "hidden")
    return found


def _nav(kind: str, title: str, *content: Element, role: str = "") -> Element:
    found = make("nav", *content, aria_label=title)
    found.set(EPUB_TYPE, kind)
    if role:
        found.set("role", role)
    return found
