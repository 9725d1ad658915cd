"""Notes that a document makes of links: which link is a call, and what is the note that it calls.

A pair is weighed by what it shows: a type of the source, a link back, a text that is a number or a
sign, raised, and the same sign where the note begins. No file has to have all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from colofon.book import Element
from colofon.importing.pandoc.trees import begins, block_of, classes, leading_text, text_of
from colofon.vocabulary import HEADINGS

MARK = re.compile(
    r"[\[(]?\s*(?:(?:note|noot|fn|n)\.?\s*)?(?P<mark>[0-9]{1,4}|[*†‡§¶‖#]{1,4}|[a-z]|[ivxlc]{1,7})\s*[\])]?\.?",
    re.IGNORECASE,
)
"""The text of a call: a number or a sign, in brackets or bare."""
CALLING = frozenset(
    {"noteref", "doc-noteref", "footnote-ref", "footnoteref", "fnref", "fn-ref", "footnote-reference", "fnanchor"}
)
RETURNING = frozenset({"backlink", "doc-backlink", "footnote-back", "footnote-backref", "reversefootnote"})
NOTES = frozenset(
    {
        "footnote", "footnotes", "doc-footnote", "endnote", "endnotes", "doc-endnote", "doc-endnotes",
        "rearnote", "rearnotes", "note-text", "footnote-body", "footnotetext",
    }
)  # fmt: skip
"""Types and classes by which a source says what an element is."""
ARROWS = re.compile(r"[\s\[\]()↩︎︎↑^⏎←⇧⤴↵▲]*(?:(?:back|return|terug)[\w ]{0,20})?[\s\[\]()↩︎↑^]*", re.IGNORECASE)
ENOUGH = 3


class Pair(NamedTuple):
    """A call and its note."""

    call: Element
    """The link."""
    target: Element
    """What the link leads to."""
    unit: Element
    """The block, or what holds the blocks, of the note."""
    mark: str
    """As the source prints it, without brackets; empty when the link has no such text."""
    score: int


def pairs_of(tree: Element) -> list[Pair]:
    """Return the links of a tree that call a note, in the order of reading."""
    ids: dict[str, Element] = {}
    for element in tree.iter():
        if element.get("id"):
            ids.setdefault(element.get("id", ""), element)
    links = [link for link in tree.iter("a") if link.get("href", "").startswith("#")]
    anchors = {id(target): target for link in links if (target := ids.get(link.get("href", "")[1:])) is not None}
    found = []
    for link in links:
        target = ids.get(link.get("href", "")[1:])
        if target is not None and not classes(link) & RETURNING:
            pair = _weighed(link, target, ids, anchors)
            if pair is not None and pair.score >= ENOUGH:
                found.append(pair)
    return found


def _weighed(link: Element, target: Element, ids: dict[str, Element], anchors: dict[int, Element]) -> Pair | None:
    unit = unit_of(target, anchors)
    if unit is None or any(around is unit for around in link.iterancestors()):
        return None
    mark = MARK.fullmatch(text_of(link).strip())
    typed = bool(classes(link) & CALLING)
    if not (mark or typed):
        return None
    returns = any(_leads_to(inner, link, ids) for inner in unit.iter("a"))
    if returns and not typed and _is_return(link, target):
        return None
    told = any(classes(around) & NOTES for around in (target, unit, *unit.iterancestors()))
    raised = link.find("sup") is not None or any(around.tag == "sup" for around in link.iterancestors())
    begun = MARK.match(leading_text(unit))
    same = bool(mark and begun and begun["mark"] == mark["mark"])
    score = 3 * typed + 3 * told + 3 * returns + bool(mark) + raised + same
    return Pair(link, target, unit, mark["mark"] if mark else "", score)


def _leads_to(link: Element, call: Element, ids: dict[str, Element]) -> bool:
    """Tell whether a link in a note leads to the place of a call."""
    target = ids.get(link.get("href", "")[1:]) if link.get("href", "").startswith("#") else None
    if target is None:
        return False
    return target is call or target in call.iterancestors() or block_of(target) is block_of(call)


def _is_return(link: Element, target: Element) -> bool:
    """Tell whether of two links that lead to each other this is the one in the note."""
    here, there = begins(link, block_of(link)), begins(target, block_of(target))
    return here and not there


def unit_of(target: Element, anchors: dict[int, Element]) -> Element | None:
    """Return the block that begins with a target, or the item that holds nothing else."""
    block = block_of(target)
    if block.tag in HEADINGS or block.tag in ("section", "caption", "th"):
        return None
    if block is not target and not begins(target, block):
        return None
    while block.tag not in ("li", "td", "dd", "aside", "dt"):
        holder = block.getparent()
        if holder is None or holder.tag in ("section", "ul", "ol", "dl", "table", "tr", "blockquote"):
            break
        if holder[0] is not block or (holder.tag == "div" and (_holds_others(holder, target, anchors))):
            break
        block = holder
    return block


def _holds_others(holder: Element, target: Element, anchors: dict[int, Element]) -> bool:
    """Tell whether a division holds headings, or what other links lead to: it is no single note then."""
    if next(holder.iter(*HEADINGS), None) is not None or classes(holder) & {"document", "section", *NOTES} - {"footnote", "doc-footnote", "endnote", "doc-endnote", "rearnote"}:
        return True
    return any(inner is not target and id(inner) in anchors and inner.tag != "a" for inner in holder.iter())


