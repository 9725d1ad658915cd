"""The content of a text block in XML: inline elements, and the places of its text.

White space is that of prose: a line end with what indents the next line is one line end, and what
stands before the first and behind the last character of a block is nothing. What an element means is
for the formats to say, which are classes below this one.
"""

from __future__ import annotations

import re
from html import entities as html

from lxml import etree

from colofon.book import POSITION, Element, Fault, Run
from colofon.reading.growing import Growing
from colofon.reading.markup import EntityReference, Markup, Node, Text

LINE_END = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")
"""Tried once for each stretch of blanks, not from each blank in it."""
SPACES = " \t\n"
KEY = re.compile(r"[a-z][a-z0-9-]*")


class Prose(Growing):
    """Builds the content of one text block."""

    def __init__(self, markup: Markup, faults: list[Fault]) -> None:
        super().__init__()
        self.markup = markup
        self.faults = faults
        self.spaced = True
        """Whether white space would be too much: at the start, or behind other white space."""
        self.code = False

    def fill(self, block: Element, children: list[Node | Text | EntityReference]) -> list[Run]:
        """Append the content to a block and return the runs of its text."""
        self.current = block
        self.build(children)
        self.flush()
        _strip_end(block)
        return self.runs

    def build(self, children: list[Node | Text | EntityReference]) -> None:
        """Append what some nodes say to the element that is open."""
        for child in children:
            if isinstance(child, Text):
                self.text(child)
            elif isinstance(child, EntityReference):
                self.entity(child)
            else:
                self.element(child)

    def element(self, node: Node) -> None:
        """Append what an element says."""
        raise NotImplementedError

    def fault(self, kind: str, offset: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(kind, self.markup.position(offset), message, hint))

    def place(self, offset: int) -> str:
        position = self.markup.position(offset)
        return f"{position.line}:{position.column}"

    def text(self, text: Text) -> None:
        """Append text, without the white space that only lays out the file."""
        place, written = 0, text.text
        for match in LINE_END.finditer(written):
            self.piece(written[place : match.start()], text.offset + place)
            end = match.start() + match.group().index("\n")
            self.piece(" " if self.code else "\n", text.offset + end)
            place = match.end()
        self.piece(written[place:], text.offset + place)

    def piece(self, text: str, offset: int) -> None:
        if self.spaced and not self.code:
            stripped = text.lstrip(SPACES)
            offset += len(text) - len(stripped)
            text = stripped
        if not text:
            return
        self.spaced = text.endswith("\n")
        position = self.markup.position(offset)
        last = self.runs[-1] if self.runs else None
        goes_on = (
            last is not None
            and last.line == position.line
            and position.column - last.column == self.length - last.offset
        )
        if not goes_on:
            self.runs.append(Run(self.length, position.line, position.column))
        self.append(text)

    def entity(self, reference: EntityReference) -> None:
        """Append the definition that an entity names; a character's name is XML's no more than ours."""
        name, offset = reference
        if KEY.fullmatch(name) and f"{name};" not in html.html5:
            self.empty("span", offset, {"class": "definition", "data-key": name})
            return
        self.fault("undefined-entity", offset, *undefined_entity(name))

    def empty(self, tag: str, offset: int, attributes: dict[str, str] | None = None) -> Element:
        """Append an element without content."""
        self.flush()
        place = self.place(offset)
        element = etree.SubElement(self.current, tag, {POSITION: place, **(attributes or {})})
        self.last = element
        self.spaced = False
        return element

    def filled(
        self,
        tag: str,
        offset: int,
        children: list[Node | Text | EntityReference],
        attributes: dict[str, str] | None = None,
    ) -> Element:
        """Append an element with the content of some nodes."""
        was_spaced, outer = self.spaced, self.current
        element = self.empty(tag, offset, attributes)
        self.enter(element, children, was_spaced)
        self.current = outer
        return element

    def enter(
        self, element: Element, children: list[Node | Text | EntityReference], was_spaced: bool
    ) -> None:
        """Fill an element that was appended last."""
        self.flush()
        self.spaced = was_spaced
        self.current, self.last = element, None
        self.build(children)
        self.flush()
        if not element.text and not len(element):
            # What the program fills is a word like any other.
            self.spaced = False
        self.last = element


def undefined_entity(name: str) -> tuple[str, str]:
    """Return what is wrong with an entity that names no definition, and what to write for a character."""
    character = html.html5.get(f"{name};", "")
    hint = "".join(f"&#{ord(sign)};" for sign in character)
    return f"&{name}; is no definition of the glossary", f"write {hint}" if hint else ""


def _strip_end(block: Element) -> None:
    """Take off the white space behind the last character of a block."""
    element = block
    while len(element) and not (element[-1].tail or "").strip(SPACES):
        last = element[-1]
        last.tail = None
        # What is empty, as a call is, ends the block itself.
        if not len(last) and not last.text:
            return
        element = last
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(SPACES) or None
    else:
        element.text = (element.text or "").rstrip(SPACES) or None
