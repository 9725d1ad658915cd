"""Faults of note numbers: labels that are numbers, and numbers that a lock keeps (N107, N108)."""

from __future__ import annotations

import re
from random import Random

from colofon.book import Chapter, Note
from colofon.checks.references import linked_chapter
from colofon.reading.locks import LOCK, lock_text
from tests.faulting import words
from tests.faulting.following import calls_in_text, is_numeric, renumbered
from tests.faulting.laying import Edit, Finding, Kind, Laid, Place, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.notes import new_label, written
from tests.faulting.slots import slot_in
from tests.faulting.spots import choose_spot, in_text

LINK = re.compile(r"note:(?:[^\s()/]+/)?([^\s()/]+)\)")


class Numbered:
    """A chapter of which the labels are numbers, or become so: every label in the order of the calls."""

    def __init__(self, manuscript: Manuscript, chapter: Chapter) -> None:
        self.manuscript = manuscript
        self.chapter = chapter
        called = sorted(call for call in calls_in_text(manuscript) if call[1][0] == chapter.name)
        self.calls: list[Place] = [call[2] for call in called]
        self.labels = [call[1][1] for call in called]

    def relabelled(self, written_: list[int], called: list[int] | None = None) -> list[Edit]:
        """Return the edits that give notes these numbers, and calls perhaps others."""
        edits = []
        for index, (label, number) in enumerate(zip(self.labels, written_, strict=True)):
            note = self.manuscript.book.notes[self.chapter.name, label][0]
            call = self.calls[index]
            edits.append(_label(call.path, call.offset + 2, label, (called or written_)[index]))
            edits.append(_label(call.path, self.manuscript.offset(note.position) + 2, label, number))
            edits += self._links(label, number)
        return [edit for edit in edits if edit is not None]

    def _links(self, label: str, number: int) -> list[Edit | None]:
        book, edits = self.manuscript.book, []
        for reference in book.references_to("note"):
            if reference.label == label and linked_chapter(book, reference) is self.chapter:
                place = self.manuscript.place(reference.position)
                match = LINK.search(self.manuscript.texts[place.path], place.offset)
                assert match is not None and match[1] == label
                edits.append(_label(place.path, match.start(1), label, number))
        return edits


def _label(path: str, start: int, label: str, number: int) -> Edit | None:
    return None if label == str(number) else Edit(path, start, start + len(label), str(number))


def _numbered(manuscript: Manuscript, random: Random) -> Numbered | None:
    """Choose a chapter with enough notes to mix up, each called once and in the text."""
    found = []
    once = {(note.chapter, note.label) for note in manuscript.notes()}
    for chapter in manuscript.book.chapters:
        references = [
            call for call in manuscript.book.references_to("noteref") if call.chapter == chapter.name
        ]
        if len(references) > 4 and all((chapter.name, call.label) in once for call in references):
            found.append(Numbered(manuscript, chapter))
    found = [numbered for numbered in found if len(numbered.calls) == len(set(numbered.labels)) > 4]
    return random.choice(found) if found else None


def _laid(finding: Finding, edits: list[Edit], besides: list[Finding] | None = None) -> Laid:
    # The labels of a lock would all be others.
    return Laid(finding, edits, besides or [], removed=(LOCK,))


