"""Spans: from the lowest to the highest estimate of each row, over one scale."""

from __future__ import annotations

from decimal import Decimal

from matplotlib.ticker import MaxNLocator

from colofon.book import Book, Cell, Chart, Position
from colofon.editions.charts.bars import part_head, row_head
from colofon.editions.charts.canvas import SIZE, SMALL, WIDTH, Canvas, width_of
from colofon.editions.charts.values import number, parts, spanned, value
from colofon.editions.wording import Phrases

BAND, GAP, ROOM = 12.0, 16.0, 14.0
THICK, DOT = 6.0, 11.0
STEPS = 5
NOWHERE = Position("")


def draw_ranges(canvas: Canvas, chart: Chart, book: Book, words: Phrases) -> float:
    """Draw a chart and return its height."""
    long = WIDTH - max(width_of(spanned(row, words), SIZE, bold=True) for row in chart.rows) - ROOM
    ticks = _ticks(max(float(value(row, "high")) for row in chart.rows))
    left = DOT / 2
    scale = (long - DOT) / ticks[-1]
    top = 0.0
    for name, rows in parts(chart):
        top = part_head(canvas, name, top)
        for row in rows:
            middle = row_head(canvas, row, top) + BAND / 2
            low, high = (left + float(value(row, column)) * scale for column in ("low", "high"))
            canvas.box(0, middle - THICK / 2, long, THICK, canvas.tint)
            canvas.line([(low, middle), (high, middle)], THICK, canvas.accent)
            canvas.dot(low, middle, DOT)
            canvas.dot(high, middle, DOT)
            said = spanned(row, words)
            canvas.text(WIDTH, middle + 0.35 * SIZE, said, bold=True, colour=canvas.accent, align="right")
            top = middle + BAND / 2 + GAP
    return _scale(canvas, [(left + tick * scale, tick) for tick in ticks], top, words)


def _ticks(highest: float) -> list[float]:
    """Return the steps of the scale, from nothing to the highest value or a round one above it."""
    return [float(tick) for tick in MaxNLocator(STEPS, steps=[1, 2, 5, 10]).tick_values(0, highest or 1.0)]


def _scale(canvas: Canvas, ticks: list[tuple[float, float]], top: float, words: Phrases) -> float:
    """Draw the scale below the rows and return where it ends."""
    canvas.line([(ticks[0][0], top), (ticks[-1][0], top)])
    for place, tick in ticks:
        canvas.line([(place, top), (place, top + 5)])
        cell = Cell(format(Decimal(str(round(tick, 6))).normalize(), "f"), NOWHERE)
        align = "left" if place == ticks[0][0] else "center"
        start = 0.0 if align == "left" else place
        canvas.text(start, top + 8 + SMALL, number({"tick": cell}, "tick", words), SMALL, align=align)
    return top + 8 + 1.4 * SMALL
