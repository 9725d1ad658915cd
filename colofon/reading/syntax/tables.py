r"""Pipe tables with a caption: ``| a | b |`` and, below or above, ``: Caption {#id}``.

Cells keep their escapes, so that every character of a cell stands where the source has it;
the inline rules turn ``\|`` into a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from colofon.reading.syntax.attributes import trailing_attributes
from colofon.reading.syntax.divs import div
from colofon.reading.syntax.offsets import COLUMN, column, column_of, push_text, text_of

DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+")
ALIGNMENTS = {(True, False): "left", (False, True): "right", (True, True): "center", (False, False): ""}


class Cell(NamedTuple):
    start: int
    """Offset of the content in the file."""
    text: str


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a pipe table, with a caption below or above it."""
    if silent:
        return False
    first = state.src[state.bMarks[start_line] + state.tShift[start_line]]
    above = first in ":Tt" and is_caption_above(state, start_line, end_line)
    line = _behind_caption(state, start_line, end_line) if above else start_line
    if not _begins_table(state, line, end_line):
        return False
    opening = state.push("table_open", "table", 1)
    opening.map = [line, line]
    opening.meta[COLUMN] = column(state, line)
    if above:
        _push_caption(state, start_line, end_line)
    behind = _push_rows(state, line, end_line)
    below = _caption_below(state, behind, end_line)
    state.line = behind if above or below is None else _push_caption(state, below, end_line)
    state.push("table_close", "table", -1)
    opening.map[1] = state.line
    return True


def _begins_table(state: StateBlock, line: int, end_line: int) -> bool:
    # Most lines are no row of a table: look at the bar first, which is quick.
    if state.src.find("|", state.bMarks[line], state.eMarks[line]) < 0 or not _inside(state, line, end_line):
        return False
    delimiter = text_of(state, line + 1) if _inside(state, line + 1, end_line) else ""
    if "|" not in delimiter or not DELIMITER.match(delimiter):
        return False
    return len(split_row(state, line)) == len(split_row(state, line + 1))


def _inside(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a line has something for the block being read."""
    inside = line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent
    return inside and not state.is_code_block(line)


def is_caption_above(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a caption begins on a line and a table follows it."""
    if not _inside(state, line, end_line) or not CAPTION.match(text_of(state, line)):
        return False
    return _begins_table(state, _behind_caption(state, line, end_line), end_line)


def _behind_caption(state: StateBlock, line: int, end_line: int) -> int:
    """Return the line behind a caption and the blank lines below it."""
    return state.skipEmptyLines(_caption_end(state, line, end_line))


def _caption_end(state: StateBlock, line: int, end_line: int) -> int:
    """Return the line behind a caption: a blank one, or the fence of the div that the table stands in."""
    line += 1
    while line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if div(state, line, end_line, True):
            break
        line += 1
    return line


def _caption_below(state: StateBlock, line: int, end_line: int) -> int | None:
    """Return the line on which the caption of the table above begins, if there is one."""
    if line < end_line and state.isEmpty(line):
        line += 1
    # Between two tables it belongs to the one above, as in pandoc.
    found = _inside(state, line, end_line) and CAPTION.match(text_of(state, line))
    return line if found else None


def split_row(state: StateBlock, line: int) -> list[Cell]:
    """Return the cells of a row; a bar in code or behind a backslash separates nothing."""
    start = state.bMarks[line] + state.tShift[line]
    end = state.skipSpacesBack(state.eMarks[line], start)
    bars, position = [], start
    while position < end:
        character = state.src[position]
        if character == "\\":
            position += 1
        elif character == "`":
            position = _code_end(state.src, position, end)
        elif character == "|":
            bars.append(position)
        position += 1
    if not bars or bars[0] != start:
        bars.insert(0, start - 1)
    if bars[-1] != end - 1 or len(bars) == 1:
        bars.append(end)
    return [_cell(state, first + 1, last) for first, last in pairwise(bars)]


def _code_end(text: str, start: int, end: int) -> int:
    """Return the last offset of the code span that begins at `start`; of its backticks if it has no end."""
    ticks = start
    while ticks < end and text[ticks] == "`":
        ticks += 1
    mark = text[start:ticks]
    for match in re.finditer(r"`+", text[ticks:end]):
        if match.group() == mark:
            return ticks + match.end() - 1
    return ticks - 1


def _cell(state: StateBlock, start: int, end: int) -> Cell:
    text = state.src[start:end]
    stripped = text.strip(" \t")
    return Cell(start + len(text) - len(text.lstrip(" \t")) if stripped else start, stripped)


def _alignment(text: str) -> str:
    return ALIGNMENTS[text.startswith(":"), text.endswith(":")]


def _push_rows(state: StateBlock, line: int, end_line: int) -> int:
    """Push the head and the body and return the line behind them."""
    alignments = [_alignment(cell.text) for cell in split_row(state, line + 1)]
    with _pushed(state, "thead", line):
        _push_row(state, line, split_row(state, line), alignments, "th")
    line += 2
    with _pushed(state, "tbody", line if _is_row(state, line, end_line) else line - 1):
        while _is_row(state, line, end_line):
            cells = split_row(state, line)
            cells += [Cell(state.eMarks[line], "")] * (len(alignments) - len(cells))
            _push_row(state, line, cells, alignments, "td")
            line += 1
    return line


@contextmanager
def _pushed(state: StateBlock, tag: str, line: int) -> Iterator[None]:
    """Push an element of a table that begins where its line begins, around what the block pushes."""
    token = state.push(f"{tag}_open", tag, 1)
    token.map = [line, line + 1]
    token.meta[COLUMN] = column(state, line)
    yield
    state.push(f"{tag}_close", tag, -1)


def _is_row(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a line has more than one cell, or a bar in front: else the bar is part of a text."""
    text = text_of(state, line) if _inside(state, line, end_line) else ""
    return text.startswith("|") or ("|" in text and len(split_row(state, line)) > 1)


def _push_row(state: StateBlock, line: int, cells: list[Cell], alignments: list[str], tag: str) -> None:
    with _pushed(state, "tr", line):
        for index, cell in enumerate(cells):
            start = column_of(state, line, cell.start)
            align = alignments[index] if index < len(alignments) else ""
            extra = index >= len(alignments)
            meta = {COLUMN: start, "align": align, "extra": extra}
            push_text(state, tag, cell.text, (line, line + 1), [start], **meta)


def _push_caption(state: StateBlock, first: int, end_line: int) -> int:
    """Push a caption and return the line behind it."""
    last = _caption_end(state, first, end_line)
    texts = [text_of(state, line) for line in range(first, last)]
    columns = [column(state, line) for line in range(first, last)]
    marker = CAPTION.match(texts[0])
    assert marker is not None
    meta: dict[str, object] = {COLUMN: columns[0]}
    texts[0] = texts[0][marker.end() :]
    columns[0] += marker.end()
    content, meta["attributes"] = trailing_attributes("\n".join(texts))
    push_text(state, "caption", content.rstrip(" \t\n"), (first, last), columns, **meta)
    return last
