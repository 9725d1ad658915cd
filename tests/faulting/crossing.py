"""Faults of cross-references (R201-R208)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from colofon.book import Reference, Target, block_text
from colofon.numbering import printed
from colofon.vocabulary import HEADINGS
from tests.faulting import words
from tests.faulting.following import outlined
from tests.faulting.laying import Edit, Finding, Kind, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.slots import choose_slot
from tests.faulting.spots import Spot, choose_spot

LEADS = {
    "nl": (" (zie {})", " (zie ook {})", ", zie {},", " – {} – ", " zoals {} laat zien"),
    "en": (" (see {})", " (see also {})", ", see {},", " – {} – ", " as {} shows"),
}
KINDS_OF_TARGET = ("chapter", "appendix", "section", "figure", "table")


def put_in(random: Random, spot: Spot, text: str) -> tuple[Edit, int]:
    """Return the edit that puts a reference in at a spot, and where in it the reference begins."""
    form = random.choice(LEADS.get(spot.language, (" {}",))).rstrip()
    if spot.last or spot.heading:
        form = " ({})"
    return inserted(spot.path, spot.offset, form.format(text)), form.index("{")


def ids(manuscript: Manuscript) -> set[str]:
    return set(manuscript.book.targets)


def targets(manuscript: Manuscript) -> list[Target]:
    """Return what can be pointed at, in the order of the book."""
    found = [target for targets in manuscript.book.targets.values() for target in targets if target.written]
    return sorted(found, key=lambda target: target.order)


def kind_of(manuscript: Manuscript, target: Target) -> str:
    appendix = target.kind == "chapter" and manuscript.book.chapter(target.chapter).role == "appendix"
    return "appendix" if appendix else target.kind


def link_to_nothing(manuscript: Manuscript, random: Random) -> Laid | None:
    """A reference to an id, or a range with an end, that the book does not have."""
    spot = choose_spot(manuscript, random)
    if spot is None:
        return None
    id = words.fresh(random, spot.base, ids(manuscript))
    forms = [f"[](#{id})", f"[{words.word(random, spot.language)}](#{id})"]
    known = targets(manuscript)
    if known:
        forms += [f"[](#{random.choice(known).id}..{id})", f"[](#{id}..{random.choice(known).id})"]
    edit, offset = put_in(random, spot, random.choice(forms))
    return Laid(Finding("R201", within(edit, offset)), [edit])


def note_link_to_nothing(manuscript: Manuscript, random: Random) -> Laid | None:
    """A reference to a note, or to a chapter's note, that the book does not have."""
    spot = choose_spot(manuscript, random)
    if spot is None:
        return None
    label = words.fresh(random, spot.base, {label for _, label in manuscript.book.notes})
    chapter = random.choice(manuscript.book.chapters)
    other = words.fresh(random, spot.base, ids(manuscript))
    forms = (
        f"[](note:{label})",
        f"[](note:{chapter.name}/{label})",
        f"[](note:{chapter.id}/{label})",
        f"[](note:{other}/{label})",
    )
    edit, offset = put_in(random, spot, random.choice(forms))
    return Laid(Finding("R201", within(edit, offset)), [edit])


def misspelt_reference(manuscript: Manuscript, random: Random) -> Laid | None:
    """A slip of the hand in the id of a reference."""
    references = manuscript.book.references_to("target")
    if not references:
        return None
    reference = random.choice(references)
    place = manuscript.place(reference.position)
    start = manuscript.texts[place.path].index(f"#{reference.label}", place.offset) + 1
    other = words.misspelt(random, reference.label, ids(manuscript))
    return Laid(Finding("R201", place), [Edit(place.path, start, start + len(reference.label), other)])


