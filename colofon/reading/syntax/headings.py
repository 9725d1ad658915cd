"""Headings with attributes: ``## Title {#id}``."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from colofon.reading.syntax.attributes import trailing_attributes

HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")


def heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read an ATX heading (CommonMark 4.2) and the attributes at its end."""
    if state.is_code_block(start_line):
        return False
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    match = HEADING.match(state.src, start, end)
    if not match:
        return False
    if silent:
        return True
    text = state.src[match.end() : end]
    title, attributes = trailing_attributes(text)
    title = CLOSING.sub("", title).strip()
    level = len(match[1])
    state.line = start_line + 1
    token = state.push("heading_open", f"h{level}", 1)
    token.map = [start_line, state.line]
    token.meta["attributes"] = attributes
    inline = state.push("inline", "", 0)
    inline.content = title
    inline.map = [start_line, state.line]
    inline.children = []
    # The attributes behind it make the title no suffix of its line.
    inline.meta["columns"] = [column(state, start_line, state.skipSpaces(match.end()))]
    state.push("heading_close", f"h{level}", -1)
    return True


def column(state: StateBlock, line: int, offset: int) -> int:
    """Return the 0-based column of an offset on a line; `bMarks` may stand behind a quotation's marker."""
    return offset - (state.src.rfind("\n", 0, state.bMarks[line]) + 1)
