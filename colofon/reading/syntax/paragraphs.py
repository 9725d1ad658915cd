"""Paragraphs, and headings: ``## Title {#id}``, or a title with a line of ``=`` or ``-`` under it."""

from __future__ import annotations

import re

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock

from colofon.reading.syntax.attributes import trailing_attributes
from colofon.reading.syntax.offsets import column, column_of, push_text, text_of

HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
STRAY_CAPTION = "stray caption"
"""Key in `Token.meta` of a paragraph that ends with an id, as only a caption does: the offset of the id."""
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")


def heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read an ATX heading (CommonMark 4.2) and the attributes at its end."""
    if state.is_code_block(start_line):
        return False
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    match = HEADING.match(state.src, start, end) if state.src[start] == "#" else None
    if not match:
        return False
    if silent:
        return True
    title, attributes = trailing_attributes(state.src[match.end() : end])
    title = CLOSING.sub("", title).strip(" \t")
    state.line = start_line + 1
    columns = [column_of(state, start_line, match.end())]
    push_text(state, f"h{len(match[1])}", title, (start_line, state.line), columns, attributes=attributes)
    return True


def paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a paragraph, or the heading that a line under it makes of it (CommonMark 4.3, 4.8)."""
    parent, state.parentType = state.parentType, "paragraph"
    line, level = start_line + 1, 0
    interrupting = state.md.block.ruler.getRules("paragraph")
    while line < state.lineMax and not state.isEmpty(line):
        indent = state.sCount[line] - state.blkIndent
        # Deeper indented, or outside the quotation the paragraph began in: it goes on all the same.
        if indent <= 3 and state.sCount[line] >= 0 and not _is_prose(state, line):
            if indent >= 0 and line < end_line and (level := _underline(text_of(state, line))):
                break
            if _is_interrupted(state, line, interrupting):
                break
        line += 1
    state.parentType = parent
    state.line = line + 1 if level else line
    _push(state, start_line, line, level)
    return True


def _is_prose(state: StateBlock, line: int) -> bool:
    """Tell whether a line begins as only prose does: outside lists, with a letter."""
    return state.listIndent < 0 and state.src[state.bMarks[line] + state.tShift[line]].isalpha()


def _is_interrupted(state: StateBlock, line: int, rules: list[RuleFuncBlockType]) -> bool:
    for rule in rules:  # noqa: SIM110, since a generator costs as much as the rules
        if rule(state, line, state.lineMax, True):
            return True
    return False


def _underline(text: str) -> int:
    """Return the level of heading that a line makes of what stands above it; 0 for any other line."""
    if not UNDERLINE.match(text):
        return 0
    return 1 if text.startswith("=") else 2


def _push(state: StateBlock, first: int, last: int, level: int) -> None:
    content = "\n".join([text_of(state, line) for line in range(first, last)]).rstrip(" \t")
    columns = [column(state, line) for line in range(first, last)]
    if level:
        content, attributes = trailing_attributes(content)
        push_text(state, f"h{level}", content, (first, last), columns, attributes=attributes)
    else:
        meta = {}
        if content.startswith(": ") or state.parentType == "definition":
            caption, attributes = trailing_attributes(content)
            if attributes.ids:
                meta = {STRAY_CAPTION: len(caption)}
        push_text(state, "p", content, (first, last), columns, **meta)
