"""The structure of chapters as lines: what every form of file can carry, and no more.

A line is one block: its kind, its depth and its text; notes follow the block that calls them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from colofon.book import Book, Element
from colofon.vocabulary import HEADINGS


def structure(book: Book) -> list[str]:
    """Return the lines of all chapters."""
    return [line for chapter in book.chapters for line in _Structure(chapter.tree).blocks(chapter.tree, "")]


class _Structure:
    def __init__(self, tree: Element) -> None:
        self.notes = {note.get("data-label"): note for note in tree.iter("aside")}
        self.called: list[Element] = []

    def blocks(self, parent: Element, indent: str) -> Iterator[str]:
        for block in parent:
            if block.tag in ("p", "dt", "caption", "figcaption", "th", "td", "pre", *HEADINGS):
                text = _squeezed("".join(self.text(block)))
                yield f"{indent}{block.tag} {text}".rstrip()
                while self.called:
                    note = self.called.pop(0)
                    yield f"{indent}  note"
                    yield from self.blocks(note, f"{indent}    ")
            elif block.tag == "img":
                yield f"{indent}img {_squeezed(block.get('alt') or '')}"
            elif block.tag in ("div", "section", "thead", "tbody", "tr"):
                yield from self.blocks(block, indent)
            elif block.tag != "aside":
                yield f"{indent}{block.tag}"
                yield from self.blocks(block, f"{indent}  ")

    def text(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.get("class") == "noteref":
                note = self.notes.get(child.get("data-label"))
                if note is not None:
                    self.called.append(note)
            elif child.get("class") == "definition":
                yield f"&{child.get('data-key')};"
            elif child.tag == "br":
                yield " "
            else:
                yield from self.text(child)
            yield child.tail or ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
