"""Faults of the works and of what cites them (B701-B704)."""

from __future__ import annotations

import re
from random import Random

from colofon.book import Work
from tests.faulting import words
from tests.faulting.crossing import put_in
from tests.faulting.following import losses, terms
from tests.faulting.laying import Edit, Finding, Kind, Laid, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.spots import choose_spot
from tests.faulting.yamls import Gap, block_end, choose_gap, field_edit


def works(manuscript: Manuscript) -> list[Work]:
    return [work for found in manuscript.book.works.values() for work in found]


def gap(manuscript: Manuscript, random: Random) -> Gap | None:
    return choose_gap(manuscript, random, sorted(work.position for work in works(manuscript)))


def new_work(manuscript: Manuscript, random: Random) -> str:
    return words.fresh(random, "en", manuscript.book.works).replace("-", "") + str(random.randint(1900, 2020))


def fields(random: Random, key: str) -> list[str]:
    """Return the fields of a complete work."""
    title = words.sentence(random, "en").rstrip(".")
    return [f"id: {key}", "type: report", f"title: {title} {key}", f"issued: {random.randint(1900, 2020)}"]


def unknown_citation(manuscript: Manuscript, random: Random) -> Laid | None:
    """A citation of a work that nobody wrote down."""
    spot = choose_spot(manuscript, random, lambda spot: not spot.heading)
    if spot is None:
        return None
    locator = random.choice(("", f"p. {random.randint(2, 300)}", "hfst. 2", "par. 12"))
    edit, offset = put_in(random, spot, f"[{locator}](cite:{new_work(manuscript, random)})")
    return Laid(Finding("B701", within(edit, offset)), [edit])


def misspelt_citation(manuscript: Manuscript, random: Random) -> Laid | None:
    """A slip of the hand in the key of a citation."""
    found = [reference for reference in manuscript.book.references_to("citation") if reference.chapter]
    if not found:
        return None
    reference = random.choice(found)
    besides = losses(manuscript, {reference.element})
    place = manuscript.place(reference.position)
    start = manuscript.texts[place.path].index(f"cite:{reference.label}", place.offset) + 5
    other = words.misspelt(random, reference.label, manuscript.book.works)
    edit = Edit(place.path, start, start + len(reference.label), other)
    return Laid(Finding("B701", place), [edit], besides or [])


def removed_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """A work that is taken away while it is cited."""
    found = [work for work in works(manuscript) if uses(manuscript, work.key)]
    if not found:
        return None
    work = random.choice(found)
    name = manuscript.name(work.position.path)
    start = manuscript.line_start(name, work.position.line)
    if not manuscript.texts[name][start:].lstrip().startswith("- id:"):
        return None
    findings = uses(manuscript, work.key)
    return Laid(findings[0], [Edit(name, start, block_end(manuscript, name, start), "")], findings)


def uses(manuscript: Manuscript, key: str) -> list[Finding]:
    book = manuscript.book
    positions = [reference.position for reference in book.references_to("citation") if reference.label == key]
    for term in terms(manuscript):
        positions += [
            place
            for path, place in term.positions.items()
            if path.rpartition(".")[2] == "source"
            and manuscript.texts[manuscript.name(place.path)].startswith(key, manuscript.offset(place))
            and _value_at(manuscript, term.position.path, manuscript.offset(place)) == key
        ]
    adaptation = book.metadata.data.get("adaptation")
    if isinstance(adaptation, dict) and adaptation.get("work") == key:
        positions.append(book.metadata.position("adaptation.work"))
    return [Finding("B701", manuscript.place(position)) for position in positions]


def _value_at(manuscript: Manuscript, path: str, offset: int) -> str:
    match = re.compile(r"[\w-]+").match(manuscript.texts[manuscript.name(path)], offset)
    return match.group() if match else ""


def unused_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new work that nothing cites."""
    where = gap(manuscript, random)
    if where is None:
        return None
    entry = where.item(*fields(random, new_work(manuscript, random)))
    return Laid(Finding("B702", within(entry, entry.text.index("id: ") + 4)), [entry])


def last_citation(manuscript: Manuscript, random: Random) -> Laid | None:
    """The only citation of a work, taken away."""
    found = [reference for reference in manuscript.book.references_to("citation") if reference.note]
    for reference in random.sample(found, len(found)):
        besides = losses(manuscript, {reference.element})
        unused = [finding for finding in besides or () if finding.code == "B702"]
        place = manuscript.place(reference.position)
        if unused:
            end = manuscript.texts[place.path].index(f"(cite:{reference.label})", place.offset)
            edit = Edit(place.path, place.offset, end + len(reference.label) + 7, words.word(random, "nl"))
            return Laid(unused[0], [edit])
    return None


def incomplete_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """A work that loses its title or its date."""
    found = [
        (work, field)
        for work in works(manuscript)
        for field in ("title", "issued")
        if field in work.positions
    ]
    random.shuffle(found)
    for work, field in found:
        edit = field_edit(manuscript, work.positions[field])
        if edit is not None:
            return Laid(Finding("B703", manuscript.place(work.position)), [edit])
    return None


def new_incomplete_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new work without a title or a date, which is cited."""
    where, spot = gap(manuscript, random), choose_spot(manuscript, random, lambda spot: bool(spot.note))
    if where is None or spot is None:
        return None
    key = new_work(manuscript, random)
    lines = fields(random, key)
    lines.pop(random.choice((2, 3)))
    entry = where.item(*lines)
    edit, _ = put_in(random, spot, f"[](cite:{key})")
    return Laid(Finding("B703", within(entry, entry.text.index(key))), [entry, edit])


def second_key(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new work with the key of another one."""
    where, known = gap(manuscript, random), works(manuscript)
    if where is None or not known:
        return None
    work = random.choice(known)
    entry = where.item(*fields(random, work.key))
    old = manuscript.place(work.position)
    place = within(entry, entry.text.index(work.key)) if where.offset > old.offset else old
    return Laid(Finding("B704", place), [entry])


def second_copy(manuscript: Manuscript, random: Random) -> Laid | None:
    """A work that stands there twice, under two keys, both cited."""
    where, spot = gap(manuscript, random), choose_spot(manuscript, random, lambda spot: bool(spot.note))
    known = [work for work in works(manuscript) if work.title]
    if where is None or spot is None or not known:
        return None
    work, key = random.choice(known), new_work(manuscript, random)
    name = manuscript.name(work.position.path)
    start = manuscript.line_start(name, work.position.line)
    text = manuscript.texts[name][start : block_end(manuscript, name, start)]
    if f"- id: {work.key}\n" not in text:
        return None
    text = text.replace(f"- id: {work.key}\n", f"- id: {key}\n")
    if random.random() < 0.5:
        text = text.replace(f"title: {work.title}\n", f"title: {work.title.upper()}\n")
    entry = Edit(where.path, where.offset, where.offset, text)
    edit, _ = put_in(random, spot, f"[](cite:{key})")
    old = manuscript.place(work.position)
    place = within(entry, text.index(key)) if where.offset > old.offset else old
    return Laid(Finding("B704", place), [entry, edit])


KINDS: dict[str, tuple[Kind, ...]] = {
    "B701": (unknown_citation, misspelt_citation, removed_work),
    "B702": (unused_work, last_citation),
    "B703": (incomplete_work, new_incomplete_work),
    "B704": (second_key, second_copy),
}
