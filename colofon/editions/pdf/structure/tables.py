"""Tables: identifiers of headers, and for each cell the headers that name it (ISO 32000-1, 14.8.5.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from colofon.editions.pdf.structure.nodes import Node

ROW, GROUP = ("row", "rowgroup")


def complete_table(table: Node) -> None:
    """Name the headers of a table, and lead its cells to them; a caption stands first."""
    for caption in [kid for kid in table.nodes() if kid.kind == "Caption"]:
        caption.remove()
        table.add(caption, 0)
    columns: defaultdict[int, list[str]] = defaultdict(list)
    name = str(table.source.get("id", "") if table.source is not None else "")
    group: list[str] = []
    for index, row in enumerate(rows(table)):
        heads: list[str] = []
        for column, cell in cells(row):
            if cell.kind != "TH":
                continue
            cell.id = f"{name}-{index}-{column}"
            scope = cell.source.get("scope")
            span = _span(cell, "colspan")
            if scope == ROW:
                heads.append(cell.id)
            elif scope == GROUP:
                group = [cell.id]
            else:
                for place in range(column, column + span):
                    columns[place].append(cell.id)
        for column, cell in cells(row):
            if cell.kind == "TD":
                cell.set("Table", Headers=[*columns[column], *group, *heads])
            for attribute, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
                if _span(cell, attribute) > 1:
                    cell.set("Table", **{key: _span(cell, attribute)})


def rows(table: Node) -> Iterator[Node]:
    """Yield the rows of a table."""
    for kid in table.nodes():
        if kid.kind == "TR":
            yield kid
        elif kid.kind in ("THead", "TBody", "TFoot"):
            yield from (row for row in kid.nodes() if row.kind == "TR")


def cells(row: Node) -> Iterator[tuple[int, Node]]:
    """Yield the cells of a row with the columns they begin in."""
    column = 0
    for cell in row.nodes():
        yield column, cell
        column += _span(cell, "colspan")


def _span(cell: Node, name: str) -> int:
    value = cell.source.get(name, "1") if cell.source is not None else "1"
    return int(value) if value.isdigit() else 1
