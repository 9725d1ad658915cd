"""Definitions that are typed out where the glossary has them (G305)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from colofon.book import Book, Element, Note, block_text
from colofon.checks.glossary import senses
from colofon.diagnostics import Diagnostic
from colofon.vocabulary import TEXT_BLOCKS

WORDS = re.compile(r"\w+")
SHINGLE = 3
"""Words in a row by which texts are compared before they are read against each other."""
SHARED = 0.3
"""Part of a definition's shingles that a note must have: a changed word breaks three of them."""
SIMILAR = 0.85
LONG = 6
"""Words that a definition must have to be recognised inside a longer note."""
DIFFERING = 3
"""Words in a row that may differ from a definition inside a note that types it out."""
OWN_WORDS = 10
"""Words that two notes must share to count as one definition, written twice."""


class Words(NamedTuple):
    """The words of a definition or a note, without their marks."""

    name: str
    words: list[str]

    @property
    def shingles(self) -> set[tuple[str, ...]]:
        return set(zip(*(self.words[start:] for start in range(SHINGLE)), strict=False))


def typed_definition(book: Book) -> Iterator[Diagnostic]:
    """G305: a note types out a definition that is an entity, or one that another note has.

    Bad:   [^begrip]: Islamitisch rijk onder een kalief.     where the glossary defines kalifaat so
    Good:  [^begrip]: &kalifaat;
    """
    definitions = [
        Words(sense.key, words_of(block_text(sense.definition)))
        for sense in senses(book)
        if sense.definition is not None
    ]
    index: dict[tuple[str, ...], list[int]] = {}
    for number, definition in enumerate(definitions):
        for shingle in definition.shingles:
            index.setdefault(shingle, []).append(number)
    texts: dict[tuple[str, ...], Note] = {}
    for note, text in _note_texts(book):
        entity = _typed_out(text, definitions, index)
        if entity:
            message = f"note [^{note.label}] types out the definition of {entity}"
            yield Diagnostic(note.position, "G305", message, f"write [^{note.label}]: &{entity};")
        elif len(text.words) >= OWN_WORDS:
            first = texts.setdefault(tuple(text.words), note)
            if first is not note:
                message = f"note [^{note.label}] says the same as note [^{first.label}] at {first.position}"
                hint = "write it once, in the glossary, and put an entity in both"
                yield Diagnostic(note.position, "G305", message, hint)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return WORDS.findall(text.casefold())


def _note_texts(book: Book) -> Iterator[tuple[Note, Words]]:
    for notes in book.notes.values():
        for note in notes:
            blocks = (block for block in note.element.iter(*TEXT_BLOCKS) if _note_of(block) is note.element)
            yield note, Words(note.label, words_of(" ".join(map(block_text, blocks))))


def _note_of(block: Element) -> Element | None:
    """Return the note that a block stands in: the inner one, where a note is written inside another."""
    return next(block.iterancestors("aside"), None)


def _typed_out(note: Words, definitions: list[Words], index: dict[tuple[str, ...], list[int]]) -> str:
    """Return the key of the definition that a note types out, or nothing."""
    if not index:
        return ""
    shared: Counter[int] = Counter()
    for shingle in note.shingles:
        for number in index.get(shingle, ()):
            shared[number] += 1
    for number, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        definition = definitions[number]
        if count >= SHARED * len(definition.shingles) and _says(note.words, definition.words):
            return definition.name
    return ""


def _says(note: list[str], definition: list[str]) -> bool:
    """Tell whether a note is nearly a definition, or has it inside."""
    if len(definition) < LONG:
        return note == definition
    matcher = SequenceMatcher(None, definition, note, autojunk=False)
    if matcher.ratio() >= SIMILAR:
        return True
    return max(_stretches(matcher), default=0) >= SIMILAR * len(definition)


def _stretches(matcher: SequenceMatcher[str]) -> Iterator[int]:
    """Yield how many words agree in each stretch of a note in which few words in a row differ."""
    agreeing, behind = 0, (0, 0)
    for block in matcher.get_matching_blocks():
        if block.a - behind[0] > DIFFERING or block.b - behind[1] > DIFFERING:
            yield agreeing
            agreeing = 0
        agreeing, behind = agreeing + block.size, (block.a + block.size, block.b + block.size)
    yield agreeing
