"""DocBook's blocks become the elements of a chapter tree, each with its place."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from colofon import docbook
from colofon.book import POSITION, Element, Fault, Run
from colofon.reading.attributes import set_attributes
from colofon.reading.docbook.ids import note_label, notes_by_id, shared_ids
from colofon.reading.docbook.inlines import Inlines
from colofon.reading.docbook.lists import bullets, definitions, ordered
from colofon.reading.docbook.notes import Placed
from colofon.reading.docbook.pictures import figure
from colofon.reading.docbook.tables import fill_table
from colofon.reading.markup import EntityReference, Markup, Node, Text
from colofon.reading.syntax.attributes import Attributes
from colofon.reading.syntax.notes import LABEL

HINT = "docs/docbook.md has the elements that a chapter may hold"
DEEPEST_HEADING = 6


class Blocks:
    """Builds the tree of a chapter."""

    def __init__(self, markup: Markup, root: Element, faults: list[Fault]) -> None:
        self.markup = markup
        self.faults = faults
        self.runs: dict[str, list[Run]] = {}
        self.current = root
        self.notes: list[Placed] = []
        self.labels: dict[str, str] = {}
        """Id of a note of this chapter -> its label."""
        self.level = 1

    def chapter(self, node: Node) -> None:
        """Append what a chapter holds."""
        self.check_attributes(node)
        self.labels = {id: note_label(note) for id, note in notes_by_id(node).items()}
        self.faults += shared_ids(self.markup, node)
        self.titled(node)

    def titled(self, node: Node) -> None:
        """Append the heading of a chapter or section, and what stands below it."""
        titles = [title for holder in (node, *node.nodes("info")) for title in holder.nodes("title")]
        for info in node.nodes("info"):
            self.only(info, "title")
        for second in titles[1:]:
            self.unknown(second, "stand here twice")
        title = titles[0] if titles else None
        if title is not None:
            self.check_attributes(title)
            heading = self.text_block(title, f"h{min(self.level, DEEPEST_HEADING)}")
            self.identify(title, heading, node.attributes.get("xml:id"))
        self.build([child for child in node.children if not _is_title(child)])

    def build(self, children: list[Node | Text | EntityReference]) -> None:
        """Append what some nodes say, block by block."""
        for child in children:
            if isinstance(child, Node):
                self.block(child)
            elif isinstance(child, EntityReference):
                self.fault(
                    "raw-html", child.offset, f"&{child.name}; stands in no paragraph", "put it into a para"
                )
            elif child.text.strip():
                offset = child.offset + len(child.text) - len(child.text.lstrip())
                self.fault("raw-html", offset, "this text stands in no paragraph", "put it into a para")

    def block(self, node: Node) -> None:
        builder = BUILDERS.get(node.name)
        if builder is None:
            self.unknown(node, "stand here")
            return
        self.check_attributes(node)
        builder(self, node)

    def place(self, offset: int) -> str:
        position = self.markup.position(offset)
        return f"{position.line}:{position.column}"

    def fault(self, kind: str, offset: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(kind, self.markup.position(offset), message, hint))

    def unknown(self, node: Node, what: str) -> None:
        """Report an element that no edition shows."""
        self.fault("raw-html", node.offset, f"the element {node.name} cannot {what}", HINT)

    def only(self, node: Node, *names: str) -> None:
        """Report what an element holds that would be lost: all but elements of some names."""
        for offset, what in node.besides(*names):
            self.fault("raw-html", offset, f"{what} cannot stand in {node.name}", HINT)

    def check_attributes(self, node: Node) -> None:
        """Report attributes that mean nothing here."""
        known = docbook.ATTRIBUTES.get(node.name, "").split()
        for name in node.attributes:
            if name not in known:
                allowed = f"allowed here: {', '.join(known)}" if known else "no attribute is allowed here"
                self.fault("unknown-attribute", node.offset, f"attribute {name} is not known", allowed)

    def identify(self, node: Node, element: Element, id: str | None = None, name: str = "") -> None:
        """Lay id, class and language on an element, in the order in which Markdown gives them."""
        id = node.attributes.get("xml:id") if id is None else id
        language = node.attributes.get("xml:lang")
        values = [("lang", language)] if language is not None else []
        found = Attributes([id] if id is not None else [], [name] if name else [], values, 0)
        self.faults += set_attributes(element, found, self.markup.path, frozenset({name}), ("id", "lang"))

    def open(self, node: Node, tag: str, **attributes: str) -> Element:
        """Append an element, fill it with the blocks of a node, and return it."""
        outer = self.current
        element = etree.SubElement(outer, tag, {POSITION: self.place(node.offset), **attributes})
        self.current = element
        self.build(node.children)
        self.current = outer
        return element

    def text_block(self, node: Node, tag: str) -> Element:
        """Append a block that holds text."""
        position = self.place(node.offset)
        element = etree.SubElement(self.current, tag, {POSITION: position})
        self.runs[position] = Inlines(self).fill(element, node.children)
        return element

    def label(self, node: Node) -> str:
        """Return the label of a note, and report one that calls cannot name."""
        label = note_label(node)
        if not LABEL.fullmatch(label):
            hint = 'a label has no spaces and no brackets: xreflabel="oproep"'
            self.fault("undefined-note", node.offset, f"{label!r} is no label of a note", hint)
        return label

    def note(self, node: Node, label: str, call: Element) -> None:
        """Build a note; it gets its place when the chapter is whole."""
        outer, level = self.current, self.level
        self.current = holder = etree.Element("section")
        aside = self.open(node, "aside", **{"class": "note", "data-label": label})
        holder.remove(aside)
        self.current, self.level = outer, level
        self.notes.append(Placed(aside, call, node.attributes.get("remap", "")))


def _is_title(child: Node | Text | EntityReference) -> bool:
    return isinstance(child, Node) and child.name in ("title", "info")


def _section(self: Blocks, node: Node) -> None:
    outer = self.level
    self.level = docbook.SECTIONS.index(node.name) + 2 if node.name in docbook.SECTIONS else outer + 1
    if self.level > DEEPEST_HEADING:
        message = f"sections are nested deeper than {DEEPEST_HEADING - 1} levels"
        self.fault("skipped-heading-level", node.offset, message, "nest them less deep")
    self.titled(node)
    self.level = outer


def _bridgehead(self: Blocks, node: Node) -> None:
    """Append a heading that begins no section: in a quotation, an item, a note."""
    rendered = node.attributes.get("renderas", "sect1")
    level = docbook.SECTIONS.index(rendered) + 2 if rendered in docbook.SECTIONS else 1
    self.identify(node, self.text_block(node, f"h{level}"))


def _paragraph(self: Blocks, node: Node) -> None:
    if node.attributes.get("role") == docbook.RULE:
        self.only(node)
        etree.SubElement(self.current, "hr", {POSITION: self.place(node.offset)})
        return
    if "role" in node.attributes:
        self.fault("unknown-attribute", node.offset, f"the role {node.attributes['role']} is not known")
    block = self.text_block(node, "p")
    if not block.text and not len(block):
        # What holds nothing else has to hold a paragraph in DocBook.
        self.current.remove(block)


def _quotation(self: Blocks, node: Node) -> None:
    role = node.attributes.get("role", "")
    tag, name = docbook.QUOTATIONS.get(role, ("blockquote", ""))
    if role not in docbook.QUOTATIONS:
        self.fault("unknown-attribute", node.offset, f"the role {role} is not known")
    element = self.open(node, tag)
    self.identify(node, element, name=name)


def _div(self: Blocks, node: Node) -> None:
    element = self.open(node, "div")
    name = docbook.DIVS[node.name]
    self.identify(node, element, name=name)


def _code(self: Blocks, node: Node) -> None:
    element = etree.SubElement(self.current, "pre", {POSITION: self.place(node.offset)})
    code = etree.SubElement(element, "code", {POSITION: element.get(POSITION, "")})
    text = node.text()
    code.text = f"{text}\n" if text else ""
    if "language" in node.attributes:
        code.set("class", f"language-{node.attributes['language']}")
    runs: list[Run] = []
    length = 0
    for child in node.children:
        if not isinstance(child, Text):
            self.fault("raw-html", child.offset, "code holds nothing but text", "write &lt; and &amp;")
            continue
        start = child.offset
        for row in child.text.splitlines(keepends=True):
            position = self.markup.position(start)
            runs.append(Run(length, position.line, position.column))
            length, start = length + len(row), start + len(row)
    self.runs[element.get(POSITION, "")] = runs


def _table(self: Blocks, node: Node) -> None:
    outer = self.current
    self.current = etree.SubElement(outer, "table", {POSITION: self.place(node.offset)})
    self.identify(
        node, self.current, name="row-headers" if node.attributes.get("rowheader") == "firstcol" else ""
    )
    fill_table(self, node, self.current)
    self.current = outer


BUILDERS: dict[str, Callable[[Blocks, Node], None]] = {
    **dict.fromkeys(("section", *docbook.SECTIONS), _section),
    "bridgehead": _bridgehead,
    "para": _paragraph,
    "simpara": _paragraph,
    "itemizedlist": bullets,
    "orderedlist": ordered,
    "glosslist": definitions,
    "blockquote": _quotation,
    **dict.fromkeys(docbook.DIVS, _div),
    "programlisting": _code,
    **dict.fromkeys(("table", "informaltable"), _table),
    **dict.fromkeys(("figure", "informalfigure", "mediaobject"), figure),
}
