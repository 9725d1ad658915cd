"""Attributes of the manuscript laid on elements: what the vocabulary has stays, the rest is a fault."""

from __future__ import annotations

import re

from colofon.book import POSITION, Element, Fault, Position
from colofon.reading.syntax.attributes import Attributes

NAME_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_REST = NAME_START + "\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
ID = re.compile(rf"(?!.*\.\.)[{NAME_START}][{NAME_REST}]*")
"""An id that XML (an NCName), an address and a range ``#first..last`` can carry."""
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def set_attributes(
    element: Element, found: Attributes, path: str, classes: frozenset[str], names: tuple[str, ...]
) -> list[Fault]:
    """Lay attributes on an element and return what the vocabulary does not have."""
    line, _, column = element.get(POSITION, "1:1").partition(":")
    faults = _Faults(Position(path, int(line), int(column)), classes, names)
    _set_id(element, found, names, faults)
    kept = [name for name in found.classes if name in classes]
    for name in found.classes:
        if name not in classes:
            faults.refuse(f"class .{name} is not known", faults.allowed)
    if kept:
        element.set("class", " ".join(filter(None, (element.get("class"), *kept))))
    for index, (key, value) in enumerate(found.values):
        if key not in names or key == "id":
            faults.refuse(f"attribute {key} is not known", faults.allowed)
        elif key in (name for name, _ in found.values[:index]):
            faults.refuse(f"attribute {key} stands twice", "keep one of the two")
        elif key == "lang" and not LANGUAGE.fullmatch(value):
            faults.refuse(f"{value} is no language", "a language is written as en, fr or ar-Latn")
        else:
            element.set(key, value)
    return faults.found


class _Faults:
    def __init__(self, place: Position, classes: frozenset[str], names: tuple[str, ...]) -> None:
        self.place = place
        self.found: list[Fault] = []
        known = ", ".join((*(f".{name}" for name in sorted(classes)), *names))
        self.allowed = f"allowed here: {known}" if known else "no attribute is allowed here"

    def refuse(self, message: str, hint: str) -> None:
        self.found.append(Fault("unknown-attribute", self.place, message, hint))


def _set_id(element: Element, found: Attributes, names: tuple[str, ...], faults: _Faults) -> None:
    for id in found.ids[1:]:
        faults.refuse(f"a second id #{id}", "keep one of the two")
    if not found.ids:
        return
    if "id" not in names:
        faults.refuse(f"id #{found.id} cannot stand here", faults.allowed)
    elif not ID.fullmatch(found.id):
        faults.refuse(f"#{found.id} is no id", "an id begins with a letter and has letters, digits, - and _")
    else:
        element.set("id", found.id)
