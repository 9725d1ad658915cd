"""Chapters in groups: what leads to what, with the number and the title that each has in this edition."""

from __future__ import annotations

from colofon.book import Book, Chart
from colofon.editions.charts.canvas import LEADING, SIZE, SMALL, WIDTH, Canvas, broken, width_of
from colofon.editions.charts.values import Row, chapter_of, parts, words_of
from colofon.editions.colours import WHITE, css
from colofon.editions.wording import Phrases

TRUNK, GROUP, BRANCH = 14.0, 190.0, 34.0
"""Width of what the groups hang on, of the box of a group, of what leads from it to its chapters."""
PAD, GAP, APART = 10.0, 8.0, 20.0
BADGE = 26.0
ROUND = 4.0


def draw_outline(canvas: Canvas, chart: Chart, book: Book, words: Phrases) -> float:
    """Draw a chart and return its height."""
    top, middles = 0.0, []
    for name, rows in parts(chart):
        boxes = [_Box(row, book) for row in rows]
        tall = max(sum(box.height for box in boxes) + GAP * (len(boxes) - 1), _needed(name))
        middle = top + tall / 2
        middles.append(middle)
        _group(canvas, name, middle)
        place = top + (tall - sum(box.height for box in boxes) - GAP * (len(boxes) - 1)) / 2
        for box in boxes:
            _join(canvas, middle, place + box.height / 2)
            box.draw(canvas, place)
            place += box.height + GAP
        top += tall + APART
    canvas.line([(1, middles[0]), (1, middles[-1])], 2)
    for middle in middles:
        canvas.line([(0, middle), (TRUNK, middle)], 2)
    return top - APART


def _needed(name: str) -> float:
    return len(broken(name, SIZE, GROUP - 2 * PAD, bold=True)) * LEADING * SIZE + 2 * PAD


def _group(canvas: Canvas, name: str, middle: float) -> None:
    tall = _needed(name)
    canvas.box(TRUNK, middle - tall / 2, GROUP, tall, canvas.accent, ROUND)
    first = middle - tall / 2 + PAD + SIZE
    canvas.lines(TRUNK + PAD, first, name, GROUP - 2 * PAD, SIZE, bold=True, colour=css(WHITE))


def _join(canvas: Canvas, middle: float, other: float) -> None:
    """Lead from the box of a group to that of a chapter."""
    start, end = TRUNK + GROUP, TRUNK + GROUP + BRANCH
    half = (start + end) / 2
    canvas.line([(start, middle), (half, middle), (half, other), (end, other)], 2)


class _Box:
    """A chapter: its number, its title, and what is said of it."""

    left = TRUNK + GROUP + BRANCH

    def __init__(self, row: Row, book: Book) -> None:
        chapter = chapter_of(row, book)
        self.number, self.title, self.note = chapter.number, chapter.title, words_of(row, "note")
        # Without a number too, so that the titles stand below each other.
        self.start = self.left + PAD + max(BADGE, width_of(self.number, SIZE, bold=True)) + PAD
        self.room = WIDTH - PAD - self.start
        lines = len(broken(self.title, SIZE, self.room)) * SIZE
        lines += len(broken(self.note, SMALL, self.room)) * SMALL
        self.height = LEADING * lines + 2 * PAD - 2

    def draw(self, canvas: Canvas, top: float) -> None:
        canvas.box(self.left, top, WIDTH - self.left, self.height, canvas.tint, ROUND)
        if self.number:
            centre = self.left + PAD + BADGE / 2
            canvas.dot(centre, top + self.height / 2, BADGE)
            below = top + self.height / 2 + 0.34 * SIZE
            canvas.text(centre, below, self.number, bold=True, colour=css(WHITE), align="center")
        below = canvas.lines(self.start, top + PAD + 0.85 * SIZE, self.title, self.room)
        below -= LEADING * (SIZE - SMALL)
        canvas.lines(self.start, below, self.note, self.room, SMALL, colour=canvas.quiet)
