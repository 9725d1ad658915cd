"""How a repeated citation is named: the index decides, once, and every edition follows.

``idem`` and ``ibid`` lean on what stands directly before, so they are given only when that is one
work beyond doubt: the citation before it in the same note, or the only one of the note before it
in the same chapter, and no part of that note is lost. Everything else that was cited before is
``earlier``.
"""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Book, Citation, Note, Reference, Repeat, block_text
from colofon.losses import damaged_notes


def decide_citations(book: Book) -> None:
    """Fill the citations of a book in the order of its notes."""
    first: dict[str, Note] = {}
    before: list[Citation] = []
    previous: Note | None = None
    by_note: dict[tuple[str, str], list[Reference]] = {}
    for reference in book.references_to("citation"):
        if reference.chapter and reference.note:
            by_note.setdefault((reference.chapter, reference.note), []).append(reference)
        elif reference.chapter:
            book.citations.append(Citation(reference.label, locator(reference), None, reference))
    damaged = damaged_notes(book)
    for note in numbered_notes(book):
        if previous is None or previous.chapter != note.chapter or previous.number != (note.number or 0) - 1:
            before = []
        here: list[Citation] = []
        is_damaged = (note.chapter, note.label) in damaged
        for reference, is_led_away in _cited_in(note, by_note.get((note.chapter, note.label), [])):
            lean = [] if is_damaged or is_led_away else here[-1:] or (before if len(before) == 1 else [])
            citation = Citation(reference.label, locator(reference), note, reference)
            _decide(citation, lean, first)
            first.setdefault(citation.key, note)
            here.append(citation)
        book.citations += here
        before, previous = [] if is_damaged else here, note


def _cited_in(note: Note, references: list[Reference]) -> Iterator[tuple[Reference, bool]]:
    """Yield the citations of a note, and whether a reference to a note stands between one and the last.

    "Zie noot 1, en ook ibid." would be read as the work of note 1.
    """
    by_link = {reference.element: reference for reference in references}
    is_led_away = False
    for link in note.element.iterdescendants("a"):
        if link.get("class") == "note-link":
            is_led_away = True
        found = by_link.get(link)
        if found is not None:
            yield found, is_led_away
            is_led_away = False


def numbered_notes(book: Book) -> list[Note]:
    """Return the notes that are called, by number."""
    notes = [note for found in book.notes.values() for note in found if note.number is not None]
    return sorted(notes, key=lambda note: note.number or 0)


def locator(reference: Reference) -> str:
    """Return the locator of a citation as it is typed: ``p. 2``."""
    return " ".join(block_text(reference.element).split())


def _decide(citation: Citation, lean: list[Citation], first: dict[str, Note]) -> None:
    citation.earlier = first.get(citation.key)
    if citation.earlier is None:
        return
    repeat: Repeat = "earlier"
    if lean and lean[0].key == citation.key:
        if lean[0].locator == citation.locator:
            repeat = "idem"
        elif citation.locator:
            # Without a locator of its own, "Ibid." would be read with the locator before it.
            repeat = "ibid"
    citation.repeat = repeat
