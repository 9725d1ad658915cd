"""Tables of data that a figure is drawn from: CSV files that an image names.

The first line names the columns, and these decide what is drawn (`FORMS`): a line for each row, fields
apart by commas, in double quotes where they hold one. What is read as words may hold inline markup,
so that a foreign word says its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from colofon.book import Cell, Chart, Fault, Position
from colofon.reading.chapters import parse_inline
from colofon.reading.inlines import Lines
from colofon.reading.sources import inside, is_there, read_source, shown

SUFFIX = ".csv"
FIELD = re.compile(r'"((?:[^"]|"")*)"(?=,|$)|([^",]*)(?=,|$)')
NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
"""Never with three decimals: 5.000 is five thousand in half of Europe."""
DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
MARKUP = frozenset({"span", "em", "strong", "code"})
MOST = 60
"""Rows of a figure: more, and nobody sees anything in it."""


class Form(NamedTuple):
    """What is drawn of a table of data."""

    needed: tuple[str, ...]
    other: tuple[str, ...] = ()


FORMS = {
    "bars": Form(("label", "value"), ("part", "note", "unit")),
    "ranges": Form(("label", "low", "high"), ("part", "note", "unit")),
    "timeline": Form(("date", "event"), ("part",)),
    "outline": Form(("part", "chapter"), ("note",)),
}
"""Form -> the columns it has, in any order: bars, spans between two numbers, what happened when, and
chapters in groups."""
WORDS = frozenset({"label", "part", "note", "unit", "event"})
NUMBERS = frozenset({"value", "low", "high"})


def is_data(name: str) -> bool:
    """Tell whether an image is drawn from data."""
    return name.lower().endswith(SUFFIX)


def read_charts(root: Path, names: Iterable[str], faults: list[Fault]) -> dict[str, Chart]:
    """Return what is to be drawn, by the name of its file; what is not there the checks tell."""
    found = {}
    for name in sorted(set(names)):
        path = inside(root, name)
        if path is not None and is_data(name) and is_there(path):
            text = read_source(path, faults)
            chart = _Reader(shown(path), text, faults).chart() if text is not None else None
            if chart is not None:
                found[name] = chart
    return found


class _Reader:
    """Reads one table."""

    def __init__(self, path: str, text: str, faults: list[Fault]) -> None:
        self.path, self.text, self.faults = path, text, faults

    def chart(self) -> Chart | None:
        before = len(self.faults)
        rows = [row for row in self.rows() if row]
        if not rows:
            self.fault(1, 1, "the table has no columns", _expected())
            return None
        form = self.form(rows[0])
        if form and len(rows) == 1 and len(self.faults) == before:
            self.fault(
                rows[0][0].position.line, 1, "the table has no rows", "write one for each thing to draw"
            )
        if len(rows) > MOST + 1:
            self.fault(rows[MOST + 1][0].position.line, 1, f"more than {MOST} rows", "divide the figure")
        columns = [cell.text for cell in rows[0]]
        cells = [self.row(columns, row) for row in rows[1:]] if form else []
        if form == "timeline":
            self.in_order([row["date"] for row in cells if row])
        if "part" in columns:
            self.parts([row["part"] for row in cells if row])
        if len(self.faults) > before:
            return None
        return Chart(self.path, form, columns, cells)

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the fields of each line that is not blank, with their places."""
        for number, line in enumerate(self.text.splitlines(), 1):
            yield list(self.fields(number, line)) if line.strip() else []

    def fields(self, number: int, line: str) -> Iterator[Cell]:
        start = 0
        while start <= len(line):
            field = FIELD.match(line, start)
            if field is None:
                hint = 'a field with a quotation mark or a comma stands in "...", a mark in it is doubled'
                self.fault(number, start + 1, "this field cannot be read", hint)
                return
            quoted = field[1] is not None
            text = field[1].replace('""', '"') if quoted else field[2]
            yield Cell(text.strip(), Position(self.path, number, start + 1 + quoted))
            start = field.end() + 1

    def form(self, head: list[Cell]) -> str:
        """Return what the columns say is to be drawn; a fault, and nothing, when they say nothing known."""
        names = [cell.text for cell in head]
        for cell in head:
            if names.count(cell.text) > 1:
                self.fault(*cell.position[1:], f"the column {cell.text} stands twice", "keep one of the two")
                return ""
        for name, form in FORMS.items():
            if set(form.needed) <= set(names) <= {*form.needed, *form.other}:
                return name
        line, column = head[0].position[1:]
        self.fault(line, column, f"nothing is drawn from the columns {', '.join(names)}", _expected())
        return ""

    def row(self, columns: list[str], row: list[Cell]) -> dict[str, Cell]:
        """Return a row by columns, each cell looked at."""
        if len(row) != len(columns):
            message = f"{len(row)} field{'s' * (len(row) != 1)} in a table of {len(columns)} columns"
            self.fault(*row[-1].position[1:], message, "a field that holds a comma stands in quotes")
            return {}
        cells = dict(zip(columns, row, strict=True))
        for name, cell in cells.items():
            self.look_at(name, cell)
        low, high = (cells.get(name) for name in ("low", "high"))
        if low and high and _number(low) > _number(high):
            self.fault(*high.position[1:], f"{high.text} is lower than {low.text}", "exchange the two")
        return cells

    def in_order(self, dates: list[Cell]) -> None:
        for index, cell in enumerate(dates):
            later = next((one for one in dates[:index] if _stands_behind(cell.text, one.text)), None)
            if later is not None:
                self.fault(*cell.position[1:], f"{cell.text} stands behind {later.text}", "put it before")

    def parts(self, cells: list[Cell]) -> None:
        """Look whether every row has a part, or none, and each part its rows together."""
        if not any(cell.text for cell in cells):
            return
        seen: list[str] = []
        for cell in cells:
            if not cell.text:
                self.fault(*cell.position[1:], "the row has no part, and others have", "name its part")
            elif cell.text in seen and cell.text != seen[-1]:
                self.fault(*cell.position[1:], f"the part {cell.text} stands again", "put its rows together")
            seen.append(cell.text)

    def look_at(self, name: str, cell: Cell) -> None:
        """Give a cell its words or find its value unsound."""
        place = cell.position[1:]
        if name in WORDS:
            lines = Lines([0], [cell.position.line], [cell.position.column])
            cell.words, _ = parse_inline(cell.text, self.path, "span", lines, self.faults)
            shown = "".join(map(str, cell.words.itertext()))
            if cell.text and not UNSEEN.sub("", shown).strip():
                self.fault(*place, f"{name} shows nothing", "")
            if any(found.tag not in MARKUP or found.get("class") for found in cell.words.iterdescendants()):
                self.fault(*place, "this field holds more than words", "emphasis and languages are drawn")
        if not cell.text and name not in ("note", "unit", "part"):
            self.fault(*place, f"{name} is empty", "")
        elif name in NUMBERS and not NUMBER.fullmatch(cell.text):
            self.fault(
                *place, f"{cell.text} is no number", "write 1234.5: no blank, no sign, at most two decimals"
            )
        elif name == "date" and not _is_date(cell.text):
            self.fault(*place, f"{cell.text} is no date", "write 2014, 2014-06 or 2014-06-29")

    def fault(self, line: int, column: int, message: str, hint: str) -> None:
        self.faults.append(Fault("wrong-data", Position(self.path, line, column), message, hint))


def _is_date(text: str) -> bool:
    """Tell whether a text is a day, a month or a year that there was."""
    try:
        year, month, day = [*map(int, text.split("-")), 1, 1][:3]
        return DATE.fullmatch(text) is not None and date(year, month, day) is not None
    except ValueError:
        return False


def _stands_behind(when: str, before: str) -> bool:
    """Tell whether a date comes before the one above it; a year may stand anywhere in itself."""
    if not (DATE.fullmatch(when) and DATE.fullmatch(before)):
        return False
    length = min(len(when), len(before))
    return when[:length] < before[:length]


def _number(cell: Cell) -> Decimal:
    return Decimal(cell.text) if NUMBER.fullmatch(cell.text) else Decimal(0)


def _expected() -> str:
    ways = (f"{','.join(form.needed)} ({name})" for name, form in FORMS.items())
    return f"the first line names them: {'; '.join(ways)}"
