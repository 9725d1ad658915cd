"""Numbers that headings type (S409). The words of another kind or number are R203's and R204's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colofon.book import Book, Chapter, Element, block_text
from colofon.checks.spoken import grammar_of, pattern_of, spoken_in
from colofon.diagnostics import Diagnostic
from colofon.vocabulary import HEADINGS

TYPED = re.compile(
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}|[IVXLC]{1,7}|[A-Z])"
    r"(?P<mark>[.:)]|\s[–—-](?=\s))?\s+(?P<rest>\S.*)",
    re.DOTALL,
)
"""A number of at most two digits, so that years and amounts are none, and what it numbers."""
NO_TITLE = re.compile(
    r"(?:jan(?:uari|uary)|feb(?:ruari|ruary)|maart|march|apr[iî]l|mei|may|jun[ie]|july?|juli|august(?:us)?"
    r"|sept?ember|o[ck]tober|november|december|mil(?:joen|lion)|mil?jard|billion|procent|per ?cent|%)\b",
    re.IGNORECASE,
)
"""What makes a day or an amount of the number before it."""


def typed_number(book: Book) -> Iterator[Diagnostic]:
    """S409: a heading types a number, which the spine gives it.

    Bad:   # 3 Voortzetting     # Hoofdstuk 3: Voortzetting     ## 3.1 In 2007
    Good:  # Voortzetting       or, where the number is part of the title, # [3]{.elsewhere} Lessen
    """
    for chapter in book.chapters:
        language = chapter.language or book.metadata.language
        for heading, own in _numbered(book, chapter):
            printed = heading.get("data-number", "")
            typed = _spoken(block_text(heading), printed, language) or _bare(heading, own)
            if typed:
                place = chapter.position_in(heading, 0)
                hint = f"remove it, or, where the title has it, write [{typed}]{{.elsewhere}}"
                yield Diagnostic(place, "S409", f"the heading types its number {typed}", hint)


def _numbered(book: Book, chapter: Chapter) -> Iterator[tuple[Element, set[str]]]:
    """Yield each heading that begins a part, with the numbers by which an author could count it."""
    alike = [other for other in book.chapters if other.role == chapter.role]
    rank = str(alike.index(chapter) + 1)
    counts: list[int] = []
    for heading in chapter.tree.iter(*HEADINGS):
        level = int(heading.tag[1])
        if any(around.tag not in ("section", "div") for around in heading.iterancestors()):
            continue
        if level == 1:
            yield heading, {chapter.number, rank} if chapter.number else set()
            continue
        counts = [*counts, *[0] * (level - 1)][: level - 1]
        counts[-1] += 1
        dotted = ".".join(map(str, counts))
        yield heading, {heading.get("data-number", ""), dotted, f"{rank}.{dotted}"}


def _spoken(text: str, own: str, language: str) -> str:
    """Return the number that stands in words where a heading begins: ``Hoofdstuk 3``."""
    pattern, grammar = pattern_of(language), grammar_of(language)
    match = pattern.match(text) if pattern else None
    if match is None or grammar is None or grammar.elsewhere.match(text, match.end()):
        return ""
    spoken = spoken_in(match, language)
    is_own = own and spoken.kind in ("chapter", "section", "appendix") and spoken.numbers[:1] == [own]
    return " ".join(match.group().split()) if is_own else ""


def _bare(heading: Element, own: set[str]) -> str:
    """Return the number with which a heading begins: its own, or one of a form that only headings have."""
    match = TYPED.match(block_text(heading))
    if match is None or NO_TITLE.match(match["rest"]):
        return ""
    start = heading
    while not start.text and len(start) and start[0].tag in ("em", "strong"):
        start = start[0]
    # A number in a span says that it is part of the title.
    if match.end("number") > len(start.text or ""):
        return ""
    number, mark, starts_small = match["number"], match["mark"], match["rest"][0].islower()
    if not number[0].isdigit():
        # "I" and "A" are words: only a mark makes a number of them.
        found = bool(mark) and number in own
    elif number in own:
        found = bool(mark) or not starts_small
    else:
        found = ("." in number or mark in (".", ":", ")")) and not starts_small
    return number if found else ""
