"""The content of a paragraph, a title or a cell: inline elements, and the places of its text.

White space is that of prose: a line end with what indents the next line is one line end, and what
stands before the first and behind the last character of a block is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import entities as html
from typing import TYPE_CHECKING

from lxml import etree

from colofon import docbook
from colofon.book import POSITION, Element, Run
from colofon.reading.docbook.pictures import fill_image
from colofon.reading.links import address_fault
from colofon.reading.markup import EntityReference, Node, Text

if TYPE_CHECKING:
    from colofon.reading.docbook.blocks import Blocks

LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
SPACES = " \t\n"
KEY = re.compile(r"[a-z][a-z0-9-]*")


class Inlines:
    """Builds the content of one text block."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.runs: list[Run] = []
        self.length = 0
        self.spaced = True
        """Whether white space would be too much: at the start, or behind other white space."""
        self.current: Element
        self.last: Element | None = None
        self.code = False

    def fill(self, block: Element, children: list[Node | Text | EntityReference]) -> list[Run]:
        """Append the content to a block and return the runs of its text."""
        self.current = block
        self.build(children)
        _strip_end(block)
        return self.runs

    def build(self, children: list[Node | Text | EntityReference]) -> None:
        """Append what some nodes say to the element that is open."""
        for child in children:
            if isinstance(child, Text):
                self.text(child)
            elif isinstance(child, EntityReference):
                self.entity(child)
            elif child.name in BUILDERS:
                self.blocks.check_attributes(child)
                BUILDERS[child.name](self, child)
            else:
                self.blocks.unknown(child, "stand in a line")
                self.build(child.children)

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
        position = self.blocks.markup.position(offset)
        last = self.runs[-1] if self.runs else None
        goes_on = (
            last is not None
            and last.line == position.line
            and position.column - last.column == self.length - last.offset
        )
        if not goes_on:
            self.runs.append(Run(self.length, position.line, position.column))
        self.length += len(text)
        if self.last is None:
            self.current.text = (self.current.text or "") + text
        else:
            self.last.tail = (self.last.tail or "") + text

    def entity(self, reference: EntityReference) -> None:
        """Append the definition that an entity names; a character's name is XML's no more than ours."""
        name, offset = reference
        if KEY.fullmatch(name) and f"{name};" not in html.html5:
            self.empty("span", offset, {"class": "definition", "data-key": name})
            return
        character = html.html5.get(f"{name};", "")
        hint = "".join(f"&#{ord(sign)};" for sign in character)
        message = f"&{name}; is no definition of the glossary"
        self.blocks.fault("undefined-entity", offset, message, f"write {hint}" if hint else "")

    def empty(self, tag: str, offset: int, attributes: dict[str, str] | None = None) -> Element:
        """Append an element without content."""
        place = self.blocks.place(offset)
        element = etree.SubElement(self.current, tag, {POSITION: place, **(attributes or {})})
        self.last = element
        self.spaced = False
        return element

    def wrap(self, node: Node, tag: str, attributes: dict[str, str] | None = None) -> Element:
        """Append an element with the content of a node."""
        was_spaced, outer = self.spaced, self.current
        element = self.empty(tag, node.offset, attributes)
        self.spaced = was_spaced
        self.current, self.last = element, None
        self.build(node.children)
        if not element.text and not len(element):
            # What the program fills is a word like any other.
            self.spaced = False
        self.current, self.last = outer, element
        self.blocks.identify(node, element)
        return element


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


def _emphasis(self: Inlines, node: Node) -> None:
    role = node.attributes.get("role", "")
    if role not in ("", docbook.STRONG, "bold"):
        self.blocks.fault(
            "unknown-attribute", node.offset, f"the role {role} is not known", 'use role="strong"'
        )
    self.wrap(node, "strong" if role else "em")


def _foreign(self: Inlines, node: Node) -> None:
    if "xml:lang" not in node.attributes:
        hint = 'add xml:lang="en"'
        self.blocks.fault("unknown-attribute", node.offset, "foreignphrase does not name its language", hint)
    self.wrap(node, "span")


def _phrase(self: Inlines, node: Node) -> None:
    role = node.attributes.get("role", "")
    if role == docbook.BREAK:
        self.empty("br", node.offset)
        # The line end stays in the text, so that the words around it stay apart.
        self.piece("\n", node.offset)
    elif role == docbook.RANGE:
        _range(self, node)
    else:
        if role:
            self.blocks.fault("unknown-attribute", node.offset, f"the role {role} is not known")
        self.wrap(node, "span")


