"""Where the blocks of a tagged file belong in the tree of a chapter: lists in lists, quotations, tables."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence

from lxml import etree

from colofon.book import Element
from colofon.importing.languages import language_of
from colofon.importing.pandoc.tables import complete_table
from colofon.importing.report import Report
from colofon.importing.text.blocks import Block
from colofon.importing.text.lines import Line

Path = tuple[tuple[str, int], ...]
Fill = Callable[[Element, Sequence[Line]], None]
LABEL = re.compile(r"\s*(?:[-–•▪◦*·]|(\(?)([0-9]{1,4}|[A-Za-z]|[ivxlc]{1,7}|[IVXLC]{1,7})([.)]))\s+(?=\S)")
"""The label of an item, known to be one: bracket, figures or letters, sign behind them."""
DELIMITERS = {("", "."): "period", ("", ")"): "paren", ("(", ")"): "parens"}


class Places:
    """The lists and quotations of a file, each as the element that stands for it."""

    def __init__(self) -> None:
        self.elements: dict[int, Element] = {}

    def holder(self, tree: Element, path: Path, text: str) -> tuple[Element, str]:
        """Return the element that a block goes into, and its text without the marker of an item."""
        holder, marked = tree, text
        for kind, number in path:
            if kind not in ("L", "LI", "BlockQuote"):
                continue
            if number not in self.elements:
                if kind == "L":
                    self.elements[number] = _list(holder, marked, path)
                elif kind == "LI":
                    self.elements[number] = etree.SubElement(holder, "li")
                    marked = LABEL.sub("", marked, count=1)
                else:
                    self.elements[number] = etree.SubElement(holder, "blockquote", {"class": "quote"})
                    if language := language_of(text):
                        self.elements[number].set("lang", language)
            holder = self.elements[number]
        return holder, marked


def _list(holder: Element, text: str, path: Path) -> Element:
    """Append the list that begins with an item of a text."""
    label = LABEL.match(text)
    kind, start = _ordered(label[2]) if label and label[2] else ("", 1)
    attributes = {"class": "tight"} if path[-1][0] == "LBody" else {}
    if label and kind:
        attributes |= {"type": kind, "data-delimiter": DELIMITERS.get((label[1], label[3]), "paren")}
        attributes |= {"start": str(start)} if start > 1 else {}
    return etree.SubElement(holder, "ol" if kind else "ul", attributes)


def _ordered(label: str) -> tuple[str, int]:
    """Return the type of a list, as HTML has it, and the number that its first label says."""
    if label.isdigit():
        return "1", int(label)
    if label in ("i", "I"):
        return label, 1
    return ("a" if label.islower() else "A"), string.ascii_lowercase.index(label[0].lower()) + 1


def until(path: Path, kind: str) -> Path:
    """Return a path down to the first element of a type, without it."""
    return path[: next((index for index, (each, _) in enumerate(path) if each == kind), len(path))]


def grow_table(holder: Element, block: Block, fill: Fill, report: Report) -> Element:
    """Append the table that a block is, a cell for each that the file tells of."""
    table = etree.SubElement(holder, "table")
    caption = [line for line in block.lines if line.is_caption]
    if caption:
        fill(etree.SubElement(table, "caption"), caption)
    rows: dict[int, dict[int, list[Line]]] = {}
    for line in block.lines:
        cell = _number(line, "TD") or _number(line, "TH")
        if cell:
            rows.setdefault(_number(line, "TR"), {}).setdefault(cell, []).append(line)
    made = [[_cell(lines, fill) for lines in row.values()] for row in rows.values()]
    width = max((len(row) for row in made), default=1)
    for row in made:
        row += [etree.Element("td") for _ in range(width - len(row))]
    heads = 0
    while heads < len(made) and all(cell.tag == "th" for cell in made[heads][: len(made[heads])]):
        heads += 1
    complete_table(table, made[:heads], [_plain(row) for row in made[heads:]], report)
    if heads < len(rows) and all(map(_is_head, list(rows.values())[heads:])):
        table.set("class", "row-headers")
    return table


def _number(line: Line, kind: str) -> int:
    return next((number for each, number in line.path if each == kind), 0)


def _is_head(row: dict[int, list[Line]]) -> bool:
    return bool(_number(next(iter(row.values()))[0], "TH"))


def _cell(lines: list[Line], fill: Fill) -> Element:
    cell = etree.Element("th" if _number(lines[0], "TH") else "td")
    fill(cell, lines)
    return cell


def _plain(row: list[Element]) -> list[Element]:
    for cell in row:
        cell.tag = "td"
    return row
