"""Faults of definitions that are typed and of abbreviations that are not expanded (G305, G306)."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from colofon.book import Note, Reference, Sense, Term, block_text
from tests.faulting import words
from tests.faulting.defining import PLAIN, entry_fields, entry_gap, new_key
from tests.faulting.following import losses, names_of, renumbered, terms
from tests.faulting.laying import Edit, Finding, Kind, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.notes import new_label, written
from tests.faulting.slots import slot_in
from tests.faulting.spots import Spot, choose_spot, in_chapter, in_text


def typed_definition(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new note that says what an entity says."""
    found = [text for sense in senses_of(manuscript) if (text := _typeable(manuscript, sense))]
    if not found:
        return None
    text = random.choice(found)
    if len(text.split()) > 15 and random.random() < 0.5:
        parts = text.split()
        parts[random.randrange(5, len(parts))] = words.word(random, manuscript.language(None))
        text = " ".join(parts)
    if random.random() < 0.5:
        text = f"{text.rstrip('.')}. {words.sentence(random, manuscript.language(None))}"
    return _new_note(manuscript, random, text)


def senses_of(manuscript: Manuscript) -> Iterator[Sense]:
    for term in terms(manuscript):
        yield from term.senses


def _typeable(manuscript: Manuscript, sense: Sense) -> str:
    """Return a definition that can be typed as it is and holds no abbreviation; else nothing."""
    if sense.definition is None:
        return ""
    text = " ".join(block_text(sense.definition).split())
    short = any(term.abbreviation and term.abbreviation in text for term in terms(manuscript))
    return "" if short or len(text.split()) < 8 or any(character in PLAIN for character in text) else text


def _new_note(manuscript: Manuscript, random: Random, text: str) -> Laid | None:
    """Return a new note with a text that it should not have."""
    spot = choose_spot(
        manuscript, random, lambda spot: in_text(spot) and spot.base == manuscript.language(None)
    )
    slot = slot_in(manuscript, random, spot.chapter.name) if spot and spot.chapter else None
    if spot is None or slot is None:
        return None
    label = new_label(manuscript, random)
    note, place = written(slot, label, text)
    edit = inserted(spot.path, spot.offset, f"[^{label}]")
    besides = renumbered(manuscript, [(spot.order, (slot.chapter.name, label), within(edit))])
    return Laid(Finding("G305", place), [edit, note], besides)


def definition_instead_of_entity(manuscript: Manuscript, random: Random) -> Laid | None:
    """An entity that is all of a note, replaced with its words."""
    found: list[tuple[Note, Reference, str]] = []
    senses = {sense.key: sense for sense in senses_of(manuscript)}
    notes = {(note.chapter, note.label): note for note in manuscript.own_notes()}
    for reference in manuscript.book.references_to("entity"):
        note = notes.get((reference.chapter, reference.note))
        sense = senses.get(reference.label)
        if note is not None and sense is not None and (text := _typeable(manuscript, sense)):
            found.append((note, reference, text))
    for note, reference, text in random.sample(found, len(found)):
        besides = losses(manuscript, {reference.element})
        if besides is not None:
            place = manuscript.place(reference.position)
            edit = Edit(place.path, place.offset, place.offset + len(reference.label) + 2, text)
            return Laid(Finding("G305", manuscript.place(note.position)), [edit], besides)
    return None


def unexpanded_abbreviation(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new abbreviation that the text uses before it says, or without saying, what it stands for."""
    gap = entry_gap(manuscript, random)
    spot = choose_spot(manuscript, random, lambda spot: in_chapter(spot) and spot.own)
    if gap is None or spot is None:
        return None
    text = "".join(manuscript.texts.values())
    while (short := "".join(random.choices("BDFGHJKLMNPRSTVWZ", k=random.randint(3, 5)))) in text:
        continue
    key = new_key(manuscript, random)
    expansion = f"{words.word(random, manuscript.language(None)).capitalize()} {key.replace('-', ' ')}"
    entry = gap.item(
        *entry_fields(manuscript, random, key), f"abbreviation: {short}", f"expansion: {expansion}"
    )
    form = random.choice((f" ({short})", f" {short}", f" {short}-{words.word(random, spot.language)}"))
    edit = inserted(spot.path, spot.offset, form)
    return Laid(Finding("G306", within(edit, form.index(short))), [entry, edit])


def abbreviation_too_early(manuscript: Manuscript, random: Random) -> Laid | None:
    """An abbreviation of the glossary in a chapter before the one that explains it."""
    found: list[tuple[Term, Spot]] = []
    for term in terms(manuscript):
        if term.abbreviation and term.expansion not in ("", term.abbreviation):
            spot = _spot_before(manuscript, random, _first_mention(manuscript, term))
            found += [(term, spot)] if spot is not None else []
    if not found:
        return None
    term, spot = random.choice(found)
    form = random.choice((" {}", " ({})")).format(term.abbreviation)
    edit = inserted(spot.path, spot.offset, form)
    return Laid(Finding("G306", within(edit, form.index(term.abbreviation))), [edit])


def _spot_before(manuscript: Manuscript, random: Random, chapter: int) -> Spot | None:
    return choose_spot(
        manuscript, random, lambda spot: spot.own and in_chapter(spot) and spot.order[0] < chapter
    )


def _first_mention(manuscript: Manuscript, term: Term) -> int:
    """Return the rank of the first chapter that names a term in any way."""
    for rank, chapter in enumerate(manuscript.book.chapters):
        text = " ".join(manuscript.text_of(chapter).split())
        named = any(f":{name})" in text or f"&{name};" in text for name in names_of(term))
        if named or term.abbreviation in text or term.expansion.lower() in text.lower():
            return rank
    return 0


KINDS: dict[str, tuple[Kind, ...]] = {
    "G305": (typed_definition, definition_instead_of_entity),
    "G306": (unexpanded_abbreviation, abbreviation_too_early),
}
