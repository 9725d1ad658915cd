"""How wide a line is, and whether its end was forced: what tells the end of a paragraph from a turned line.

A text knows no widths, so letters get those that they have in most faces for running text. A PDF
knows where its lines end.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from statistics import quantiles

from colofon.importing.text.lines import Line

NARROW = dict.fromkeys("iljtfIrJ.,;:!|'’‘()[]/-", 0.62) | {" ": 0.56, "\N{NO-BREAK SPACE}": 0.56}
WIDE = dict.fromkeys("mwMW—…%@Œœæ", 1.6) | dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&–“”", 1.25)
LETTERS = NARROW | WIDE
"""Letter -> its width; that of a small n is one."""
FULL = 0.98
"""Of the lines of a measure, those that are not the very widest: a few hang over."""


@cache
def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return LETTERS.get(letter, 2.0 if unicodedata.east_asian_width(letter) in "WF" else 1.0)


def width(text: str) -> float:
    """Return how wide a text stands, in widths of a small n."""
    return sum(map(_letter, text))


def measure(lines: Iterable[Line]) -> float:
    """Return how wide the lines of a kind may be; 0 without lines."""
    widths = sorted(width(line.words) for line in lines)
    if len(widths) < 2:
        return widths[0] if widths else 0.0
    return quantiles(widths, n=100, method="inclusive")[round(FULL * 100) - 1]


def slack(line: Line, following: Line, room: float) -> float:
    """Return how much room the first word of the following line would leave; below zero it did not fit."""
    word = following.words.split(maxsplit=1)[0] if following.words else ""
    # A word is parted behind a hyphen that it has.
    for hyphen in ("-", "/"):
        head, sign, _ = word.partition(hyphen)
        if sign and len(head) > 1:
            word = head + sign
    return room - width(line.words) - width(" ") - width(word)
