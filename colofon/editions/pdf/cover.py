"""The picture on the cover of the PDF."""

from __future__ import annotations

from colofon.book import Book
from colofon.editions.colours import ACCENT, WHITE, css, legible_on, mix, parse
from colofon.editions.coverart import Canvas, arcs
from colofon.editions.faces import design

WIDTH, HEIGHT = 210.0, 297.0
"""A4, in millimetres."""


def cover_picture(book: Book) -> str:
    """Return the picture as SVG."""
    accent = parse(design(book).get("accent", ACCENT))
    ink = legible_on(accent, WHITE)
    canvas = Canvas(WIDTH, HEIGHT, css(mix(accent, ink, 0.45)), css(ink))
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{arcs(book, canvas)}</svg>'
