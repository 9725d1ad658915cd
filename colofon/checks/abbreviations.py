"""Abbreviations of the glossary: expanded before they are used (G306).

A note is read where it is called: what it says counts from that paragraph on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from colofon.book import Book, Element, Term
from colofon.checks.blocks import Corpus, TextBlock, around, corpus, same_language
from colofon.checks.faults import lacks_chapters
from colofon.checks.glossary import entries, word
from colofon.diagnostics import Diagnostic

BEHIND = re.compile(r"\s*[(,:=–-]\s*[‘“'\"]?$")
"""What may stand between an abbreviation and its expansion: ``CAT (Centre ...``."""


class Place(NamedTuple):
    """A character, in the order of reading."""

    rank: int
    """Index of the block, or of the block that calls the note it stands in."""
    block: int
    offset: int


def unexpanded_abbreviation(book: Book) -> Iterator[Diagnostic]:
    """G306: an abbreviation of the glossary is used before the book says what it stands for.

    Bad:   Het rapport van het CAT     and nowhere before: Centre d’Analyse du Terrorisme
    Good:  Het Centre d’Analyse du Terrorisme (CAT)     or the first time [CAT](term:cat)
    """
    terms = [term for term in entries(book) if term.abbreviation and term.expansion != term.abbreviation]
    terms = [term for term in terms if term.expansion and term.abbreviation in corpus(book).text]
    if not terms or lacks_chapters(book):
        return
    order = _Order(book)
    for term in terms:
        use = order.first_use(term)
        if use is not None and not order.is_expanded(term, use):
            message = f"{term.abbreviation} is used before it is expanded"
            hint = f"write {term.expansion} ({term.abbreviation}), or [{term.abbreviation}](term:{term.key})"
            yield Diagnostic(order.corpus.blocks[use.block].position(use.offset), "G306", message, hint)


class _Order:
    """The blocks of a book in the order of reading."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.corpus: Corpus = corpus(book)
        self.indexes = {block.element: index for index, block in enumerate(self.corpus.blocks)}
        self.explained: dict[str, list[Place]] = {}
        """Key -> where a link or an entity names it."""
        for reference in book.references:
            if reference.kind in ("term", "entity") and reference.chapter:
                index, offset = self.within(reference.element)
                self.explained.setdefault(reference.label, []).append(self.place(index, offset))

    def within(self, element: Element) -> tuple[int, int]:
        """Return the index of the block around an element, and the offset of the element in it."""
        index = next(self.indexes[above] for above in element.iterancestors() if above in self.indexes)
        return index, self.corpus.blocks[index].inlines.by_element[element].start

    def place(self, index: int, offset: int) -> Place:
        block = self.corpus.blocks[index]
        note = self.book.note(block.chapter.name, block.note) if block.note else None
        if note is None or note.call is None:
            return Place(index, index, offset)
        return Place(self.within(note.call)[0], index, offset)

    def first_use(self, term: Term) -> Place | None:
        """Return where running text first uses an abbreviation."""
        uses = []
        for block, offset, match in self.corpus.search(word(term.abbreviation)):
            if block.chapter.name and not block.heading and _is_own(self.book, block, offset):
                uses.append(self.place(self.corpus.at(match.start())[0], offset))
        return min(uses, default=None)

    def is_expanded(self, term: Term, use: Place) -> bool:
        """Tell whether the reader knows by then what an abbreviation stands for."""
        for name in (term.key, *(sense.key for sense in term.senses)):
            if any(_before(place, use) for place in self.explained.get(name, ())):
                return True
        text = self.corpus.blocks[use.block].text
        for block, offset, match in self.corpus.search(word(term.expansion, re.IGNORECASE)):
            index = self.corpus.at(match.start())[0]
            if block.chapter.name and _before(self.place(index, offset), use):
                return True
            if index == use.block and BEHIND.match(text[use.offset + len(term.abbreviation) : offset]):
                return True
        return False


def _before(place: Place, use: Place) -> bool:
    """Tell whether something is read before a use, or with it: a note is read with its paragraph."""
    if place.rank != use.rank:
        return place.rank < use.rank
    if place.block == use.block:
        return place.offset <= use.offset
    return place.block < use.block or use.block == use.rank


def _is_own(book: Book, block: TextBlock, offset: int) -> bool:
    """Tell whether a word is the author's own: no quotation, no title, no code, no other language."""
    base = block.chapter.language or book.metadata.language
    if block.quoted or block.element.tag == "pre" or not same_language(block.language, base):
        return False
    held = around(block, offset)
    return not any(element.tag == "code" or element.get("class") in ("work", "citation") for element in held)
