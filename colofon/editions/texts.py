"""Text of elements: what stands before one, and what is put in or behind another."""

from __future__ import annotations

from colofon.book import Element
from colofon.vocabulary import TEXT_BLOCKS


def text_before(element: Element) -> str:
    """Return what stands before an element in its text block."""
    block: Element | None = element
    while block is not None and block.tag not in TEXT_BLOCKS:
        block = block.getparent()
    if block is None:
        return ""
    found: list[str] = [block.text or ""]
    for inner in block.iterdescendants():
        if inner is element:
            break
        found.append(inner.text or "")
        # The tail of an element that contains this one stands behind it.
        if element not in inner.iterdescendants(element.tag):
            found.append(inner.tail or "")
    return "".join(found)


def replace_text(element: Element, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text


def append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def append_content(parent: Element, source: Element) -> None:
    """Move the content of an element to the end of another."""
    append_text(parent, source.text or "")
    for child in list(source):
        parent.append(child)
