"""Faults of structure: headings, images, tables, fences, HTML, attributes (S401-S407)."""

from __future__ import annotations

import re
from random import Random

from colofon.book import Chapter, Element, block_text
from colofon.vocabulary import HEADINGS
from tests.faulting import words
from tests.faulting.crossing import ids
from tests.faulting.following import below, losses, numbers_are_stated
from tests.faulting.laying import Edit, Finding, Laid, Place, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.spots import Slot, choose_slot, choose_spot

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
    slot = choose_slot(manuscript, random, lambda slot: slot.own and _next_level(manuscript, slot) <= 2)
    if slot is None or numbers_are_stated(manuscript):
        return None
    text = f"# {words.sentence(random, manuscript.language(slot.chapter)).rstrip('.')}"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding("S401", within(edit, slot.lead)), [edit])


def _next_level(manuscript: Manuscript, slot: Slot) -> int:
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
        for before, here in zip(chapter, chapter[1:], strict=False)
        if before[2] < 5
        and manuscript.text_of(here[0]).startswith("#", manuscript.offset(here[0].position(here[1])))
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
    slot = choose_slot(manuscript, random, lambda slot: slot.own and _next_level(manuscript, slot) <= 3)
    if slot is None or numbers_are_stated(manuscript):
        return None
    id = words.fresh(random, manuscript.language(None), ids(manuscript))
    edit = inserted(slot.path, slot.offset, slot.block(random.choice(("##", f"## {{#{id}}}"))))
    return Laid(Finding("S402", within(edit, slot.lead)), [edit])


def images(manuscript: Manuscript) -> list[tuple[Chapter, Element, Place]]:
    """Return the images of the chapters."""
    return [
        (chapter, element, manuscript.place(chapter.position(element)))
        for chapter in manuscript.book.chapters
        for element in chapter.tree.iter("img")
    ]


def silenced_image(manuscript: Manuscript, random: Random) -> Laid | None:
    """An image that loses its alternative."""
    found = images(manuscript)
    if not found:
        return None
    _, element, place = random.choice(found)
    text = manuscript.texts[place.path]
    written = re.compile(r'\s?alt="[^"\n]*"').search(text, place.offset)
    source = text.index(element.get("src", ""), place.offset)
    if written is not None and "!" not in text[source : written.start()]:
        edit = Edit(place.path, written.start(), written.end(), random.choice(("", ' alt=""')))
        if not edit.text and re.fullmatch(
            r"\{\s*\}", text[written.start() - 1 : written.start()] + text[written.end() :][:1]
        ):
            edit = Edit(place.path, written.start() - 1, written.end() + 1, "")
    else:
        edit = Edit(place.path, place.offset + 2, text.index("]", place.offset), "")
    return Laid(Finding("S403", place), [edit])


def image_without_alternative(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new figure without an alternative."""
    found = images(manuscript)
    slot = choose_slot(manuscript, random)
    if not found or slot is None or numbers_are_stated(manuscript):
        return None
    caption = words.sentence(random, manuscript.language(slot.chapter)).rstrip(".")
    text = f"![{caption}]({random.choice(found)[1].get('src')})" + random.choice(
        ("", '{alt=""}', "{width=50%}")
    )
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding("S403", within(edit, slot.lead)), [edit])


def headless_table(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new table without a header, with a column or row that has none, or with a cell too many."""
    slot = choose_slot(manuscript, random)
    if slot is None or numbers_are_stated(manuscript):
        return None
    one, two = (words.word(random, manuscript.language(slot.chapter)) for _ in range(2))
    caption = words.sentence(random, manuscript.language(slot.chapter)).rstrip(".")
    table, fault = random.choice(
        (
            (f"|  |  |\n|--|--|\n| {one} | 1 |", 0),
            (f"| {one} |  |\n|--|--|\n| {two} | 1 |", len(f"| {one} |")),
            (f"| {one} | {two} |\n|--|--|\n| {two} | 1 | 2 |", None),
        )
    )
    text = f"{table}\n\n: {caption}"
    if fault is None:
        fault = text.index("| 2 |") + 2
    edit = inserted(slot.path, slot.offset, slot.block(text))
    place = slot.lead + fault + len(slot.prefix) * text.count("\n", 0, fault)
    return Laid(Finding("S404", within(edit, place)), [edit])


def beheaded_table(manuscript: Manuscript, random: Random) -> Laid | None:
    """A table of the manuscript of which the header is blanked."""
    tables = [
        (chapter, table) for chapter in manuscript.book.chapters for table in chapter.tree.iter("table")
    ]
    for chapter, table in random.sample(tables, len(tables)):
        cells = list(table.iter("th"))
        besides = losses(manuscript, below(cells))
        if besides is None or any(
            element.get("class") == "noteref" for cell in cells for element in cell.iter("a")
        ):
            continue
        place = manuscript.place(chapter.position(table))
        text = manuscript.texts[place.path]
        end = text.index("\n", place.offset)
        row = re.sub(r"[^|]", " ", text[place.offset : end])
        if "\\|" in text[place.offset : end] or "`" in text[place.offset : end] or not row.startswith("|"):
            continue
        return Laid(Finding("S404", place), [Edit(place.path, place.offset, end, row)], besides)
    return None


def closing_nothing(manuscript: Manuscript, random: Random) -> Laid | None:
    """A closing fence with nothing to close."""
    slot = choose_slot(manuscript, random, lambda slot: not slot.fenced)
    if slot is None:
        return None
    edit = inserted(slot.path, slot.offset, slot.block(":" * random.randint(3, 5)))
    return Laid(Finding("S405", within(edit, slot.lead)), [edit])


def never_closed(manuscript: Manuscript, random: Random) -> Laid | None:
    """An opening fence that nothing closes."""
    slot = choose_slot(manuscript, random, lambda slot: not slot.fenced)
    if slot is None:
        return None
    fence = random.choice(("::: box", "::: {.box}", ":::: {.box lang=en}"))
    text = f"{fence}\n{words.sentence(random, manuscript.language(slot.chapter))}"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding("S405", within(edit, slot.lead)), [edit])


