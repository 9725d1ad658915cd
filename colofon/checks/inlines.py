"""The elements inside a text block, by the offsets of its text.

A block may hold thousands, and a check may ask at each of thousands of places what stands there: they
are gathered once and found by their offsets, never looked through.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from colofon.book import Element


class Inline(NamedTuple):
    """An element inside a text block, by the offsets of its text."""

    start: int
    end: int
    element: Element


class Inlines:
    """The elements inside a text block."""

    def __init__(self, block: Element) -> None:
        self.parts: list[Inline] = []
        """In the order of reading, outer before inner."""
        _gather(block, 0, self.parts)
        self.starts = [part.start for part in self.parts]
        self.by_element = {part.element: part for part in self.parts}

    def around(self, offset: int) -> list[Inline]:
        """Return the elements that hold a character, outer before inner."""
        last = bisect_right(self.starts, offset) - 1
        # Every other one that begins before ends before this one begins, or holds it.
        element = self.parts[last].element if last >= 0 else None
        found = []
        while element is not None and element in self.by_element:
            part = self.by_element[element]
            if offset < part.end:
                found.append(part)
            element = element.getparent()
        return found[::-1]

    def near(self, start: int, end: int) -> list[Inline]:
        """Return the elements that stand between two offsets, or touch them with an end."""
        first, last = bisect_left(self.starts, start), bisect_right(self.starts, end)
        return self.around(start - 1) + self.parts[first:last]


def _gather(element: Element, offset: int, found: list[Inline]) -> int:
    """Gather the elements inside one whose text begins at an offset; return where it ends."""
    offset += len(element.text or "")
    for child in element:
        place = len(found)
        found.append(Inline(offset, offset, child))
        end = _gather(child, offset, found)
        found[place] = Inline(offset, end, child)
        offset = end + len(child.tail or "")
    return offset
