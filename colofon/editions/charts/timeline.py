"""What happened when: a line downwards, a dot for each event, its date before and its words behind it."""

from __future__ import annotations

from colofon.book import Book, Chart
from colofon.editions.charts.bars import part_head
from colofon.editions.charts.canvas import LEADING, SIZE, WIDTH, Canvas, width_of
from colofon.editions.charts.values import date, parts, words_of
from colofon.editions.wording import Phrases

GAP, ROOM, DOT = 9.0, 16.0, 11.0
"""White between events, white beside the line, diameter of a dot."""


def draw_timeline(canvas: Canvas, chart: Chart, book: Book, words: Phrases) -> float:
    """Draw a chart and return its height."""
    said = max(width_of(date(row, words), SIZE, bold=True) for row in chart.rows)
    line, start = said + ROOM, said + 2 * ROOM
    top = 0.0
    for name, rows in parts(chart):
        top = part_head(canvas, name, top)
        dots = []
        for row in rows:
            middle = top + 0.68 * SIZE
            dots.append(middle)
            canvas.text(said, top + SIZE, date(row, words), bold=True, colour=canvas.accent, align="right")
            below = canvas.lines(start, top + SIZE, words_of(row, "event"), WIDTH - start)
            top = below - SIZE + GAP - (LEADING - 1) * SIZE / 2
        canvas.line([(line, dots[0]), (line, dots[-1])], 2)
        for middle in dots:
            canvas.dot(line, middle, DOT)
        top += GAP
    return top - GAP
