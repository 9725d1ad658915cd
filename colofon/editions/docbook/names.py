"""Elements of DocBook, made."""

from __future__ import annotations

import re

from lxml import etree

from colofon.book import Element
from colofon.docbook import NAMESPACE
from colofon.editions.xml import Maker
from colofon.reading.attributes import NAME_REST
from colofon.reading.markup import XLINK

NOT_IN_ID = re.compile(rf"[^\w.-]|[^{NAME_REST}]")


_maker = Maker(NAMESPACE, {None: NAMESPACE, "xlink": XLINK})
element, child = _maker.element, _maker.child


def as_id(text: str) -> str:
    """Return a text as the rest of an id: what no id may hold becomes its number."""
    return NOT_IN_ID.sub(lambda sign: f"_{ord(sign.group()):x}_", text)


def local_name(made: Element) -> str:
    """Return the name of an element without its namespace; of an entity, nothing."""
    return etree.QName(made).localname if isinstance(made.tag, str) else ""
