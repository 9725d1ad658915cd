"""The content of a definition: emphasis, terms in use, other languages, and codes of Markdown.

``hi`` and ``foreign`` say what they can. What TBX has no element for stands in its elements for native
codes, as Markdown has it: ``bpt`` and ``ept`` hold what opens and closes around the words, ``ph`` what
stands for itself. Text outside these is text, whatever signs it has.
"""

from __future__ import annotations

from lxml import etree

from colofon import tbx
from colofon.book import POSITION, Element, Fault, Run
from colofon.markdown import inline_text
from colofon.reading.attributes import set_attributes
from colofon.reading.chapters import parse_inline
from colofon.reading.inlines import Lines
from colofon.reading.markup import EntityReference, Node, Text
from colofon.reading.prose import SPACES, Prose
from colofon.reading.syntax.attributes import Attributes
from colofon.reading.tbx.source import HINT, Source, key_of

FILLING = "x"
"""Stands for the words between two codes while these are read."""
BREAK = "\\"
DEEPEST = 40
"""Pairs of codes in pairs; those that lie deeper are none."""
TAGS = {tbx.ITALIC: "em", tbx.BOLD: "strong", "": "em"}
"""Type of ``hi`` -> element."""


def definition_block(
    source: Source, descrip: Node, slips: list[Fault] | None = None
) -> tuple[Element, list[Run]]:
    """Return a definition as an element of a chapter tree, and the places of its text.

    What is wrong with its codes, as Markdown, goes to `slips` where these are given.
    """
    position = source.markup.position(descrip.offset)
    block = etree.Element("p", {POSITION: f"{position.line}:{position.column}"})
    return block, Definition(source, source.faults if slips is None else slips).fill(block, descrip.children)


def written(source: Source, descrip: Node) -> str:
    """Return a definition in another language as Markdown: what is one code is Markdown already.

    Its Markdown is checked no more than that of a translation in YAML.
    """
    parts = [child for child in descrip.children if not isinstance(child, Text) or child.text.strip(SPACES)]
    if len(parts) == 1 and isinstance(parts[0], Node) and parts[0].name == "ph":
        return parts[0].own_text().strip(SPACES)
    return inline_text(definition_block(source, descrip, [])[0])


