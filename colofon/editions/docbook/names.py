"""Elements of DocBook, made."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from colofon.book import Element
from colofon.docbook import NAMESPACE
from colofon.reading.attributes import NAME_REST
from colofon.reading.markup import XLINK, XML

NAMESPACES: Any = {None: NAMESPACE, "xlink": XLINK}
PREFIXES = {"xml": XML, "xlink": XLINK}
NOT_IN_ID = re.compile(rf"[^\w.-]|[^{NAME_REST}]")


def element(name: str, attributes: dict[str, str] | None = None, text: str | None = None) -> Element:
    """Return an element of DocBook; attributes by their usual names, ``xml:id``; empty ones are left out."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=NAMESPACES)
    for key, value in (attributes or {}).items():
        if value:
            made.set(qualified(key), value)
    made.text = text
    return made


def child(
    parent: Element, name: str, attributes: dict[str, str] | None = None, text: str | None = None
) -> Element:
    """Append an element and return it."""
    made = element(name, attributes, text)
    parent.append(made)
    return made


def qualified(name: str) -> str:
    """Return the name of an attribute as lxml has it."""
    prefix, colon, local = name.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}" if colon else name


def as_id(text: str) -> str:
    """Return a text as the rest of an id: what no id may hold becomes its number."""
    return NOT_IN_ID.sub(lambda sign: f"_{ord(sign.group()):x}_", text)


def local_name(made: Element) -> str:
    """Return the name of an element without its namespace; of an entity, nothing."""
    return etree.QName(made).localname if isinstance(made.tag, str) else ""