def renamed_target(manuscript: Manuscript, random: Random) -> Laid | None:
    """An id that changes while the references to it stay."""
    known = [target for target in targets(manuscript) if _leading_to(manuscript, target)]
    if not known:
        return None
    target = random.choice(known)
    match = _written_id(manuscript, target)
    if match is None:
        return None
    name = manuscript.file_of(manuscript.book.chapter(target.chapter))
    other = words.fresh(random, manuscript.language(None), ids(manuscript))
    findings = [Finding("R201", manuscript.place(one.position)) for one in _leading_to(manuscript, target)]
    besides = [*findings, *outlined(manuscript, target.id)] if target.kind == "chapter" else findings
    return Laid(findings[0], [Edit(name, match.start(1), match.end(1), other)], besides)


def _leading_to(manuscript: Manuscript, target: Target) -> list[Reference]:
    """Return the references that would lead nowhere without the id of a target."""
    named = "" if target.kind != "chapter" or target.id == target.chapter else target.id
    return [
        reference
        for reference in manuscript.book.references
        if (reference.kind == "target" and target.id in (reference.label, reference.last))
        or (reference.kind == "note" and named and reference.element.get("data-chapter") == named)
    ]


def _written_id(manuscript: Manuscript, target: Target) -> re.Match[str] | None:
    chapter = manuscript.book.chapter(target.chapter)
    pattern = re.compile(rf"\{{[^{{}}\n]*#({re.escape(target.id)})(?=[\s}}])")
    return pattern.search(manuscript.text_of(chapter), manuscript.offset(target.position))


def heading_with_known_id(manuscript: Manuscript, random: Random) -> Laid | None:
    """A heading that gets the id of something else."""
    known = [target for target in targets(manuscript) if not _is_leant_on(manuscript, target)]
    free = list(_bare_headings(manuscript))
    if not known or not free:
        return None
    target, (heading, end) = random.choice(known), random.choice(free)
    edit = inserted(manuscript.file_of(manuscript.book.chapter(heading.chapter)), end, f" {{#{target.id}}}")
    last = heading if heading.order > target.order else target
    return Laid(Finding("R202", manuscript.place(last.position)), [edit])


def _is_leant_on(manuscript: Manuscript, target: Target) -> bool:
    """Tell whether a range ends at a target, or a link states its number: both would lead elsewhere."""
    return any(
        reference.last or any(character.isdigit() for character in block_text(reference.element))
        for reference in _leading_to(manuscript, target)
        if reference.kind == "target"
    )


def _bare_headings(manuscript: Manuscript) -> Iterator[tuple[Target, int]]:
    """Yield the headings without an id, each with the end of its line."""
    for target in (target for found in manuscript.book.targets.values() for target in found):
        if target.kind not in ("chapter", "section") or target.written:
            continue
        text = manuscript.text_of(manuscript.book.chapter(target.chapter))
        start = manuscript.offset(target.position)
        end = text.find("\n", start)
        if text.startswith("#", start) and end > 0 and text[end - 1].isalnum():
            yield target, end


def box_with_known_id(manuscript: Manuscript, random: Random) -> Laid | None:
    """A box that gets the id of something else."""
    known = [target for target in targets(manuscript) if not _is_leant_on(manuscript, target)]
    slot = choose_slot(manuscript, random, lambda slot: slot.own)
    if not known or slot is None:
        return None
    target = random.choice(known)
    text = f"::: {{.box #{target.id}}}\n{words.sentence(random, manuscript.language(slot.chapter))}\n:::"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    rank = (*manuscript.rank(target.element), 0)
    place = within(edit, slot.lead) if slot.order > rank else manuscript.place(target.position)
    return Laid(Finding("R202", place), [edit])


def id_of_an_edition(manuscript: Manuscript, random: Random) -> Laid | None:
    """An id that the editions give themselves."""
    spot = choose_spot(manuscript, random, lambda spot: spot.chapter is not None and not spot.heading)
    if spot is None:
        return None
    names = [f"{kind}-{random.randint(1, 99)}" for kind in ("note", "noteref", "page")]
    names += [f"term-{key}" for key in manuscript.book.terms] + [
        f"work-{key}" for key in manuscript.book.works
    ]
    edit, offset = put_in(random, spot, f"[{words.word(random, spot.language)}]{{#{random.choice(names)}}}")
    return Laid(Finding("R202", within(edit, offset)), [edit])


