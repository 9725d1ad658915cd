"""Attributes of the manuscript laid on elements: what the vocabulary has stays, the rest is a fault."""

from __future__ import annotations

import re

from colofon.book import POSITION, Element, Fault, Position
from colofon.reading.syntax.attributes import REPLACEMENT, Attributes

NAME_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_REST = NAME_START + "\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
ID = re.compile(rf"(?!.*\.\.)[{NAME_START}][{NAME_REST}]*")
"""An id that XML (an NCName), an address and a range ``#first..last`` can carry."""
VALUES = {
    "lang": (
        re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
        "language",
        "a language is written as en, fr or ar-Latn",
    ),
    "width": (
        re.compile(r"[0-9]{1,4}(\.[0-9]+)?(%|px|mm|cm|em|pt)?"),
        "width",
        "a width is written as 60% or 8cm",
    ),
}
"""Attribute -> what its value must look like, what it is, and what to write."""


def set_attributes(
    element: Element, found: Attributes, path: str, classes: frozenset[str], names: tuple[str, ...]
) -> list[Fault]:
    """Lay attributes on an element and return what the vocabulary does not have."""
    laying = _Laying(element, path, classes, names)
    laying.ids(found.ids)
    laying.classes(found.classes)
    laying.values(found.values)
    return laying.faults


class _Laying:
    def __init__(self, element: Element, path: str, classes: frozenset[str], names: tuple[str, ...]) -> None:
        self.element = element
        self.path = path
        self.known = classes
        self.names = names
        self.faults: list[Fault] = []

    def refuse(self, message: str, hint: str = "") -> None:
        line, _, column = self.element.get(POSITION, "1:1").partition(":")
        place = Position(self.path, int(line), int(column))
        self.faults.append(Fault("unknown-attribute", place, message, hint or self.allowed()))

    def allowed(self) -> str:
        known = ", ".join((*(f".{name}" for name in sorted(self.known)), *self.names))
        return f"allowed here: {known}" if known else "no attribute is allowed here"

    def ids(self, ids: list[str]) -> None:
        for id in ids[1:]:
            self.refuse(f"a second id #{id}", "keep one of the two")
        if not ids:
            return
        if "id" not in self.names:
            self.refuse(f"id #{ids[0]} cannot stand here")
        elif not ID.fullmatch(ids[0]):
            self.refuse(f"#{ids[0]} is no id", "an id begins with a letter and has letters, digits, - and _")
        else:
            self.element.set("id", ids[0])

    def classes(self, classes: list[str]) -> None:
        for name in classes:
            if name not in self.known:
                self.refuse(f"class .{name} is not known")
        kept = [name for name in classes if name in self.known]
        if kept:
            self.element.set("class", " ".join(filter(None, (self.element.get("class"), *kept))))

    def values(self, values: list[tuple[str, str]]) -> None:
        seen: set[str] = set()
        for key, value in values:
            if key not in self.names or key == "id":
                self.refuse(f"attribute {key} is not known")
            elif key in seen:
                self.refuse(f"attribute {key} stands twice", "keep one of the two")
            elif REPLACEMENT in value:
                self.refuse(f"the value of {key} has what is no character", "remove it")
                self.element.set(key, value.replace(REPLACEMENT, ""))
            elif key in VALUES and not VALUES[key][0].fullmatch(value):
                self.refuse(f"{value} is no {VALUES[key][1]}", VALUES[key][2])
            else:
                seen.add(key)
                # A line end in the file is a blank in what is said.
                self.element.set(key, value.replace("\n", " "))
