"""Numbers of notes: labels that are numbers, and the numbers of an earlier release (N107, N108)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from colofon.book import Book, Position, Reference
from colofon.checks.faults import lacks_chapters
from colofon.checks.notes import calls
from colofon.diagnostics import Diagnostic

NUMERIC = re.compile(r"[0-9]{1,9}$")


def number_out_of_order(book: Book) -> Iterator[Diagnostic]:
    """N107: in a chapter with numbers as labels, one is out of order, repeated or left out.

    Bad:   Mosul[^1] en Raqqa[^3], later Deir ez-Zor[^2]
    Good:  Mosul[^1] en Raqqa[^2], later Deir ez-Zor[^3]
    """
    for chapter in book.chapters:
        references = [reference for reference in calls(book) if reference.chapter == chapter.name]
        outer = [reference for reference in references if not reference.note]
        if all(NUMERIC.match(reference.label) for reference in outer):
            # A number that is called inside a note is N105's, and not left out.
            nested = {reference.label for reference in references if reference.note}
            yield from _in_chapter(outer, {int(label) for label in nested if NUMERIC.match(label)})


def _in_chapter(references: list[Reference], nested: set[int]) -> Iterator[Diagnostic]:
    first: dict[int, Reference] = {}
    for reference in references:
        number = int(reference.label)
        if first.setdefault(number, reference) is not reference:
            message = f"note number [^{reference.label}] is repeated"
            hint = f"it was called on line {first[number].position.line}"
            yield Diagnostic(reference.position, "N107", message, hint)
    numbers = list(first)
    kept = _longest_rise(numbers)
    for index, number in enumerate(numbers):
        if number not in kept:
            before = numbers[index - 1] if index and numbers[index - 1] > number else None
            message = f"note number [^{first[number].label}] is out of order"
            hint = f"it stands behind [^{before}]" if before else "a lower number follows"
            yield Diagnostic(first[number].position, "N107", message, hint)
    ordered = sorted({*numbers, *nested})
    for lower, higher in pairwise(ordered):
        if higher > lower + 1 and higher in first:
            missing = f"[^{lower + 1}]" if higher == lower + 2 else f"[^{lower + 1}] to [^{higher - 1}]"
            message = f"{missing} {'is' if higher == lower + 2 else 'are'} left out before [^{higher}]"
            yield Diagnostic(first[higher].position, "N107", message, "number on without a gap")


def _longest_rise(numbers: list[int]) -> set[int]:
    """Return the longest rising sequence: what is not in it are the fewest that can be out of order."""
    tails: list[int] = []
    tail_indexes: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(tails, number)
        previous.append(tail_indexes[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        tail_indexes[place : place + 1] = [index]
    kept: set[int] = set()
    index = tail_indexes[-1] if tail_indexes else -1
    while index >= 0:
        kept.add(numbers[index])
        index = previous[index]
    return kept


def number_moved(book: Book) -> Iterator[Diagnostic]:
    """N108: a note has another number than in the release that ``numbering.lock`` keeps.

    Bad:   a new note before note 131, so that "noot 131" in someone's letter is another note
    Good:  a new note behind the last one; or `build.py lock`, when the numbers are to change
    """
    if lacks_chapters(book):
        return
    lock = book.lock or {}
    # A note that moved to another file with its number is still that note.
    kept = {
        (note.label, note.number)
        for (name, label), notes in book.notes.items()
        for note in notes
        if label not in lock.get(name, {})
    }
    for name, labels in lock.items():
        heir = _heir(book, lock, name)
        lost = {label: number for label, number in labels.items() if (label, number) not in kept}
        if heir:
            for label, number in labels.items():
                yield from _moved(book, name, heir, label, number, (label, number) in kept)
        elif lost:
            numbers = sorted(lost.values())
            which = f"note {numbers[0]}" if len(numbers) == 1 else f"notes {numbers[0]} to {numbers[-1]}"
            message = f"{which} of {name}: that chapter is gone"
            yield Diagnostic(_locked_at(book, name), "N108", message, LOCKED)


def _moved(book: Book, name: str, heir: str, label: str, number: int, is_kept: bool) -> Iterator[Diagnostic]:
    """Yield the finding of a locked note that is gone from its chapter, or has another number."""
    note = book.note(heir, label)
    if note is None or note.number is None or note.call is None:
        if not is_kept:
            message = f"note {number}, [^{label}] of {name}, is gone"
            yield Diagnostic(_locked_at(book, f"{name}.{label}"), "N108", message, LOCKED)
    elif note.number != number:
        message = f"note [^{label}] was note {number} and is now note {note.number}"
        yield Diagnostic(book.chapter(heir).position(note.call), "N108", message, LOCKED)


def _heir(book: Book, lock: Mapping[str, Mapping[str, int]], name: str) -> str:
    """Return the chapter that has the notes of a locked one: itself, or what its file is called now."""
    chapters = [chapter.name for chapter in book.chapters]
    if name in chapters:
        return name
    shared = {
        chapter: sum(label in lock[name] for label in book.note_labels(chapter))
        for chapter in chapters
        if chapter not in lock
    }
    return max((chapter for chapter in shared if shared[chapter]), key=shared.__getitem__, default="")


def _locked_at(book: Book, path: str) -> Position:
    return book.lock_positions.get(path, Position(book.metadata.path))


LOCKED = "undo the change, or run build.py lock when the numbers are to change"
