"""Where notes are written: DocBook has them in the text, where they are called; a tree beside its blocks.

A note goes behind the block of the chapter that calls it, as editors write it in Markdown. Where the
manuscript that was exported had it elsewhere, ``remap`` keeps the place: the index of the note among
the children of each element around it, from the chapter down.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from colofon.book import Element

PATH = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})*")
HOLDERS = frozenset({"section", "li", "dd", "blockquote", "div", "aside"})
"""Elements that blocks, and so notes, stand in."""


class Placed(NamedTuple):
    """A note, and the place it had."""

    note: Element
    call: Element
    path: str
    """Indexes joined with dots; empty for the place behind the block that calls it."""


def place_notes(root: Element, notes: list[Placed]) -> None:
    """Put notes into the tree of their chapter."""
    last: dict[Element, Element] = {}
    for placed in notes:
        if not PATH.fullmatch(placed.path):
            block = flow_block(root, placed.call)
            last.get(block, block).addnext(placed.note)
            last[block] = placed.note
    kept = [placed for placed in notes if PATH.fullmatch(placed.path)]
    # In the order of the places, so that each index counts what stands before it.
    for placed in sorted(kept, key=lambda placed: indexes(placed.path)):
        _insert(root, placed)


def indexes(path: str) -> tuple[int, ...]:
    """Return the indexes of a path."""
    return tuple(map(int, path.split(".")))


def flow_block(root: Element, element: Element) -> Element:
    """Return the child of a chapter that an element stands in."""
    inner = element
    for outer in element.iterancestors():
        if outer is root:
            return inner
        inner = outer
    # A call inside a note that has no place yet.
    return root[-1]


def _insert(root: Element, placed: Placed) -> None:
    *way, index = indexes(placed.path)
    parent = root
    for step in way:
        if step >= len(parent):
            break
        parent = parent[step]
    while parent is not root and parent.tag not in HOLDERS:
        above = parent.getparent()
        assert above is not None
        parent = above
    parent.insert(index, placed.note)
