"""XLIFF 1.2 that comes back: the texts of a file, in the codes of the units they belong to.

Read unit by unit: what does not fit is refused with its reason and holds up nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from lxml import etree

from colofon.book import Element
from colofon.translation.codes import Code, Content, Mark, codes_of
from colofon.translation.units import Unit
from colofon.translation.xliff12 import named, segment_id

Side = Literal["source", "target"]


class Refusal(NamedTuple):
    """What of a returned file cannot be taken, and why."""

    unit: str
    """Id of the ``trans-unit``; empty when it concerns the file."""
    reason: str


def read_xliff12(path: Path, units: list[Unit], side: Side) -> tuple[dict[str, Content], list[Refusal]]:
    """Return the content of each unit that a file has whole, and what was refused.

    A unit without a translation is left out and not refused.
    """
    # Nothing outside the file is read, and an entity stays what it is: a reason to refuse its unit.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(path, parser).getroot()
    except etree.XMLSyntaxError as error:
        return {}, [Refusal("", f"the file is not well-formed XML: {error.msg}")]
    segments = {
        segment_id(unit, number): segment for unit in units for number, segment in enumerate(unit.segments, 1)
    }
    holders: dict[str, list[Element]] = {}
    for holder in root.iter(named("trans-unit")):
        holders.setdefault(holder.get("id", ""), []).append(holder)
    found: dict[str, Content] = {}
    refused: list[Refusal] = []
    for id, same in holders.items():
        content, reason = _read_segment(same, side, segments.get(id))
        if reason:
            refused.append(Refusal(id, reason))
        elif content:
            found[id] = content
    return _whole(units, found), refused


def _read_segment(holders: list[Element], side: Side, segment: Content | None) -> tuple[Content, str]:
    """Return the content of one side, or the reason to refuse it; neither when nothing is there."""
    if segment is None:
        return (), "the book has no such unit"
    if len(holders) > 1:
        return (), "the unit stands in the file more than once"
    source, text = holders[0].find(named("source")), holders[0].find(named(side))
    if text is None:
        return (), ""
    if side == "target" and (source is None or _read_content(source, segment)[0] != segment):
        return (), "the source text is not that of the book"
    return _read_content(text, segment)


def _read_content(element: Element, source: Content) -> tuple[Content, str]:
    """Return the content of a text in the codes of its source, or the reason to refuse it."""
    try:
        content = tuple(_joined(_items(element, _codes(source))))
    except ValueError as error:
        return (), str(error)
    if not content:
        return (), ""
    wanted = Counter(code.id for code in codes_of(source))
    given = Counter(code.id for code in codes_of(content))
    if lost := wanted - given:
        return (), f"code {', '.join(lost)} is lost"
    if more := given - wanted:
        return (), f"code {', '.join(more)} stands twice"
    return content, ""


def _codes(content: Content) -> dict[tuple[str, str], Code]:
    """Return the codes of a content by the element they are written as, and their id."""
    tags = {"open": "g", "place": "x"}
    marks = (mark for mark in content if not isinstance(mark, str) and mark.role != "close")
    return {(named(tags[mark.role]), mark.code.id): mark.code for mark in marks}


def _items(element: Element, codes: dict[tuple[str, str], Code]) -> Iterator[str | Mark]:
    yield element.text or ""
    for child in element:
        code = codes.get((child.tag, child.get("id", ""))) if isinstance(child.tag, str) else None
        if code is not None and child.tag == named("g"):
            yield Mark("open", code)
            yield from _items(child, codes)
            yield Mark("close", code)
        elif code is not None:
            yield Mark("place", code)
        elif child.tag == named("mrk"):
            # A remark that a tool lays on the text is no part of it.
            yield from _items(child, codes)
        else:
            raise ValueError(f"the source has no {_shown(child)}")
        yield child.tail or ""


def _joined(items: Iterator[str | Mark]) -> Iterator[str | Mark]:
    """Make one text of texts that follow each other, and leave out empty ones."""
    for is_text, group in groupby(items, lambda item: isinstance(item, str)):
        if not is_text:
            yield from group
        elif text := "".join(map(str, group)):
            yield text


def _shown(element: Element) -> str:
    if not isinstance(element.tag, str):
        return "entity or comment"
    return f"<{etree.QName(element).localname} id={element.get('id', '')!r}>"


def _whole(units: list[Unit], found: dict[str, Content]) -> dict[str, Content]:
    """Return by unit the contents of which every segment was found."""
    whole = {}
    for unit in units:
        ids = [segment_id(unit, number) for number in range(1, len(unit.segments) + 1)]
        if all(id in found for id in ids):
            whole[unit.id] = tuple(item for id in ids for item in found[id])
    return whole
