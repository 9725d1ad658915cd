"""The whole glossary as one file: header, entries, and who defines."""

from __future__ import annotations

from lxml import etree

from colofon import tbx
from colofon.book import Book, Element
from colofon.editions.layout import lay_out
from colofon.editions.tbx.elements import child, element
from colofon.editions.tbx.entries import Entry


def glossary_document(book: Book) -> bytes:
    """Return the glossary of a book that has at least one entry, since TBX has no file without."""
    root = element("martif", {"type": tbx.TYPE, "xml:lang": book.metadata.language})
    _header(root, book)
    text = child(root, "text")
    body = child(text, "body")
    for terms in book.terms.values():
        for term in terms:
            Entry(book, term).write(body)
    if book.authorities:
        _authorities(child(text, "back"), book.authorities)
    lay_out(root, tbx.TEXTS)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {tbx.ROOT} SYSTEM "{tbx.DTD}">\n'
    return (head + etree.tostring(root, encoding="unicode") + "\n").encode()


def _header(root: Element, book: Book) -> None:
    header = child(root, "martifHeader")
    description = child(header, "fileDesc")
    child(child(description, "titleStmt"), "title", text=book.metadata.title)
    child(child(description, "sourceDesc"), "p", text=f"{book.metadata.slug} {_version(book)}".rstrip())
    child(child(header, "encodingDesc"), "p", {"type": "XCSURI"}, tbx.CATEGORIES)


def _version(book: Book) -> str:
    return str(book.metadata.data.get("version", ""))


def _authorities(back: Element, authorities: dict[str, dict[str, str]]) -> None:
    holder = child(back, "refObjectList", {"type": tbx.AUTHORITIES})
    for key, phrases in authorities.items():
        made = child(holder, "refObject", {"id": tbx.AUTHORITY_ID + key})
        for language, phrase in phrases.items():
            item = child(made, "item", {"type": tbx.ORGANISATION})
            child(item, "foreign", {"xml:lang": language}, phrase)