class Definition(Prose):
    """Builds the content of one definition."""

    def __init__(self, source: Source, slips: list[Fault]) -> None:
        super().__init__(source.markup, source.faults)
        self.source = source
        self.slips = slips
        self.depth = 0

    def build(self, children: list[Node | Text | EntityReference]) -> None:
        """Append what some nodes say; what stands between two codes belongs to them."""
        ends = _pairs(children) if self.depth < DEEPEST else {}
        self.depth += 1
        index = 0
        while index < len(children):
            end = ends.get(index, index)
            opening, closing = children[index], children[end]
            if end > index and isinstance(opening, Node) and isinstance(closing, Node):
                self.pair(opening, closing, children[index + 1 : end])
            else:
                super().build([opening])
            index = end + 1
        self.depth -= 1

    def element(self, node: Node) -> None:
        if node.name == "hi":
            self.highlighted(node)
        elif node.name == "foreign":
            if "xml:lang" not in node.attributes:
                message, hint = "foreign does not name its language", 'add xml:lang="en"'
                self.fault("unknown-attribute", node.offset, message, hint)
            self.identify(node, self.filled("span", node.offset, node.children))
        elif node.name == "ph":
            self.code_alone(node)
        elif node.name in ("bpt", "ept"):
            other = "ept" if node.name == "bpt" else "bpt"
            message = f"{node.name} has no {other} with the same i beside it"
            self.fault("raw-html", node.offset, message, "codes around words come in pairs")
        else:
            self.fault("raw-html", node.offset, f"the element {node.name} cannot stand in a definition", HINT)
            self.build(node.children)

    def highlighted(self, node: Node) -> None:
        kind, target = node.attributes.get("type", ""), node.attributes.get("target", "")
        if kind == tbx.TERM or (target and not kind):
            key = self.source.owners.get(target) or key_of(target)
            if not key:
                hint = 'add target="...", the id of its entry'
                self.fault("empty-link", node.offset, "the term names no entry", hint)
                self.build(node.children)
                return
            attributes = {"class": "term", "data-key": key}
            self.identify(node, self.filled("a", node.offset, node.children, attributes))
            return
        if kind not in TAGS:
            message, hint = f"the type {kind} is not known", f"known here: {', '.join(filter(None, TAGS))}"
            self.fault("unknown-attribute", node.offset, message, f"{hint}, {tbx.TERM}")
        self.identify(node, self.filled(TAGS.get(kind, "em"), node.offset, node.children))

    def identify(self, node: Node, element: Element) -> None:
        """Lay the language of a node on its element."""
        language = node.attributes.get("xml:lang")
        if language is not None:
            found = Attributes([], [], [("lang", language)], 0)
            self.faults += set_attributes(element, found, self.markup.path, frozenset(), ("lang",))

    def pair(self, opening: Node, closing: Node, children: list[Node | Text | EntityReference]) -> None:
        """Append the element that two codes make, with the content between them."""
        first, second = self.codes(opening), self.codes(closing)
        pieces = [*first, Text(FILLING, closing.offset), *second]
        text = "".join(piece.text for piece in pieces)
        block, _ = parse_inline(text, self.markup.path, "p", self.lines(pieces), self.slips)
        element = block[0] if len(block) == 1 and not block.text and not block[0].tail else None
        if element is None or len(element) or element.text != FILLING:
            hint = "such as * and *, or [ and ]{lang=en}"
            self.fault("raw-html", opening.offset, "these two codes are none of Markdown", hint)
            self.build(children)
            return
        element.text = None
        element.set(POSITION, self.place(opening.offset))
        was_spaced, outer = self.spaced, self.current
        outer.append(element)
        self.enter(element, children, was_spaced)
        self.current = outer

    def code_alone(self, node: Node) -> None:
        """Append what a code stands for: an entity, an image, a reference that is filled."""
        pieces = self.codes(node)
        code = "".join(piece.text for piece in pieces)
        if code.strip(SPACES) == BREAK:
            self.empty("br", node.offset)
            # The line end stays in the text, so that the words around it stay apart.
            self.piece("\n", node.offset)
            return
        block, runs = parse_inline(code, self.markup.path, "p", self.lines(pieces), self.slips)
        self.runs += [Run(self.length + run.offset, run.line, run.column) for run in runs]
        self.append(block.text or "")
        for index, element in enumerate(list(block)):
            if not index and not block.text:
                element.set(POSITION, self.place(node.offset))
            tail, element.tail = element.tail or "", None
            self.flush()
            self.current.append(element)
            self.last = element
            self.length += len("".join(map(str, element.itertext())))
            self.append(tail)
        self.spaced = False

    def codes(self, node: Node) -> list[Text]:
        """Return the text of a code, in the pieces in which it stands in the file."""
        found = []
        for child in node.children:
            if isinstance(child, Text):
                found.append(child)
            else:
                self.fault("raw-html", child.offset, f"{node.name} holds nothing but text", HINT)
        return found

    def lines(self, pieces: list[Text]) -> Lines:
        """Return how the text of codes lies in the file."""
        lines, length = Lines([], [], []), 0
        for piece in pieces:
            offset = piece.offset
            for part in piece.text.split("\n"):
                position = self.markup.position(offset)
                lines.starts.append(length)
                lines.rows.append(position.line)
                lines.columns.append(position.column)
                length, offset = length + len(part) + 1, offset + len(part) + 1
            # Behind the last part stands no line end.
            length -= 1
        return lines if pieces else Lines([0], [1], [1])


def _pairs(children: list[Node | Text | EntityReference]) -> dict[int, int]:
    """Return where the codes that open stand among some nodes, and where those that close them."""
    found, opened = {}, dict[str, int]()
    for index, child in enumerate(children):
        if isinstance(child, Node) and child.name in ("bpt", "ept"):
            name = child.attributes.get("i", "")
            if child.name == "bpt":
                opened.setdefault(name, index)
            elif name in opened:
                found[opened.pop(name)] = index
    return found
