"""Spans that stand for lost text say nothing else, and a span has one class; both formats are read so."""

from __future__ import annotations

from typing import NamedTuple

from colofon.book import Element, block_text
from colofon.vocabulary import GAP, LOSSES

CONTENTS = {"lost": "", "partial": GAP}
SPELLINGS = {
    "lost": "write []{.lost} in place of a text that is gone, and keep what is left outside it",
    "partial": "write […]{.partial} where a part is missing, and keep what is left outside it",
}


class Slip(NamedTuple):
    """What is wrong with a span, and what to do."""

    message: str
    hint: str


def settle_classes(span: Element) -> Slip | None:
    """Leave a span the first of its classes, and return what is wrong with more."""
    first, *others = (span.get("class") or "").split() or [""]
    if not others:
        return None
    span.set("class", first)
    return Slip(f".{others[0]} stands beside .{first}", "keep one of the two")


def settle_gap(span: Element) -> Slip | None:
    """Make a plain span of one that is said to be lost and holds a text, and return what is wrong."""
    kind = span.get("class") or ""
    if kind not in LOSSES or (block_text(span) == CONTENTS[kind] and not len(span)):
        return None
    del span.attrib["class"]
    said = f"holds {GAP} and nothing else" if CONTENTS[kind] else "holds nothing"
    return Slip(f"what is .{kind} {said}", SPELLINGS[kind])
