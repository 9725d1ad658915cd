"""Drafts: inline content as it would stand in the file if nothing had to be escaped.

Each character has a kind beside it, so that escaping can look at all of them and touch only text.
"""

from __future__ import annotations

TEXT = "t"
INSIDE = "i"
"""Text between the brackets of a link, a span or a figure."""
MARKUP = "m"
CODE = "c"
OPENING = "o"
"""A mark that opens emphasis."""
CLOSING = "e"
"""A mark that closes emphasis."""


class Draft:
    """Characters, and the kind of each."""

    def __init__(self) -> None:
        self.raw = ""
        self.kinds = ""
        self.brackets = 0

    def add(self, text: str, kind: str) -> None:
        self.raw += text
        self.kinds += kind * len(text)

    def text(self, text: str) -> None:
        self.add(text, INSIDE if self.brackets else TEXT)

    def is_text(self, position: int) -> bool:
        return self.kinds[position : position + 1] in (TEXT, INSIDE) and position < len(self.raw)
