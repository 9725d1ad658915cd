"""Markers of ordered lists that are read otherwise than they look: leaps, and sentences that begin with one.

Goes from the block tokens of a chapter to faults; what the text becomes is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from colofon.book import Fault, Position
from colofon.numbering import roman_value
from colofon.reading.syntax.lists import Marker
from colofon.reading.syntax.offsets import COLUMN

FAR = {"1": 100, "i": 50, "I": 50, "a": 2, "A": 2}
"""Style of a list -> the first number that a list of one item hardly begins with: a year, ``c.``, ``dl.``"""
DATE = re.compile(r"[ \t]+[^\W\d_]+[ \t]+[0-9]{4}\b")
DAYS = 31


class Item(NamedTuple):
    """An item of an ordered list."""

    marker: Marker
    line: int
    """0-based, as the column."""
    column: int


def marker_faults(path: str, tokens: list[Token], lines: list[str]) -> Iterator[Fault]:
    """Yield a fault for each marker that does something else than its author meant."""
    lists = _Lists(path, lines)
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.open.append([])
        elif token.type == "list_item_open":
            place = token.map[0] if token.map else 0
            lists.open[-1].append(Item(token.meta["marker"], place, token.meta[COLUMN]))
        elif token.type == "ordered_list_close":
            yield from lists.close(lists.open.pop())
        elif token.type == "bullet_list_close":
            lists.open.pop()


class _Lists:
    """The lists of a chapter, as far as they are read."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.open: list[list[Item]] = []
        self.ended = set[tuple[str, str, int]]()
        """Style, delimiter and number with which a next list would go on from one that ended."""

    def close(self, items: list[Item]) -> Iterator[Fault]:
        first = items[0].marker
        if len(items) == 1 and self.is_text(items[0]):
            typed = self.typed(items[0])
            hint = f"if it is none, write {typed[:-1]}\\{typed[-1]}"
            yield self.fault(items[0], f"{typed} begins a list", hint)
        # Equal numbers leave the counting to the reader (CommonMark 5.3).
        elif any(item.marker.value != first.value for item in items):
            yield from self.leaps(items)
        self.ended.add((first.style, first.delimiter, first.value + len(items)))

    def leaps(self, items: list[Item]) -> Iterator[Fault]:
        for index, item in enumerate(items[1:], start=1):
            if item.marker.value != items[index - 1].marker.value + 1:
                message = f"{self.typed(item)} follows {self.typed(items[index - 1])} and is numbered on"
                yield self.fault(item, message, "count on, or put a paragraph between two lists")

    def is_text(self, item: Item) -> bool:
        """Tell whether the only item of a list is more likely a sentence."""
        style, delimiter, value, *_ = item.marker
        if self.continues(item):
            return False
        if value >= FAR[style] and (style not in "aA" or delimiter == "period"):
            return True
        behind = item.column + item.marker.width
        dated = style == "1" and delimiter == "period" and DATE.match(self.lines[item.line], behind)
        return bool(dated) and value <= DAYS

    def continues(self, item: Item) -> bool:
        style, delimiter, value, *_ = item.marker
        if (style, delimiter, value) in self.ended:
            return True
        # A single v is read as a letter, also behind a list that ended with iv.
        roman = roman_value(self.typed(item).strip("().")) if style in "aA" else 0
        return (chr(ord(style) + 8), delimiter, roman) in self.ended

    def typed(self, item: Item) -> str:
        """Return a marker as it stands in the file."""
        return self.lines[item.line][item.column : item.column + item.marker.width]

    def fault(self, item: Item, message: str, hint: str) -> Fault:
        return Fault("doubtful-marker", Position(self.path, item.line + 1, item.column + 1), message, hint)
