"""Cells of a chart as a reader reads them: words, numbers and dates of a language."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from colofon.book import Book, Cell, Chapter, Chart, block_text
from colofon.editions.matter import dated
from colofon.editions.wording import NO_BREAK_SPACE, Phrases

Row = dict[str, Cell]


def words_of(row: Row, column: str) -> str:
    """Return the words of a cell, on one line; empty where the table has no such column."""
    cell = row.get(column)
    if cell is None:
        return ""
    return " ".join((block_text(cell.words) if cell.words is not None else cell.text).split())


def number(row: Row, column: str, words: Phrases) -> str:
    """Return a number as a language writes it: ``2.500``, ``17,7``."""
    whole, _, part = row[column].text.partition(".")
    grouped = f"{int(whole):,}".replace(",", words("thousands-sign"))
    return f"{grouped}{words('decimal-sign')}{part}" if part else grouped


def measured(row: Row, text: str) -> str:
    """Return a number with its unit."""
    unit = words_of(row, "unit")
    between = "" if unit == "%" else NO_BREAK_SPACE
    return f"{text}{between}{unit}" if unit else text


def spanned(row: Row, words: Phrases) -> str:
    """Return the two numbers of a row as one; one of them where they are the same."""
    low, high = number(row, "low", words), number(row, "high", words)
    return measured(row, low if low == high else f"{low}–{high}")


def date(row: Row, words: Phrases) -> str:
    """Return the date of a row in words."""
    return dated(row["date"].text, words)


def chapter_of(row: Row, book: Book) -> Chapter:
    """Return the chapter that a row names, which the checks have seen to be there."""
    chapter = book.chapter_of_id(row["chapter"].text)
    assert chapter is not None
    return chapter


def value(row: Row, column: str) -> Decimal:
    return Decimal(row[column].text)


def parts(chart: Chart) -> list[tuple[str, list[Row]]]:
    """Return the rows by the part they belong to, in the order of the table."""
    return [(name, list(rows)) for name, rows in groupby(chart.rows, key=lambda row: words_of(row, "part"))]
