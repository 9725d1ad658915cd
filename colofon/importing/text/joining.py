"""Lines become running text, and every character of it knows where it stood."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from colofon.importing.text.lines import Line

UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What a typesetter or an extraction puts between letters: places to part a word, directions."""


class Mark(NamedTuple):
    """Characters of the source for which something else stands in the text: a call, the number of a note."""

    start: int
    end: int
    text: str


def joined(lines: Sequence[Line], marks: Iterable[Mark] = ()) -> str:
    """Return lines as running text.

    White space becomes one blank. A line that ends with a hyphen and no blank is joined directly, and
    keeps the hyphen; where there is a blank behind it, both stay.
    """
    found = sorted(marks)
    text = ""
    for line in lines:
        words = marked(line, found)
        text += words if not text or text.endswith("-") else f" {words}"
        # White space at the end of a line is what tells a hyphen that parts from one that stays.
    return re.sub(r"\s+", " ", UNSEEN.sub("", text)).strip()


def marked(line: Line, marks: Sequence[Mark]) -> str:
    """Return a line with its marks in place, and with the blank at its end if it has one."""
    pieces, done = [], line.start
    first = bisect_left(marks, line.start, key=lambda mark: mark.start)
    for mark in marks[first:]:
        if mark.end > line.end:
            break
        pieces += [line.text[done - line.start : mark.start - line.start], mark.text]
        done = mark.end
    return "".join([*pieces, line.text[done - line.start :]])