def moved_number(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note that is called far from its number."""
    numbered = _numbered(manuscript, random)
    if numbered is None:
        return None
    count = len(numbered.calls)
    numbers = list(range(1, count + 1))
    first = random.randrange(count - 2)
    last = random.randrange(first + 2, count)
    called, place = numbers[:], 0
    if random.random() < 0.5:
        called.insert(first, called.pop(last))
        place = first
    else:
        called.insert(last, called.pop(first))
        place = last
    return _laid(Finding("N107", numbered.calls[place]), numbered.relabelled(numbers, called))


def left_out_number(manuscript: Manuscript, random: Random) -> Laid | None:
    """A number that no note has, between two that notes have."""
    numbered = _numbered(manuscript, random)
    if numbered is None:
        return None
    count, step = len(numbered.calls), random.randint(1, 3)
    place = random.randrange(1, count)
    numbers = [number + (step if number > place else 0) for number in range(1, count + 1)]
    return _laid(Finding("N107", numbered.calls[place]), numbered.relabelled(numbers))


def repeated_number(manuscript: Manuscript, random: Random) -> Laid | None:
    """A call with the number of an earlier one."""
    numbered = _numbered(manuscript, random)
    if numbered is None:
        return None
    count = len(numbered.calls)
    place = random.randrange(1, count)
    numbers = list(range(1, count + 1))
    called = numbers[:]
    called[place] = random.randint(1, place)
    note = manuscript.book.notes[numbered.chapter.name, numbered.labels[place]][0]
    again = numbered.calls[place]
    besides = [Finding("N104", again), Finding("N102", manuscript.place(note.position))]
    if place + 1 < count:
        besides.append(Finding("N107", numbered.calls[place + 1]))
    return _laid(Finding("N107", again), numbered.relabelled(numbers, called), besides)


def _locking(manuscript: Manuscript) -> tuple[str, dict[tuple[str, str], int]]:
    """Return a lock of the book as it is, and what it holds."""
    notes = [note for found in manuscript.book.notes.values() for note in found if note.number is not None]
    return lock_text(manuscript.book), {(note.chapter, note.label): note.number or 0 for note in notes}


def _lock_edit(manuscript: Manuscript, text: str) -> Edit:
    return Edit(LOCK, 0, len(manuscript.texts.get(LOCK, "")), text)


def other_lock(manuscript: Manuscript, random: Random) -> Laid | None:
    """A lock in which a note has another number."""
    text, numbers = _locking(manuscript)
    if not numbers:
        return None
    key = random.choice(sorted(numbers))
    note = manuscript.book.notes[key][0]
    line = f'  "{key[1]}": {numbers[key]}\n'
    start = text.index(line, text.index(f'"{key[0]}":\n'))
    other = line.replace(f": {numbers[key]}", f": {numbers[key] + random.randint(1, 40)}")
    edit = _lock_edit(manuscript, text[:start] + other + text[start + len(line) :])
    assert note.call is not None
    place = manuscript.place(manuscript.book.chapter(note.chapter).position(note.call))
    return Laid(Finding("N108", place), [edit])


def note_before_locked(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new note before notes of which the numbers are kept."""
    text, numbers = _locking(manuscript)
    spot = choose_spot(manuscript, random, in_text)
    slot = slot_in(manuscript, random, spot.chapter.name) if spot and spot.chapter else None
    if spot is None or slot is None or is_numeric(manuscript, slot.chapter.name):
        return None
    label = new_label(manuscript, random)
    note, _ = written(slot, label, words.sentence(random, spot.base))
    edit = inserted(spot.path, spot.offset, f"[^{label}]")
    added = [(spot.order, (slot.chapter.name, label), within(edit))]
    findings = renumbered(manuscript, added, lock=numbers)
    moved = [finding for finding in findings if finding.code == "N108"]
    if not moved:
        return None
    return Laid(moved[0], [_lock_edit(manuscript, text), note, edit], findings)


def removed_locked(manuscript: Manuscript, random: Random) -> Laid | None:
    """A call that goes, of a note of which the number is kept."""
    text, numbers = _locking(manuscript)
    notes: list[Note] = [note for note in manuscript.notes() if not is_numeric(manuscript, note.chapter)]
    if not notes:
        return None
    note = random.choice(notes)
    assert note.call is not None
    place = manuscript.place(manuscript.book.chapter(note.chapter).position(note.call))
    edit = Edit(place.path, place.offset, place.offset + len(note.label) + 3, "")
    lock = _lock_edit(manuscript, text)
    line = text.index(f'  "{note.label}": ', text.index(f'"{note.chapter}":\n'))
    gone = Finding("N108", within(lock, line + len(note.label) + 6))
    besides = [Finding("N102", manuscript.place(note.position))]
    besides += renumbered(manuscript, gone=[note.call], lock=numbers)
    return Laid(gone, [lock, edit], besides)


KINDS: dict[str, tuple[Kind, ...]] = {
    "N107": (moved_number, left_out_number, repeated_number),
    "N108": (other_lock, note_before_locked, removed_locked),
}
