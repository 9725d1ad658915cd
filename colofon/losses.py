"""Marks of what the source of an import lost: where they stand, and whether anything survives beside them.

A mark is a ``span`` of a class of `LOSSES`: ``lost`` is empty and stands for a whole text, ``partial``
holds ``…`` and stands for a part of one. Checks and editions ask here; the words are the editions'.
"""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Book, Element
from colofon.vocabulary import LOSSES


def marks(element: Element) -> list[Element]:
    """Return the marks in an element."""
    return [span for span in element.iterdescendants("span") if span.get("class") in LOSSES]


def damaged_notes(book: Book) -> frozenset[tuple[str, str]]:
    """Return chapter and label of the notes that lost something, worked out once: hardly a book has any."""
    found = book.worked_out.get("damaged-notes")
    if not isinstance(found, frozenset):
        found = book.worked_out["damaged-notes"] = frozenset(
            (chapter.name, aside.get("data-label", ""))
            for chapter in book.chapters
            for mark in marks(chapter.tree)
            for aside in mark.iterancestors("aside")
        )
    return found


def survives(element: Element) -> bool:
    """Tell whether an element holds text besides its marks, or an element that an edition fills."""
    for inner in element.iter():
        # The call of another note is N105's; by itself it says nothing.
        if inner.tag in ("a", "img") and inner.get("class") != "noteref":
            return True
        if inner.get("class") == "definition":
            return True
    return any(text.strip() for text in _texts(element))


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") not in LOSSES:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
