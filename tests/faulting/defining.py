"""Faults of the glossary: entities, terms, entries, definitions (G301-G307)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.entities import html5
from random import Random

from colofon.book import Note, Reference, Sense, Term, block_text
from tests.faulting import words
from tests.faulting.following import losses, named_in, names_of, renumbered, terms
from tests.faulting.laying import Edit, Finding, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.notes import new_label, written
from tests.faulting.spots import Spot, choose_spot, in_chapter, in_text, slot_in
from tests.faulting.yamls import Gap, block_end, choose_gap

RESERVED = sorted(
    {name.rstrip(";") for name in html5 if name.rstrip(";").islower() and name.rstrip(";").isalpha()}
)
PLAIN = frozenset("[]*_`<>&\\{}|#")
"""Characters that a text cannot have when it is to be written as it is."""


def keys(manuscript: Manuscript) -> set[str]:
    return {name for term in terms(manuscript) for name in names_of(term)}


def new_key(manuscript: Manuscript, random: Random) -> str:
    return words.fresh(random, manuscript.language(None), keys(manuscript))


def _gap(manuscript: Manuscript, random: Random) -> Gap | None:
    return choose_gap(manuscript, random, sorted(term.position for term in terms(manuscript)))


def undefined_entity(manuscript: Manuscript, random: Random) -> Laid | None:
    """An entity that the glossary does not have."""
    spot = choose_spot(manuscript, random)
    if spot is None:
        return None
    edit = inserted(spot.path, spot.offset, f" &{new_key(manuscript, random)};")
    return Laid(Finding("G301", within(edit, 1)), [edit])


def _misspelt(manuscript: Manuscript, random: Random, kind: str, code: str, mark: str) -> Laid | None:
    """A slip of the hand in a key, where the abbreviations leave that without further consequence."""
    found = [reference for reference in manuscript.book.references_to(kind) if reference.chapter]  # type: ignore[arg-type]
    for reference in random.sample(found, len(found)):
        besides = losses(manuscript, {reference.element})
        if besides is not None:
            place = manuscript.place(reference.position)
            start = manuscript.texts[place.path].index(f"{mark}{reference.label}", place.offset) + len(mark)
            other = words.misspelt(random, reference.label, keys(manuscript))
            edit = Edit(place.path, start, start + len(reference.label), other)
            return Laid(Finding(code, place), [edit], besides)
    return None


def misspelt_entity(manuscript: Manuscript, random: Random) -> Laid | None:
    """A slip of the hand in an entity."""
    return _misspelt(manuscript, random, "entity", "G301", "&")


def misspelt_term(manuscript: Manuscript, random: Random) -> Laid | None:
    """A slip of the hand in the key of a term link."""
    return _misspelt(manuscript, random, "term", "G302", "term:")


def undefined_term(manuscript: Manuscript, random: Random) -> Laid | None:
    """A term link to an entry that the glossary does not have."""
    spot = choose_spot(manuscript, random)
    if spot is None:
        return None
    text = f" [{words.word(random, spot.language)}](term:{new_key(manuscript, random)})"
    edit = inserted(spot.path, spot.offset, text)
    return Laid(Finding("G302", within(edit, 1)), [edit])


def undefined_see(manuscript: Manuscript, random: Random) -> Laid | None:
    """A see-also to an entry that the glossary does not have."""
    places = [
        term.positions[path]
        for term in terms(manuscript)
        for path in term.positions
        if path.startswith("see.")
    ]
    if not places:
        return None
    place = manuscript.place(random.choice(places))
    edit = inserted(place.path, place.offset, f"{new_key(manuscript, random)}, ")
    if "[" not in manuscript.texts[place.path][: place.offset].rpartition("\n")[2]:
        return None
    return Laid(Finding("G302", within(edit)), [edit])


def undefined_authority(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry with an authority that nobody introduced."""
    gap, spot = _gap(manuscript, random), choose_spot(manuscript, random, in_chapter)
    if gap is None or spot is None:
        return None
    key, authority = new_key(manuscript, random), words.fresh(random, "nl", manuscript.book.authorities)
    entry = gap.item(*_fields(manuscript, random, key), f"authority: {authority}")
    place = within(entry, entry.text.index(authority, entry.text.index("authority:")))
    return Laid(Finding("G302", place), [entry, _use(random, spot, key)])


