"""Faults of the glossary: entities, terms, entries (G301-G304, G307)."""

from __future__ import annotations

from html.entities import html5
from random import Random

from colofon.book import Reference, Term
from tests.faulting import words
from tests.faulting.following import losses, named_in, names_of, terms
from tests.faulting.laying import Edit, Finding, Kind, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.spots import Spot, choose_spot, in_chapter
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


def entry_gap(manuscript: Manuscript, random: Random) -> Gap | None:
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
    gap, spot = entry_gap(manuscript, random), choose_spot(manuscript, random, in_chapter)
    if gap is None or spot is None:
        return None
    key, authority = new_key(manuscript, random), words.fresh(random, "nl", manuscript.book.authorities)
    entry = gap.item(*entry_fields(manuscript, random, key), f"authority: {authority}")
    place = within(entry, entry.text.index(authority, entry.text.index("authority:")))
    return Laid(Finding("G302", place), [entry, link_to_entry(random, spot, key)])


def entry_fields(manuscript: Manuscript, random: Random, key: str, term: str = "") -> tuple[str, str, str]:
    language = manuscript.language(None)
    return (
        f"key: {key}",
        f"term: {term or key.replace('-', ' ')}",
        f"definition: {words.sentence(random, language)}",
    )


def link_to_entry(random: Random, spot: Spot, key: str) -> Edit:
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
    gap = entry_gap(manuscript, random)
    if gap is None:
        return None
    key = new_key(manuscript, random)
    entry = gap.item(*entry_fields(manuscript, random, key))
    return Laid(Finding("G303", within(entry, entry.text.index(key))), [entry])


def abandoned_entry(manuscript: Manuscript, random: Random) -> Laid | None:
    """An entry of which every use is taken away: links become plain words, entities a sentence."""
    candidates = terms(manuscript)
    for term in random.sample(candidates, len(candidates)):
        uses = [
            reference
            for reference in manuscript.book.references
            if reference.kind in ("term", "entity")
            and reference.chapter
            and reference.label in names_of(term)
        ]
        besides = losses(manuscript, {reference.element for reference in uses})
        finding = Finding("G303", manuscript.place(term.position))
        if uses and finding in (besides or ()):
            edits = [edit for reference in uses for edit in _without(manuscript, random, reference)]
            return Laid(finding, edits, besides or [])
    return None


def _without(manuscript: Manuscript, random: Random, reference: Reference) -> list[Edit]:
    place = manuscript.place(reference.position)
    if reference.kind == "entity":
        text = words.sentence(random, manuscript.language(None))
        return [Edit(place.path, place.offset, place.offset + len(reference.label) + 2, text)]
    ending = f"](term:{reference.label})"
    end = manuscript.texts[place.path].index(ending, place.offset)
    return [
        Edit(place.path, place.offset, place.offset + 1, ""),
        Edit(place.path, end, end + len(ending), ""),
    ]


def second_entry(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry for a term, or an inflection, that another entry defines."""
    known, gap = terms(manuscript), entry_gap(manuscript, random)
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
    entry = gap.item(*entry_fields(manuscript, random, key, form if random.random() < 0.5 else form.upper()))
    place = within(entry, entry.text.index("term: ") + 6)
    if gap.offset <= manuscript.offset(term.position):
        place = manuscript.place(term.positions[path])
    return Laid(Finding("G304", place), [entry, link_to_entry(random, spot, key)])


def second_key(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry with the key of another one."""
    known, gap = terms(manuscript), entry_gap(manuscript, random)
    if not known or gap is None:
        return None
    term = random.choice(known)
    entry = gap.item(
        *entry_fields(manuscript, random, term.key, new_key(manuscript, random).replace("-", " "))
    )
    old = manuscript.place(term.position)
    place = within(entry, entry.text.index(term.key)) if gap.offset > old.offset else old
    return Laid(Finding("G304", place), [entry])


def reserved_key(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry with a key that HTML has."""
    gap, spot = entry_gap(manuscript, random), choose_spot(manuscript, random, in_chapter)
    if gap is None or spot is None:
        return None
    key = random.choice([name for name in RESERVED if name not in keys(manuscript)])
    entry = gap.item(*entry_fields(manuscript, random, key, new_key(manuscript, random).replace("-", " ")))
    return Laid(
        Finding("G307", within(entry, entry.text.index(key))), [entry, link_to_entry(random, spot, key)]
    )


KINDS: dict[str, tuple[Kind, ...]] = {
    "G301": (undefined_entity, misspelt_entity),
    "G302": (undefined_term, misspelt_term, undefined_see, undefined_authority, removed_entry),
    "G303": (unused_entry, abandoned_entry),
    "G304": (second_entry, second_key),
    "G307": (reserved_key,),
}
