"""References as prose has them, in Dutch and English: ``hoofdstukken 3 t/m 6``, ``chapter four``.

Finds the words and the numbers with the `grammars` of the languages. Knows no book; `typed` looks at
where a match stands and what it would lead to.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from colofon.checks.grammars import GRAMMARS, Grammar
from colofon.numbering import roman

KINDS = ("chapter", "section", "appendix", "figure", "table", "note")

NUMBER = r"(?:[0-9]+|[IVXLC]+|[A-Z])(?:\.[0-9]+)*"
DOTTED = r"[0-9]+(?:\.[0-9]+)+"
NOT_BEFORE = r"(?<![\w-])"
NOT_BEHIND = r"(?![\w%‰]|[.,:][0-9]|[-–/]\w)"
"""What shows that a number is part of something else: ``8-vormig``, ``3,5``, ``4%``."""


VERBS = frozenset({"note", "figure", "table"})
"""Kinds whose plural in English is a verb too."""


class Spoken(NamedTuple):
    """A reference that is typed."""

    kind: str
    numbers: list[str]
    """As typed; the two ends of a range, or what is listed."""
    is_range: bool
    text: str
    """What of the match says so."""
    single: bool
    """Whether the word before the number is for one thing."""


def grammar_of(language: str) -> Grammar | None:
    """Return the grammar of a language, None when there is none."""
    return GRAMMARS.get(language.partition("-")[0].lower())


@cache
def pattern_of(language: str) -> re.Pattern[str] | None:
    """Return the pattern of a reference: word and numbers, or an ordinal and the word for a chapter."""
    grammar = grammar_of(language)
    if grammar is None:
        return None
    words = "|".join(f"(?P<{kind}>{word})" for kind, word in grammar.words.items())
    number = rf"(?:{NUMBER}|(?i:{grammar.counts}))"
    joined = joined_by(grammar)
    behind_word = r"(?:(?<=[.§])\s*|\s+)"
    return re.compile(
        rf"{NOT_BEFORE}(?:(?i:{words}){behind_word}(?P<numbers>{number}(?:{joined}{number})*)"
        rf"|(?i:{grammar.dotted})\s*(?P<dotted>{DOTTED}(?:{joined}{DOTTED})*)"
        rf"|(?i:{grammar.definite})\s+(?P<ordinal>{grammar.ordinals})\s+{grammar.one_chapter}"
        rf"){NOT_BEHIND}"
    )


def joined_by(grammar: Grammar) -> str:
    """Return the pattern of what stands between two numbers."""
    return rf"(?:\s+(?:{grammar.range}|{grammar.also})\s+|\s*[–&-]\s*|,\s+)"


def spoken_in(match: re.Match[str], language: str) -> Spoken:
    """Return what a match of `pattern_of` says."""
    grammar = GRAMMARS[language.partition("-")[0].lower()]
    if match["ordinal"]:
        number = str(grammar.ordinals.split("|").index(match["ordinal"].lower()) + 1)
        return Spoken("chapter", [number], False, match.group(), True)
    kind = next((kind for kind in KINDS if match[kind]), "section")
    numbers = match["numbers"] or match["dotted"]
    word = match.group().removesuffix(numbers)
    found = numbers_of(numbers, grammar)
    is_range = len(found) == 2 and re.search(rf"\s(?:{grammar.range})\s|[–-]", numbers) is not None
    listed = re.fullmatch(rf"(?i:{grammar.plural})\s*", word) is not None
    if kind in VERBS and listed and len(found) == 1 and language.startswith("en"):
        # "Smith notes 3 reasons": one number behind what can be a verb is no reference.
        found = []
    if listed or is_range or not found:
        return Spoken(kind, found, is_range, match.group(), False)
    # "Hoofdstuk 3 en 4 mannen": behind a word for one thing only the first number is meant.
    first = re.match(r"\w+(?:\.\w+)*", numbers)
    return Spoken(kind, found[:1], False, word + (first.group() if first else ""), not listed)


def numbers_of(text: str, grammar: Grammar) -> list[str]:
    """Return the numbers of a text that holds numbers and what joins them, and nothing else."""
    number = rf"{NUMBER}|(?i:{grammar.counts})"
    if not re.fullmatch(rf"(?:{number})(?:{joined_by(grammar)}(?:{number}))*", text):
        return []
    counted = {word: str(value) for value, word in enumerate(grammar.counts.split("|"), 1)}
    return [counted.get(found.lower(), found) for found in re.findall(rf"\b(?:{number})\b", text)]


def same_number(first: str, second: str) -> bool:
    """Tell whether two numbers are one: ``8`` and ``VIII`` are."""
    return first == second or (first.isdigit() and roman(int(first[:4])) == second)