def _range(self: Inlines, node: Node) -> None:
    """Read two references, of which the first has the text."""
    self.blocks.only(node, "xref", "link")
    ends = node.nodes("xref", "link")
    if len(ends) != 2:
        self.blocks.fault("empty-link", node.offset, "a range holds two references", "see docs/docbook.md")
        return
    first, last = (end.attributes.get("linkend", "") for end in ends)
    element = self.wrap(
        Node("link", node.attributes, node.offset, ends[0].children),
        "a",
        {"class": "xref", "data-target": first, "data-last": last},
    )
    element.attrib.pop("role", "")


def _title(self: Inlines, node: Node) -> None:
    self.wrap(node, "span", {"class": "work"})


def _code(self: Inlines, node: Node) -> None:
    self.code = True
    self.wrap(node, "code")
    self.code = False


def _term(self: Inlines, node: Node) -> None:
    key = node.attributes.get("linkend", "").removeprefix(docbook.TERM_ID)
    self.wrap(node, "a", {"class": "term", "data-key": key})


def _reference(self: Inlines, node: Node) -> None:
    """Read a reference within the book, or a link out of it."""
    address, target = node.attributes.get("xlink:href"), node.attributes.get("linkend", "")
    role = node.attributes.get("role", "")
    if address is not None and node.name == "link":
        self.wrap(node, "a", {"class": "link", "href": address})
        fault = address_fault(address)
        if fault is not None:
            self.blocks.fault(fault[0], node.offset, *fault[1:])
    elif role.startswith(docbook.NOTE_LINK):
        chapter, slash, label = role.removeprefix(docbook.NOTE_LINK).rpartition("/")
        self.wrap(
            node,
            "a",
            {"class": "note-link", "data-label": label, **({"data-chapter": chapter} if slash else {})},
        )
    elif target in self.blocks.labels:
        self.wrap(node, "a", {"class": "note-link", "data-label": self.blocks.labels[target]})
    else:
        self.wrap(node, "a", {"class": "xref", "data-target": target})
        if not target:
            self.blocks.fault("empty-link", node.offset, "the reference names no target", 'add linkend="..."')


def _citation(self: Inlines, node: Node) -> None:
    """Read a work, with the locator as text."""
    works = node.nodes("biblioref")
    if len(works) != 1:
        hint = '<citation><biblioref linkend="work-..."/>p. 2</citation>'
        self.blocks.fault("empty-link", node.offset, "a citation names one work", hint)
        return
    rest = [child for child in node.children if child is not works[0]]
    self.blocks.check_attributes(works[0])
    key = works[0].attributes.get("linkend", "").removeprefix(docbook.WORK_ID)
    self.wrap(
        Node("citation", node.attributes, node.offset, rest), "a", {"class": "citation", "data-key": key}
    )


def _work(self: Inlines, node: Node) -> None:
    key = node.attributes.get("linkend", "").removeprefix(docbook.WORK_ID)
    self.empty("a", node.offset, {"class": "citation", "data-key": key})


def _note(self: Inlines, node: Node) -> None:
    label = self.blocks.label(node)
    call = self.empty("a", node.offset, {"class": "noteref", "data-label": label})
    self.blocks.note(node, label, call)


def _note_again(self: Inlines, node: Node) -> None:
    target = node.attributes.get("linkend", "")
    label = self.blocks.labels.get(target) or target.removeprefix(docbook.NOTE_ID)
    self.empty("a", node.offset, {"class": "noteref", "data-label": label})


def _image(self: Inlines, node: Node) -> None:
    element = self.empty("img", node.offset)
    fill_image(self.blocks, node, element)
    self.blocks.identify(node, element)


BUILDERS: dict[str, Callable[[Inlines, Node], None]] = {
    "emphasis": _emphasis,
    "foreignphrase": _foreign,
    "phrase": _phrase,
    "citetitle": _title,
    "code": _code,
    "glossterm": _term,
    "xref": _reference,
    "link": _reference,
    "citation": _citation,
    "biblioref": _work,
    "footnote": _note,
    "footnoteref": _note_again,
    "inlinemediaobject": _image,
}
