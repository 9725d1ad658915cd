"""The words in drawings, set as words.

WeasyPrint 70.0 sets every letter of an SVG text by itself, one behind the other to the right: Arabic and
Hebrew stand in reverse, Arabic letters do not join, and no pair of letters is kerned. It goes through the
letters of a text, so here a text of which no letter has a place of its own is a single one. It can go when
``tests/test_labels.py`` passes without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.svg

PLACES = ("x", "y", "dx", "dy", "rotate")
"""Attributes with a value for each letter, or one for the first; a single turn is that of every letter."""
SPACED = ("letter-spacing", "textLength")


class Word(str):
    """A text that is gone through in one step."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        """Yield the whole text."""
        yield str(self)


@contextmanager
def set_in_words() -> Iterator[None]:
    """Draw SVG text in whole words."""
    module = weasyprint.svg
    original, tags = module.text, dict(module.TAGS)

    def text(svg: Any, node: Any, font_size: float) -> None:
        if node.text and not _has_placed_letters(node):
            node._etree_node.text = Word(node.text)
        original(svg, node, font_size)

    module.text = text
    module.TAGS.update({name: text for name, draw in tags.items() if draw is original})
    try:
        yield
    finally:
        module.text = original
        module.TAGS.update(tags)


def _has_placed_letters(node: Any) -> bool:
    """Tell whether a drawing says of single letters where they stand."""
    if any(node.get(name, "normal") not in ("normal", "0") for name in SPACED):
        return True
    values = [str(node.get(name, "")).replace(",", " ").split() for name in PLACES]
    return any(len(places) > 1 for places in values) or any(float(turn) for turn in values[-1])
