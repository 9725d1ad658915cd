"""Calls of notes: figures in the text that no typesetter's sign tells from other figures.

`call_candidates` finds every run of figures, and every end of one, that could be a call, and scores
it by what stands around it. Which are calls is decided by `chains`, over the whole document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from colofon.importing.text.chains import Candidate
from colofon.importing.text.lines import Line

FIGURES = re.compile("[0-9]+")
BRACKETED = re.compile(r"\[[1-9][0-9]{0,3}\]")
NEAR = 48
"""Characters around figures that are looked at; a line may be as long as a book."""
LETTER = re.compile(r"[^\W\d_]")
LONGEST = 4
"""Figures of the highest number a note may have."""

GLUED = 6.0
RAISED = 9.0
NOT_RAISED = -7.0
"""In a document whose calls are raised, one that is not."""
UNLIKELY = -8.0

CONFIRMED = 4.0
CONTRADICTED = -6.0
REACH = 16_000
"""Characters that a note may stand behind its call: what a page holds at most."""

LABEL = re.compile(r"(?:^|[^\w.‐‑-])(?:[A-Z]|[IVXLC]+)\.$")
"""What is no sentence before its full stop: the letter of an annex, A.1."""
WHOLE = re.compile(r"(?<![0-9.,])(?:[0-9]{1,3}(?:[.,][0-9]{3})+|(?:1[0-9]|20)[0-9]{2}|[0-9]{1,2})$")
"""What may stand before the figures of a call and be a number of its own: 5.000, 2001, 12."""
YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
"""What is a number as it stands, and seldom one with a call behind it."""
THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*$")
DECIMAL = re.compile(r"(?<![0-9.,])[0-9]{1,3}[.,][0-9]{1,2}$")
COUNTED = re.compile(
    r"(?:^|[\s(])(?:pp?|par|paras?|nrs?|nos?|no|vol|art|hfst|blz|bladz|fig|tab|ch|sec|deel|jrg|afl|cap|ibid|vgl)\.\s?$"
    r"|(?:^|[\s(])(?:hoofdstuk(?:ken)?|noot|noten|artikel|paragraaf|tabel|figuur|bijlage|nummer|pagina|deel|chapters?|"
    r"notes?|articles?|sections?|tables?|figures?|numbers?|pages?|volume|part)\s$",
    re.IGNORECASE,
)
"""What announces a number that is meant."""
UNIT = re.compile(
    r"\s*(?:%|‰|°|€|\$|£)|\s+(?:procent|percent|per\s+cent|miljoen|miljard|million|billion|duizend|euro|dollar|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october|jaar|maanden|dagen|uur|years?|months?|days?)\b",
    re.IGNORECASE,
)
"""What is counted, behind the number that counts it."""
CLOSING = "’”\"')]»›*"
OPENING = "‘“„«‹"
STOPS = ".,;:!?…"
TURNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Where the text turns to run the other way: a call between them touches what it stands beside."""


def call_candidates(line: Line, raises: bool) -> Iterator[Candidate]:
    """Yield what could be calls on a line; `raises`: the calls of the document are known to be raised."""
    if not (LETTER.search(line.text) or line.raised):
        return
    for run in FIGURES.finditer(line.text):
        if BRACKETED.match(line.text, max(0, run.start() - 1)):
            score = _bracketed(line.text, run.start() - 1)
            yield Candidate(line.start + run.start() - 1, int(run[0]), score, len(run[0]) + 2)
            continue
        for first in range(max(run.start(), run.end() - LONGEST), run.end()):
            figures = line.text[first : run.end()]
            if figures[0] != "0":
                score = _score(line, first, run.start(), run.end(), raises)
                if score > UNLIKELY:
                    yield Candidate(line.start + first, int(figures), score, len(figures))


def _bracketed(text: str, first: int) -> float:
    """Score figures between brackets, which some write for raised ones: [12]."""
    before = text[max(0, first - NEAR) : first]
    if not before.strip():
        return UNLIKELY
    return GLUED if not before[-1].isspace() else 1.0


def beside_notes(calls: Iterable[Candidate], notes: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield candidates with what the notes that were found say of them: each stands soon behind its call."""
    places = defaultdict(list)
    for note in notes:
        places[note.number].append(note.place)
    for call in calls:
        known = places.get(call.number)
        if known is None:
            yield call
            continue
        near = any(0 < place - call.place <= REACH for place in known)
        yield replace(call, score=call.score + (CONFIRMED if near else CONTRADICTED))


def _score(line: Line, first: int, start: int, end: int, raises: bool) -> float:
    """Score figures from `first`, in a run from `start`, by what stands around them."""
    text = line.text
    if any(begin <= first and end <= finish for begin, finish in line.raised):
        # Raised figures are one call, whole.
        return RAISED if (first, end) in line.raised or first == start else UNLIKELY
    score = _before(text, first, start, end) + _behind(text, end)
    return score + NOT_RAISED if raises else score


def _before(text: str, first: int, start: int, end: int) -> float:
    """Score what stands before: a call is glued to a word or to the mark that ends it."""
    if first > start:
        if YEAR.fullmatch(text, start, end):
            return -1.5
        return 1.5 if WHOLE.search(text, max(0, first - NEAR), first) else -4.0
    if first == 0 or not text[max(0, first - NEAR) : first].strip():
        return -6.0
    head = text[max(0, first - NEAR) : first].rstrip(TURNS)
    sign = head[-1:] or " "
    if COUNTED.search(head):
        return UNLIKELY
    if sign in CLOSING:
        return GLUED
    if sign in STOPS:
        if LABEL.search(head):
            return -4.0
        if not head[-2:-1].isdigit():
            return GLUED
        number = head + text[first:end]
        return -4.0 if THOUSANDS.search(number) or DECIMAL.search(number) else 3.0
    if sign.isspace():
        return -1.0 if head.rstrip()[-1:] in CLOSING + STOPS else -4.0
    if sign.isalpha():
        return _behind_letters(head)
    if sign in OPENING:
        # A quotation mark that was turned the wrong way.
        return -2.0 if head[-2:-1].isspace() or head[-2:-1] in STOPS else -4.0
    return 4.0 if sign == "%" else UNLIKELY


def _behind_letters(head: str) -> float:
    """A word of capitals may have figures of its own: G20, F16, CO2."""
    word = re.search(r"[^\W\d_]+$", head)
    if word and word[0].isupper() and len(word[0]) <= 2:
        return 0.0
    return GLUED - 2.0 if word and word[0].isupper() else GLUED


def _behind(text: str, end: int) -> float:
    """Score what stands behind: a blank, a mark, the end of the line."""
    rest = text[end : end + NEAR]
    if rest[:1] and rest[0] in TURNS:
        return 0.5
    if UNIT.match(rest):
        return -5.0
    if re.match(r"[.,:/][0-9]", rest):
        return -5.0
    if re.match(r"[-–‑/][^\W\d_]", rest):
        return -1.5
    if re.match(r"[-–‑/]?[0-9]", rest) or re.match(r"[^\W\d_]", rest):
        return -5.0
    return 0.5