def _fields(manuscript: Manuscript, random: Random, key: str, term: str = "") -> tuple[str, str, str]:
    language = manuscript.language(None)
    return (
        f"key: {key}",
        f"term: {term or key.replace('-', ' ')}",
        f"definition: {words.sentence(random, language)}",
    )


def _use(random: Random, spot: Spot, key: str) -> Edit:
    return inserted(spot.path, spot.offset, f" [{words.word(random, spot.language)}](term:{key})")


def removed_entry(manuscript: Manuscript, random: Random) -> Laid | None:
    """An entry that is taken away while the text goes on using it."""
    candidates = [term for term in terms(manuscript) if not term.abbreviation and not named_in(term)]
    candidates = [
        term for term in candidates if not term.see and not any(sense.source for sense in term.senses)
    ]
    for term in random.sample(candidates, len(candidates)):
        findings = [
            finding
            for reference in manuscript.book.references
            if (finding := _missing(manuscript, reference, term))
        ]
        for other in terms(manuscript):
            places = [
                other.positions[f"see.{index}"] for index, key in enumerate(other.see) if key == term.key
            ]
            findings += [Finding("G302", manuscript.place(place)) for place in places]
        name = manuscript.name(term.position.path)
        start = manuscript.line_start(name, term.position.line)
        definitions = [sense.definition for sense in term.senses if sense.definition is not None]
        if not findings or any(len(definition) for definition in definitions):
            continue
        edit = Edit(name, start, block_end(manuscript, name, start), "")
        return Laid(findings[0], [edit], findings)
    return None


def _missing(manuscript: Manuscript, reference: Reference, term: Term) -> Finding | None:
    codes = {"entity": "G301", "term": "G302"}
    if reference.kind in codes and reference.label in names_of(term):
        return Finding(codes[reference.kind], manuscript.place(reference.position))
    return None


