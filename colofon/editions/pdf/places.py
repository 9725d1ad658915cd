"""Where in the manuscript an element of the document comes from."""

from __future__ import annotations

from colofon.book import POSITION, Element, Position

PATH = "data-path"
"""Attribute of the part of the document that was made from a file: the path as findings print it."""


def position_of(element: Element) -> Position | None:
    """Return the place of an element, or of what contains it; None outside the chapters."""
    above = [element, *element.iterancestors()]
    part = next((each for each in above if each.get(PATH)), None)
    placed = next((each for each in above if each.get(POSITION)), None)
    if part is None or placed is None:
        return None
    line, _, column = placed.get(POSITION, "").partition(":")
    return Position(part.get(PATH, ""), int(line), int(column))
