"""Ids of notes: a tree names a note by its label, so what is wrong with its id is said in reading."""

from __future__ import annotations

from collections.abc import Iterator

from colofon import docbook
from colofon.book import Fault
from colofon.reading.markup import Markup, Node


def note_label(node: Node) -> str:
    """Return the label of a ``footnote``: what references to it say, or its id."""
    label = node.attributes.get("xreflabel")
    return label if label is not None else node.attributes.get("xml:id", "").removeprefix(docbook.NOTE_ID)


def identified(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the ids of an element and of all it holds, each with its element, in the order of the file."""
    left = [node]
    while left:
        inner = left.pop()
        if "xml:id" in inner.attributes:
            yield inner.attributes["xml:id"], inner
        left += reversed(inner.nodes())


def notes_by_id(node: Node) -> dict[str, Node]:
    """Return id -> note; of notes with one id, the first."""
    found: dict[str, Node] = {}
    for id, inner in identified(node):
        if inner.name == "footnote":
            found.setdefault(id, inner)
    return found


def shared_ids(markup: Markup, node: Node) -> Iterator[Fault]:
    """Yield a fault for each id that a note shares with what stands before it; other ids are the index's."""
    first: dict[str, Node] = {}
    for id, inner in identified(node):
        other = first.setdefault(id, inner)
        if other is inner or "footnote" not in (inner.name, other.name) or _same_label(inner, other):
            continue
        hint = f"the first stands at {markup.position(other.offset)}; ids are unique in the whole book"
        yield Fault("duplicate-id", markup.position(inner.offset), f"id #{id} is given again", hint)


def _same_label(inner: Node, other: Node) -> bool:
    """Tell whether both are notes of one label, which N103 reports."""
    return inner.name == other.name == "footnote" and note_label(inner) == note_label(other)
