"""Lists: items with their label and their body, and how they are numbered (ISO 32000-1, 14.8.4.3.3)."""

from __future__ import annotations

from colofon.editions.pdf.structure.collecting import Source
from colofon.editions.pdf.structure.nodes import Node

NUMBERING = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
"""Type of an ordered list, as HTML has it -> the value of ListNumbering."""
UNMARKED = frozenset({"works", "glossary"})
"""Classes of lists whose items have no sign before them."""


def list_node(source: Source, language: str) -> Node:
    """Return the node of a list."""
    node = Node("L", source, language)
    if source.tag == "ol":
        numbering = NUMBERING.get(source.get("type", "1"), "Decimal")
    elif source.tag == "dl" or UNMARKED & set(str(source.get("class", "")).split()):
        numbering = "None"
    else:
        numbering = "Disc"
    node.set("List", ListNumbering=f"/{numbering}")
    return node


def is_item(node: Node) -> bool:
    """Tell whether a node is an item, whose content goes into its body."""
    return node.kind == "LI"


def item_label(item: Node) -> Node:
    """Return the label of an item."""
    label = next((kid for kid in item.nodes() if kid.kind == "Lbl"), None)
    return label or item.add(Node("Lbl", None, item.language), 0)


def item_body(item: Node) -> Node:
    """Return the body of an item."""
    body = next((kid for kid in item.nodes() if kid.kind == "LBody"), None)
    return body or item.add(Node("LBody", None, item.language))
