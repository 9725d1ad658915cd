"""White space between blocks, so that people can read and compare the file; none where it would be text."""

from __future__ import annotations

from lxml import etree

from colofon.book import Element

STEP = "  "


def lay_out(element: Element, texts: frozenset[str], depth: int = 0) -> None:
    """Put each element that a holder holds on a line of its own; what is among `texts` stays as it is."""
    holder = isinstance(element.tag, str) and etree.QName(element).localname not in texts
    inner = depth + 1 if holder else depth
    for child in element:
        lay_out(child, texts, inner)
    if not holder or not len(element):
        return
    element.text = f"\n{STEP * inner}"
    for child in element:
        child.tail = f"\n{STEP * inner}"
    element[-1].tail = f"\n{STEP * depth}"