def fence_of_no_div(manuscript: Manuscript, random: Random) -> Laid | None:
    """A fence with words behind it that are no class."""
    slot = choose_slot(manuscript, random)
    if slot is None:
        return None
    text = f"::: {words.sentence(random, manuscript.language(slot.chapter))}"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding("S405", within(edit, slot.lead)), [edit])


def lost_closing_fence(manuscript: Manuscript, random: Random) -> Laid | None:
    """A div of the manuscript that loses its closing fence."""
    found = []
    for chapter in manuscript.book.chapters:
        for div in chapter.tree.iterchildren("div", "blockquote"):
            end, start = manuscript.end_of(div, chapter), manuscript.offset(chapter.position(div))
            text = manuscript.text_of(chapter)
            line = text.rfind("\n", 0, end) + 1
            if text.startswith(":::", start) and not text[line:end].strip(":"):
                found.append((manuscript.place(chapter.position(div)), line, end))
    if not found:
        return None
    place, line, end = random.choice(found)
    return Laid(Finding("S405", place), [Edit(place.path, line, end, "")])


def raw_inline(manuscript: Manuscript, random: Random) -> Laid | None:
    """HTML inside a line."""
    spot = choose_spot(manuscript, random)
    if spot is None:
        return None
    inner = words.word(random, spot.language)
    forms = (
        "<br>",
        "<br/>",
        f"<!-- {inner} -->",
        f"<b>{inner}</b>",
        f"<sup>{inner}</sup>",
        f"<span class='x'>{inner}</span>",
    )
    form = random.choice(forms)
    edit = inserted(spot.path, spot.offset, f" {form}")
    besides = [Finding("S406", within(edit, 1 + form.index("</")))] if "</" in form else []
    return Laid(Finding("S406", within(edit, 1)), [edit], besides)


def raw_block(manuscript: Manuscript, random: Random) -> Laid | None:
    """HTML as a block."""
    slot = choose_slot(manuscript, random)
    if slot is None:
        return None
    inner = words.sentence(random, manuscript.language(slot.chapter))
    form = random.choice(
        (f"<div>\n{inner}\n</div>", f"<!-- {inner} -->", "<hr>", f"<p class='x'>{inner}</p>")
    )
    edit = inserted(slot.path, slot.offset, slot.block(form))
    return Laid(Finding("S406", within(edit, slot.lead)), [edit])


SPAN_ATTRIBUTES = ("{.onbekend}", "{kleur=rood}", "{lang=neder_lands}", "{language=en}", "{.work .groot}", "{#9a}", "{lang=en lang=fr}")  # fmt: skip


def attribute_of_span(manuscript: Manuscript, random: Random) -> Laid | None:
    """A span or a link with an attribute that no edition knows."""
    spot = choose_spot(manuscript, random, lambda spot: not spot.heading)
    if spot is None:
        return None
    inner = words.word(random, spot.language)
    form = random.choice(
        (
            *(f"[{inner}]{found}" for found in SPAN_ATTRIBUTES),
            f"[{inner}](https://www.example.org/){{target=_blank}}",
        )
    )
    edit = inserted(spot.path, spot.offset, f" {form}")
    return Laid(Finding("S407", within(edit, 1)), [edit])


def attribute_of_div(manuscript: Manuscript, random: Random) -> Laid | None:
    """A div of a class that no edition knows."""
    slot = choose_slot(manuscript, random)
    if slot is None:
        return None
    fence = random.choice(
        ("::: warning", "::: {.kader}", "::: {.box kleur=rood}", "::: {.box lang=neder_lands}")
    )
    text = f"{fence}\n{words.sentence(random, manuscript.language(slot.chapter))}\n:::"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    return Laid(Finding("S407", within(edit, slot.lead)), [edit])


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


KINDS = {
    "S401": (deep_heading, second_title, lowered_heading, removed_heading),
    "S402": (removed_title, text_before_title, empty_heading),
    "S403": (silenced_image, image_without_alternative),
    "S404": (headless_table, beheaded_table),
    "S405": (closing_nothing, never_closed, fence_of_no_div, lost_closing_fence),
    "S406": (raw_inline, raw_block),
    "S407": (attribute_of_span, attribute_of_div, attribute_of_heading),
}
