"""References that are typed as prose instead of made (R203, R204).

A typed number is right on the day it is typed. What belongs to another work (`belonging`) is left
alone; ``[tabel 2]{.elsewhere}`` says so where it cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from colofon.book import Book, Chapter, Note, Position, Target
from colofon.checks.belonging import is_counted, is_own, is_quoted
from colofon.checks.blocks import TextBlock, corpus, same_language
from colofon.checks.spoken import Spoken, grammar_of, pattern_of, spoken_in
from colofon.diagnostics import Diagnostic
from colofon.numbering import printed, roman_value

Place = Target | Note

ROMAN = re.compile(r"[IVXLC]+$")
UNDER = re.compile(r"\b(?:under|onder)\s+$", re.IGNORECASE)
"""How one refers to a law: "under Chapter 11", "onder hoofdstuk VII"."""
OWN = "remove it: the number of a caption is printed by itself"


class Typed(NamedTuple):
    """A reference as it is typed, and where it would lead."""

    text: str
    position: Position
    chapter: Chapter
    spoken: Spoken
    places: list[Place | None]
    own: bool
    """Whether it stands in the caption that it numbers."""
    doubtful: bool
    """Whether it speaks of another book if this one has no such number."""


def typed_reference(book: Book) -> Iterator[Diagnostic]:
    """R203: a reference is typed as prose, with a number that will be wrong one day.

    Bad:   Zie hoofdstuk 8.
    Good:  Zie [](#virtueel).
    """
    for typed in typed_references(book):
        places = [place for place in typed.places if place is not None]
        if len(places) == len(typed.places):
            hint = OWN if typed.own else _how_to_link(book, typed, places)
            yield Diagnostic(typed.position, "R203", f"“{typed.text}” is typed by hand", hint)


def typed_reference_without_target(book: Book) -> Iterator[Diagnostic]:
    """R204: a reference is typed as prose, and the book has nothing of that number.

    Bad:   Zie hoofdstuk 14.                    in a book of eleven chapters
    Good:  Zie [](#virtueel).    or, where another work is meant, [hoofdstuk 14]{.elsewhere}
    """
    for typed in typed_references(book):
        missing = [
            number for number, place in zip(typed.spoken.numbers, typed.places, strict=True) if place is None
        ]
        if missing and not typed.doubtful:
            message = f"“{typed.text}” leads nowhere: there is no {typed.spoken.kind} {missing[0]}"
            hint = f"link what is meant, or mark what stands in another work: [{typed.text}]{{.elsewhere}}"
            yield Diagnostic(typed.position, "R204", message, hint)


def typed_references(book: Book) -> list[Typed]:
    """Return every typed reference, worked out once."""
    found = book.worked_out.get("typed-references")
    if not isinstance(found, list):
        found = book.worked_out["typed-references"] = list(_typed_references(book))
    return found


def _typed_references(book: Book) -> Iterator[Typed]:
    numbers: dict[tuple[str, str], Place] | None = None
    languages = {book.metadata.language, *(chapter.language for chapter in book.chapters if chapter.language)}
    for language in sorted({language.partition("-")[0].lower() for language in languages}):
        pattern = pattern_of(language)
        if pattern is None:
            continue
        for block, offset, match in corpus(book).search(pattern):
            base = block.chapter.language or book.metadata.language
            spoken = spoken_in(match, language)
            if not same_language(base, language) or not is_own(block, offset, match, base):
                continue
            if not spoken.numbers or not all(_can_be(book, spoken.kind, number) for number in spoken.numbers):
                continue
            numbers = numbers if numbers is not None else printed_numbers(book)
            if spoken.single and is_counted(block, offset, match):
                continue
            places = [_find(book, numbers, block.chapter, spoken.kind, number) for number in spoken.numbers]
            inside = [place for place in places if place is not None and _holds(place, block)]
            if inside and block.heading:
                continue
            text = " ".join(spoken.text.split())
            doubtful = _is_doubtful(book, block, offset, match, spoken)
            yield Typed(text, block.position(offset), block.chapter, spoken, places, bool(inside), doubtful)


def _is_doubtful(book: Book, block: TextBlock, offset: int, match: re.Match[str], spoken: Spoken) -> bool:
    """Tell whether a number that this book lacks is another's: in quotation marks, in another style."""
    if match["ordinal"] or is_quoted(block.text, offset):
        return True
    if spoken.kind == "chapter" and _style(book, "chapter") != "roman" and spoken.numbers[0].isalpha():
        return True
    return UNDER.search(block.text[max(0, offset - 8) : offset]) is not None


def _can_be(book: Book, kind: str, number: str) -> bool:
    """Tell whether the book could print a number of this form for this kind."""
    head, dot, _ = number.partition(".")
    if kind in ("chapter", "appendix") and not dot and roman_value(head) and _style(book, kind) == "arabic":
        return len(head) > 1 or head in "IVX"
    if head.isdigit():
        return not dot or kind in ("section", "figure", "table")
    if dot:
        return kind in ("section", "figure", "table")
    style = _style(book, kind)
    return bool(ROMAN.match(head)) if style == "roman" else style == "letter" and len(head) == 1


def _style(book: Book, kind: str) -> str:
    numbering = book.metadata.numbering
    if kind == "chapter":
        return str(numbering.get("chapters", "arabic"))
    return str(numbering.get("appendices", "letter")) if kind == "appendix" else "arabic"


def printed_numbers(book: Book) -> dict[tuple[str, str], Place]:
    """Return kind and number, as printed -> what has it."""
    numbers: dict[tuple[str, str], Place] = {}
    for targets in book.targets.values():
        for target in targets:
            if target.number:
                numbers[kind_of_target(book, target), target.number] = target
    for notes in book.notes.values():
        for note in notes:
            if note.number is not None:
                numbers["note", str(note.number)] = note
    return numbers


def kind_of_target(book: Book, target: Target) -> str:
    """Return the kind as prose has it: an appendix is a chapter of its own kind."""
    if target.kind == "chapter" and book.chapter(target.chapter).role == "appendix":
        return "appendix"
    return target.kind


def _find(
    book: Book, numbers: dict[tuple[str, str], Place], chapter: Chapter, kind: str, number: str
) -> Place | None:
    """Return what has a number, also when it is typed in another style or without the chapter's."""
    forms = [number]
    if kind in ("chapter", "appendix"):
        value = int(number[:6]) if number.isdigit() else roman_value(number)
        forms.append(printed(value, _style(book, kind)))
    if kind in ("section", "figure", "table") and chapter.number:
        forms.append(f"{chapter.number}.{number}")
    return next((numbers[kind, form] for form in forms if (kind, form) in numbers), None)


def _holds(place: Place, block: TextBlock) -> bool:
    """Tell whether a block is the heading or the caption of what it names."""
    return place.element is block.element or (
        block.element.tag in ("caption", "figcaption") and place.element is block.element.getparent()
    )


def _how_to_link(book: Book, typed: Typed, places: list[Place]) -> str:
    unnamed = [place for place in places if isinstance(place, Target) and not place.written]
    if unnamed:
        return f"give {unnamed[0].position} an id, {{#{unnamed[0].id}}}, and link it: [](#{unnamed[0].id})"
    if typed.spoken.is_range and all(isinstance(place, Target) for place in places):
        ids = [place.id for place in places if isinstance(place, Target)]
        return f"link them: [](#{ids[0]}..{ids[1]})"
    links = [link_to(book, place, typed.chapter) for place in places]
    return f"link {'it' if len(links) == 1 else 'them'}: {', '.join(links)}"


def link_to(book: Book, place: Place, chapter: Chapter) -> str:
    """Return the link to write in a chapter."""
    if isinstance(place, Target):
        return f"[](#{place.id})"
    if place.chapter == chapter.name:
        return f"[](note:{place.label})"
    return f"[](note:{book.chapter(place.chapter).id}/{place.label})"


def stated(text: str, language: str) -> Spoken | None:
    """Return the kind and the numbers that a link text states."""
    pattern = pattern_of(language)
    match = pattern.search(text) if pattern else None
    grammar = grammar_of(language)
    if match is None or grammar is None or grammar.elsewhere.match(text, match.end()):
        return None
    return spoken_in(match, language)
