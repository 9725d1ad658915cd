"""Fenced divs: ``::: {.quote lang=en}`` to ``:::``, nested as deep as needed.

A fence with attributes opens, a bare one closes the innermost div, as in pandoc; so nested
divs may have the same number of colons. A div ends in the block it began in: a fence in an item
or a quotation closes nothing outside it. Unlike in pandoc a fence may be indented by three
spaces and end a paragraph, as CommonMark has it of code (4.5). A bare fence that closes nothing
is a `stray_fence` token, an opening one that nothing closes says so in its meta.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from colofon.reading.syntax.attributes import Attributes, parse_attributes

FENCE = re.compile(r":{3,}[ \t]*(?P<rest>.*?)[ \t]*:*[ \t]*$")
NAME = re.compile(r"[A-Za-z][\w-]*$")


def div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a div, or a fence that has no partner."""
    rest = _fence(state, start_line)
    if rest is None:
        return False
    attributes = _opening(rest)
    if attributes is None and rest:
        return False
    if silent:
        return True
    if attributes is not None:
        _read_div(state, start_line, end_line, attributes)
    elif state.parentType == "div":
        state.push("div_close", "div", -1).map = [start_line, start_line + 1]
        # Ends the reading of the div, which goes on behind this line.
        state.line = end_line
    else:
        state.push("stray_fence", "", 0).map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def _read_div(state: StateBlock, start_line: int, end_line: int, attributes: Attributes) -> None:
    """Read blocks until one of them is the fence that closes the div."""
    token = state.push("div_open", "div", 1)
    token.meta["attributes"] = attributes
    parent, state.parentType = state.parentType, "div"
    state.line = start_line + 1
    state.md.block.tokenize(state, state.line, end_line)
    state.parentType = parent
    closed = token.meta["closed"] = state.level == token.level
    if closed:
        state.line = (state.tokens[-1].map or [0, 0])[1]
    else:
        state.push("div_close", "div", -1)
    token.map = [start_line, state.line]


def _fence(state: StateBlock, line: int) -> str | None:
    """Return what stands behind the colons of a fence line; None if the line is no fence."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if not state.src.startswith(":::", start) or state.sCount[line] - state.blkIndent >= 4:
        return None
    match = FENCE.match(state.src[start:end])
    return match["rest"] if match else None


def _opening(rest: str) -> Attributes | None:
    if NAME.match(rest):
        return Attributes([], [rest], [], len(rest))
    attributes = parse_attributes(rest, 0)
    return attributes if attributes and attributes.end == len(rest) else None
