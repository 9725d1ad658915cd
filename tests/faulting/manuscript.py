"""A manuscript as a fault needs it: the book, the text of each file, and places as offsets."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from colofon.book import Book, Chapter, Element, Note, Position
from colofon.diagnostics import Diagnostic
from colofon.pipeline import check_book, read_book
from colofon.reading.sources import read_source, shown
from tests.faulting.laying import Place

CONCORDANCE = "concordance.yaml"
Order = tuple[int, int, int]
"""Rank of a place in the book: chapter, element, character."""


class Manuscript:
    """A manuscript folder, read once; kinds of faults only look at it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book: Book = read_book(root)
        self.paths = {shown(root / name): name for name in self._names()}
        self.texts = {name: read_source(root / name, []) or "" for name in self.paths.values()}
        self._line_starts: dict[str, list[int]] = {}

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What the checks say of it as it is."""
        return check_book(self.book)

    def _names(self) -> list[str]:
        spine = [item.file for item in self.book.metadata.spine]
        files = ("book.yaml", "glossary.yaml", "references.yaml", "numbering.lock", CONCORDANCE)
        return [name for name in (*spine, *files, *self.book.charts) if (self.root / name).is_file()]

    def name(self, path: str) -> str:
        """Return the path inside the manuscript of a path as findings print it."""
        return self.paths[path]

    def file_of(self, chapter: Chapter) -> str:
        return self.name(chapter.path)

    def text_of(self, chapter: Chapter) -> str:
        return self.texts[self.file_of(chapter)]

    def offset(self, position: Position) -> int:
        """Return the offset of a position in its file."""
        return self.line_start(self.name(position.path), position.line) + position.column - 1

    def line_start(self, name: str, line: int) -> int:
        """Return the offset of a line, and the end of the text for the line behind the last."""
        starts = self._line_starts.get(name)
        if starts is None:
            text, starts, found = self.texts[name], [0], 0
            while (found := text.find("\n", found) + 1) > 0:
                starts.append(found)
            self._line_starts[name] = starts
        return starts[line - 1] if line <= len(starts) else len(self.texts[name])

    def line_of(self, name: str, offset: int) -> int:
        self.line_start(name, 1)
        return bisect_right(self._line_starts[name], offset)

    def place(self, position: Position) -> Place:
        """Return a position of the book as a place that edits move."""
        return Place(self.name(position.path), self.offset(position))

    @cached_property
    def _ranks(self) -> dict[Element, tuple[int, int]]:
        return {
            element: (number, rank)
            for number, chapter in enumerate(self.book.chapters)
            for rank, element in enumerate(chapter.tree.iter())
        }

    def rank(self, element: Element) -> tuple[int, int]:
        """Return the rank of an element in the order of reading: a table's caption before its cells."""
        return self._ranks[element]

    def order(self, element: Element, chapter: Chapter) -> Order:
        """Return the rank of an inline element, by the block it stands in."""
        block = element
        while (parent := block.getparent()) is not None and block.tag in (
            "a",
            "span",
            "em",
            "strong",
            "code",
        ):
            block = parent
        return (*self.rank(block), self.offset(chapter.position(element)))

    def end_of(self, element: Element, chapter: Chapter) -> int:
        """Return the offset behind the last line that is not blank of a block of the chapter's own."""
        following = element.getnext()
        text = self.text_of(chapter)
        end = len(text) if following is None else self.offset(chapter.position(following))
        return len(text[:end].rstrip())

    def notes(self) -> list[Note]:
        """Return the notes that are written once, called once, and stand in the chapter's own text."""
        called: dict[tuple[str, str], int] = {}
        for reference in self.book.references_to("noteref"):
            key = (reference.chapter, reference.label)
            called[key] = called.get(key, 0) + 1
        return [
            notes[0]
            for key, notes in self.book.notes.items()
            if len(notes) == 1 and called.get(key) == 1 and notes[0].number is not None
        ]

    def own_notes(self) -> list[Note]:
        """Return those of `notes` that are written at the margin, not in a list or a quotation."""
        return [
            note
            for note in self.notes()
            if note.element.getparent() is self.book.chapter(note.chapter).tree and note.position.column == 1
        ]

    def language(self, chapter: Chapter | None) -> str:
        found = (chapter.language if chapter else "") or self.book.metadata.language
        return found.partition("-")[0].lower()