def backward(manuscript: Manuscript, random: Random) -> Laid | None:
    """A range that ends before it begins, is one thing, or goes from one kind to another."""
    spot = choose_spot(manuscript, random)
    known = targets(manuscript)
    pairs = [
        (first.id, last.id)
        for first in known
        for last in known
        if first.order >= last.order or kind_of(manuscript, first) != kind_of(manuscript, last)
    ]
    if spot is None or not pairs:
        return None
    first, last = random.choice(pairs)
    edit, offset = put_in(random, spot, f"[](#{first}..{last})")
    return Laid(Finding("R205", within(edit, offset)), [edit])


def turned_range(manuscript: Manuscript, random: Random) -> Laid | None:
    """A range of the manuscript, turned round."""
    ranges = [reference for reference in manuscript.book.references_to("target") if reference.last]
    if not ranges:
        return None
    reference = random.choice(ranges)
    place = manuscript.place(reference.position)
    old = f"#{reference.label}..{reference.last}"
    start = manuscript.texts[place.path].index(old, place.offset)
    edit = Edit(place.path, start, start + len(old), f"#{reference.last}..{reference.label}")
    return Laid(Finding("R205", place), [edit])


LINKS_SAYING_NOTHING = ("[](https://www.example.org/)", "[ ](https://www.example.org/a)", "[{}]()", "[{}](#)", "[](term:{key})", "[{}](term:)", "[{}](cite:)", "[](note:)", "[](#{id}..)", "[](#..{id})")  # fmt: skip


def empty(manuscript: Manuscript, random: Random) -> Laid | None:
    """A link without text, or without an address."""
    spot = choose_spot(manuscript, random)
    known = targets(manuscript)
    keys = sorted(manuscript.book.terms)
    forms = [
        form
        for form in LINKS_SAYING_NOTHING
        if (keys or "{key}" not in form) and (known or "{id}" not in form)
    ]
    if spot is None:
        return None
    text = random.choice(forms).format(
        words.word(random, spot.language),
        key=random.choice(keys) if keys else "",
        id=random.choice(known).id if known else "",
    )
    edit, offset = put_in(random, spot, text)
    return Laid(Finding("R207", within(edit, offset)), [edit])


def nested(manuscript: Manuscript, random: Random) -> Laid | None:
    """A link around the call of a note."""
    calls = [
        reference
        for reference in manuscript.book.references_to("noteref")
        if not reference.note and next(reference.element.iterancestors("a", *HEADINGS), None) is None
    ]
    if not calls:
        return None
    reference = random.choice(calls)
    place = manuscript.place(reference.position)
    call = f"[^{reference.label}]"
    opening = f" [{words.word(random, manuscript.language(manuscript.book.chapter(reference.chapter)))}"
    text = f"{opening}{call}](https://www.example.org/)"
    edit = Edit(place.path, place.offset, place.offset + len(call), text)
    return Laid(Finding("R208", within(edit, len(opening))), [edit])


def style_of(manuscript: Manuscript, kind: str) -> str:
    """Return the style in which chapters or appendices are numbered."""
    numbering = manuscript.book.metadata.numbering
    if kind == "chapter":
        return str(numbering.get("chapters", "arabic"))
    return str(numbering.get("appendices", "letter")) if kind == "appendix" else "arabic"


def number_of_none(manuscript: Manuscript, random: Random, kind: str) -> str:
    """Return a number, in the style of its kind, that nothing of that kind has."""
    style = style_of(manuscript, kind)
    if style in ("letter", "roman"):
        number = 20 + random.randint(0, 5) + (40 if style == "roman" else 0)
    else:
        number = random.randint(900, 989)
    return printed(number, "arabic" if style == "none" else "roman" if style == "roman" else style)


KINDS: dict[str, tuple[Kind, ...]] = {
    "R201": (link_to_nothing, note_link_to_nothing, misspelt_reference, renamed_target),
    "R202": (heading_with_known_id, box_with_known_id, id_of_an_edition),
    "R205": (backward, turned_range),
    "R207": (empty,),
    "R208": (nested,),
}
