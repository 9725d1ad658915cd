"""Text beside elements: lxml keeps what stands behind an element in the element itself."""

from __future__ import annotations

from colofon.book import Element


def append_text(element: Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def put_before(element: Element, text: str) -> None:
    """Put text between an element and what stands before it; an element without parent has no such place."""
    holder, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif holder is not None:
        holder.text = (holder.text or "") + text


def take_out(element: Element) -> None:
    """Take an element out of its parent, if it has one, and leave the text behind it."""
    holder = element.getparent()
    if holder is None:
        return
    put_before(element, element.tail or "")
    element.tail = None
    holder.remove(element)
