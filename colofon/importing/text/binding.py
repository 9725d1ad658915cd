"""What a text types becomes what leads there: chapters named by their number, notes that "Idem" means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from colofon.book import POSITION, Book, Chapter, Element, Metadata, Note, Target
from colofon.checks.idem import typed_repeats
from colofon.checks.typed import Typed, typed_references
from colofon.importing.pandoc.settling import insert_at, numbered_copy, pieces_of
from colofon.importing.report import Report
from colofon.indexing import index_book


class _Spot(NamedTuple):
    """Words in a block, and the link that they become."""

    block: int
    offset: int
    words: str
    link: Element


def bind(chapters: list[Chapter], data: dict[str, object], report: Report) -> None:
    """Make links of typed references to chapters, and of "Idem" and "Ibid."; each is reported."""
    originals: list[Element] = []
    copies = [numbered_copy(chapter, originals) for chapter in chapters]
    book = Book(Path(), Metadata(dict(data), {}, "book.yaml", []), copies)
    index_book(book)
    spots = [*_references(book, originals), *_repeats(book, originals)]
    for spot in sorted(spots, key=lambda spot: (spot.block, spot.offset), reverse=True):
        if not _put(originals[spot.block], spot):
            report.doubt(spot.words, "could not be made a link", 0.3)


def _references(book: Book, originals: list[Element]) -> Iterator[_Spot]:
    for typed in typed_references(book):
        block, offset = typed.position.line, typed.position.column - 1
        targets = [place for place in typed.places if isinstance(place, Target) and place.id]
        if len(targets) == len(typed.places) and targets and (len(targets) == 1 or typed.spoken.is_range):
            for target in targets:
                # An id that was only derived must stay when the text around it changes.
                originals[_rank(target.element)].set("id", target.id)
            yield _Spot(block, offset, typed.text, _link(typed, targets))
        note = typed.places[0]
        if len(typed.places) == 1 and isinstance(note, Note):
            link = _note_link(note, typed.chapter.name)
            link.text = typed.text if typed.text[:1].isupper() else None
            yield _Spot(block, offset, typed.text, link)


def _link(typed: Typed, targets: list[Target]) -> Element:
    """Return a reference: filled where the words are those that fill it, else with its own words."""
    link = etree.Element("a", {"class": "xref", "data-target": targets[0].id})
    if typed.spoken.is_range:
        link.set("data-last", targets[-1].id)
        link.text = re.split(r"\s", typed.text)[0]
    elif typed.text[:1].isupper():
        link.text = typed.text
    return link


def _repeats(book: Book, originals: list[Element]) -> Iterator[_Spot]:
    """Yield each "Idem" as a link to the note before it, or, where that one is one too, to its note."""
    numbered = sorted(
        (note for notes in book.notes.values() for note in notes), key=lambda note: note.number or 0
    )
    order = {(note.chapter, note.label): index for index, note in enumerate(numbered)}
    meant: dict[int, int] = {}
    for typed in typed_repeats(book):
        block = originals[typed.position.line]
        aside = next((around for around in block.iterancestors("aside")), None)
        if aside is None or typed.before == "this note":
            continue
        chapter = _chapter_of(book, typed.position.path)
        at = order.get((chapter, aside.get("data-label", "")))
        if not at:
            continue
        meant[at] = meant.get(at - 1, at - 1)
        link = _note_link(numbered[meant[at]], chapter)
        link.text = typed.word
        yield _Spot(typed.position.line, typed.position.column - 1, typed.word, link)


def _note_link(note: Note, chapter: str) -> Element:
    """Return a reference to a note from a chapter."""
    link = etree.Element("a", {"class": "note-link", "data-label": note.label})
    if note.chapter != chapter:
        link.set("data-chapter", note.chapter)
    return link


def _rank(element: Element) -> int:
    """Return the place of a copied element's original among all originals."""
    return int(element.get(POSITION, "").partition(":")[0])


def _chapter_of(book: Book, path: str) -> str:
    return next((chapter.name for chapter in book.chapters if chapter.path == path), "")


def _put(block: Element, spot: _Spot) -> bool:
    """Put a link in place of words, if one piece of text holds them."""
    pattern = re.compile(r"\s+".join(map(re.escape, spot.words.split())))
    start = 0
    for holder, is_tail, text in pieces_of(block):
        if start <= spot.offset < start + len(text):
            match = pattern.match(text, spot.offset - start)
            if match is None:
                return False
            insert_at(holder, is_tail, spot.link, text[: match.start()], text[match.end() :])
            return True
        start += len(text)
    return False
