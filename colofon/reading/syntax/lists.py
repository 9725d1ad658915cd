"""Lists: bullets, and ordered lists with numbers, letters or roman numerals, as ``1.``, ``a)``, ``(iv)``.

The markers are pandoc's ``fancy_lists``; the indentation of items is CommonMark's (5.2).
One capital with a full stop needs two spaces behind it, so that initials of a name begin no list,
and so does ``p.`` before the number of a page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from colofon.numbering import roman_value
from colofon.reading.syntax.items import behind_marker
from colofon.reading.syntax.offsets import COLUMN, column, text_of

BULLET = re.compile(r"[-+*](?=[ \t]|$)")
ORDERED = re.compile(
    r"(?P<open>\()?(?:(?P<number>[0-9]{1,9})|(?P<letters>[a-z]{1,15}|[A-Z]{1,15}))"
    r"(?P<close>[.)])(?P<space>[ \t]*)(?P<rest>.?)"
)
LONGEST = 17
"""Characters of the longest marker."""
DELIMITERS = {(False, "."): "period", (False, ")"): "paren", (True, ")"): "parens"}


class Marker(NamedTuple):
    """What begins an item."""

    style: str
    """``bullet`` or HTML's ``type`` of an ordered list: ``1 a A i I``."""
    delimiter: str
    """The bullet itself, or ``period``, ``paren``, ``parens``."""
    value: int
    width: int
    """Characters of the marker without the space behind it."""
    empty: bool
    """Nothing stands behind the marker on its line."""


def read_marker(text: str, like: Marker | None = None) -> Marker | None:
    """Return the marker at the start of a line; with `like`, only one that continues that list."""
    bullet = BULLET.match(text)
    if bullet:
        marker = Marker("bullet", bullet.group(), 0, 1, not text[1:].strip())
        return marker if like is None or like[:2] == marker[:2] else None
    match = ORDERED.match(text)
    if not match or (match["rest"] and not match["space"]):
        return None
    delimiter = DELIMITERS.get((match["open"] is not None, match["close"]))
    if delimiter is None:
        return None
    found = _value(match, like)
    if found is None:
        return None
    if _is_initial(match, delimiter) or _is_page(match, delimiter):
        return None
    marker = Marker(*found[:1], delimiter, found[1], match.start("space"), not match["rest"])
    return marker if like is None or like[:2] == marker[:2] else None


def _is_initial(match: re.Match[str], delimiter: str) -> bool:
    letters = match["letters"] or ""
    one_capital = len(letters) == 1 and letters.isupper() and delimiter == "period"
    return one_capital and bool(match["rest"]) and len(match["space"]) < 2


def _is_page(match: re.Match[str], delimiter: str) -> bool:
    page = match["letters"] == "p" and delimiter == "period" and len(match["space"]) == 1
    return page and match["rest"].isdigit()


def _value(match: re.Match[str], like: Marker | None) -> tuple[str, int] | None:
    letters = match["letters"]
    if not letters:
        return "1", int(match["number"])
    upper = letters.isupper()
    alpha, roman = ("A", "I") if upper else ("a", "i")
    if like is not None and like.style in (alpha, roman):
        as_roman = like.style == roman
    else:
        # A single letter is a letter, but for i: the reading that pandoc chooses.
        as_roman = len(letters) > 1 or letters.lower() == "i"
    if as_roman:
        value = roman_value(letters)
        return (roman, value) if value else None
    return (alpha, ord(letters.lower()) - ord("a") + 1) if len(letters) == 1 else None


def list_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a list."""
    if state.is_code_block(start_line):
        return False
    # An item of an outer list that is indented less than its content is not ours.
    outer = state.listIndent
    if outer >= 0 and state.sCount[start_line] - outer >= 4 and state.sCount[start_line] < state.blkIndent:
        return False
    marker = read_marker(text_of(state, start_line)) if _may_begin(state, start_line) else None
    if marker is None:
        return False
    if silent:
        return _interrupts(state, start_line, marker)
    _read_list(state, start_line, end_line, marker)
    return True


def _may_begin(state: StateBlock, line: int) -> bool:
    """Tell whether a line begins as a marker may; most lines are told apart by this, which is quick."""
    start = state.bMarks[line] + state.tShift[line]
    if state.src[start] in "-+*(":
        return True
    full_stop = state.src.find(".", start, start + LONGEST)
    return full_stop > 0 or state.src.find(")", start, start + LONGEST) > 0


def _interrupts(state: StateBlock, line: int, marker: Marker) -> bool:
    """Tell whether a list may begin inside a paragraph (CommonMark 5.2: not empty, and from 1)."""
    if state.parentType != "paragraph" or state.sCount[line] < state.blkIndent:
        return True
    if marker.empty:
        return False
    return marker.style == "bullet" or (marker.value == 1 and (marker.style == "1" or state.listIndent >= 0))


def _read_list(state: StateBlock, start_line: int, end_line: int, first: Marker) -> None:
    kind = "bullet_list" if first.style == "bullet" else "ordered_list"
    opening = state.push(f"{kind}_open", "ul" if first.style == "bullet" else "ol", 1)
    opening.map = [start_line, start_line]
    opening.meta["marker"] = first
    parent, state.parentType = state.parentType, "list"
    marker: Marker | None = first
    line, tight, after_blank = start_line, True, False
    while marker is not None:
        item_tight = _read_item(state, line, end_line, marker)
        if not item_tight or after_blank:
            tight = False
        # A blank line at an item's end makes the list loose only when an item follows.
        after_blank = state.line - line > 1 and state.isEmpty(state.line - 1)
        line = state.line
        marker = _next_marker(state, line, end_line, first)
    state.push(f"{kind}_close", opening.tag, -1)
    opening.map[1] = line
    opening.meta["tight"] = tight
    state.line = line
    state.parentType = parent


def _next_marker(state: StateBlock, line: int, end_line: int, first: Marker) -> Marker | None:
    if line >= end_line or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    for rule in state.md.block.ruler.getRules("list"):
        if rule(state, line, end_line, True):
            return None
    return read_marker(text_of(state, line), first)


def _read_item(state: StateBlock, line: int, end_line: int, marker: Marker) -> bool:
    """Read one item and return whether its blocks stand without space between."""
    item = state.push("list_item_open", "li", 1)
    item.map = [line, line]
    item.meta |= {COLUMN: column(state, line), "marker": marker}
    outer, state.listIndent = state.listIndent, state.blkIndent
    with behind_marker(state, line, marker.width) as begun:
        if not begun and state.isEmpty(line + 1):
            # An item may begin with at most one blank line (rule 3).
            state.line = min(line + 2, end_line)
        else:
            state.md.block.tokenize(state, line, end_line)
        tight = state.tight
    state.listIndent = outer
    state.push("list_item_close", "li", -1)
    item.map[1] = state.line
    return tight
