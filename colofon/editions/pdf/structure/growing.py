"""The tree of nodes, out of the document and of what was drawn of it.

A node is made for an element when the first thing it draws is met; what an element draws on several pages
comes into the one node. Elements that say nothing of their text, as a plain ``span``, leave it to the
element around them.
"""

from __future__ import annotations

from typing import Any

from colofon.editions.pdf.structure.collecting import (
    CALL,
    MARKER,
    Collected,
    Piece,
    Source,
)
from colofon.editions.pdf.structure.lists import is_item, item_body, item_label, list_node
from colofon.editions.pdf.structure.nodes import Node
from colofon.editions.pdf.structure.notes import place_notes
from colofon.editions.pdf.structure.tables import complete_table

KINDS = {
    "section": "Sect", "nav": "Sect", "p": "P", "blockquote": "BlockQuote", "figure": "Div", "img": "Figure",
    "figcaption": "Caption", "caption": "Caption", "table": "Table", "thead": "THead", "tbody": "TBody",
    "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD", "aside": "Note", "em": "Em", "strong": "Strong",
    "code": "Code", "pre": "P", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "a": "Link",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
"""Element -> its structure type; an element that is not here says nothing of its text."""
SPANS = frozenset({"span", "dfn", "sup", "sub", "abbr", "a"})
"""Elements that are a part of a line, and of which only what is said of them becomes a node."""
CLASSES = {"box": "Aside", "cover": "Div", "epigraph": "BlockQuote"}
"""Class of a ``div`` -> its structure type."""
CONTENTS = "contents"
UNORDERED = frozenset(
    "Document Sect Div Aside BlockQuote L LI LBody Table THead TBody TR TOC".split()  # noqa: SIM905
)
"""Types that hold blocks: where the layout drew them in another order, that of the document counts."""


def grow(root: Source, collected: Collected) -> Node:
    """Return the structure of a document."""
    return _Growing(root, collected).grow()


class _Growing:
    def __init__(self, root: Source, collected: Collected) -> None:
        self.collected = collected
        self.parents: dict[Source, Source] = {child: parent for parent in root.iter() for child in parent}
        self.ranks = {element: rank for rank, element in enumerate(root.iter())}
        self.languages: dict[Source, str] = {}
        self.document = Node("Document", root, self.language(root))
        self.nodes: dict[Source, Node] = {root: self.document}
        self.notes: list[Node] = []

    def grow(self) -> Node:
        for piece in self.collected.pieces:
            self.take(piece)
        for table in [node for node in self.all_nodes() if node.kind == "Table"]:
            self.complete_cells(table)
        for node in self.all_nodes():
            # A number that moved out leaves nothing behind.
            if not node.kids and node.kind in ("P", "Em", "Strong", "Span"):
                node.remove()
        self.order(self.document)
        for note in self.notes:
            self.order(note)
        for table in [node for node in self.all_nodes() if node.kind == "Table"]:
            complete_table(table)
        for source, (page, box) in self.collected.figures.items():
            self.measure(source, page, box)
        place_notes(self.document, self.notes, self.nodes, self.parents)
        return self.document

    def complete_cells(self, table: Node) -> None:
        """Make nodes for the cells that draw nothing."""
        for name in ("tr", "th", "td"):
            for source in table.source.iter(name) if table.source is not None else ():
                self.node(source)

    def all_nodes(self) -> list[Node]:
        return [node for root in (self.document, *self.notes) for node in root.walk()]

    def take(self, piece: Piece) -> None:
        """Put what was drawn into the node of its element."""
        source = piece.source
        if piece.pseudo == CALL:
            # The number that stands in the text is drawn for the note, and belongs to its call.
            holder = self.label_of_call(self.parents[source])
        elif piece.pseudo == MARKER:
            holder = item_label(self.node(source))
        else:
            holder = self.holder(source)
        holder.kids.append(piece.content)

    def label_of_call(self, call: Source) -> Node:
        link = self.node(call)
        label = next((kid for kid in link.nodes() if kid.kind == "Lbl"), None)
        return label or link.add(Node("Lbl", None, link.language))

    def holder(self, source: Source) -> Node:
        """Return the node that takes what an element draws itself."""
        node = self.node(source)
        return item_body(node) if is_item(node) else node

    def node(self, source: Source) -> Node:
        """Return the node of an element, or of the nearest around it that has one."""
        if source in self.nodes:
            return self.nodes[source]
        kind = self.kind(source)
        parent = self.parents[source]
        if kind == "Note":
            node = Node("Note", source, self.language(source), id=source.get("id", ""))
            self.notes.append(node)
        elif not kind:
            node = self.node(parent)
        else:
            node = self.make(kind, source)
        self.nodes[source] = node
        return node

    def make(self, kind: str, source: Source) -> Node:
        """Make the node of an element and put it into that around it."""
        around = self.node(self.parents[source])
        if kind == "LI":
            return around.add(Node("TOCI" if around.kind == "TOC" else "LI", source, self.language(source)))
        if kind == "L":
            return self.listing(around, source)
        if kind in ("Lbl", "LBody"):
            return self.definition(kind, around, source)
        around = item_body(around) if is_item(around) else around
        node = around.add(Node(kind, source, self.language(source)))
        if kind == "Link":
            self.complete_link(node)
        elif kind == "Figure":
            node.alternative = source.get("alt", "")
        elif source.tag == "pre":
            # Code stands in a line (ISO 32000-1, 14.8.4.4), so that a block of it is a paragraph too.
            node = self.nodes[source] = node.add(Node("Code", source, self.language(source)))
        elif kind == "TH":
            node.set("Table", Scope="/Row" if source.get("scope") == "row" else "/Column")
        self.say(node)
        return node

    def listing(self, around: Node, source: Source) -> Node:
        if CONTENTS in self.class_of(source) or around.kind in ("TOC", "TOCI"):
            # A contents inside an entry stands behind it, in the contents around.
            holder = around.parent if around.kind == "TOCI" and around.parent else around
            return holder.add(Node("TOC", source, self.language(source)))
        around = item_body(around) if is_item(around) else around
        return around.add(list_node(source, self.language(source)))

    def definition(self, kind: str, around: Node, source: Source) -> Node:
        """Put a term, or what is said of it, into an item; a term behind a description begins one."""
        last = list(around.nodes())[-1:]
        open_item = last[0] if last and last[0].kind == "LI" else None
        if open_item is not None and kind == "Lbl" and any(kid.kind == "LBody" for kid in open_item.nodes()):
            open_item = None
        item = open_item or around.add(Node("LI", None, around.language))
        return item.add(Node(kind, source, self.language(source)))

    def complete_link(self, node: Node) -> None:
        """Say what a link is: the call of a note, an entry of the contents, the way back from a note."""
        source = node.source
        classes = self.class_of(source)
        if "noteref" in classes or "entry" in classes:
            holder = node.parent
            assert holder is not None
            node.remove()
            holder.add(Node("Reference", None, node.language)).add(node)
        if "noteref" in classes:
            node.id = source.get("id", "")
        if "back" in classes:
            note = self.note_around(source)
            if note is not None:
                node.remove()
                note.add(Node("Lbl", None, note.language), 0).add(node)

    def note_around(self, source: Source) -> Node | None:
        while source is not None and source.tag != "aside":
            source = self.parents.get(source)
        return self.node(source) if source is not None else None

    def say(self, node: Node) -> None:
        """Take over what the document says of the text of a node."""
        source = node.source
        if source.get("class") == "partial" and source.get("title"):
            # What stands for lost text is spoken in words (ISO 32000-1, 14.9.4).
            node.actual = source.get("title")
        node.expansion = source.get("data-expansion", "")

    def kind(self, source: Source) -> str:
        """Return the type of an element; empty where it says nothing of its text."""
        tag, classes = str(source.tag), self.class_of(source)
        if tag == "div":
            return next((CLASSES[name] for name in classes if name in CLASSES), "")
        if tag == "a" and not source.get("href"):
            tag = "span"
        if (tag == "li" and "body" in classes) or (tag == "code" and self.parents[source].tag == "pre"):
            return ""
        if tag in KINDS:
            return KINDS[tag]
        own = self.is_foreign(source) or source.get("data-expansion", "") or "partial" in classes
        return "Span" if own and source.tag in SPANS else ""

    def is_foreign(self, source: Source) -> bool:
        """Tell whether an element has another language than what is around it."""
        return bool(source.get("lang")) and source.get("lang") != self.language(self.parents[source])

    def class_of(self, source: Source) -> list[str]:
        return str(source.get("class", "")).split()

    def language(self, source: Source) -> str:
        """Return the language of an element: its own, or that around it."""
        if source not in self.languages:
            own = source.get("lang")
            around = self.parents.get(source)
            self.languages[source] = own or (self.language(around) if around is not None else "")
        return self.languages[source]

    def order(self, node: Node) -> None:
        """Put blocks into the order of the document."""
        for kid in node.nodes():
            self.order(kid)
        if node.kind in UNORDERED and all(isinstance(kid, Node) for kid in node.kids):
            node.kids.sort(key=self.rank)

    def rank(self, node: Any) -> int:
        """Return where a node, or the first of it that stands for an element, is in the document."""
        ranks = (self.ranks[each.source] for each in node.walk() if each.source is not None)
        return next(ranks, -1)

    def measure(self, source: Source, page: int, box: Any) -> None:
        """Say where a picture stands, in points from the left and the foot of its page."""
        node = self.nodes.get(source)
        if node is None or node.kind != "Figure":
            return
        height = self.collected.heights[page]
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, height - top - box.height, left + box.width, height - top)
        node.set("Layout", BBox=[corner * POINTS for corner in corners])


POINTS = 0.75
"""Points of a CSS pixel."""
