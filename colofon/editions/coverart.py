"""The picture on the cover: the book itself, an arc for each chapter and a dot for each of its notes.

No two titles have the same one, and none needs anybody to draw it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from colofon.book import Book, Chapter

QUARTER = pi / 2
INNER, OUTER = 0.18, 0.78
"""Radius of the first and the last arc, as shares of the width."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn on, and with what."""

    width: float
    height: float
    line: str
    dot: str


def arcs(book: Book, canvas: Canvas) -> str:
    """Return the picture as SVG elements, in the lower right corner of the canvas."""
    measured = [_measured(chapter) for chapter in book.chapters]
    longest = max((length for length, _ in measured), default=1) or 1
    step = (OUTER - INNER) * canvas.width / max(1, len(measured) - 1)
    found = []
    for index, (length, places) in enumerate(measured):
        radius = INNER * canvas.width + index * step
        found += _drawn(canvas, radius, length / longest, [place / longest for place in places])
    return "".join(found)


def _measured(chapter: Chapter) -> tuple[int, list[int]]:
    """Return the characters of a chapter's running text, and how many stand before each note call."""
    length, places = 0, []
    for block in chapter.tree:
        if block.tag == "aside":
            continue
        length += len(block.text or "")
        for element in block.iterdescendants():
            if element.get("class") == "noteref":
                places.append(length)
            length += len(element.text or "") + len(element.tail or "")
    return length, places


def _drawn(canvas: Canvas, radius: float, share: float, places: list[float]) -> list[str]:
    unit = canvas.width / 210
    found = [
        _arc(canvas, radius, QUARTER, 0.12 * unit),
        _arc(canvas, radius, QUARTER * share, 0.45 * unit),
    ]
    for place in places:
        x, y = _point(canvas, radius, QUARTER * place)
        found.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{0.85 * unit:.2f}" fill="{canvas.dot}"/>')
    return found


def _arc(canvas: Canvas, radius: float, angle: float, width: float) -> str:
    (left, bottom), (right, top) = _point(canvas, radius, 0), _point(canvas, radius, angle)
    path = f"M{left:.2f} {bottom:.2f}A{radius:.2f} {radius:.2f} 0 0 1 {right:.2f} {top:.2f}"
    return f'<path d="{path}" fill="none" stroke="{canvas.line}" stroke-width="{width:.2f}"/>'


def _point(canvas: Canvas, radius: float, angle: float) -> tuple[float, float]:
    """Return the point at an angle from the foot of the page, upwards."""
    return canvas.width - radius * cos(angle), canvas.height - radius * sin(angle)