def unused_entry(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry that nothing uses."""
    gap = _gap(manuscript, random)
    if gap is None:
        return None
    key = new_key(manuscript, random)
    entry = gap.item(*_fields(manuscript, random, key))
    return Laid(Finding("G303", within(entry, entry.text.index(key))), [entry])


def last_use(manuscript: Manuscript, random: Random) -> Laid | None:
    """The only use of an entry, taken away: its link becomes plain words."""
    found = [reference for reference in manuscript.book.references_to("term") if reference.chapter]
    for reference in random.sample(found, len(found)):
        besides = losses(manuscript, {reference.element})
        unused = [finding for finding in besides or () if finding.code == "G303"]
        place = manuscript.place(reference.position)
        text = manuscript.texts[place.path]
        end = text.index(f"](term:{reference.label})", place.offset)
        if unused and not len(reference.element):
            behind = end + len(f"](term:{reference.label})")
            edits = [Edit(place.path, place.offset, place.offset + 1, ""), Edit(place.path, end, behind, "")]
            return Laid(unused[0], edits)
    return None


def second_entry(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry for a term, or an inflection, that another entry defines."""
    known, gap = terms(manuscript), _gap(manuscript, random)
    spot = choose_spot(manuscript, random, in_chapter)
    known = [term for term in known if not (set(term.forms) & {term.abbreviation})]
    if not known or gap is None or spot is None:
        return None
    term = random.choice(known)
    path = random.choice(
        [path for path in term.positions if path == "term" or path.startswith("inflections.")]
    )
    form = term.term if path == "term" else term.inflections[int(path.rpartition(".")[2])]
    if any(character in PLAIN | {":", "'", '"', ","} for character in form):
        return None
    key = new_key(manuscript, random)
    entry = gap.item(*_fields(manuscript, random, key, form if random.random() < 0.5 else form.upper()))
    place = within(entry, entry.text.index("term: ") + 6)
    if gap.offset <= manuscript.offset(term.position):
        place = manuscript.place(term.positions[path])
    return Laid(Finding("G304", place), [entry, _use(random, spot, key)])


def second_key(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry with the key of another one."""
    known, gap = terms(manuscript), _gap(manuscript, random)
    if not known or gap is None:
        return None
    term = random.choice(known)
    entry = gap.item(*_fields(manuscript, random, term.key, new_key(manuscript, random).replace("-", " ")))
    old = manuscript.place(term.position)
    place = within(entry, entry.text.index(term.key)) if gap.offset > old.offset else old
    return Laid(Finding("G304", place), [entry])


def typed_definition(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new note that says what an entity says."""
    found = [text for sense in _senses(manuscript) if (text := _typeable(manuscript, sense))]
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


def _senses(manuscript: Manuscript) -> Iterator[Sense]:
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
    senses = {sense.key: sense for sense in _senses(manuscript)}
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
    gap = _gap(manuscript, random)
    spot = choose_spot(manuscript, random, lambda spot: in_chapter(spot) and spot.own)
    if gap is None or spot is None:
        return None
    text = "".join(manuscript.texts.values())
    while (short := "".join(random.choices("BDFGHJKLMNPRSTVWZ", k=random.randint(3, 5)))) in text:
        continue
    key = new_key(manuscript, random)
    expansion = f"{words.word(random, manuscript.language(None)).capitalize()} {key.replace('-', ' ')}"
    entry = gap.item(*_fields(manuscript, random, key), f"abbreviation: {short}", f"expansion: {expansion}")
    form = random.choice((f" ({short})", f" {short}", f" {short}-{words.word(random, spot.language)}"))
    edit = inserted(spot.path, spot.offset, form)
    return Laid(Finding("G306", within(edit, form.index(short))), [entry, edit])


def abbreviation_too_early(manuscript: Manuscript, random: Random) -> Laid | None:
    """An abbreviation of the glossary in a chapter before the one that explains it."""
    found: list[tuple[Term, Spot]] = []
    for term in terms(manuscript):
        first = _first_mention(manuscript, term)
        spot = choose_spot(
            manuscript, random, lambda spot: spot.own and in_chapter(spot) and spot.order[0] < first
        )
        if term.abbreviation and term.expansion not in ("", term.abbreviation) and spot is not None:
            found.append((term, spot))
    if not found:
        return None
    term, spot = random.choice(found)
    form = random.choice((" {}", " ({})")).format(term.abbreviation)
    edit = inserted(spot.path, spot.offset, form)
    return Laid(Finding("G306", within(edit, form.index(term.abbreviation))), [edit])


def _first_mention(manuscript: Manuscript, term: Term) -> int:
    """Return the rank of the first chapter that names a term in any way."""
    for rank, chapter in enumerate(manuscript.book.chapters):
        text = " ".join(manuscript.text_of(chapter).split())
        named = any(f":{name})" in text or f"&{name};" in text for name in names_of(term))
        if named or term.abbreviation in text or term.expansion.lower() in text.lower():
            return rank
    return 0


def reserved_key(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry with a key that HTML has."""
    gap, spot = _gap(manuscript, random), choose_spot(manuscript, random, in_chapter)
    if gap is None or spot is None:
        return None
    key = random.choice([name for name in RESERVED if name not in keys(manuscript)])
    entry = gap.item(*_fields(manuscript, random, key, new_key(manuscript, random).replace("-", " ")))
    return Laid(Finding("G307", within(entry, entry.text.index(key))), [entry, _use(random, spot, key)])


KINDS: dict[str, tuple[Callable[[Manuscript, Random], Laid | None], ...]] = {
    "G301": (undefined_entity, misspelt_entity),
    "G302": (undefined_term, misspelt_term, undefined_see, undefined_authority, removed_entry),
    "G303": (unused_entry, last_use),
    "G304": (second_entry, second_key),
    "G305": (typed_definition, definition_instead_of_entity),
    "G306": (unexpanded_abbreviation, abbreviation_too_early),
    "G307": (reserved_key,),
}
