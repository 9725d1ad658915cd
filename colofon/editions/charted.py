"""Figures that are drawn from data: each gets its drawing, and a link to the table of its data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from colofon.book import Book, Cell, Chart, Element, block_text
from colofon.diagnostics import Diagnostic
from colofon.editions.making import make
from colofon.editions.wording import Phrases
from colofon.trees import append_text

LETTERS = "write it in Latin letters"
NOTHING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@dataclass(slots=True)
class Charted:
    """What became of the charts of a book."""

    data: Element | None = None
    drawings: dict[str, bytes] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def draw_charts(book: Book, trees: list[Element], words: Phrases) -> Charted:
    """Draw the charts of a book; the captions in these trees lead to the tables of their data."""
    charted = Charted()
    if not book.charts:
        return charted
    # Loaded by the books that have a chart: what draws them is large.
    from colofon.editions.charts import drawing
    from colofon.editions.charts.tables import data_table

    for name, chart in book.charts.items():
        refused = _refused(book, chart)
        charted.findings += refused
        charted.drawings[name] = NOTHING if refused else drawing(book, chart, words)
    tables = []
    for figure, chart in _figures(book, trees):
        tables.append(data_table(book, chart, figure, words))
        _mark_caption(tables[-1], figure, words)
        _lead_to_data(figure, words)
    charted.data = make("div", *tables) if tables else None
    return charted


def _refused(book: Book, chart: Chart) -> list[Diagnostic]:
    """Return what keeps the words of a chart from being drawn; what cannot be written has no width."""
    from colofon.editions.charts import too_wide
    from colofon.editions.charts.canvas import missing_characters

    unknown = [
        Diagnostic(cell.position, "M808", f"the face of figures lacks {characters}", LETTERS)
        for cell, text in _texts(book, chart)
        if (characters := missing_characters(text))
    ]
    return unknown or [
        Diagnostic(row[column].position, "M808", f"{text[:30]} is too wide for a figure", "say it shorter")
        for row in chart.rows
        for column, text in too_wide(row)
    ]


def _texts(book: Book, chart: Chart) -> Iterator[tuple[Cell, str]]:
    """Yield what is written into a drawing, each with the field it comes from."""
    titles = {chapter.id: chapter.title for chapter in book.chapters}
    for row in chart.rows:
        for column, cell in row.items():
            words = block_text(cell.words) if cell.words is not None else cell.text
            yield cell, titles[cell.text] if column == "chapter" else words


def _figures(book: Book, trees: list[Element]) -> Iterator[tuple[Element, Chart]]:
    """Yield the figures drawn from data."""
    for tree in trees:
        for figure in tree.iter("figure"):
            image = figure.find("img")
            chart = book.charts.get(image.get("src", "")) if image is not None else None
            if chart is not None:
                yield figure, chart


def _mark_caption(table: Element, figure: Element, words: Phrases) -> None:
    """Say of the words of a caption that they are in the language of their chapter, where that is another."""
    language = figure.getroottree().getroot().get("lang") or ""
    caption = table.find("caption")
    if language and language != words.language and caption is not None:
        for kid in list(caption)[1:]:
            kid.set("lang", kid.get("lang", language))


def _lead_to_data(figure: Element, words: Phrases) -> None:
    caption = figure.find("figcaption")
    if caption is None:
        caption = make("figcaption")
        figure.append(caption)
    said = "".join(map(str, caption.itertext())).rstrip()
    append_text(caption, " " if not said or said[-1] in ".?!…’”" else ". ")
    caption.append(make("a", words("data-as-table"), class_="as-table", href=f"#data-{figure.get('id', '')}"))
