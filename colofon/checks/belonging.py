"""Whose a typed reference is: this book's, in the author's own words, or another work's.

Words in quotations, in other languages, in links and titles of works are not the author's; what the
`grammars` know to belong elsewhere, or stands beside a citation or a title, is of that work.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from colofon.checks.blocks import TextBlock, same_language
from colofon.checks.grammars import GRAMMARS
from colofon.checks.idem import TYPED
from colofon.checks.inlines import Inline

CITED_BEFORE = re.compile(r"[\s,(]*(?:(?:met|with|en|and)\s+)?$")
CITED_BEHIND = re.compile(r"\s*,?\s*(?:van|uit|in|bij|of|from)?\s*$")
BEHIND_TITLE = re.compile(r",\s+")
TITLE_BEFORE = re.compile(r"\w[’”\"'],\s+$")
"""The end of a title between quotation marks: ‘Het kapitaal’, hoofdstuk 4."""
NOUN = re.compile(r"\s+[a-zà-ÿ]+")
QUOTES = (("‘", "’"), ("“", "”"), ("„", "”"), ("«", "»"))
WORD = re.compile(r"\b(?:idem|ibid(?:em)?|id)\b", re.IGNORECASE)
"""What `TYPED` may find, whatever stands behind it."""
NEAR = 12
"""Characters between a locator and the citation it belongs to, at most."""


def is_own(block: TextBlock, offset: int, match: re.Match[str], base: str) -> bool:
    """Tell whether a match speaks of this book, in the author's own words."""
    if block.quoted or block.element.tag == "pre" or not same_language(block.language, base):
        return False
    end = offset + len(match.group())
    grammar = GRAMMARS[base.partition("-")[0].lower()]
    before = block.text[max(0, offset - 60) : offset]
    if (
        grammar.elsewhere.match(block.text, end)
        or grammar.owner.search(before)
        or TITLE_BEFORE.search(before)
    ):
        return False
    parts = block.inlines.near(offset - NEAR, end + NEAR)
    if any(_is_title_before(part, block.text, offset) for part in parts):
        return False
    if any(_hides(part, offset, end, base) for part in parts):
        return False
    return not _is_locator(block, offset, end, parts)


def _is_title_before(part: Inline, text: str, start: int) -> bool:
    """Tell whether what stands directly before is a title: *Het kapitaal*, hoofdstuk 4."""
    if part.element.tag != "em" or not 0 <= start - part.end <= NEAR:
        return False
    title = text[part.start : part.end]
    return title[:1].isupper() and " " in title and BEHIND_TITLE.fullmatch(text, part.end, start) is not None


def _hides(part: Inline, start: int, end: int, base: str) -> bool:
    """Tell whether an element says that what it holds is no reference of the author's."""
    if part.end <= start or part.start >= end:
        return False
    element = part.element
    language = element.get("lang")
    if language and not same_language(language, base):
        return part.start <= start
    return element.tag in ("a", "code") or element.get("class") in ("work", "elsewhere")


def _is_locator(block: TextBlock, start: int, end: int, parts: list[Inline]) -> bool:
    """Tell whether a match is the place in a work that is cited, or named by "Ibid.", beside it."""
    for part in parts:
        if part.element.get("class") != "citation":
            continue
        if 0 <= start - part.end <= NEAR and CITED_BEFORE.match(block.text, part.end, start):
            return True
        if 0 <= part.start - end <= NEAR and CITED_BEHIND.match(block.text, end, part.start):
            return True
    sentence = block.text.rfind(";", 0, start) + 1
    return bool(block.note) and _repeats_work(block.text, sentence, start)


def _repeats_work(text: str, sentence: int, start: int) -> bool:
    """Tell whether what begins a sentence, up to a place, holds an "Idem" or "Ibid." that names a work."""
    words, repeats = _repeats(text)
    index = bisect_left(words, start) - 1
    if index < 0 or words[index] < sentence:
        return False
    # Only the last one can have the place itself behind it, which ends what is looked at.
    if TYPED.match(text, words[index], start):
        return True
    before = bisect_left(repeats, words[index]) - 1
    return before >= 0 and repeats[before] >= sentence


@lru_cache(maxsize=1)
def _repeats(text: str) -> tuple[list[int], list[int]]:
    """Return where the words of a block stand that may repeat a work, and those that do.

    One block is asked about at each of its references, then the next.
    """
    return [word.start() for word in WORD.finditer(text)], [word.start() for word in TYPED.finditer(text)]


def is_counted(block: TextBlock, offset: int, match: re.Match[str]) -> bool:
    """Tell whether a number counts what stands behind it: "in dit hoofdstuk 3 mannen"."""
    grammar = GRAMMARS[block.language.partition("-")[0].lower()]
    if match["ordinal"] or not grammar.determiner.search(block.text[max(0, offset - 12) : offset]):
        return False
    return NOUN.match(block.text, offset + len(match.group())) is not None


def is_quoted(text: str, offset: int) -> bool:
    """Tell whether a place stands between quotation marks that close in the same block."""
    for opening, closing in QUOTES:
        before = text.rfind(opening, 0, offset)
        if before >= 0 and text.rfind(closing, before + 1, offset) < 0 <= text.find(closing, offset):
            return True
    return False
