"""The cover of the EPUB: the image that ``book.yaml`` names, or one of our own with the title on it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from colofon.book import Book
from colofon.editions.colours import ACCENT, WHITE, css, legible_on, mix, parse
from colofon.editions.coverart import Canvas, arcs
from colofon.editions.faces import design
from colofon.editions.lettering import Lettering, lettering
from colofon.editions.matter import publisher_name, series
from colofon.editions.release import names

WIDTH, HEIGHT = 1600, 2560
"""The proportion and the least size that shops ask for."""
LEFT, RIGHT, TOP = 150, 150, 330
MEASURE = WIDTH - LEFT - RIGHT
TITLE_SIZES = (210, 190, 170, 150, 132, 116, 100, 86, 72)
TITLE_LINES = 5
SUBTITLE_SIZE = 66
SMALL_SIZE = 48
LEADING = 1.14


def cover_image(book: Book) -> bytes:
    """Return our own cover as SVG; its letters are outlines, so that it needs no face."""
    accent = parse(design(book).get("accent", ACCENT))
    ink = legible_on(accent, WHITE)
    canvas = Canvas(WIDTH, HEIGHT, css(mix(accent, ink, 0.45)), css(ink))
    shapes = f'<g fill="{css(ink)}">{"".join(_words(book))}</g>'
    title = escape(book.metadata.title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" lang={quoteattr(book.metadata.language)}>\n'
        f"<title>{title}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{css(accent)}"/>\n'
        f"{arcs(book, canvas)}\n{shapes}\n</svg>\n"
    ).encode()


def _words(book: Book) -> Iterator[str]:
    """Yield what is written, from the top down."""
    family = design(book).get("headings", "sans")
    heavy = lettering("SourceSerif4-Bold" if family == "serif" else "SourceSans3-Bold")
    light = lettering("SourceSerif4-Regular" if family == "serif" else "SourceSans3-Regular")
    metadata = book.metadata
    imprint = " · ".join(filter(None, (series(metadata), publisher_name(metadata))))
    if imprint:
        yield from _lines(light, [imprint], TOP - 120, SMALL_SIZE)
    size, lines = _title(heavy, metadata.title)
    bottom = TOP + size
    yield from _lines(heavy, lines, bottom, size)
    bottom += (len(lines) - 1) * size * LEADING + SUBTITLE_SIZE * 2
    for text in (metadata.subtitle, ", ".join(names(metadata, "aut"))):
        if text:
            lines = light.broken(text, SUBTITLE_SIZE, MEASURE)
            yield from _lines(light, lines, bottom, SUBTITLE_SIZE)
            bottom += len(lines) * SUBTITLE_SIZE * LEADING + SUBTITLE_SIZE
    yield from _lines(light, [str(metadata.data.get("date", ""))[:4]], HEIGHT - LEFT, SMALL_SIZE)


def _title(face: Lettering, title: str) -> tuple[float, list[str]]:
    """Return the largest size at which the title fits, and its lines."""
    for size in TITLE_SIZES:
        lines = face.broken(title, size, MEASURE)
        if len(lines) <= TITLE_LINES and all(face.width(line, size) <= MEASURE for line in lines):
            return size, lines
    return TITLE_SIZES[-1], face.broken(title, TITLE_SIZES[-1], MEASURE)


def _lines(face: Lettering, lines: list[str], baseline: float, size: float) -> Iterator[str]:
    for index, line in enumerate(lines):
        if face.can_write(line):
            yield f'<path d="{face.path(line, LEFT, baseline + index * size * LEADING, size)}"/>\n'
        else:
            # A script that needs shaping is left to the reading system and its faces.
            yield (
                f'<text x="{LEFT}" y="{baseline + index * size * LEADING:.1f}" font-size="{size}" '
                f'font-family="sans-serif">{escape(line)}</text>\n'
            )
