"""Bars: how much, row by row, each below its words."""

from __future__ import annotations

from colofon.book import Book, Chart
from colofon.editions.charts.canvas import LARGE, LEADING, SIZE, SMALL, WIDTH, Canvas, width_of
from colofon.editions.charts.values import Row, measured, number, parts, value, words_of
from colofon.editions.wording import Phrases

BAR, GAP, ROOM = 18.0, 16.0, 14.0
"""Height of a bar, white below it, white between the bars and their numbers."""
PERCENT = {"%", "procent", "percent", "per cent"}
WHOLE = 100


def draw_bars(canvas: Canvas, chart: Chart, book: Book, words: Phrases) -> float:
    """Draw a chart and return its height."""
    said = [measured(row, number(row, "value", words)) for row in chart.rows]
    long = WIDTH - max(width_of(text, SIZE, bold=True) for text in said) - ROOM
    scale = long / _end(chart.rows)
    top = 0.0
    for name, rows in parts(chart):
        top = part_head(canvas, name, top)
        for row in rows:
            top = row_head(canvas, row, top)
            canvas.box(0, top, long, BAR, canvas.tint)
            canvas.box(0, top, float(value(row, "value")) * scale, BAR, canvas.accent)
            text = measured(row, number(row, "value", words))
            canvas.text(WIDTH, top + 0.78 * BAR, text, bold=True, colour=canvas.accent, align="right")
            top += BAR + GAP
    return top - GAP


def _end(rows: list[Row]) -> float:
    """Return where the scale ends: at the whole, where all are shares of it."""
    if all(words_of(row, "unit") in PERCENT for row in rows) and all(
        value(row, "value") <= WHOLE for row in rows
    ):
        return WHOLE
    return max(1e-9, *(float(value(row, "value")) for row in rows))


def part_head(canvas: Canvas, name: str, top: float) -> float:
    """Write the name of a part and return where its first row begins."""
    if not name:
        return top
    if top:
        canvas.line([(0, top), (WIDTH, top)])
        top += 14
    return canvas.lines(0, top + LARGE, name, WIDTH, LARGE, bold=True, colour=canvas.accent) - 0.6 * LARGE


def row_head(canvas: Canvas, row: Row, top: float) -> float:
    """Write the words of a row and return where what they are about is drawn."""
    below = canvas.lines(0, top + SIZE, words_of(row, "label"), WIDTH)
    if note := words_of(row, "note"):
        below = canvas.lines(0, below - LEADING * (SIZE - SMALL), note, WIDTH, SMALL, colour=canvas.quiet)
        return below - SMALL + 2
    return below - SIZE + 3
