"""Fenced divs: ``::: {.quote lang=en}`` to ``:::``, nested as deep as needed.

A fence with attributes opens, a bare one closes the innermost open div, as in pandoc;
so nested divs may have the same number of colons. A bare fence that closes nothing is
a `stray_fence` token, an opening one that nothing closes says so in its meta.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from colofon.reading.syntax.attributes import Attributes, parse_attributes

FENCE = re.compile(r":{3,}[ \t]*(?P<rest>.*?)[ \t]*:*[ \t]*$")
CODE_FENCE = re.compile(r"(`{3,}|~{3,})(?P<rest>.*)$")
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
    if attributes is None:
        state.push("stray_fence", "", 0).map = [start_line, start_line + 1]
        state.line = start_line + 1
        return True
    closing = _closing_line(state, start_line + 1, end_line)
    token = state.push("div_open", "div", 1)
    token.map = [start_line, closing]
    token.meta["attributes"] = attributes
    token.meta["closed"] = closing < end_line and _fence(state, closing) == ""
    line_max, parent = state.lineMax, state.parentType
    # Lazy continuation must not run past the closing fence.
    state.lineMax, state.parentType = closing, "div"
    state.md.block.tokenize(state, start_line + 1, closing)
    state.lineMax, state.parentType = line_max, parent
    state.push("div_close", "div", -1)
    state.line = closing + (1 if token.meta["closed"] else 0)
    return True


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


def _closing_line(state: StateBlock, line: int, end_line: int) -> int:
    depth, code = 1, ""
    while line < end_line:
        start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if start < end and state.sCount[line] < state.blkIndent:
            return line
        fence = CODE_FENCE.match(state.src[start:end])
        if code:
            if fence and fence[1].startswith(code) and not fence["rest"].strip():
                code = ""
        elif fence:
            code = fence[1]
        elif (rest := _fence(state, line)) is not None:
            if rest == "":
                depth -= 1
            elif _opening(rest) is not None:
                depth += 1
            if depth == 0:
                return line
        line += 1
    return line
