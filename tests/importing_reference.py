"""What a reader found in the source: the reference against which the import of a raw text is measured.

``import/source-reference.json`` holds no word of it, only places: spans are ``[line, column, line, column]``,
from 1, both ends included. A note's span begins with its number. Two readers made it, each by
reading, without a program that decides; they differed in one note of 584 (289).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from colofon.importing.text.joining import Mark, joined
from colofon.importing.text.lines import Line
from tests.conftest import TESTS

REFERENCE = TESTS / "import" / "source-reference.json"
Spans = list[tuple[int, int, int, int]]


def source_text(shared: Path) -> str:
    """Return the raw extraction."""
    (path,) = (shared / "source").glob("*.txt")
    return path.read_text(encoding="utf-8")


@dataclass
class Reference:
    """The reference, with the text that its spans cut."""

    text: str

    @cached_property
    def data(self) -> Any:
        return json.loads(REFERENCE.read_text(encoding="utf-8"))

    @cached_property
    def rows(self) -> list[tuple[int, str]]:
        """Offset and text of each line."""
        rows, start = [], 0
        for row in self.text.split("\n"):
            rows.append((start, row))
            start += len(row) + 1
        return rows

    def lines(self, spans: Spans) -> list[Line]:
        found = []
        for first, begin, last, end in spans:
            for number in range(first, last + 1):
                start, row = self.rows[number - 1]
                left = begin - 1 if number == first else 0
                # What follows the last column is white space, which tells how lines are joined.
                right = end if number == last and row[end:].strip() else len(row)
                if row[left:right].strip():
                    found.append(Line(number, row[left:right], start + left))
        return found

    @cached_property
    def calls(self) -> set[tuple[int, int]]:
        """Number and offset of each call."""
        return {
            (call["number"], self.rows[call["line"] - 1][0] + call["column"] - 1)
            for call in self.data["calls"]
        }

    def running(self, spans: Spans) -> str:
        """Return the text of spans, lines joined, with calls as ``[^n]``."""
        marks = [Mark(place, place + len(str(number)), f"[^{number}]") for number, place in self.calls]
        return joined(self.lines(spans), marks)

    def note(self, number: int) -> tuple[str, str]:
        """Return status and text of a note."""
        note = next(note for note in self.data["notes"] if note["number"] == number)
        return note["status"], re.sub(rf"^{number}\s+", "", joined(self.lines(note["spans"])))
