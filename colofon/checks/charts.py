"""Data that figures are drawn from (M808)."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Book
from colofon.checks.blocks import elements
from colofon.checks.closeness import Closest
from colofon.checks.faults import lacks_chapters, refused
from colofon.diagnostics import Diagnostic
from colofon.reading.charts import is_data


def wrong_data(book: Book) -> Iterator[Diagnostic]:
    """M808: nothing can be drawn from a table of data, because of its columns or of a value in it.

    Bad:   Libië,"ongeveer 5.000"     below label,value
    Good:  Libië,5000
    """
    yield from refused(book, "M808")
    for image, place in elements(book, "img"):
        parent = image.getparent()
        if is_data(image.get("src", "")) and (parent is None or parent.tag != "figure"):
            hint = "give it a paragraph of its own"
            yield Diagnostic(place, "M808", "data are drawn as a figure, not within a line", hint)
    if lacks_chapters(book):
        return
    chapters = {chapter.id for chapter in book.chapters}
    closest = Closest(chapters)
    for chart in book.charts.values():
        for row in chart.rows:
            cell = row.get("chapter")
            if cell is not None and cell.text not in chapters:
                hint = closest.hint(cell.text, otherwise="name a chapter by its id")
                yield Diagnostic(cell.position, "M808", f"there is no chapter {cell.text}", hint)
