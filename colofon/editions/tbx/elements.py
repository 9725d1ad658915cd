"""Elements of TBX, made; they stand in no namespace."""

from __future__ import annotations

from lxml import etree

from colofon.book import Element
from colofon.reading.markup import XML


def element(name: str, attributes: dict[str, str] | None = None, text: str | None = None) -> Element:
    """Return an element; attributes by their usual names, ``xml:lang``; empty ones are left out."""
    made = etree.Element(name)
    for key, value in (attributes or {}).items():
        if value:
            made.set(key.replace("xml:", f"{{{XML}}}"), value)
    made.text = text
    return made


def child(
    parent: Element, name: str, attributes: dict[str, str] | None = None, text: str | None = None
) -> Element:
    """Append an element and return it."""
    made = element(name, attributes, text)
    parent.append(made)
    return made
