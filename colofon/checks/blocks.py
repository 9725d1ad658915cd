"""The text of a book as checks read it: every text block, in order, and one string over all of them.

A pattern is searched once in the whole string; only where it is found does a check look at the
elements around it. Nothing here decides what is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from colofon.book import Book, Chapter, Element, Position, block_text
from colofon.checks.inlines import Inlines
from colofon.vocabulary import HEADINGS, TEXT_BLOCKS

SEPARATOR = "\0"
"""Stands between two blocks; no file of a manuscript can hold it, and no pattern matches it."""


@dataclass(eq=False)
class TextBlock:
    """A block with inline content, and what surrounds it."""

    chapter: Chapter
    """For a definition of the glossary, a chapter without name that stands for the file."""
    element: Element
    text: str
    language: str
    """Of the block; parts of it may be in another one."""
    note: str
    """Label of the note it stands in, or empty."""
    quoted: bool
    """Whether it stands in a quotation or an epigraph: words of others."""
    key: str
    """Key of the entry, in the glossary."""

    @property
    def heading(self) -> bool:
        return self.element.tag in HEADINGS

    @cached_property
    def inlines(self) -> Inlines:
        """The elements inside it, gathered once: a check asks for them at each match."""
        return Inlines(self.element)

    def position(self, offset: int) -> Position:
        return self.chapter.position_in(self.element, offset)


class Corpus:
    """All text blocks of a book, chapters first, then the glossary."""

    def __init__(self, book: Book) -> None:
        self.blocks = [*_chapter_blocks(book), *_glossary_blocks(book)]
        self.text = SEPARATOR.join(block.text for block in self.blocks)
        self.starts = []
        offset = 0
        for block in self.blocks:
            self.starts.append(offset)
            offset += len(block.text) + 1

    def at(self, offset: int) -> tuple[int, int]:
        """Return the index of the block at an offset of the whole text, and the offset in the block."""
        index = bisect_right(self.starts, offset) - 1
        return index, offset - self.starts[index]

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[TextBlock, int, re.Match[str]]]:
        """Yield each match with its block and its offset in the block."""
        for match in pattern.finditer(self.text):
            index, offset = self.at(match.start())
            yield self.blocks[index], offset, match


def corpus(book: Book) -> Corpus:
    """Return the text of a book, gathered once."""
    found = book.worked_out.get("corpus")
    if not isinstance(found, Corpus):
        found = book.worked_out["corpus"] = Corpus(book)
    return found


def _chapter_blocks(book: Book) -> Iterator[TextBlock]:
    for chapter in book.chapters:
        yield from _blocks(chapter.tree, chapter, chapter.language or book.metadata.language, "", False)


def _glossary_blocks(book: Book) -> Iterator[TextBlock]:
    language = book.metadata.language
    for terms in book.terms.values():
        for term in terms:
            for sense in term.senses:
                if sense.definition is not None:
                    file = Chapter("", book.glossary_path, "", sense.definition, book.glossary_runs)
                    text = block_text(sense.definition)
                    yield TextBlock(file, sense.definition, text, language, "", False, term.key)


def _blocks(parent: Element, chapter: Chapter, language: str, note: str, quoted: bool) -> Iterator[TextBlock]:
    for element in parent:
        tag = element.tag
        inner = element.get("lang") or language
        if tag in TEXT_BLOCKS:
            yield TextBlock(chapter, element, block_text(element), inner, note, quoted, "")
        elif len(element):
            label = element.get("data-label", "") if tag == "aside" else note
            # A note on a quotation is the author's own.
            epigraph = "epigraph" in (element.get("class") or "").split()
            other = tag != "aside" and (quoted or epigraph or tag == "blockquote")
            yield from _blocks(element, chapter, inner, label, other)


def elements(book: Book, tag: str) -> Iterator[tuple[Element, Position]]:
    """Yield the elements of a kind with their places: in the chapters, then in the definitions."""
    for chapter in book.chapters:
        for element in chapter.tree.iter(tag):
            yield element, chapter.position(element)
    for block in _glossary_blocks(book):
        for element in block.element.iter(tag):
            yield element, block.chapter.position(element)


def around(block: TextBlock, offset: int) -> list[Element]:
    """Return the inline elements that hold a character, outer before inner."""
    return [part.element for part in block.inlines.around(offset)]


def language_at(block: TextBlock, offset: int) -> str:
    """Return the language of a character: of the innermost element that names one."""
    named = [element.get("lang") for element in around(block, offset) if element.get("lang")]
    return (named[-1] or block.language) if named else block.language


def same_language(first: str, second: str) -> bool:
    """Tell whether two tags name one language: ``nl`` and ``nl-BE`` do."""
    return first.partition("-")[0].lower() == second.partition("-")[0].lower()
