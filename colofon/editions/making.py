"""Elements in one call."""

from __future__ import annotations

from lxml import etree

from colofon.book import Element
from colofon.trees import append_text


def make(tag: str, *content: Element | str, **attributes: str) -> Element:
    """Return an element with text and elements in it; ``class_`` and ``data_href`` name attributes."""
    element = etree.Element(
        tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    )
    for part in content:
        if isinstance(part, str):
            append_text(element, part)
        else:
            element.append(part)
    return element


def put_first(element: Element, first: Element, space: str = "") -> None:
    """Put an element before everything that another holds, and a space between them."""
    first.tail = space + (element.text or "")
    element.text = None
    element.insert(0, first)


def strip_plain_spans(tree: Element) -> None:
    """Take out the spans below an element that say nothing of their text."""
    for element in tree.iterdescendants("span"):
        if not element.attrib:
            element.tag = PLAIN
    etree.strip_tags(tree, PLAIN)


PLAIN = "plain"
