"""References as prose has them, in Dutch and English: ``hoofdstukken 3 t/m 6``, ``note 76``.

Knows the words and the numbers of a language and which other words say that another work is meant.
Knows no book; `typed` looks at where a match stands and what it would lead to.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from colofon.numbering import roman

KINDS = ("chapter", "section", "appendix", "figure", "table", "note")

NUMBER = r"(?:[0-9]+|[IVXLC]+|[A-Z])(?:\.[0-9]+)*"
DOTTED = r"[0-9]+(?:\.[0-9]+)+"
NOT_BEFORE = r"(?<![\w-])"
NOT_BEHIND = r"(?![\w%‰]|[.,:][0-9]|[-–/]\w)"
"""What shows that a number is part of something else: ``8-vormig``, ``3,5``, ``4%``."""


class Grammar(NamedTuple):
    """How a language refers."""

    words: dict[str, str]
    """Kind -> pattern of its words."""
    dotted: str
    """Words that are a locator of a work unless a number with a dot follows: ``par. 2.1``."""
    plural: str
    """Words after which numbers are listed."""
    range: str
    also: str
    elsewhere: re.Pattern[str]
    """Stands behind a reference to another work."""
    owner: re.Pattern[str]
    """Stands before a reference to another work, or before a word that is none."""


PUBLICATIONS_NL = (
    r"(?:\w*(?:rapport|boek|studie|artikel|verslag|publicatie|onderzoek|proefschrift|handvest|verdrag|resolutie"
    r"|notitie|brief|beeld|wet|nota|plan))"
)
PUBLICATIONS_EN = (
    r"(?:reports?|books?|stud(?:y|ies)|articles?|papers?|thesis|dissertation|charter|treaty|convention|act"
    r"|publications?|resolutions?|bill|code|letter|plan)"
)

DUTCH = Grammar(
    words={
        "chapter": r"hoofdstuk(?:ken)?|hoofdst\.|hfd?st\.?",
        "section": r"paragraaf|paragrafen|§§?|secties?",
        "appendix": r"bijlagen?|bijlages|annex(?:en)?",
        "figure": r"figu(?:ur|ren)|fig\.",
        "table": r"tabel(?:len)?|tab\.",
        "note": r"(?:voet|eind)?no(?:ot|ten)",
    },
    dotted=r"par\.|sectie",
    plural=r"hoofdstukken|hfd?st\.?|paragrafen|§§|secties|bijlagen|bijlages|annexen|figuren|tabellen|\w*noten",
    range=r"t/m|tot\s+en\s+met|tot|–|-",
    also=r"en|of|,|&",
    elsewhere=re.compile(
        r"\s+(?:van|uit)\s+(?!(?:dit|deze|onze|ons|hoofdstuk|paragraaf|bijlage)\b)\S"
        r"|\s+in\s+(?:dat|die|zijn|haar|hun|diens)\s"
        rf"|\s+in\s+(?:het|de|een)\s+(?:\w+\s+){{0,2}}{PUBLICATIONS_NL}\b"
        r"|,?\s+(?:artikel|art\.|lid)\s"
    ),
    owner=re.compile(
        r"\b(?:(?:zijn|haar|hun|diens|wiens|wier)\s"
        r"|(?:\w*[Rr]esolutie|[Ww]et|\w*[Vv]erdrag|\w*[Hh]andvest|[Aa]rtikel|[Aa]rt\.|Koran|Bijbel)\b"
        # "Zie" turns to the reader of this book.
        r"(?:(?!\b(?i:zie|vergelijk)\b)[^.;:]){0,40})$"
    ),
)

ENGLISH = Grammar(
    words={
        "chapter": r"chapters?|chs?\.|chap\.",
        "section": r"sections?|§§?",
        "appendix": r"appendix|appendices|annex(?:es)?",
        "figure": r"figures?|figs?\.",
        "table": r"tables?",
        "note": r"(?:foot|end)?notes?",
    },
    dotted=r"pars?\.|secs?\.",
    plural=r"chapters|chs\.|sections|§§|appendices|annexes|figures|figs\.|tables|\w*notes",
    range=r"to|through|–|-",
    also=r"and|or|,|&",
    elsewhere=re.compile(
        r"\s+(?:of|from)\s+(?!(?:this|our|chapter|section|appendix)\b)\S"
        r"|\s+in\s+(?:that|those|his|her|their|its)\s"
        rf"|\s+in\s+(?:the|an?)\s+(?:\w+\s+){{0,2}}{PUBLICATIONS_EN}\b"
        r"|\s+(?:bankruptcy|protection|filing|proceedings|resolution)\b"
    ),
    owner=re.compile(
        r"(?:\b(?:his|her|their|its|whose)\s|\w[’']s\s|\w{3}s[’']\s"
        # Verbs: "we note 3 attacks", "figures 3 and 4" is none.
        r"|\b(?i:to|we|i|you|they|who|must|should|could|might|would|will|please|analysts|authors|observers)\s"
        r"|\b(?:[Rr]esolution|Act|Treaty|Charter|Convention|Article|Quran|Koran|Bible)\b"
        r"(?:(?!\b(?i:see|compare)\b)[^.;:]){0,40})$"
    ),
)

GRAMMARS = {"nl": DUTCH, "en": ENGLISH}


class Spoken(NamedTuple):
    """A reference that is typed."""

    kind: str
    numbers: list[str]
    """As typed; the two ends of a range, or what is listed."""
    is_range: bool


def grammar_of(language: str) -> Grammar | None:
    """Return the grammar of a language, None when there is none."""
    return GRAMMARS.get(language.partition("-")[0].lower())


@cache
def pattern_of(language: str) -> re.Pattern[str] | None:
    """Return the pattern of a reference: word and numbers."""
    grammar = grammar_of(language)
    if grammar is None:
        return None
    words = "|".join(f"(?P<{kind}>{word})" for kind, word in grammar.words.items())
    between = rf"(?:\s+(?:{grammar.range}|{grammar.also})\s+|\s*[–&-]\s*|,\s+)"
    behind_word = r"(?:(?<=[.§])\s*|\s+)"
    return re.compile(
        rf"{NOT_BEFORE}(?:(?i:{words}){behind_word}(?P<numbers>{NUMBER}(?:{between}{NUMBER})*)"
        rf"|(?i:{grammar.dotted})\s*(?P<dotted>{DOTTED}(?:{between}{DOTTED})*)){NOT_BEHIND}"
    )


def spoken_in(match: re.Match[str], language: str) -> Spoken:
    """Return what a match of `pattern_of` says."""
    grammar = GRAMMARS[language.partition("-")[0].lower()]
    kind = next((kind for kind in KINDS if match[kind]), "section")
    numbers = match["numbers"] or match["dotted"]
    word = match.group()[: match.start("numbers" if match["numbers"] else "dotted") - match.start()]
    found = numbers_of(numbers)
    is_range = len(found) == 2 and re.search(rf"\s(?:{grammar.range})\s|[–-]", numbers) is not None
    listed = re.fullmatch(rf"(?i:{grammar.plural})\s*", word) is not None
    if kind == "note" and listed and len(found) == 1 and grammar is ENGLISH:
        # "Smith notes 3 reasons": one number behind a plural is no reference.
        found = []
    return Spoken(kind, found if listed or is_range else found[:1], is_range)


def numbers_of(text: str) -> list[str]:
    """Return the numbers of a text that holds numbers and what joins them, and nothing else."""
    return re.findall(NUMBER, text) if BARE.fullmatch(text) else []


JOINED = rf"(?:\s+(?:{DUTCH.range}|{DUTCH.also}|{ENGLISH.range}|{ENGLISH.also})\s+|\s*[–&-]\s*|,\s+)"
BARE = re.compile(rf"{NUMBER}(?:{JOINED}{NUMBER})*")


def same_number(first: str, second: str) -> bool:
    """Tell whether two numbers are one: ``8`` and ``VIII`` are."""
    return first == second or (first.isdigit() and roman(int(first[:4])) == second)
