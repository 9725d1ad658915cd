"""Pipe tables with a caption: ``| a | b |`` and, below, ``: Caption {#id}``.

Cells keep their escapes, so that every character of a cell stands where the source has it;
the inline rules turn ``\\|`` into a bar.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from colofon.reading.syntax.attributes import trailing_attributes
from colofon.reading.syntax.offsets import COLUMN, column, column_of, push_inline, text_of

DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+")
ALIGNMENTS = {(True, False): "left", (False, True): "right", (True, True): "center", (False, False): ""}


class Cell(NamedTuple):
    start: int
    """Offset of the content in the file."""
    text: str


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a pipe table and its caption."""
    if silent or start_line + 1 >= end_line or state.sCount[start_line + 1] < state.blkIndent:
        return False
    if state.is_code_block(start_line) or state.is_code_block(start_line + 1):
        return False
    delimiter = text_of(state, start_line + 1)
    if "|" not in delimiter or not DELIMITER.match(delimiter):
        return False
    head = split_row(state, start_line)
    alignments = [_alignment(cell.text) for cell in split_row(state, start_line + 1)]
    if len(head) != len(alignments) or "|" not in text_of(state, start_line):
        return False
    opening = state.push("table_open", "table", 1)
    opening.map = [start_line, start_line]
    state.push("thead_open", "thead", 1).map = [start_line, start_line + 1]
    _push_row(state, start_line, head, alignments, "th")
    state.push("thead_close", "thead", -1)
    line = _push_body(state, start_line + 2, end_line, alignments)
    state.line = _push_caption(state, line, end_line)
    state.push("table_close", "table", -1)
    opening.map[1] = state.line
    return True


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
    pairs = zip(bars, bars[1:], strict=False)
    return [_cell(state, first + 1, last) for first, last in pairs]


def _code_end(text: str, start: int, end: int) -> int:
    """Return the last offset of the code span that begins at `start`, or of its backticks if it has no end."""
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


def _push_row(state: StateBlock, line: int, cells: list[Cell], alignments: list[str], tag: str) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for index, cell in enumerate(cells):
        opening = state.push(f"{tag}_open", tag, 1)
        opening.map = [line, line + 1]
        opening.meta["column"] = column(state, line, cell.start)
        opening.meta["align"] = alignments[index] if index < len(alignments) else ""
        opening.meta["extra"] = index >= len(alignments)
        inline = state.push("inline", "", 0)
        inline.content = cell.text
        inline.map = [line, line + 1]
        inline.children = []
        inline.meta["columns"] = [column(state, line, cell.start)]
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _push_body(state: StateBlock, line: int, end_line: int, alignments: list[str]) -> int:
    """Push the rows and return the line behind them."""
    state.push("tbody_open", "tbody", 1).map = [line, line]
    while line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        cells = split_row(state, line)
        if "|" not in text_of(state, line) or state.is_code_block(line):
            break
        missing = len(alignments) - len(cells)
        cells += [Cell(state.eMarks[line], "")] * missing
        _push_row(state, line, cells, alignments, "td")
        line += 1
    state.push("tbody_close", "tbody", -1)
    return line


def _push_caption(state: StateBlock, line: int, end_line: int) -> int:
    """Push the caption that stands below the table, if there is one, and return the line behind all."""
    first = line + 1 if line < end_line and state.isEmpty(line) else line
    if first >= end_line or state.sCount[first] < state.blkIndent or state.is_code_block(first):
        return line
    match = CAPTION.match(text_of(state, first))
    if not match:
        return line
    last = first + 1
    while last < end_line and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    texts = [text_of(state, row) for row in range(first, last)]
    texts[0] = texts[0][match.end() :]
    columns = [column(state, row, state.bMarks[row] + state.tShift[row]) for row in range(first, last)]
    columns[0] += match.end()
    content, attributes = trailing_attributes("\n".join(texts))
    opening = state.push("caption_open", "caption", 1)
    opening.map = [first, last]
    opening.meta["attributes"] = attributes
    inline = state.push("inline", "", 0)
    inline.content = content.rstrip()
    inline.map = [first, last]
    inline.children = []
    inline.meta["columns"] = columns
    state.push("caption_close", "caption", -1)
    return last
