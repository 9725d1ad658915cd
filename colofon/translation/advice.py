"""Advice: what a translator should know about a unit and cannot see in it.

In plain English: which note it is and where that is called, in which section it stands, which terms are
prescribed, what an entity stands for, what stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colofon.book import Book, Chapter, Element, block_text
from colofon.translation.codes import Code, Content, codes_of
from colofon.translation.hints import LONGEST, cut
from colofon.translation.prescribed import find_term, prescribed, prescribed_definition
from colofon.translation.units import Unit, is_translatable


def with_advice(book: Book, chapter: Chapter, target_language: str, units: list[Unit]) -> list[Unit]:
    """Return the units of a chapter with what a translator should know about each."""
    adviser = _Adviser(book, chapter, target_language, units)
    return [replace(unit, advice=tuple(adviser.advise(unit))) for unit in units]


class _Adviser:
    def __init__(self, book: Book, chapter: Chapter, target_language: str, units: list[Unit]) -> None:
        self.book = book
        self.chapter = chapter
        self.target_language = target_language
        self.calls = {code.element: text for unit in units for code, text in _calls(unit.content)}

    def advise(self, unit: Unit) -> Iterator[str]:
        yield from self.about_note(unit)
        if unit.section:
            yield f"Section: {unit.section}"
        if not unit.translate:
            yield why_kept(unit)
        yield from about_codes(self.book, unit.content, self.target_language)

    def about_note(self, unit: Unit) -> Iterator[str]:
        aside = next(unit.element.iterancestors("aside"), None) if unit.element is not None else None
        if aside is None:
            return
        note = self.book.note(self.chapter.name, aside.get("data-label", ""))
        if note is None or note.number is None or note.call is None:
            return
        before = self.calls.get(note.call, "")
        yield f"Note {note.number}, called after: {before}" if before else f"Note {note.number}"


def why_kept(unit: Unit) -> str:
    """Say why there is nothing to translate."""
    if is_translatable(unit.content):
        return f"Keep as it is: in {unit.language}"
    if any(code.kept for code in codes_of(unit.content)):
        return "Keep as it is: titles, or words in another language"
    return "Nothing to translate: codes only"


def about_codes(book: Book, content: Content, target_language: str) -> Iterator[str]:
    """Yield what there is to know about the codes of a content, each thing once."""
    told = dict.fromkeys(text for code in codes_of(content) for text in _about(book, code, target_language))
    yield from told


def _about(book: Book, code: Code, target_language: str) -> Iterator[str]:
    key = code.element.get("data-key", "")
    if code.kind == "term" and (term := find_term(book, key)) is not None:
        wanted = prescribed(term.translations, "term", target_language) or "not prescribed yet"
        yield f"Term: {term.term} = {wanted}"
    elif code.kind == "definition":
        yield from _definitions(book, code, target_language)
    elif code.kept:
        yield f"Keep: {_text(code.element)}"


def _definitions(book: Book, code: Code, target_language: str) -> Iterator[str]:
    """Yield what an entity stands for, in the target language where the glossary has that."""
    for sense in book.sense(code.element.get("data-key", "")):
        block = prescribed_definition(book, sense, target_language)
        block = sense.definition if block is None else block
        if block is not None:
            yield f"{code.hint.strip('[]')}: {' '.join(block_text(block).split())}"


def _text(element: Element) -> str:
    return cut(block_text(element))


def _calls(content: Content) -> Iterator[tuple[Code, str]]:
    """Yield each note call with the end of the text before it."""
    before = ""
    for item in content:
        if isinstance(item, str):
            before += item
        elif item.code.kind == "note":
            yield item.code, _end(before)
            # A paragraph may have thousands of calls: no more than an end is carried on.
            before = before[-2 * LONGEST :]
        elif item.role == "place":
            before += " " if item.code.kind == "line-break" else item.code.hint


def _end(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    cut_off = line[-LONGEST:]
    return f"…{cut_off.partition(' ')[2] or cut_off}"
