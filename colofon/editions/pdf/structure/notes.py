"""Where notes stand in the order of reading: directly behind the block that calls them.

Behind the paragraph or the heading; in an item behind its paragraph, or behind its words where it has
none; behind the whole table and the whole figure, since a table holds no notes between its cells.
"""

from __future__ import annotations

from colofon.editions.pdf.structure.collecting import Source
from colofon.editions.pdf.structure.lists import item_body
from colofon.editions.pdf.structure.nodes import Node

INLINE = frozenset({"Span", "Em", "Strong", "Link", "Reference", "Lbl", "Code", "Figure"})
WHOLE = ("Table", "Div")
"""Types that a note stands behind as a whole, the outermost that counts first."""


def place_notes(
    document: Node, notes: list[Node], nodes: dict[Source, Node], parents: dict[Source, Source]
) -> None:
    """Put every note behind the block in which it is called, several in their order."""
    last: dict[Node, Node] = {}
    for note in notes:
        assert note.source is not None
        call = nodes[parents[note.source]]
        block = _block(call)
        if block in last:
            note.put_behind(last[block])
        elif block.kind == "LBody":
            block.add(note, _behind_words(block))
        elif block.kind == "Lbl":
            assert block.parent is not None
            item_body(block.parent).add(note, 0)
        elif block.parent is None:
            block.add(note)
        else:
            note.put_behind(block)
        last[block] = note


def _block(call: Node) -> Node:
    """Return the block behind which the note of a call stands."""
    around: list[Node] = []
    node: Node | None = call
    while node is not None:
        around.append(node)
        node = node.parent
    for kind in WHOLE:
        whole = next((each for each in around if each.kind == kind and _is_whole(each)), None)
        if whole is not None:
            return whole
    return next(each for each in around if each.kind not in INLINE or _is_term(each))


def _is_whole(node: Node) -> bool:
    """Tell whether a note may not stand within a node: a table, or a figure with its caption."""
    return node.kind == "Table" or (node.source is not None and node.source.tag == "figure")


def _is_term(node: Node) -> bool:
    return node.kind == "Lbl" and node.source is not None and node.source.tag == "dt"


def _behind_words(body: Node) -> int:
    """Return the index in the body of an item behind the words that stand in it without a paragraph."""
    kids = body.kids
    return next(
        (index for index, kid in enumerate(kids) if isinstance(kid, Node) and kid.kind not in INLINE),
        len(kids),
    )
