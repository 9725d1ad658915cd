"""Numbers that headings type: taken off where they count, since the spine gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from colofon.book import Element
from colofon.importing.pandoc.dividing import Part
from colofon.importing.pandoc.trees import text_of
from colofon.importing.report import Report
from colofon.numbering import roman_value
from colofon.vocabulary import HEADINGS

WORDS = r"chapter|hoofdstuk|kapitel|chapitre|appendix|annex|bijlage|anhang|annexe|section|paragraaf|§"
NUMBER = re.compile(
    rf"\s*(?P<word>(?:{WORDS})\s*)?(?P<number>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,4}}|[IVXLC]{{1,7}}|[A-Z])"
    r"(?P<mark>\s*[.:)](?=\s)|\s+[–—-](?=\s))?\s+(?=\S)",
    re.IGNORECASE,
)

APPENDIX = re.compile("appendix|annex|bijlage|anhang", re.IGNORECASE)

STYLES: dict[str, Callable[[str], bool]] = {
    "arabic": str.isdigit,
    "roman": lambda number: roman_value(number) > 0,
    "letter": lambda number: len(number) == 1 and number.isalpha(),
}
"""How chapters are numbered -> whether a number is of that kind."""


class Typed(NamedTuple):
    """A heading and the number before its words."""

    heading: Element
    number: str
    word: str
    length: int
    """Characters to take off."""


def take_numbers(parts: list[Part], report: Report) -> dict[str, object]:
    """Take typed numbers off headings and return what `numbering` of book.yaml has to say."""
    numbering: dict[str, object] = {}
    chapters = [(part, typed) for part in parts if (typed := _typed(part.title, strict=True)) is not None]
    taken_ids: set[int] = set()
    for style, is_it in STYLES.items():
        found = [(part, typed) for part, typed in chapters if is_it(typed.number) and id(part) not in taken_ids]
        taken = _in_order(found, style)
        taken_ids |= {id(part) for part, _ in taken}
        for part, typed in taken:
            part.number = typed.number
            if style == "letter" or APPENDIX.match(typed.word):
                part.kinds |= {"appendix"}
            _take_off(typed, report)
        if taken and style == "roman":
            numbering["chapters"] = "roman"
    depth = 0
    for part in parts:
        depth = max(depth, _take_sections(part, report))
    if depth:
        numbering["sections"] = min(depth, 3)
    return numbering


def _typed(heading: Element, strict: bool) -> Typed | None:
    match = NUMBER.match("".join(heading.itertext()))
    if match is None:
        return None
    number = match["number"]
    if number.isalpha() and number != number.upper():
        return None
    if strict and number.isalpha() and not (match["mark"] or match["word"]):
        return None
    return Typed(heading, number.upper(), (match["word"] or "").strip(), match.end())


def _value(number: str, style: str) -> int:
    if style == "roman":
        return roman_value(number)
    return int(number) if style == "arabic" else ord(number) - ord("A") + 1


def _in_order(found: list[tuple[Part, Typed]], style: str) -> list[tuple[Part, Typed]]:
    """Return the numbered parts when their numbers count, from one and by one."""
    values = [_value(typed.number, style) for _, typed in found]
    counts = values == list(range(1, len(values) + 1))
    enough = len(values) > 1 or any(typed.word for _, typed in found)
    return found if counts and enough else []


def _take_sections(part: Part, report: Report) -> int:
    """Take the numbers off the sections of a part; return how deep they were numbered."""
    depth = 0
    headings = [block for block in part.tree if block.tag in HEADINGS and block is not part.title]
    dotted = [typed for heading in headings if (typed := _typed(heading, strict=False)) is not None]
    dotted = [typed for typed in dotted if "." in typed.number]
    for typed in dotted:
        if not part.number or typed.number.split(".")[0] == part.number or not part.number.isdigit():
            depth = max(depth, typed.number.count("."))
            _take_off(typed, report)
    _take_plain(headings, report)
    return depth


def _take_plain(headings: Sequence[Element], report: Report) -> None:
    """Take off numbers that count the sections of one level: ``I. Population``, ``II. ...``."""
    for level in ("h2", "h3", "h4"):
        counted = [
            typed
            for heading in headings
            if heading.tag == level and (typed := _typed(heading, strict=True)) is not None
        ]
        for style, is_it in (("roman", str.isalpha), ("arabic", str.isdigit)):
            found = [typed for typed in counted if is_it(typed.number)]
            values = [_value(typed.number, style) for typed in found]
            if len(values) > 1 and values == list(range(1, len(values) + 1)):
                for typed in found:
                    _take_off(typed, report)


def _take_off(typed: Typed, report: Report) -> None:
    whole = text_of(typed.heading)
    report.remove(whole[: typed.length].strip(), f"the number typed before “{whole[typed.length :].strip()}”")
    cut(typed.heading, typed.length)
    for index, found in enumerate(report.headings):
        if found.text == whole:
            report.headings[index] = found._replace(text=text_of(typed.heading))
            break


def cut(element: Element, length: int) -> None:
    """Remove the first characters of an element's text, wherever they stand in it."""
    left = length
    for inner in element.iter():
        if inner is not element and inner.tag == "a" and not inner.text and left <= 0:
            return
        taken = min(left, len(inner.text or ""))
        inner.text, left = (inner.text or "")[taken:], left - taken
        if left <= 0:
            return
        if len(inner) == 0 and inner is not element:
            taken = min(left, len(inner.tail or ""))
            inner.tail, left = (inner.tail or "")[taken:], left - taken
        if left <= 0:
            return
