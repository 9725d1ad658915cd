"""Faults of notes: missing, left over, doubled, empty, in the wrong place (N101-N106, N111)."""

from __future__ import annotations

from random import Random

from colofon.book import Note
from tests.faulting import words
from tests.faulting.following import below, is_numeric, losses, renumbered
from tests.faulting.laying import Edit, Finding, Kind, Laid, Place, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.slots import Slot, choose_slot, slot_in
from tests.faulting.spots import Spot, choose_spot, in_chapter, in_text


def labels(manuscript: Manuscript) -> set[str]:
    """Return every label that stands anywhere."""
    return {label for _, label in manuscript.book.notes}


def new_label(manuscript: Manuscript, random: Random) -> str:
    return words.fresh(random, manuscript.language(None), labels(manuscript))


def written(slot: Slot, label: str, text: str) -> tuple[Edit, Place]:
    """Return the edit that writes a note, and the place of the note."""
    edit = inserted(slot.path, slot.offset, slot.block(f"[^{label}]: {text}".rstrip()))
    return edit, within(edit, slot.lead)


def around_call(spot: Spot, place: Place) -> list[Finding]:
    """Return what a call is blamed for because of where it stands."""
    if spot.note or spot.chapter is None:
        return [Finding("N105", place)]
    return [Finding("N111", place)] if spot.heading else []


def undefined_call(manuscript: Manuscript, random: Random) -> Laid | None:
    """A call of a note that nobody wrote."""
    spot = choose_spot(manuscript, random, in_chapter)
    if spot is None:
        return None
    edit = inserted(spot.path, spot.offset, f"[^{new_label(manuscript, random)}]")
    return Laid(Finding("N101", within(edit)), [edit], around_call(spot, within(edit)))


def misspelt_call(manuscript: Manuscript, random: Random) -> Laid | None:
    """A slip of the hand in the label of a call."""
    notes = manuscript.notes()
    if not notes:
        return None
    note = random.choice(notes)
    assert note.call is not None
    place = manuscript.place(manuscript.book.chapter(note.chapter).position(note.call))
    other = words.misspelt(
        random, note.label if not note.label.isdigit() else f"n{note.label}", labels(manuscript)
    )
    edit = Edit(place.path, place.offset + 2, place.offset + 2 + len(note.label), other)
    besides = [Finding("N102", manuscript.place(note.position)), *renumbered(manuscript, gone=[note.call])]
    return Laid(Finding("N101", place), [edit], besides)


def removed_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note that is taken away while its call stays."""
    note, besides = losable(manuscript, random, whole=True)
    if note is None or note.call is None:
        return None
    chapter = manuscript.book.chapter(note.chapter)
    start = manuscript.offset(note.position)
    edit = Edit(manuscript.file_of(chapter), start, manuscript.end_of(note.element, chapter), "")
    besides += renumbered(manuscript, without=[(note.chapter, note.label)])
    return Laid(Finding("N101", manuscript.place(chapter.position(note.call))), [edit], besides)


def losable(manuscript: Manuscript, random: Random, whole: bool) -> tuple[Note | None, list[Finding]]:
    """Return a note that can go, or lose its text, and what goes with it."""
    notes = manuscript.own_notes()
    for note in random.sample(notes, min(len(notes), 20)):
        gone = below([note.element]) if whole else below(note.element)
        besides = losses(manuscript, gone)
        if besides is not None:
            return note, besides
    return None, []


def uncalled_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note that nothing calls."""
    slot = choose_slot(manuscript, random)
    if slot is None:
        return None
    text = words.sentence(random, manuscript.language(slot.chapter))
    edit, place = written(slot, new_label(manuscript, random), text)
    return Laid(Finding("N102", place), [edit], [Finding("N105", place)] if slot.note else [])


def removed_call(manuscript: Manuscript, random: Random) -> Laid | None:
    """A call that is taken away while its note stays."""
    notes = manuscript.notes()
    if not notes:
        return None
    note = random.choice(notes)
    assert note.call is not None
    chapter = manuscript.book.chapter(note.chapter)
    place = manuscript.place(chapter.position(note.call))
    edit = Edit(place.path, place.offset, place.offset + len(note.label) + 3, "")
    besides = renumbered(manuscript, gone=[note.call])
    if is_numeric(manuscript, note.chapter):
        besides += _gap(manuscript, note)
    return Laid(Finding("N102", manuscript.place(note.position)), [edit], besides)


def _gap(manuscript: Manuscript, gone: Note) -> list[Finding]:
    """Return the finding at the number behind the one that is left out."""
    chapter = manuscript.book.chapter(gone.chapter)
    called = {
        int(reference.label): reference.position
        for reference in reversed(manuscript.book.references_to("noteref"))
        if reference.chapter == chapter.name and not reference.note
    }
    number = int(gone.label)
    above = [other for other in called if other > number]
    if not above or not any(other < number for other in called):
        return []
    return [Finding("N107", manuscript.place(called[min(above)]))]


