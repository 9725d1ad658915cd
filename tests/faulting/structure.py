"""Faults of structure: images, tables, fences, HTML, attributes (S403-S408)."""

from __future__ import annotations

import re
from random import Random

from colofon.book import Chapter, Element
from tests.faulting import words
from tests.faulting.following import below, losses, numbers_are_stated
from tests.faulting.laying import Edit, Finding, Kind, Laid, Place, inserted, within
from tests.faulting.manuscript import Manuscript, Order
from tests.faulting.slots import choose_slot
from tests.faulting.spots import choose_spot


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


def silent_sign(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new image in a line, without an alternative."""
    # What is drawn from data stands in no line.
    names = [str(found[1].get("src")) for found in images(manuscript)]
    names = [name for name in names if name not in manuscript.book.charts]
    spot = choose_spot(manuscript, random)
    if not names or spot is None:
        return None
    edit = inserted(spot.path, spot.offset, f" ![]({random.choice(names)})")
    return Laid(Finding("S403", within(edit, 1)), [edit])


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
    if slot is None or numbers_are_stated(manuscript):
        return None
    fence = random.choice(("::: box", "::: {.box}", ":::: {.box lang=en}"))
    text = f"{fence}\n{words.sentence(random, manuscript.language(slot.chapter))}"
    edit = inserted(slot.path, slot.offset, slot.block(text))
    besides = _swallowed(manuscript, slot.chapter, slot.order) if slot.own else []
    return Laid(Finding("S405", within(edit, slot.lead)), [edit], besides)


def _swallowed(manuscript: Manuscript, chapter: Chapter, order: Order) -> list[Finding]:
    """Return the ranges that end at a heading behind a place and do not begin there.

    A heading in a div is a block and no section any more.
    """
    sections = {
        target.id
        for targets in manuscript.book.targets.values()
        for target in targets
        if target.kind == "section"
        and target.chapter == chapter.name
        and (*manuscript.rank(target.element), 0) > order
    }
    return [
        Finding("R205", manuscript.place(reference.position))
        for reference in manuscript.book.references_to("target")
        if reference.last and (reference.label in sections) != (reference.last in sections)
    ]


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
                found.append((chapter, div, line, end))
    if not found or numbers_are_stated(manuscript):
        return None
    chapter, div, line, end = random.choice(found)
    place = manuscript.place(chapter.position(div))
    besides = _swallowed(manuscript, chapter, (*manuscript.rank(div), 0))
    return Laid(Finding("S405", place), [Edit(place.path, line, end, "")], besides)


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


def doubtful_marker(manuscript: Manuscript, random: Random) -> Laid | None:
    """A list that leaves out a number, a sentence that begins one, or marks that begin no block."""
    slot = choose_slot(manuscript, random)
    if slot is None or numbers_are_stated(manuscript):
        return None
    language = manuscript.language(slot.chapter)
    first, second, third = (words.sentence(random, language) for _ in range(3))
    marked = random.choice(
        (
            f"1. {second}\n2. {third}\n§4. {second}",
            f"(a) {second}\n§(c) {third}",
            f"(iv) {second}\n(v) {second}\n§(v) {third}",
            f"§{random.randint(600, 2020)}. {second}",
            f"§c. {random.randint(1, 300)}, {second}",
            f"§##{second}",
            f"§• {second}\n• {third}",
        )
    )
    # Between two paragraphs, so that no list of the manuscript goes on in it.
    text = slot.block(f"{first}\n\n{marked}\n\n{third}")
    edit = inserted(slot.path, slot.offset, text.replace("§", ""))
    return Laid(Finding("S408", within(edit, text.index("§"))), [edit])


KINDS: dict[str, tuple[Kind, ...]] = {
    "S403": (silenced_image, image_without_alternative, silent_sign),
    "S404": (headless_table, beheaded_table),
    "S405": (closing_nothing, never_closed, fence_of_no_div, lost_closing_fence),
    "S406": (raw_inline, raw_block),
    "S407": (attribute_of_span, attribute_of_div),
    "S408": (doubtful_marker,),
}
