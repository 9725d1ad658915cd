"""A text block while its content is read, whatever it is written in: the element that is open, and text."""

from __future__ import annotations

from colofon.book import Element, Run


class Growing:
    """Gathers the text of a block, and puts it where it belongs at the next element."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.length = 0
        """Characters of the block so far."""
        self.pieces: list[str] = []
        self.current: Element
        self.last: Element | None = None
        """The last element inside the one that is open."""

    def append(self, text: str) -> None:
        """Append text whose place is known already."""
        self.length += len(text)
        self.pieces.append(text)

    def flush(self) -> None:
        """Put the text that was gathered where it belongs: at once, since a block may have many pieces."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        if self.last is None:
            self.current.text = text
        else:
            self.last.tail = text
        self.pieces.clear()
