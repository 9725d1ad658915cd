"""The data of the figures as tables, for whoever cannot see them or wants the numbers."""

from __future__ import annotations

from copy import deepcopy

from colofon.book import Book, Chart, Element
from colofon.editions.charts.values import Row, chapter_of, date, measured, number, parts
from colofon.editions.making import make
from colofon.editions.texts import append_content
from colofon.editions.wording import Phrases
from colofon.trees import append_text

ORDER = ("date", "label", "event", "chapter", "low", "high", "value", "note")
"""Columns as a reader wants them; the first that every row fills heads the rows."""
HEADS = ("label", "date", "chapter")
NUMBERS = frozenset({"value", "low", "high"})


def data_table(book: Book, chart: Chart, figure: Element, words: Phrases) -> Element:
    """Return the data of a figure, under a caption that leads back to it."""
    columns = [column for column in ORDER if _is_shown(chart, column)]
    head = next(column for column in HEADS if column in columns)
    columns.sort(key=lambda column: column != head)
    names = [make("th", words(f"data-{column}"), scope="col") for column in columns]
    bodies = [_body(book, name, rows, columns, head, words) for name, rows in parts(chart)]
    for index, column in enumerate(columns):
        if column in NUMBERS:
            cells = (row[index] for body in bodies for row in body if len(row) == len(columns))
            for cell in (names[index], *cells):
                cell.set("data-align", "right")
    id = figure.get("id", "")
    return make("table", _caption(figure, words), make("thead", make("tr", *names)), *bodies, id=f"data-{id}")


def _body(book: Book, name: str, rows: list[Row], columns: list[str], head: str, words: Phrases) -> Element:
    """Return the rows of a part below its name."""
    body = make("tbody", *(_row(book, row, columns, head, words) for row in rows))
    if name:
        part = make("th", scope="rowgroup", colspan=str(len(columns)))
        _fill(part, book, rows[0], "part", words)
        body.insert(0, make("tr", part))
    return body


def _is_shown(chart: Chart, column: str) -> bool:
    return any(row[column].text for row in chart.rows if column in row)


def _caption(figure: Element, words: Phrases) -> Element:
    """Return the words of the figure's caption, behind a link to the figure."""
    name = words.counted("figure", figure.get("data-number", ""))
    link = make("a", f"{name[:1].upper()}{name[1:]}", href=f"#{figure.get('id', '')}")
    caption = make("caption", make("span", link, class_="label"))
    words_of_figure = figure.find("figcaption")
    if words_of_figure is not None:
        append_text(caption, ". ")
        append_content(caption, deepcopy(words_of_figure))
        for call in list(caption.iter("a")):
            if call.get("class") == "noteref":
                call.tag, call.text = "span", None
                call.attrib.clear()
    return caption


def _row(book: Book, row: Row, columns: list[str], head: str, words: Phrases) -> Element:
    cells = []
    for column in columns:
        cell = make("th", scope="row") if column == head else make("td")
        _fill(cell, book, row, column, words)
        cells.append(cell)
    return make("tr", *cells)


def _fill(cell: Element, book: Book, row: Row, column: str, words: Phrases) -> None:
    """Write what a field says into a cell of a table."""
    found = row.get(column)
    if found is None or not found.text:
        return
    if column in NUMBERS:
        cell.text = measured(row, number(row, column, words))
    elif column == "date":
        cell.text = date(row, words)
    elif column == "chapter":
        chapter = chapter_of(row, book)
        name = words.counted("chapter", chapter.number) + ". " if chapter.number else ""
        cell.append(make("a", f"{name[:1].upper()}{name[1:]}{chapter.title}", href=f"#{chapter.id}"))
    elif found.words is not None:
        append_content(cell, deepcopy(found.words))
