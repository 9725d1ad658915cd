"""Definition lists: a line with a term and, below it, one or more definitions behind a ``:``.

Further blocks of a definition are indented as far as its first line, as pandoc has it.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from colofon.reading.syntax.items import behind_marker
from colofon.reading.syntax.offsets import COLUMN, column, push_text, text_of
from colofon.reading.syntax.tables import is_caption_above

MARKER = re.compile(r"[:~][ \t]+(?=[^ \t])")


def definition_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a definition list; inside one, a marker also ends the paragraph before it."""
    if state.is_code_block(start_line):
        return False
    if silent:
        return state.ddIndent >= 0 and _is_marker(state, start_line)
    marked = _marked_line(state, start_line, end_line)
    if marked is None:
        return False
    if marked > start_line + 1 and is_caption_above(state, marked, end_line):
        # A blank line away from what would be its term, it is the caption of the table below it.
        return False
    opening = state.push("dl_open", "dl", 1)
    opening.map = [start_line, start_line]
    line = start_line
    while marked is not None:
        _push_term(state, line)
        line = _push_definitions(state, marked, end_line)
        marked = _marked_line(state, line, end_line)
        if marked is not None and _begins_block(state, line, end_line):
            marked = None
    state.push("dl_close", "dl", -1)
    opening.map[1] = state.line = line
    return True


def _begins_block(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a line begins something that is no term."""
    return any(rule(state, line, end_line, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _is_marker(state: StateBlock, line: int) -> bool:
    return MARKER.match(text_of(state, line)) is not None


def _continues(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a line has something that belongs to the list itself."""
    inside = line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent
    return inside and not state.is_code_block(line)


def _marked_line(state: StateBlock, line: int, end_line: int) -> int | None:
    """Return the line of the first definition of the term on this line; None if it has none."""
    if not _continues(state, line, end_line) or _is_marker(state, line):
        return None
    marked = line + 1
    if marked < end_line and state.isEmpty(marked):
        marked += 1
    return marked if _continues(state, marked, end_line) and _is_marker(state, marked) else None


def _push_term(state: StateBlock, line: int) -> None:
    start = column(state, line)
    content = text_of(state, line).rstrip(" \t")
    push_text(state, "dt", content, (line, line + 1), [start], **{COLUMN: start})


def _push_definitions(state: StateBlock, line: int, end_line: int) -> int:
    """Push the definitions of a term and return the line of what comes behind them."""
    while True:
        _push_definition(state, line, end_line)
        line = min(state.skipEmptyLines(state.line), end_line)
        if not _continues(state, line, end_line) or not _is_marker(state, line):
            return line


def _push_definition(state: StateBlock, line: int, end_line: int) -> None:
    token = state.push("dd_open", "dd", 1)
    token.map = [line, line]
    token.meta[COLUMN] = column(state, line)
    outer = (state.ddIndent, state.parentType, state.listIndent)
    if state.listIndent >= 0:
        # A marker below belongs to the item that the definition stands in.
        state.listIndent = state.blkIndent
    with behind_marker(state, line, width=1):
        state.ddIndent, state.parentType = state.blkIndent, "definition"
        state.md.block.tokenize(state, line, end_line)
    state.ddIndent, state.parentType, state.listIndent = outer
    token.map[1] = state.line
    state.push("dd_close", "dd", -1)
