"""Faults of a damaged source: notes, headings and passages that are marked as lost (N112, N113, S410)."""

from __future__ import annotations

from random import Random

from tests.faulting import words
from tests.faulting.crossing import ids
from tests.faulting.following import numbers_are_stated, renumbered
from tests.faulting.headings import next_level
from tests.faulting.laying import Edit, Finding, Kind, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.notes import losable, new_label, written
from tests.faulting.slots import choose_slot, slot_in
from tests.faulting.spots import choose_spot, in_text

LOST = "[]{.lost}"
PARTIAL = "[…]{.partial}"


def lost_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note of which the text gives way to the mark."""
    note, besides = losable(manuscript, random, whole=False)
    if note is None:
        return None
    place = manuscript.place(note.position)
    end = manuscript.end_of(note.element, manuscript.book.chapter(note.chapter))
    mark = random.choice((LOST, PARTIAL, "[]{.lost lang=en}"))
    edit = Edit(place.path, place.offset + len(note.label) + 4, end, f" {mark}")
    return Laid(Finding("N112", place), [edit], besides)


def new_lost_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note of which only the call is left."""
    spot = choose_spot(manuscript, random, in_text)
    slot = slot_in(manuscript, random, spot.chapter.name) if spot and spot.chapter else None
    if spot is None or slot is None:
        return None
    label = new_label(manuscript, random)
    note, place = written(slot, label, LOST)
    edit = inserted(spot.path, spot.offset, f"[^{label}]")
    besides = renumbered(manuscript, [(spot.order, (slot.chapter.name, label), within(edit))])
    return Laid(Finding("N112", place), [edit, note], besides)


def gap_in_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note with a gap behind one of its words."""
    spot = choose_spot(manuscript, random, lambda spot: bool(spot.note))
    if spot is None:
        return None
    edit = inserted(spot.path, spot.offset, f" {PARTIAL}")
    return Laid(Finding("N113", within(edit, 1)), [edit])


def headless_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note of which the beginning is gone."""
    notes = [note for note in manuscript.own_notes() if len(note.element) and note.element[0].tag == "p"]
    if not notes:
        return None
    note = random.choice(notes)
    place = manuscript.place(manuscript.book.chapter(note.chapter).position(note.element[0]))
    edit = inserted(place.path, place.offset, f"{PARTIAL} ")
    return Laid(Finding("N113", within(edit)), [edit])


def lost_paragraph_of_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note with a paragraph that is gone."""
    slot = choose_slot(manuscript, random, lambda slot: bool(slot.note))
    if slot is None:
        return None
    edit = inserted(slot.path, slot.offset, slot.block(LOST))
    return Laid(Finding("N113", within(edit, slot.lead)), [edit])


def lost_heading(manuscript: Manuscript, random: Random) -> Laid | None:
    """A heading of which only the place is left."""
    slot = choose_slot(manuscript, random, lambda slot: slot.own and next_level(manuscript, slot) <= 3)
    if slot is None or numbers_are_stated(manuscript):
        return None
    id = words.fresh(random, manuscript.language(None), ids(manuscript))
    edit = inserted(slot.path, slot.offset, slot.block(f"## {LOST}" + random.choice(("", f" {{#{id}}}"))))
    return Laid(Finding("S410", within(edit, slot.lead + 3)), [edit])


def lost_passage(manuscript: Manuscript, random: Random) -> Laid | None:
    """A passage of which only the place is left."""
    slot = choose_slot(manuscript, random, lambda slot: not slot.note)
    if slot is None:
        return None
    edit = inserted(slot.path, slot.offset, slot.block(LOST))
    return Laid(Finding("S410", within(edit, slot.lead)), [edit])


def gap_in_text(manuscript: Manuscript, random: Random) -> Laid | None:
    """A heading, a text or a definition with a gap behind one of its words."""
    spot = choose_spot(manuscript, random, lambda spot: not spot.note)
    if spot is None:
        return None
    edit = inserted(spot.path, spot.offset, f" {PARTIAL}")
    return Laid(Finding("S410", within(edit, 1)), [edit])


KINDS: dict[str, tuple[Kind, ...]] = {
    "N112": (lost_note, new_lost_note),
    "N113": (gap_in_note, headless_note, lost_paragraph_of_note),
    "S410": (lost_heading, lost_passage, gap_in_text),
}
