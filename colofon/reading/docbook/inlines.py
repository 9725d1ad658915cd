"""The content of a paragraph, a title or a cell of DocBook: what each inline element means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from colofon import docbook
from colofon.book import Element
from colofon.reading.docbook.pictures import fill_image
from colofon.reading.gaps import settle_gap
from colofon.reading.links import address_fault
from colofon.reading.markup import Node
from colofon.reading.prose import Prose

if TYPE_CHECKING:
    from colofon.reading.docbook.blocks import Blocks


class Inlines(Prose):
    """Builds the content of one text block."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__(blocks.markup, blocks.faults)
        self.blocks = blocks

    def element(self, node: Node) -> None:
        builder = BUILDERS.get(node.name)
        if builder is None:
            self.blocks.unknown(node, "stand in a line")
            self.build(node.children)
            return
        self.blocks.check_attributes(node)
        builder(self, node)

    def wrap(self, node: Node, tag: str, attributes: dict[str, str] | None = None) -> Element:
        """Append an element with the content of a node."""
        given = dict(attributes or {})
        # A class by itself stands where Markdown gives it: behind the id.
        name = given.pop("class") if set(given) == {"class"} else ""
        element = self.filled(tag, node.offset, node.children, given)
        self.blocks.identify(node, element, name=name)
        return element


def _emphasis(self: Inlines, node: Node) -> None:
    role = node.attributes.get("role", "")
    if role not in ("", docbook.STRONG, "bold"):
        self.blocks.fault(
            "unknown-attribute", node.offset, f"the role {role} is not known", 'use role="strong"'
        )
    _check_content(self, node)
    self.wrap(node, "strong" if role else "em")


def _check_content(self: Inlines, node: Node) -> None:
    """Report an element that marks nothing: no edition shows it, and Markdown has no signs for it."""
    if not node.children:
        self.blocks.fault("raw-html", node.offset, f"the element {node.name} holds nothing", "remove it")


def _foreign(self: Inlines, node: Node) -> None:
    if "xml:lang" not in node.attributes:
        hint = 'add xml:lang="en"'
        self.blocks.fault("unknown-attribute", node.offset, "foreignphrase does not name its language", hint)
    self.wrap(node, "span")


def _phrase(self: Inlines, node: Node) -> None:
    role = node.attributes.get("role", "")
    if role == docbook.BREAK:
        self.blocks.only(node)
        self.empty("br", node.offset)
        # The line end stays in the text, so that the words around it stay apart.
        self.piece("\n", node.offset)
    elif role == docbook.RANGE:
        _range(self, node)
    elif role in (docbook.LOST, docbook.PARTIAL):
        slip = settle_gap(self.wrap(node, "span", {"class": role}))
        if slip is not None:
            self.blocks.fault("unknown-attribute", node.offset, *slip)
    elif role == docbook.ELSEWHERE:
        self.wrap(node, "span", {"class": role})
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
    self.blocks.only(ends[1])
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
    _check_content(self, node)
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
    self.blocks.only(works[0])
    key = works[0].attributes.get("linkend", "").removeprefix(docbook.WORK_ID)
    self.wrap(
        Node("citation", node.attributes, node.offset, rest), "a", {"class": "citation", "data-key": key}
    )


def _work(self: Inlines, node: Node) -> None:
    self.blocks.only(node)
    key = node.attributes.get("linkend", "").removeprefix(docbook.WORK_ID)
    self.empty("a", node.offset, {"class": "citation", "data-key": key})


def _note(self: Inlines, node: Node) -> None:
    label = self.blocks.label(node)
    call = self.empty("a", node.offset, {"class": "noteref", "data-label": label})
    self.blocks.note(node, label, call)


def _note_again(self: Inlines, node: Node) -> None:
    self.blocks.only(node)
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
