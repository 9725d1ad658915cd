"""Faults of headings: too deep, doubled, gone, empty, with a class (S401, S402, S407, S409)."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from colofon.book import Chapter, Element, block_text
from colofon.vocabulary import HEADINGS
from tests.faulting import words
from tests.faulting.crossing import ids
from tests.faulting.following import below, losses, numbers_are_stated
from tests.faulting.laying import Edit, Finding, Kind, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.slots import Slot, choose_slot

Heading = tuple[Chapter, Element, int]


def headings(manuscript: Manuscript) -> list[list[Heading]]:
    """Return the headings of each chapter, with their levels."""
    return [
        [(chapter, element, int(element.tag[1])) for element in chapter.tree.iter(*HEADINGS)]
        for chapter in manuscript.book.chapters
    ]


def deep_heading(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new heading that is too deep for where it stands."""
    slot = choose_slot(manuscript, random, lambda slot: slot.own)
    if slot is None:
        return None
    level = 1
    for found in headings(manuscript):
        for chapter, element, depth in found:
            if chapter is slot.chapter and (*manuscript.rank(element), 0) < slot.order:
                level = depth
    if level + 2 > 6 or numbers_are_stated(manuscript):
        return None
    marks = "#" * random.randint(level + 2, 6)
    text = f"{marks} {words.sentence(random, manuscript.language(slot.chapter)).rstrip('.')}"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding("S401", within(edit, slot.lead)), [edit])


def second_title(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new title in the middle of a chapter."""
    slot = choose_slot(manuscript, random, lambda slot: slot.own and next_level(manuscript, slot) <= 2)
    if slot is None or numbers_are_stated(manuscript):
        return None
    text = f"# {words.sentence(random, manuscript.language(slot.chapter)).rstrip('.')}"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding("S401", within(edit, slot.lead)), [edit])


def next_level(manuscript: Manuscript, slot: Slot) -> int:
    for found in headings(manuscript):
        for chapter, element, depth in found:
            if chapter is slot.chapter and (*manuscript.rank(element), 0) > slot.order:
                return depth
    return 1


def lowered_heading(manuscript: Manuscript, random: Random) -> Laid | None:
    """A heading of the manuscript, made too deep."""
    found = [
        (here, before[2])
        for chapter in headings(manuscript)
        for before, here in pairwise(chapter)
        if before[2] < 5 and _has_marks(manuscript, here)
    ]
    if not found or numbers_are_stated(manuscript):
        return None
    (chapter, element, level), before = random.choice(found)
    place = manuscript.place(chapter.position(element))
    marks = "#" * random.randint(before + 2, 6)
    return Laid(Finding("S401", place), [Edit(place.path, place.offset, place.offset + level, marks)])


def removed_heading(manuscript: Manuscript, random: Random) -> Laid | None:
    """A heading that goes, so that the one below it has none above."""
    found = []
    for chapter in headings(manuscript):
        for before, here, behind in zip(chapter, chapter[1:], chapter[2:], strict=False):
            if behind[2] == here[2] + 1 and before[2] < here[2] and not len(here[1]):
                found.append((here, behind))
    random.shuffle(found)
    for (chapter_, element, _), (_, behind_, _) in found:
        besides = losses(manuscript, below([element]))
        place = manuscript.place(chapter_.position(element))
        if besides is None or numbers_are_stated(manuscript) or element.getparent() is not chapter_.tree:
            continue
        edit = Edit(place.path, place.offset, manuscript.end_of(element, chapter_), "")
        return Laid(Finding("S401", manuscript.place(chapter_.position(behind_))), [edit], besides)
    return None


def removed_title(manuscript: Manuscript, random: Random) -> Laid | None:
    """A title that is taken away."""
    chapters = [chapter for chapter in manuscript.book.chapters if len(chapter.tree) > 1]
    for chapter in random.sample(chapters, len(chapters)):
        title = chapter.tree[0]
        besides = losses(manuscript, below([title]))
        if (
            title.tag != "h1"
            or besides is None
            or any(element.get("class") == "noteref" for element in title)
        ):
            continue
        place = manuscript.place(chapter.position(title))
        edit = Edit(place.path, place.offset, manuscript.end_of(title, chapter), "")
        return Laid(Finding("S402", manuscript.place(chapter.position(chapter.tree[1]))), [edit], besides)
    return None


def text_before_title(manuscript: Manuscript, random: Random) -> Laid | None:
    """A paragraph before the title."""
    chapters = [chapter for chapter in manuscript.book.chapters if len(chapter.tree)]
    if not chapters:
        return None
    chapter = random.choice(chapters)
    text = words.sentence(random, manuscript.language(chapter))
    edit = inserted(manuscript.file_of(chapter), 0, f"{text}\n\n")
    return Laid(Finding("S402", within(edit)), [edit])


def empty_heading(manuscript: Manuscript, random: Random) -> Laid | None:
    """A heading without text."""
    slot = choose_slot(manuscript, random, lambda slot: slot.own and next_level(manuscript, slot) <= 3)
    if slot is None or numbers_are_stated(manuscript):
        return None
    id = words.fresh(random, manuscript.language(None), ids(manuscript))
    edit = inserted(slot.path, slot.offset, slot.block(random.choice(("##", f"## {{#{id}}}"))))
    return Laid(Finding("S402", within(edit, slot.lead)), [edit])


def _has_marks(manuscript: Manuscript, heading: Heading) -> bool:
    """Tell whether a heading is written with #, not underlined."""
    chapter, element, _ = heading
    return manuscript.text_of(chapter).startswith("#", manuscript.offset(chapter.position(element)))


def attribute_of_heading(manuscript: Manuscript, random: Random) -> Laid | None:
    """A heading with a class."""
    found = []
    for chapter, element, _ in (heading for group in headings(manuscript) for heading in group):
        place = manuscript.place(chapter.position(element))
        text = manuscript.texts[place.path]
        end = text.find("\n", place.offset)
        if text.startswith("#", place.offset) and end > 0 and block_text(element).strip():
            found.append((place, end, text[place.offset : end].endswith("}")))
    if not found:
        return None
    place, end, has = random.choice(found)
    name = random.choice((".unnumbered", "kleur=rood", "lang=neder_lands"))
    edit = Edit(place.path, end - 1, end, f" {name}}}") if has else inserted(place.path, end, f" {{{name}}}")
    return Laid(Finding("S407", place), [edit])


def typed_number(manuscript: Manuscript, random: Random) -> Laid | None:
    """A title that types the number of its chapter."""
    titles = [
        (chapter, element)
        for chapter in manuscript.book.chapters
        if chapter.number
        for element in chapter.tree.iterchildren("h1")
        if element.text
    ]
    if not titles:
        return None
    chapter, element = random.choice(titles)
    place = manuscript.place(chapter.position_in(element, 0))
    edit = inserted(place.path, place.offset, f"{chapter.number}{random.choice(('.', ':', ')'))} ")
    return Laid(Finding("S409", within(edit)), [edit])


KINDS: dict[str, tuple[Kind, ...]] = {
    "S401": (deep_heading, second_title, lowered_heading, removed_heading),
    "S402": (removed_title, text_before_title, empty_heading),
    "S407": (attribute_of_heading,),
    "S409": (typed_number,),
}
