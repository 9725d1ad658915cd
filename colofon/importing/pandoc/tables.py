"""Tables brought to the form that a chapter tree has: one row of headers, inline content in each cell.

Cells that span are repeated in a header and in the first column, where they name others, and empty
elsewhere. Whatever changes is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from colofon.book import Element, block_text
from colofon.importing.pandoc.inlines import append_clean
from colofon.importing.pandoc.trees import put_in_place
from colofon.importing.report import Report
from colofon.numbering import letter
from colofon.vocabulary import TEXT_BLOCKS

ALIGNMENTS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
NUMBER = re.compile(r"[\s$€£¥%(]*[-–−]?\s?[0-9][0-9.,  ]*[\s%$€£)]*$")
Fill = Callable[[Element, list[Any]], Element]
Row = list[Element]


def fill_table(table: Element, content: Any, fill: Fill, report: Report) -> None:
    """Append head and body to a table; a row of the head that spans everything becomes its caption."""
    _, caption, columns, head, bodies, foot = content
    width = len(columns)
    making = _Making(table, width, fill, report)
    head_rows = making.rows(head[1], header=True)
    body_rows: list[Row] = []
    for _, _, between, rows in bodies:
        body_rows += making.rows([*between, *rows])
    body_rows += making.rows(foot[1])
    is_headed = bool(bodies) and all(body[1] >= 1 for body in bodies)
    if not caption[1]:
        head_rows = making.caption_from(head_rows)
    making.finish(head_rows, body_rows, is_headed, [ALIGNMENTS.get(column[0]["t"], "") for column in columns])


def complete_table(table: Element, head: list[Row], body: list[Row], report: Report) -> None:
    """Append rows that have a cell for every column, with a header that names each."""
    making = _Making(table, len((head or body)[0]), lambda element, _: element, report)
    making.finish(head, body, False, [""] * making.width)


class _Making:
    def __init__(self, table: Element, width: int, fill: Fill, report: Report) -> None:
        self.table = table
        self.width = width
        self.fill = fill
        self.report = report

    def rows(self, rows: list[Any], header: bool = False) -> list[Row]:
        """Return rows in which every column has a cell."""
        open_cells: dict[int, tuple[int, Element]] = {}
        made: list[Row] = []
        for _, cells in rows:
            row: Row = []
            waiting = list(cells)
            while len(row) < self.width:
                column = len(row)
                if column in open_cells:
                    left, above = open_cells.pop(column)
                    row.append(_repeated(above) if header or column == 0 else _empty())
                    if left > 1:
                        open_cells[column] = left - 1, above
                elif waiting:
                    row += self._cells(waiting.pop(0), column, header, open_cells)
                else:
                    row.append(_empty())
            made.append(row[: self.width])
        return [row for row in made if any(_says_something(cell) for cell in row)]

    def _cells(
        self, content: Any, column: int, header: bool, open_cells: dict[int, tuple[int, Element]]
    ) -> Row:
        _, alignment, down, across, blocks = content
        cell = self.cell(blocks)
        across = min(across, self.width - column)
        if across == self.width > 1:
            cell.set("data-whole", "yes")
        elif (down > 1 or across > 1) and _says_something(cell):
            self.report.doubt(block_text(cell), "a cell of a table spanned several; each has its own now")
        if ALIGNMENTS.get(alignment["t"]):
            cell.set("data-align", ALIGNMENTS[alignment["t"]])
        copies = [cell, *(_repeated(cell) if header else _empty() for _ in range(across - 1))]
        if down > 1:
            open_cells.update({column + index: (down - 1, copy) for index, copy in enumerate(copies)})
        return copies

    def cell(self, blocks: list[Any]) -> Element:
        """Return a cell with the content of its blocks in one line."""
        holder = self.fill(etree.Element("div"), blocks)
        cell = _empty()
        parts = [block for block in holder.iter() if block.tag in TEXT_BLOCKS or block.tag == "figure"]
        for index, block in enumerate(parts):
            if index:
                append_clean(cell, " ")
            if block.tag == "figure":
                cell.extend(block.findall("img"))
            else:
                append_clean(cell, block.text or "")
                cell.extend(list(block))
        if len(parts) > 1:
            self.report.doubt(
                block_text(cell), "a cell of a table held several blocks; they stand in one line now"
            )
        return cell

    def caption_from(self, rows: list[Row]) -> list[Row]:
        """Make the caption of a first row of the head that is one cell."""
        if len(rows) < 2 or not rows[0][0].get("data-whole"):
            return rows
        caption = etree.SubElement(self.table, "caption")
        caption.text = rows[0][0].text
        caption.extend(list(rows[0][0]))
        self.report.doubt(
            block_text(caption), "the first row of the table spans all of it and has become its caption", 0.9
        )
        return rows[1:]

    def finish(self, head: list[Row], body: list[Row], is_headed: bool, alignments: list[str]) -> None:
        """Append the rows, with a header that names every column."""
        if not head and body and _looks_like_head(body):
            head, body = body[:1], body[1:]
            for cell in head[0]:
                if _is_bold(cell):
                    cell.text = cell[0].text
                    children = list(cell[0])
                    cell.remove(cell[0])
                    cell.extend(children)
            self._doubt_head("the first row is taken for the header of its table", head[0], 0.7)
        names = self._names(head)
        is_headed = is_headed or (bool(body) and not _says_something(names[0]))
        is_headed = is_headed and all(_says_something(row[0]) for row in body)
        self._name(names, is_headed)
        if is_headed:
            self.table.set("class", "row-headers")
        row = etree.SubElement(etree.SubElement(self.table, "thead"), "tr")
        for cell in names:
            cell.tag = "th"
            cell.set("scope", "col")
        row.extend(names)
        holder = etree.SubElement(self.table, "tbody")
        for cells in body:
            etree.SubElement(holder, "tr").extend(cells)
        self._align(alignments)

    def _names(self, rows: list[Row]) -> Row:
        """Return one header for each column, with what several rows say of it."""
        if not rows:
            return [_empty() for _ in range(self.width)]
        names = rows[0]
        for row in rows[1:]:
            self._doubt_head("headers of several rows stand in one now", row, 0.9)
            for name, more in zip(names, row, strict=True):
                words, added = block_text(name).strip(), block_text(more).strip()
                if _says_something(more) and words != added:
                    append_clean(name, ": " if words else "")
                    append_clean(name, more.text or "")
                    name.extend(list(more))
        return names

    def _name(self, names: Row, is_headed: bool) -> None:
        """Give a letter to columns that nothing names: a header has to be there, and is for an editor."""
        unnamed = [index for index, name in enumerate(names) if not _says_something(name)]
        if is_headed and unnamed[:1] == [0] and len(names) > 1:
            unnamed = unnamed[1:]
        for index in unnamed:
            names[index].text = letter(index + 1)
        if unnamed:
            letters = ", ".join(letter(index + 1) for index in unnamed)
            first = " ".join(block_text(name) for name in names)
            self.report.doubt(
                first,
                f"the source names no header here; until someone does, letters stand in: {letters}",
                0.0,
            )

    def _doubt_head(self, reason: str, row: Row, score: float) -> None:
        self.report.doubt(" | ".join(block_text(cell) for cell in row), reason, score)

    def _align(self, alignments: list[str]) -> None:
        """Align whole columns, as the header says, else as all cells below it do."""
        rows = list(self.table.iter("tr"))
        for column, alignment in enumerate(alignments):
            below = {row[column].get("data-align", "") for row in rows[1:]}
            own = (
                alignment or rows[0][column].get("data-align", "") or (below.pop() if len(below) == 1 else "")
            )
            for row in rows:
                row[column].attrib.pop("data-align", "")
                row[column].attrib.pop("data-whole", "")
                if own:
                    row[column].set("data-align", own)


def _empty() -> Element:
    return etree.Element("td")


def _repeated(cell: Element) -> Element:
    """Return a copy that names again what a cell names, without its notes and ids."""
    copy = deepcopy(cell)
    for call in list(copy.iter("a")):
        put_in_place(call, "" if call.get("class") == "noteref" else block_text(call))
    for element in copy.iter():
        element.attrib.pop("id", "")
    return copy


def _says_something(cell: Element) -> bool:
    return bool(block_text(cell).strip()) or next(cell.iter("a", "img"), None) is not None


def _looks_like_head(rows: list[Row]) -> bool:
    """Tell whether a first row names columns: words above numbers, or bold above text that is not."""
    if len(rows) < 2:
        return False
    first, others = rows[0], rows[1:]
    texts = [block_text(cell).strip() for cell in first]
    if not all(texts[1:]) or any(NUMBER.match(text) for text in texts):
        return False
    bold = all(_is_bold(cell) for cell in first if _says_something(cell))
    if bold and not all(_is_bold(row[0]) for row in others):
        return True
    return any(
        all(NUMBER.match(block_text(row[column])) for row in others) for column in range(1, len(first))
    )


def _is_bold(cell: Element) -> bool:
    return (
        len(cell) == 1 and cell[0].tag == "strong" and not ((cell.text or "") + (cell[0].tail or "")).strip()
    )
