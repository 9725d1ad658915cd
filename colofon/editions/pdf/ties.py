"""What no line end may part: a day and its month, a number and what it counts, an article and its name."""

from __future__ import annotations

import re

from colofon.book import Element
from colofon.editions.wording import NO_BREAK_SPACE

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
COUNTED = "procent|percent|miljoen|miljard|million|billion|euro|dollar"
TIES = (
    re.compile(rf"(?<![\d.,])(\d{{1,2}})\s+(?=(?:{MONTHS})\b)"),
    re.compile(rf"(\d)\s+(?=(?:{COUNTED})\b)"),
    re.compile(r"\b([Aa]l)\s+(?=[A-Z])"),
    # The symbol of a document has no place to break.
    re.compile(r"\b([A-Z]/)(?=\d)"),
)
JOINER = "\u2060"


def tie_words(body: Element) -> None:
    """Put blanks that do not break into the text of a document, but where its lines are meant."""
    for element in body.iter():
        if element.tag == "pre" or any(above.tag == "pre" for above in element.iterancestors("pre")):
            continue
        element.text = tied(element.text)
        element.tail = tied(element.tail)


def tied(text: str | None) -> str | None:
    """Return a text with what belongs together tied."""
    if not text:
        return text
    for tie in TIES[:-1]:
        text = tie.sub(rf"\1{NO_BREAK_SPACE}", text)
    return TIES[-1].sub(rf"\1{JOINER}", text)
