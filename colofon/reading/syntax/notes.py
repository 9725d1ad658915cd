"""Notes: ``[^label]`` where they are called, ``[^label]: ...`` where they are written.

The stock plugin keeps one note per label and drops those never called; here every definition
and every call becomes a token, since what is doubled or unused has to be reported.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

LABEL = re.compile(r"[^\s\[\]^]+")
CALL = re.compile(rf"\[\^({LABEL.pattern})\]")
DEFINITION = re.compile(r"\[\^([^\[\]]+)\]:")
"""Any label: as a definition of a link, which it would be otherwise, the note would be lost."""
INDENT = 4
"""Columns by which the further paragraphs of a note are indented (as pandoc has it)."""


def note_call(state: StateInline, silent: bool) -> bool:
    """Read ``[^label]`` in running text."""
    if state.src[state.pos] != "[":
        return False
    match = CALL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if silent:
        # Skipped over in one step it would count as a link, and so it would with a `(` behind it.
        state.pos += 1
        return True
    state.push("noteref", "a", 0).info = match[1]
    state.pos = match.end()
    return True


def note_definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read ``[^label]: text`` and the indented blocks below it."""
    if state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    end = state.eMarks[start_line]
    if state.src[start] != "[":
        return False
    match = DEFINITION.match(state.src, start, end)
    if not match:
        return False
    if silent:
        return True
    token = state.push("note_open", "aside", 1)
    token.info = match[1]
    token.map = [start_line, start_line]
    kept = (state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line])
    indent, parent, listed = state.blkIndent, state.parentType, state.listIndent
    if listed >= 0:
        # A marker below belongs to the item that the note stands in.
        state.listIndent = indent
    # The first line begins behind the label and counts as indented enough, wherever that is.
    state.bMarks[start_line] = min(state.skipSpaces(match.end()), end)
    state.tShift[start_line] = 0
    state.blkIndent = state.sCount[start_line] = indent + INDENT
    state.parentType = "note"
    state.md.block.tokenize(state, start_line, end_line)
    state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line] = kept
    state.blkIndent, state.parentType, state.listIndent = indent, parent, listed
    token.map[1] = max(state.line, start_line + 1)
    state.line = token.map[1]
    state.push("note_close", "aside", -1)
    return True
