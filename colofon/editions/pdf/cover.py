"""The picture on the cover: the book itself, an arc for each chapter and a dot for each of its notes.

No two titles have the same one, and none needs anybody to draw it.
"""

from __future__ import annotations

from math import cos, pi, sin

from colofon.book import Book, Chapter
from colofon.editions.pdf.colours import ACCENT, WHITE, css, legible_on, mix, parse

WIDTH, HEIGHT = 210.0, 297.0
"""A4, in millimetres."""
CENTRE = (210.0, 297.0)
INNER, OUTER = 40.0, 184.0
"""Radius of the first and the last arc."""
QUARTER = pi / 2


def cover_picture(book: Book) -> str:
    """Return the picture as SVG."""
    accent = parse(str(_design(book).get("accent", ACCENT)))
    line = css(mix(accent, legible_on(accent, WHITE), 0.45))
    dot = css(legible_on(accent, WHITE))
    shapes = [shape for arc in _arcs(book) for shape in _drawn(*arc, line, dot)]
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(shapes)}</svg>'


def _design(book: Book) -> dict[str, object]:
    found = book.metadata.data.get("design")
    return found if isinstance(found, dict) else {}


def _arcs(book: Book) -> list[tuple[float, float, list[float]]]:
    """Return for each chapter the radius of its arc, its share of the longest, and where its notes are."""
    measured = [_measured(chapter) for chapter in book.chapters]
    longest = max((length for length, _ in measured), default=1) or 1
    step = (OUTER - INNER) / max(1, len(measured) - 1)
    return [
        (INNER + index * step, length / longest, [place / longest for place in places])
        for index, (length, places) in enumerate(measured)
    ]


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


def _drawn(radius: float, share: float, places: list[float], line: str, dot: str) -> list[str]:
    found = [_arc(radius, QUARTER, line, 0.12), _arc(radius, QUARTER * share, line, 0.45)]
    for place in places:
        x, y = _point(radius, QUARTER * place)
        found.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="0.85" fill="{dot}"/>')
    return found


def _arc(radius: float, angle: float, line: str, width: float) -> str:
    (left, bottom), (right, top) = _point(radius, 0), _point(radius, angle)
    path = f"M{left:.2f} {bottom:.2f}A{radius:.2f} {radius:.2f} 0 0 1 {right:.2f} {top:.2f}"
    return f'<path d="{path}" fill="none" stroke="{line}" stroke-width="{width:g}"/>'


def _point(radius: float, angle: float) -> tuple[float, float]:
    """Return the point at an angle from the foot of the page, upwards."""
    return CENTRE[0] - radius * cos(angle), CENTRE[1] - radius * sin(angle)
