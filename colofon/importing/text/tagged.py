"""What a tagged PDF says of its blocks, where it can be believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from colofon.importing.text.blocks import CODE, HEADING, ITEM, QUOTE, TABLE, Block
from colofon.importing.text.dividing import BODY, Stretch
from colofon.importing.text.lines import Line

TOLD = 0.9
"""Share of the lines that belong to a block where a file can be believed."""
BROKEN = 0.1
"""Share of the paragraphs that go on in the next one, from which a file cannot: it tags lines."""
FEWEST = 10
"""Paragraphs from which that can be said."""
ENDED = re.compile(r"[.!?…:;][)\]’”\"'»]*[0-9]{0,4}$")


def is_tagged(lines: Sequence[Line]) -> bool:
    """Tell whether a file says of nearly all its text which block it belongs to, and parts no sentences."""
    text = [line for line in lines if not line.artifact]
    if not text or sum(1 for line in text if line.path) < TOLD * len(text):
        return False
    ends = [
        (above, below)
        for above, below in pairwise(text)
        if above.path and below.path and above.block != below.block and _is_prose(above) and _is_prose(below)
    ]
    broken = [pair for pair in ends if not ENDED.search(pair[0].words) and pair[1].words[:1].islower()]
    return len(ends) < FEWEST or len(broken) <= BROKEN * len(ends)


def _is_prose(line: Line) -> bool:
    return line.path[-1][0] == "P" and not line.is_note


def tagged_blocks(body: Sequence[Stretch]) -> list[Block]:
    """Return the body as the blocks of the file, each where it begins."""
    found: dict[int, Block] = {}
    for stretch in body:
        line = stretch.lines[0]
        kind, key = _kind(line)
        if key and key in found:
            found[key].parts.append(stretch.lines)
            continue
        last = next(reversed(found.values())) if found else None
        if kind == CODE and last and last.kind == CODE and _follows(last.lines[-1], line):
            last.parts.append(stretch.lines)
            continue
        block = Block(kind, [stretch.lines], path=line.path)
        if kind == HEADING:
            block.rank = _rank(line)
        found[key or -line.number] = block
    return list(found.values())


def _follows(above: Line, line: Line) -> bool:
    """Tell whether a line of code stands directly below another: some files tag each by itself."""
    return line.number == above.number + 1 and not line.apart and above.path[:-1] == line.path[:-1]


def _kind(line: Line) -> tuple[str, int]:
    """Return what a line is a part of, and the number of that element."""
    tables = [number for kind, number in line.path if kind == "Table"]
    if tables:
        return TABLE, tables[0]
    leaf = line.path[-1][0] if line.path else ""
    kinds = {kind for kind, _ in line.path}
    if leaf.startswith("H"):
        return HEADING, line.block
    if leaf == "Code":
        return CODE, line.block
    if "LI" in kinds:
        return ITEM, line.block
    return QUOTE if "BlockQuote" in kinds else BODY, line.block


def _rank(line: Line) -> int:
    """Return the level of a heading, from 1; 1 as well where the file does not say."""
    return int(line.path[-1][0][1:] or 1)
