"""XML with the place of each element and of each character, read so that nothing outside is touched.

Comes in: a text. Goes out: nodes, and the entities that its document type declares. Entities are never
expanded and nothing that a system identifier names is opened; what a manuscript has no use for
(processing instructions, other declarations) is a fault. What elements mean is for others to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from colofon.book import Fault, Position
from colofon.reading.sources import read_source, shown

XML = "http://www.w3.org/XML/1998/namespace"
XLINK = "http://www.w3.org/1999/xlink"
PREFIXES = {XML: "xml", XLINK: "xlink"}
"""Namespaces whose attributes keep their usual prefix; of any other they keep the whole name."""
DEEPEST = 120
"""Levels of nesting: twice what Markdown allows, since XML needs an element for each."""
START_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
"""A start tag; in a value a > is no end (XML 1.0, 3.1)."""
REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)[^;\s<&\"']+;")
"""A reference to an entity that is not one of XML's own."""


class Text(NamedTuple):
    """A stretch of characters that stand in the source as they are, or one that a reference makes."""

    text: str
    offset: int


class EntityReference(NamedTuple):
    """``&name;``, not expanded."""

    name: str
    offset: int


@dataclass(slots=True)
class Node:
    """An element."""

    name: str
    """Its local name in the namespace that was asked for; in another, ``{namespace}name``."""
    attributes: dict[str, str]
    """By local name, or ``xml:id``, ``xlink:href``, ``{namespace}name``."""
    offset: int
    children: list[Node | Text | EntityReference] = field(default_factory=list)

    def nodes(self, *names: str) -> list[Node]:
        """Return the child elements, of some names or all."""
        found = [child for child in self.children if isinstance(child, Node)]
        return [child for child in found if child.name in names] if names else found

    def first(self, name: str) -> Node | None:
        """Return the first child element of a name."""
        return next(iter(self.nodes(name)), None)

    def besides(self, *names: str) -> list[tuple[int, str]]:
        """Return what an element holds beside elements of some names: offset, and what it is in words."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                found += [(child.offset, f"the element {child.name}")] if child.name not in names else []
            elif isinstance(child, EntityReference):
                found.append((child.offset, f"&{child.name};"))
            elif child.text.strip():
                found.append((child.offset + len(child.text) - len(child.text.lstrip()), "this text"))
        return found

    def own_text(self) -> str:
        """Return the text that stands in an element itself."""
        return "".join(child.text for child in self.children if isinstance(child, Text))

    def text(self) -> str:
        """Return the text of an element and all it holds; an entity leaves none."""
        parts = (
            child.text if isinstance(child, Text) else child.text() if isinstance(child, Node) else ""
            for child in self.children
        )
        return "".join(parts)


class Entity(NamedTuple):
    """A declaration ``<!ENTITY name "text">``."""

    text: str
    """Replacement text: markup, with its own references as they stand."""
    offset: int


@dataclass(slots=True)
class Markup:
    """A file of XML."""

    path: str
    source: str
    root: Node
    entities: dict[str, Entity]
    line_starts: list[int]

    def position(self, offset: int) -> Position:
        """Return the place of a character of the file."""
        row = bisect_right(self.line_starts, offset)
        return Position(self.path, row, offset - self.line_starts[row - 1] + 1)


def read_markup(path: Path, namespace: str, faults: list[Fault], dtds: tuple[str, ...] = ()) -> Markup | None:
    """Read a file; None, and a fault, when there is none or it is no XML."""
    text = read_source(path, faults)
    return None if text is None else parse_markup(text, shown(path), namespace, faults, dtds)


def parse_markup(
    text: str, path: str, namespace: str, faults: list[Fault], dtds: tuple[str, ...] = ()
) -> Markup | None:
    """Return the nodes of a text; None, and a fault, when it is no XML.

    `dtds` are the ends of system identifiers that may be named, though they are not read: tools put one
    into every file of a format.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    markup = Markup(path, text, Node("", {}, 0), {}, starts)
    if _Reader(markup, namespace, faults, dtds).read() and markup.root.name:
        return markup
    return None


class _StopReadingError(Exception):
    """Reading ends here; the fault is noted."""


