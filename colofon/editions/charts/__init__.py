"""Figures drawn from data, and the data as tables for whoever cannot see them.

canvas  what is drawn on: faces, colours, SVG      tables  the data of every figure
bars, ranges, timeline, outline   one form each: from a chart to a drawing
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from colofon.book import Book, Chart
from colofon.editions.charts.bars import draw_bars
from colofon.editions.charts.canvas import SIZE, WIDTH, Canvas, width_of
from colofon.editions.charts.outline import draw_outline
from colofon.editions.charts.ranges import draw_ranges
from colofon.editions.charts.timeline import draw_timeline
from colofon.editions.charts.values import Row, measured, words_of
from colofon.editions.colours import ACCENT
from colofon.editions.faces import design
from colofon.editions.wording import Phrases

FORMS: dict[str, Callable[[Canvas, Chart, Book, Phrases], float]] = {
    "bars": draw_bars,
    "ranges": draw_ranges,
    "timeline": draw_timeline,
    "outline": draw_outline,
}
"""Form -> what draws it and returns how high the drawing is."""


def drawing(book: Book, chart: Chart, words: Phrases) -> bytes:
    """Return a chart as SVG, in the words of a language."""
    canvas = Canvas(str(design(book).get("accent", ACCENT)))
    height = FORMS[chart.form](canvas, chart, book, words)
    return canvas.svg(height)


ROOM = {"unit": 0.3 * WIDTH, "part": 0.25 * WIDTH}
"""Column -> what a word of it may take; a word of another may take `MOST`."""
MOST = 0.5 * WIDTH


def too_wide(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the column and the words of what has no room in any form."""
    found = [
        (column, word)
        for column in row
        for word in words_of(row, column).split()
        if width_of(word) > ROOM.get(column, MOST)
    ]
    yield from found
    # Twice a number, since a span has two; the unit stands behind both.
    for column in () if found else ("value", "high"):
        if column in row and width_of(measured(row, 2 * row[column].text), SIZE, bold=True) > MOST:
            yield ("unit" if "unit" in row else column), measured(row, row[column].text)
