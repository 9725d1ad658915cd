"""Joining: a chapter tree made of its blocks and the texts of its units.

The blocks are those of the chapter; nothing of its text is used but where a unit has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from colofon.book import Chapter, Element
from colofon.translation.codes import Content, fill
from colofon.translation.units import Unit


def join_chapter(chapter: Chapter, units: list[Unit], contents: Mapping[str, Content]) -> Element:
    """Return a copy of a chapter's tree with the given contents in the place of its texts."""
    tree = deepcopy(chapter.tree)
    copies: dict[Element, Element] = dict(zip(chapter.tree.iter(), tree.iter(), strict=True))
    given = [(unit, contents[unit.id]) for unit in units if unit.id in contents]
    # Blocks first: an image inside a line is made anew with its block, and its alternative comes after.
    for unit, content in given:
        if unit.element is not None and unit.kind != "alternative":
            copies.update(fill(copies[unit.element], content))
    for unit, content in given:
        if unit.element is not None and unit.kind == "alternative":
            text = "".join(item for item in content if isinstance(item, str))
            copies[unit.element].set("alt", text)
    return tree
