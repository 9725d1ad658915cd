"""Elements of the XML that the manuscript is exchanged in, made by their usual names."""

from __future__ import annotations

from typing import Any

from lxml import etree

from colofon.book import Element
from colofon.reading.markup import XLINK, XML

PREFIXES = {"xml": XML, "xlink": XLINK}


class Maker:
    """Makes elements of one namespace, empty for none; `prefixes` are those that the root declares."""

    def __init__(self, namespace: str = "", prefixes: Any = None) -> None:
        self.namespace = f"{{{namespace}}}" if namespace else ""
        self.prefixes = prefixes

    def element(
        self, name: str, attributes: dict[str, str] | None = None, text: str | None = None
    ) -> Element:
        """Return an element; attributes by their usual names, ``xml:id``; empty ones are left out."""
        made = etree.Element(f"{self.namespace}{name}", nsmap=self.prefixes)
        for key, value in (attributes or {}).items():
            if value:
                made.set(qualified(key), value)
        made.text = text
        return made

    def child(
        self, parent: Element, name: str, attributes: dict[str, str] | None = None, text: str | None = None
    ) -> Element:
        """Append an element and return it."""
        made = self.element(name, attributes, text)
        parent.append(made)
        return made


def qualified(name: str) -> str:
    """Return the name of an attribute as lxml has it."""
    prefix, colon, local = name.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}" if colon else name
