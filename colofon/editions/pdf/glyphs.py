"""Characters that no face has (P804), found before anything is set.

A missing glyph would be drawn as an empty box; WeasyPrint says nothing about it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from colofon.book import Book, Position, block_text
from colofon.diagnostics import Diagnostic
from colofon.editions.pdf.fonts import uncovered
from colofon.vocabulary import TEXT_BLOCKS


def missing_glyphs(book: Book) -> Iterator[Diagnostic]:
    """Yield the characters for which no face of the editions has a glyph."""
    for chapter in book.chapters:
        for block in chapter.tree.iter(*TEXT_BLOCKS):
            for offset, character in uncovered(block_text(block)):
                yield _finding(chapter.position_in(block, offset), character)
    for terms in book.terms.values():
        for term in terms:
            yield from _in_text(term.term, term.position)
            yield from _in_text(term.expansion, term.position)
            for sense in term.senses:
                text = "" if sense.definition is None else block_text(sense.definition)
                yield from _in_text(text, sense.position)
    for works in book.works.values():
        for work in works:
            yield from _in_value(work.data, work.position)
    for key, value in book.metadata.data.items():
        yield from _in_value(value, book.metadata.position(key))


def _in_value(value: Any, position: Position) -> Iterator[Diagnostic]:
    if isinstance(value, str):
        yield from _in_text(value, position)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _in_value(inner, position)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_value(inner, position)


def _in_text(text: str, position: Position) -> Iterator[Diagnostic]:
    for _, character in uncovered(text):
        yield _finding(position, character)


def _finding(position: Position, character: str) -> Diagnostic:
    name = unicodedata.name(character, "a character without a name").lower()
    message = f"no face has a glyph for {character} (U+{ord(character):04X}, {name})"
    return Diagnostic(position, "P804", message, "write it with characters that styles/fonts has")
