"""Lists: of bullets, ordered, and of definitions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from colofon import docbook
from colofon.book import POSITION, Element
from colofon.reading.markup import Node

if TYPE_CHECKING:
    from colofon.reading.docbook.blocks import Blocks

NUMBER = re.compile("[0-9]{1,9}")


def bullets(blocks: Blocks, node: Node) -> None:
    """Append a list of bullets."""
    _list(blocks, node, "ul")


def _list(blocks: Blocks, node: Node, tag: str) -> Element:
    outer = blocks.current
    blocks.current = etree.SubElement(outer, tag, {POSITION: blocks.place(node.offset)})
    blocks.only(node, "listitem")
    for item in node.nodes("listitem"):
        blocks.check_attributes(item)
        blocks.open(item, "li")
    element, blocks.current = blocks.current, outer
    if node.attributes.get("spacing") == "compact":
        element.set("class", "tight")
    return element


def ordered(blocks: Blocks, node: Node) -> None:
    """Append an ordered list."""
    element = _list(blocks, node, "ol")
    types = {numeration: type_ for type_, numeration in docbook.NUMERATIONS.items()}
    numeration = node.attributes.get("numeration", "arabic")
    role = node.attributes.get("role", "period")
    start = node.attributes.get("startingnumber", "1")
    if numeration not in types or role not in docbook.DELIMITERS or not NUMBER.fullmatch(start):
        hint = f"numeration: {', '.join(types)}; role: {', '.join(docbook.DELIMITERS)}"
        blocks.fault("unknown-attribute", node.offset, "this list has no such markers", hint)
        return
    element.set("type", types[numeration])
    element.set("data-delimiter", role)
    if int(start) != 1:
        element.set("start", str(int(start)))


def definitions(blocks: Blocks, node: Node) -> None:
    """Append a list of terms and what they are."""
    outer = blocks.current
    blocks.current = etree.SubElement(outer, "dl", {POSITION: blocks.place(node.offset)})
    blocks.only(node, "glossentry")
    for entry in node.nodes("glossentry"):
        blocks.check_attributes(entry)
        blocks.only(entry, "glossterm", "glossdef")
        for child in entry.nodes("glossterm", "glossdef"):
            blocks.check_attributes(child)
            if child.name == "glossterm":
                blocks.text_block(child, "dt")
            else:
                blocks.open(child, "dd")
    blocks.current = outer