class _Reader:
    def __init__(self, markup: Markup, namespace: str, faults: list[Fault], dtds: tuple[str, ...]) -> None:
        self.markup = markup
        self.namespace = namespace
        self.faults = faults
        self.dtds = dtds
        self.stack: list[Node] = []
        self.data = markup.source.encode()
        self.known = (0, 0)
        """A byte of the data, and the character it begins."""
        self.pieces: list[str] = []
        """Characters that stand behind each other, and where the first stands and one more would go on."""
        self.begin = self.expected = 0
        self.parser = parser = expat.ParserCreate("utf-8", "}")
        parser.ordered_attributes = True
        # Only what stands in the file: no attribute comes out of a declaration.
        parser.specified_attributes = True
        # Without this a reference that nothing declares would end the reading; entities are the glossary's.
        parser.UseForeignDTD(True)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.SkippedEntityHandler = self.entity
        # Its presence keeps the parser from expanding what the file itself declares.
        parser.DefaultHandler = lambda data: None
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.declaration
        parser.AttlistDeclHandler = self.other_declaration
        parser.ElementDeclHandler = self.element_declaration
        parser.NotationDeclHandler = self.other_declaration
        parser.ProcessingInstructionHandler = self.instruction

    def read(self) -> bool:
        """Fill the markup and tell whether it is whole."""
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            message = f"this is no XML: {expat.errors.messages[error.code]}"
            self.fault("unreadable-file", message, "", self.character(self.parser.ErrorByteIndex))
            return False
        except _StopReadingError:
            return False
        return True

    def character(self, index: int) -> int:
        """Return the offset of a byte in the text; bytes are asked for nearly always in order."""
        index = min(max(index, 0), len(self.data))
        byte, offset = self.known if self.known[0] <= index else (0, 0)
        offset += len(self.data[byte:index].decode("utf-8", "ignore"))
        self.known = (index, offset)
        return offset

    def here(self) -> int:
        return self.character(self.parser.CurrentByteIndex)

    def fault(self, kind: str, message: str, hint: str = "", offset: int | None = None) -> None:
        place = self.markup.position(self.here() if offset is None else offset)
        self.faults.append(Fault(kind, place, message, hint))

    def start(self, name: str, pairs: list[str]) -> None:
        self.flush()
        offset = self.here()
        if len(self.stack) >= DEEPEST:
            self.fault(
                "unreadable-file", f"elements are nested deeper than {DEEPEST} levels", "nest them less deep"
            )
            raise _StopReadingError
        names = (self.attribute(key) for key in pairs[::2])
        node = Node(self.local(name), dict(zip(names, pairs[1::2], strict=True)), offset)
        self.check_references(offset)
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.markup.root = node
        self.stack.append(node)

    def check_references(self, offset: int) -> None:
        """Report an entity in an attribute, where it would be lost or expanded."""
        tag = START_TAG.match(self.data, self.parser.CurrentByteIndex)
        if tag is None or b"&" not in tag[0]:
            return
        for found in REFERENCE.finditer(self.markup.source, offset, offset + len(tag[0].decode())):
            message = f"{found[0]} cannot stand in an attribute"
            self.fault("undefined-entity", message, "write it in the text", found.start())

    def end(self, name: str) -> None:
        self.flush()
        self.stack.pop()

    def characters(self, data: str) -> None:
        offset = self.here()
        if offset != self.expected:
            self.flush()
        if not self.pieces:
            self.begin = offset
        self.pieces.append(data)
        self.expected = offset + len(data)

    def flush(self) -> None:
        """Add the text that was gathered: at once, since the parser hands over each line by itself."""
        if self.pieces:
            self.stack[-1].children.append(Text("".join(self.pieces), self.begin))
            self.pieces.clear()

    def entity(self, name: str, is_parameter: bool) -> None:
        if self.stack and not is_parameter:
            self.flush()
            self.stack[-1].children.append(EntityReference(name, self.here()))

    def local(self, name: str) -> str:
        namespace, _, local = name.rpartition("}")
        return local if namespace == self.namespace else f"{{{namespace}}}{local}"

    def attribute(self, name: str) -> str:
        namespace, _, local = name.rpartition("}")
        if not namespace:
            return local
        return f"{PREFIXES[namespace]}:{local}" if namespace in PREFIXES else f"{{{namespace}}}{local}"

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if system and not system.endswith(self.dtds):
            message = f"the external document type {system} is never read"
            hint = "remove it; entities are declared in the file itself"
            self.fault("unsafe-path", message, hint, self.markup.source.find("<!DOCTYPE"))

    def declaration(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        if value is None:
            hint = "an entity holds its text itself"
            self.fault("unsafe-path", f"the entity {name} lies outside the file: {system}", hint)
        elif is_parameter:
            self.fault("raw-html", f"the parameter entity %{name}; is not read here", "remove it")
        elif name not in self.markup.entities:
            self.markup.entities[name] = Entity(value, self.here())

    def element_declaration(self, name: str, model: object) -> None:
        self.other_declaration(name)

    def other_declaration(self, name: str, *rest: object) -> None:
        self.fault("raw-html", f"the declaration of {name} is not read here", "only entities are declared")

    def instruction(self, target: str, data: str) -> None:
        self.fault("raw-html", f"the processing instruction <?{target}?> is not read here", "remove it")
