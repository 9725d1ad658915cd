"""Faults of repeated works: "Idem." and "Ibid." typed by hand (N109, N110)."""

from __future__ import annotations

from random import Random

from colofon.book import Chapter, Note
from colofon.vocabulary import HEADINGS
from tests.faulting import words
from tests.faulting.following import renumbered
from tests.faulting.laying import Finding, Kind, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.notes import new_label, written
from tests.faulting.slots import slot_in

FORMS = ("Idem.", "Ibid.", "Ibidem.", "Ibid., p. {}.", "Idem, p. {}.", "Ibid., par. {}.", "Id., p. {}.")


def typed(random: Random) -> str:
    return random.choice(FORMS).format(random.randint(2, 400))


def works_of(note: Note) -> set[str]:
    """Return the works that a note cites."""
    return {
        element.get("data-key", "")
        for element in note.element.iter("a")
        if element.get("class") == "citation"
    }


def _holds_definition(note: Note) -> bool:
    return any(element.get("class") == "definition" for element in note.element.iter("span"))


def _in_heading(note: Note) -> bool:
    assert note.call is not None
    return any(element.tag in HEADINGS for element in note.call.iterancestors())


def _behind(manuscript: Manuscript, random: Random, note: Note, code: str) -> Laid | None:
    """Put a typed repeat directly behind the call of a note."""
    slot = slot_in(manuscript, random, note.chapter)
    if slot is None or note.call is None:
        return None
    chapter = slot.chapter
    label, lead = (
        new_label(manuscript, random),
        random.choice(("", f"{words.sentence(random, manuscript.language(chapter))} ")),
    )
    if lead and code == "N109":
        lead = ""
    edit, place = written(slot, label, lead + typed(random))
    call = manuscript.place(chapter.position(note.call))
    calling = inserted(call.path, call.offset + len(note.label) + 3, f"[^{label}]")
    rank = manuscript.order(note.call, chapter)
    order = (rank[0], rank[1], calling.start)
    besides = renumbered(manuscript, [(order, (chapter.name, label), within(calling))])
    word = within(edit, place.offset + len(f"[^{label}]: {lead}"))
    return Laid(Finding(code, word), [edit, calling], besides)


def repeat_of_one_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """ "Ibid." in a note behind one that cites one work."""
    notes = [note for note in manuscript.notes() if len(works_of(note)) == 1 and not _in_heading(note)]
    return _behind(manuscript, random, random.choice(notes), "N109") if notes else None


def repeat_in_the_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """ "Ibid." at the end of a note that cites a work."""
    found: list[tuple[Note, Chapter]] = []
    for note in manuscript.own_notes():
        chapter = manuscript.book.chapter(note.chapter)
        text = manuscript.text_of(chapter)[: manuscript.end_of(note.element, chapter)]
        if works_of(note) and note.element[-1].tag == "p" and text.endswith("."):
            found.append((note, chapter))
    if not found:
        return None
    note, chapter = random.choice(found)
    edit = inserted(
        manuscript.file_of(chapter), manuscript.end_of(note.element, chapter), f" {typed(random)}"
    )
    return Laid(Finding("N109", within(edit, 1)), [edit])


def repeat_of_nothing(manuscript: Manuscript, random: Random) -> Laid | None:
    """ "Ibid." behind a note that cites nothing."""
    notes = [note for note in manuscript.notes() if not works_of(note) and not _in_heading(note)]
    notes = [note for note in notes if not _holds_definition(note)]
    return _behind(manuscript, random, random.choice(notes), "N110") if notes else None


def repeat_of_several(manuscript: Manuscript, random: Random) -> Laid | None:
    """ "Ibid." behind a note that cites several works."""
    notes = [note for note in manuscript.notes() if len(works_of(note)) > 1 and not _in_heading(note)]
    return _behind(manuscript, random, random.choice(notes), "N110") if notes else None


def repeat_at_the_beginning(manuscript: Manuscript, random: Random) -> Laid | None:
    """ "Ibid." in the first note of a chapter."""
    first: dict[str, Note] = {}
    for note in sorted(manuscript.notes(), key=lambda note: note.number or 0):
        first.setdefault(note.chapter, note)
    lowest = {
        chapter: min(
            note.number or 0
            for found in manuscript.book.notes.values()
            for note in found
            if note.number and note.chapter == chapter
        )
        for chapter in first
    }
    notes = [
        note for chapter, note in first.items() if note.number == lowest[chapter] and not _in_heading(note)
    ]
    if not notes:
        return None
    note = random.choice(notes)
    slot = slot_in(manuscript, random, note.chapter)
    if slot is None or note.call is None:
        return None
    label = new_label(manuscript, random)
    edit, place = written(slot, label, typed(random))
    call = manuscript.place(slot.chapter.position(note.call))
    calling = inserted(call.path, call.offset, f"[^{label}]")
    rank = manuscript.order(note.call, slot.chapter)
    besides = renumbered(
        manuscript, [((rank[0], rank[1], rank[2] - 1), (note.chapter, label), within(calling))]
    )
    return Laid(Finding("N110", within(edit, place.offset + len(label) + 5)), [edit, calling], besides)


KINDS: dict[str, tuple[Kind, ...]] = {
    "N109": (repeat_of_one_work, repeat_in_the_note),
    "N110": (repeat_of_nothing, repeat_of_several, repeat_at_the_beginning),
}
