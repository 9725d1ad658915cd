"""Lists: the markers of their items, and whether blank lines stand in them."""

from __future__ import annotations

import re

from colofon.book import Element
from colofon.markdown.blocks import OWN_LINE, Context, block_lines, indented
from colofon.numbering import roman
from colofon.vocabulary import HEADINGS

ENDS = {"period": ("", "."), "paren": ("", ")"), "parens": ("(", ")")}
LETTERS = 26
PARTED = re.compile(r"[A-Zp]\.")
"""A marker with one space behind it that may be the initial of a name, or the sign of a page."""
CLOSED = HEADINGS | {"pre", "hr", "div"}
"""What a paragraph can follow without a blank line, since it goes on in none of them."""
INTERRUPTS = HEADINGS | {"pre", "hr", "div", "ul", "ol", "blockquote", "aside"}
"""What can follow a paragraph without a blank line."""


def list_lines(block: Element, context: Context) -> list[str]:
    """Return the lines of a list."""
    tight = _is_tight(block)
    lines: list[str] = []
    for item, marker in zip(block, _markers(block), strict=True):
        space = "  " if PARTED.fullmatch(marker) else " "
        width = len(marker + space)
        inside = _item_lines(item, tight, context.within(width, in_list=True))
        if lines and not tight:
            lines.append("")
        if not inside:
            lines.append(marker)
        elif len(item) and item[0].tag in OWN_LINE - {"blockquote", "table"}:
            lines += [marker, *indented(inside, width)]
        else:
            lines += [marker + space + inside[0], *indented(inside[1:], width)]
    return lines


def _item_lines(item: Element, tight: bool, context: Context) -> list[str]:
    lines: list[str] = []
    for block in item:
        found = block_lines(block, context)
        lines += ["", *found] if lines and found and not tight else found
    return lines


def _is_tight(block: Element) -> bool:
    """Tell whether a list is and can be written without blank lines."""
    if "tight" not in block.get("class", "").split():
        return False
    return all(_follows(child) for item in block for child in item if child.getprevious() is not None)


def _follows(block: Element) -> bool:
    before = block.getprevious()
    assert before is not None
    if block.tag == "ol" and block.get("start", "1") != "1":
        return before.tag in CLOSED
    return block.tag in INTERRUPTS or before.tag in CLOSED


def _markers(block: Element) -> list[str]:
    if block.tag == "ul":
        return [_bullet(block)] * len(block)
    style = block.get("type", "1")
    opening, closing = ENDS[block.get("data-delimiter", "period")]
    start = int(block.get("start", "1"))
    values = list(range(start, start + len(block)))
    if style in "aA" and values and values[-1] > LETTERS:
        # Equal markers leave the counting to the reader (CommonMark 5.3).
        values = [start] * len(block)
    return [f"{opening}{_number(value, style)}{closing}" for value in values]


def _bullet(block: Element) -> str:
    """Return the bullet of a list: another one than that of the list directly before it."""
    before = block.getprevious()
    return "*" if before is not None and before.tag == "ul" and _bullet(before) == "-" else "-"


def _number(value: int, style: str) -> str:
    if style == "1":
        return str(value)
    number = roman(value) if style in "iI" else chr(ord("A") + value - 1)
    return number if style.isupper() else number.lower()
