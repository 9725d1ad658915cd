"""YAML files as text: where an entry begins, where one can be put in, where a field ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from colofon.book import Position
from tests.faulting.laying import Edit, inserted
from tests.faulting.manuscript import Manuscript

ITEM = re.compile(r"( *)- ")


class Gap(NamedTuple):
    """The beginning of a line before which an item of a list can be written."""

    path: str
    offset: int
    indent: str

    def item(self, *fields: str) -> Edit:
        """Return the edit that writes an item."""
        first, *rest = fields
        lines = [f"{self.indent}- {first}\n", *(f"{self.indent}  {line}\n" for line in rest)]
        return inserted(self.path, self.offset, "".join(lines))


def gaps(manuscript: Manuscript, items: Iterable[Position]) -> list[Gap]:
    """Return where an item can be put between items that each begin on their line, and behind the last."""
    found, end = [], None
    for position in items:
        name = manuscript.name(position.path)
        start = manuscript.line_start(name, position.line)
        match = ITEM.match(manuscript.texts[name], start)
        if match is None:
            continue
        found.append(Gap(name, start, match[1]))
        end = Gap(name, block_end(manuscript, name, start), match[1])
    if end is not None and manuscript.texts[end.path].endswith("\n"):
        found.append(end)
    return found


def choose_gap(manuscript: Manuscript, random: Random, items: Iterable[Position]) -> Gap | None:
    found = gaps(manuscript, items)
    return random.choice(found) if found else None


def block_end(manuscript: Manuscript, name: str, start: int) -> int:
    """Return where the field or item ends that begins on the line at an offset."""
    text = manuscript.texts[name]
    depth = len(_indent(text, start))
    position = text.find("\n", start) + 1 or len(text)
    end = position
    while position < len(text):
        following = text.find("\n", position) + 1 or len(text)
        line = text[position:following]
        if line.strip():
            if len(_indent(text, position)) <= depth:
                break
            end = following
        position = following
    return end


def _indent(text: str, offset: int) -> str:
    line = text[offset : text.find("\n", offset) if "\n" in text[offset:] else len(text)]
    return line[: len(line) - len(line.lstrip(" "))]


def field_edit(manuscript: Manuscript, value: Position, text: str = "") -> Edit | None:
    """Return the edit that replaces the whole field of a value; None when it shares its line with others."""
    name = manuscript.name(value.path)
    whole = manuscript.texts[name]
    start = manuscript.line_start(name, value.line)
    # The value may stand below its key.
    while not re.match(r" *(?:- )?[\w-]+:", whole[start:]) and start > 0:
        start = whole.rfind("\n", 0, start - 1) + 1
    before = whole[start : manuscript.offset(value)]
    if ITEM.match(before) or "{" in before or "[" in before:
        return None
    return Edit(name, start, block_end(manuscript, name, start), text)


def value_edit(manuscript: Manuscript, value: Position, text: str) -> Edit | None:
    """Return the edit that replaces a value that stands alone on the rest of its line."""
    name = manuscript.name(value.path)
    whole = manuscript.texts[name]
    start = manuscript.offset(value)
    line = whole[start : whole.find("\n", start)]
    before = whole[manuscript.line_start(name, value.line) : start]
    if line[:1] in ("|", ">") or "{" in before or "[" in before or not before.rstrip().endswith(":"):
        return None
    if (
        block_end(manuscript, name, manuscript.line_start(name, value.line)) > start + len(line) + 1
        and "- " not in before
    ):
        return None
    return Edit(name, start, start + len(line), text)