def doubled_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A second note with the label of another one of its chapter, before it or after it."""
    notes = manuscript.notes()
    if not notes:
        return None
    note = random.choice(notes)
    slot = slot_in(manuscript, random, note.chapter)
    if slot is None:
        return None
    edit, place = written(slot, note.label, words.sentence(random, manuscript.language(slot.chapter)))
    old = manuscript.place(note.position)
    return Laid(Finding("N103", place if slot.offset > old.offset else old), [edit])


def second_call(manuscript: Manuscript, random: Random) -> Laid | None:
    """A call of a note that is called already."""
    return _called_again(manuscript, random, inside_note=False)


def known_call_in_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A call, inside a note, of a note that the text calls as well."""
    return _called_again(manuscript, random, inside_note=True)


def _called_again(manuscript: Manuscript, random: Random, inside_note: bool) -> Laid | None:
    notes = [note for note in manuscript.notes() if not is_numeric(manuscript, note.chapter) or inside_note]
    if not notes:
        return None
    note = random.choice(notes)
    assert note.call is not None
    chapter = manuscript.book.chapter(note.chapter)
    spot = choose_spot(
        manuscript, random, lambda spot: spot.chapter is chapter and bool(spot.note) == inside_note
    )
    if spot is None:
        return None
    edit = inserted(spot.path, spot.offset, f"[^{note.label}]")
    first = manuscript.place(chapter.position(note.call))
    again = within(edit) if spot.order > manuscript.order(note.call, chapter) else first
    besides = around_call(spot, within(edit))
    if not spot.note:
        besides += renumbered(manuscript, [(spot.order, (note.chapter, note.label), within(edit))])
    if inside_note:
        # It is refused where it stands, so it is no second call.
        return Laid(besides[0], [edit])
    return Laid(Finding("N104", again), [edit], besides)


def new_call_in_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note on a note."""
    spot = choose_spot(manuscript, random, lambda spot: bool(spot.note))
    slot = slot_in(manuscript, random, spot.chapter.name) if spot and spot.chapter else None
    if spot is None or slot is None:
        return None
    label = new_label(manuscript, random)
    note, _ = written(slot, label, words.sentence(random, spot.base))
    edit = inserted(spot.path, spot.offset, f"[^{label}]")
    return Laid(Finding("N105", within(edit)), [edit, note])


def call_in_definition(manuscript: Manuscript, random: Random) -> Laid | None:
    """A call in the glossary."""
    spot = choose_spot(manuscript, random, lambda spot: spot.chapter is None)
    if spot is None:
        return None
    edit = inserted(spot.path, spot.offset, f"[^{new_label(manuscript, random)}]")
    return Laid(Finding("N105", within(edit)), [edit])


def note_in_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note that is written inside another one and called in the text."""
    notes = manuscript.own_notes()
    if not notes:
        return None
    outer = random.choice(notes)
    chapter = manuscript.book.chapter(outer.chapter)
    spot = choose_spot(manuscript, random, lambda spot: spot.chapter is chapter and in_text(spot))
    if spot is None:
        return None
    label = new_label(manuscript, random)
    text = f"\n\n    [^{label}]: {words.sentence(random, spot.base)}"
    note = inserted(spot.path, manuscript.end_of(outer.element, chapter), text)
    edit = inserted(spot.path, spot.offset, f"[^{label}]")
    besides = renumbered(manuscript, [(spot.order, (chapter.name, label), within(edit))])
    return Laid(Finding("N105", within(note, 6)), [edit, note], besides)


def emptied_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note of which the text is taken away."""
    note, besides = losable(manuscript, random, whole=False)
    if note is None:
        return None
    chapter = manuscript.book.chapter(note.chapter)
    place = manuscript.place(note.position)
    start = place.offset + len(note.label) + 4
    edit = Edit(place.path, start, manuscript.end_of(note.element, chapter), "")
    return Laid(Finding("N106", place), [edit], besides)


def new_empty_note(manuscript: Manuscript, random: Random) -> Laid | None:
    """A note that was begun and never written."""
    spot = choose_spot(manuscript, random, in_text)
    slot = slot_in(manuscript, random, spot.chapter.name) if spot and spot.chapter else None
    if spot is None or slot is None:
        return None
    label = new_label(manuscript, random)
    note, place = written(slot, label, random.choice(("", "&nbsp;")))
    edit = inserted(spot.path, spot.offset, f"[^{label}]")
    besides = renumbered(manuscript, [(spot.order, (slot.chapter.name, label), within(edit))])
    return Laid(Finding("N106", place), [edit, note], besides)


def call_in_heading(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new note that a heading calls."""
    spot = choose_spot(manuscript, random, lambda spot: spot.heading)
    slot = slot_in(manuscript, random, spot.chapter.name) if spot and spot.chapter else None
    if spot is None or slot is None:
        return None
    label = new_label(manuscript, random)
    note, _ = written(slot, label, words.sentence(random, spot.base))
    edit = inserted(spot.path, spot.offset, f"[^{label}]")
    besides = renumbered(manuscript, [(spot.order, (slot.chapter.name, label), within(edit))])
    return Laid(Finding("N111", within(edit)), [edit, note], besides)


KINDS: dict[str, tuple[Kind, ...]] = {
    "N101": (undefined_call, misspelt_call, removed_note),
    "N102": (uncalled_note, removed_call),
    "N103": (doubled_note,),
    "N104": (second_call,),
    "N105": (new_call_in_note, known_call_in_note, call_in_definition, note_in_note),
    "N106": (emptied_note, new_empty_note),
    "N111": (call_in_heading,),
}
