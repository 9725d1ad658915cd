"""Tables of the CALS model, which is DocBook's own and the one other readers know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from colofon.book import POSITION, Element
from colofon.docbook import EMPTY
from colofon.reading.markup import Node

if TYPE_CHECKING:
    from colofon.reading.docbook.blocks import Blocks

ALIGNMENTS = frozenset({"left", "right", "center"})


def fill_table(blocks: Blocks, node: Node, table: Element) -> None:
    """Fill a table with its caption, its head and its body."""
    blocks.only(node, "title", "tgroup")
    group = node.first("tgroup")
    for second in (*node.nodes("title")[1:], *node.nodes("tgroup")[1:]):
        blocks.unknown(second, "stand here twice")
    for title in node.nodes("title")[:1]:
        blocks.check_attributes(title)
        blocks.text_block(title, "caption")
    if group is None:
        return
    blocks.check_attributes(group)
    alignments = [column.attributes.get("align", "") for column in group.nodes("colspec")]
    columns = group.attributes.get("cols", "")
    alignments += [""] * ((int(columns) if columns.isdecimal() else 0) - len(alignments))
    blocks.only(group, "colspec", "thead", "tbody")
    for part in group.nodes("colspec", "thead", "tbody"):
        blocks.check_attributes(part)
        if part.name == "colspec":
            blocks.only(part)
        else:
            _rows(blocks, part, alignments)


def _rows(blocks: Blocks, part: Node, alignments: list[str]) -> None:
    outer = blocks.current
    place, tag = {POSITION: blocks.place(part.offset)}, "th" if part.name == "thead" else "td"
    blocks.current = etree.SubElement(outer, part.name, place)
    blocks.only(part, "row")
    for row in part.nodes("row"):
        blocks.check_attributes(row)
        if row.attributes.get("role") == EMPTY:
            _stays_empty(blocks, row)
            continue
        inner = blocks.current
        blocks.current = etree.SubElement(inner, "tr", {POSITION: blocks.place(row.offset)})
        blocks.only(row, "entry")
        entries = row.nodes("entry")
        for index, entry in enumerate(entries):
            _cell(blocks, entry, tag, index, alignments)
        for column in range(len(entries), len(alignments)):
            # A cell that is left out is an empty one.
            _cell(blocks, Node("entry", {}, row.offset), tag, column, alignments)
        blocks.current = inner
    blocks.current = outer


def _stays_empty(blocks: Blocks, row: Node) -> None:
    """Report what a row that says it is empty holds."""
    blocks.only(row, "entry")
    for entry in row.nodes("entry"):
        blocks.only(entry)


def _cell(blocks: Blocks, entry: Node, tag: str, index: int, alignments: list[str]) -> None:
    blocks.check_attributes(entry)
    cell = blocks.text_block(_content(blocks, entry), tag)
    if tag == "th":
        cell.set("scope", "col")
    align = entry.attributes.get("align", alignments[index] if index < len(alignments) else "")
    if align in ALIGNMENTS:
        cell.set("data-align", align)
    if alignments and index >= len(alignments):
        cell.set("data-extra", "yes")


def _content(blocks: Blocks, entry: Node) -> Node:
    """Return what holds the text of a cell: the cell, or the only paragraph in it."""
    paragraphs = entry.nodes("para", "simpara")
    if len(paragraphs) == 1 and len(entry.nodes()) == 1 and not entry.own_text().strip():
        blocks.check_attributes(paragraphs[0])
        return paragraphs[0]
    return entry
