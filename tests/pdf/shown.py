"""What stands where on the pages of a PDF: every string that is painted, with its place and its size."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

from colofon.editions.pdf import drawn


class Shown(NamedTuple):
    """A string of glyphs."""

    page: int
    """From 1."""
    x: float
    top: float
    """Points from the head of the page."""
    size: float
    """Points of the type."""
    text: str


class _Pages(drawn._Reader):
    """Keeps each string by itself, those of running heads too."""

    def __init__(self, page: Any, number: int) -> None:
        super().__init__(page, number)
        self.shown: list[Shown] = []
        self.size = 0.0

    def read(self) -> dict[int, drawn.Piece]:
        for instruction in pikepdf.parse_content_stream(self.page):
            if str(instruction.operator) == "Tf":
                self.size = float(instruction.operands[1])
            act = drawn.OPERATORS.get(str(instruction.operator))
            if act is not None:
                act(self, instruction.operands)
        return self.pieces

    def show(self, strings: list[Any]) -> None:
        a, b, _, _, x, y = drawn.multiplied(self.line, self.matrix)
        top = float(self.page.MediaBox[3]) - y
        self.open.append(drawn.Piece(self.number))
        super().show(strings)
        piece = self.open.pop()
        assert piece is not None
        self.shown.append(
            Shown(self.number + 1, x, top, round(self.size * (a * a + b * b) ** 0.5, 2), piece.text)
        )


def shown(path: Path) -> list[Shown]:
    """Return what is painted, page by page, in the order of the file."""
    found: list[Shown] = []
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            reader = _Pages(page.obj, number)
            reader.read()
            found += reader.shown
    return found


def lines(path: Path) -> list[str]:
    """Return the lines of all pages, from top to bottom, each from left to right."""
    placed = sorted(shown(path), key=lambda each: (each.page, round(each.top), each.x))
    return [
        "".join(each.text for each in line)
        for _, line in groupby(placed, lambda each: (each.page, round(each.top)))
    ]
