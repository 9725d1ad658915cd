"""How Dutch and English refer to a part of a book: the words, and what shows that another book is meant.

Data only: `spoken` makes patterns of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple


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
    counts: str
    """Words for 1, 2, 3... that can stand behind the kind; what is an article too is not among them."""
    ordinals: str
    """Words for first, second, third... that can stand before the kind."""
    definite: str
    """What stands before an ordinal that points at one thing."""
    one_chapter: str
    determiner: re.Pattern[str]
    """Stands before a word for one thing, to which then no number belongs: "in dit hoofdstuk 3 mannen"."""
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
    counts="één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien",
    ordinals="eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde",
    definite="het|ons",
    one_chapter="hoofdstuk",
    determiner=re.compile(
        r"\b(?i:het|de|dit|deze|dat|die|een|elk|elke|ieder|iedere|per|ons|onze|geen|welk|welke)\s+$"
    ),
    elsewhere=re.compile(
        r"\s+(?:van|uit)\s+(?!(?:dit|deze|onze|ons|hoofdstuk|paragraaf|bijlage)\b)\S"
        r"|\s+in\s+(?:dat|die|zijn|haar|hun|diens)\s"
        rf"|\s+in\s+(?:het|de|een)\s+(?:\w+\s+){{0,2}}{PUBLICATIONS_NL}\b"
        r"|,?\s+(?:artikel|art\.|lid)\s|\s+(?:aldaar|daarin|daarvan|ervan)\b"
        r"|\s+van\s+(?:dit|deze)\s+(?:artikel|wet|besluit|verdrag|regeling|richtlijn|verordening)\b"
        r"|\s+bij\s+(?:de|het|een|[A-Z])"
        # "Hoofdstuk 6 Awb": the name of a law stands directly behind.
        r"|\s+[A-Z][A-Za-z]*[a-zA-Z]\b(?=[\s,.;)])"
    ),
    owner=re.compile(
        r"\b(?:(?:zijn|haar|hun|diens|wiens|wier)\s"
        r"|(?:\w*[Rr]esolutie|[Ww]et|\w*[Vv]erdrag|\w*[Hh]andvest|[Aa]rtikel|[Aa]rt\.|Koran|Bijbel)\b"
        # "Zie" turns to the reader of this book.
        r"(?:(?!\b(?i:zie|vergelijk)\b)[^.;:]){0,40}"
        # A document that was named, a year of it, the number of a paper or of a case.
        rf"|\b(?:{PUBLICATIONS_NL}|toelichting|begroting)(?:-[A-Z]\w+)?(?:\s(?:over|van|uit)\s\w+)?,?\s\(?"
        r"|\w+\s\((?:19|20)[0-9]{2},\s|\bnrs?\.\s[0-9][0-9/ -]*,\s)$"
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
    counts="one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen",
    ordinals="first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh",
    definite="the|our",
    one_chapter="chapter",
    determiner=re.compile(r"\b(?i:the|this|that|these|those|an?|each|every|per|our|no|any|which|what)\s+$"),
    elsewhere=re.compile(
        r"\s+(?:of|from)\s+(?!(?:this|our|chapter|section|appendix)\b)\S"
        r"|\s+in\s+(?:that|those|his|her|their|its)\s"
        rf"|\s+in\s+(?:the|an?)\s+(?:\w+\s+){{0,2}}{PUBLICATIONS_EN}\b"
        r"|\s+(?:bankruptcy|protection|filing|proceedings|resolution|thereof|therein)\b"
        rf"|\s+to\s+(?:the\s+)?(?:{PUBLICATIONS_EN}|[A-Z]\w+)"
        # "Section 702 FISA": the name of a law stands directly behind.
        r"|\s+[A-Z]{2,}\b|\s+(?:phones?|skaters?)\b"
    ),
    owner=re.compile(
        r"(?:\b(?:his|her|their|its|whose)\s|\w[’']s\s|\w{3}s[’']\s"
        # Verbs: "we note 3 attacks", "figures 3 and 4" is none.
        r"|\b(?i:to|we|i|you|they|who|must|should|could|might|would|will|please|analysts|authors|observers)\s"
        r"|\b(?i:take|takes|took|taking)\s|\b(?i:fil(?:e|es|ed|ing))\s+(?:for|under)\s"
        r"|\b(?:[Rr]esolution|Act|Treaty|Charter|Convention|Article|Quran|Koran|Bible)\b"
        r"(?:(?!\b(?i:see|compare)\b)[^.;:]){0,40}"
        rf"|\b(?i:{PUBLICATIONS_EN})(?:\s(?:of|for|on)\s\w+)?,?\s\(?|\((?:19|20)[0-9]{{2}},\s)$"
    ),
)

GRAMMARS = {"nl": DUTCH, "en": ENGLISH}
