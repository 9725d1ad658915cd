"""Notes that stand somewhere in the text come to stand apart, as pandoc's own notes do.

Takes a tree and the notes that pandoc found; what `links` and `marks` recognise is added to them.
"""

from __future__ import annotations

import re

from lxml import etree

from colofon.book import Element
from colofon.importing.pandoc.links import ARROWS, MARK, NOTES, RETURNING, Pair, pairs_of
from colofon.importing.pandoc.trees import (
    block_of,
    classes,
    following,
    is_empty,
    prune,
    swap,
    text_of,
)
from colofon.importing.report import Report
from colofon.trees import take_out
from colofon.vocabulary import HEADINGS

TITLE = re.compile(
    r"(?:foot|end)?notes?(?: (?:to|on) .{0,60})?|(?:voet|eind)?noten(?: bij .{0,60})?"
    r"|anmerkungen|fu(?:ß|ss)noten",
    re.IGNORECASE,
)
"""A heading of nothing but notes."""
SURE = 6


def gather_linked(tree: Element, notes: dict[str, Element], report: Report) -> None:
    """Make notes of what links call."""
    pairs = pairs_of(tree)
    units = {id(pair.unit): pair for pair in reversed(pairs)}
    bodies = {key: _blocks_of(pair, units, tree) for key, pair in units.items()}
    keys: dict[int, str] = {}
    for pair in pairs:
        unit = id(pair.unit)
        if unit in keys:
            link = etree.Element("a", {"class": "note-link", "data-label": keys[unit]})
            report.doubt(
                text_of(pair.call), "the note is called a second time; this call refers to it now", 0.9
            )
            _replace_call(pair.call, link)
            continue
        keys[unit] = key = f"§{len(notes) + 1}"
        notes[key] = etree.Element("aside", {"class": "note", "data-label": key})
        call = etree.Element("a", {"class": "noteref", "data-label": key})
        if pair.mark:
            call.set("data-mark", pair.mark)
        _replace_call(pair.call, call)
        if pair.score < SURE:
            report.doubt(text_of(pair.unit)[:120], f"taken for note {pair.mark}", round(pair.score / SURE, 2))
    for unit, key in keys.items():
        left = [(block, block.getparent()) for block in bodies[unit]] + [
            (units[unit].unit, units[unit].unit.getparent())
        ]
        _fill(notes[key], units[unit], bodies[unit])
        for block, holder in left:
            prune(holder if block.getparent() is not holder else block, tree)
    _drop_rules(tree)
    drop_titles(tree, report)


def _drop_rules(tree: Element) -> None:
    """Remove rules that parted notes from the text, and what held nothing else."""
    for rule in list(tree.iter("hr")):
        holder = rule.getparent()
        if holder is not None and classes(holder) & NOTES and all(child.tag == "hr" for child in holder):
            take_out(rule)
            prune(holder, tree)


def _replace_call(link: Element, call: Element) -> None:
    """Put a call in the place of a link, and of the raised text and brackets that it fills."""
    place = link
    holder = link.getparent()
    while holder is not None and holder.tag in ("sup", "span", "em", "strong") and len(holder) == 1:
        around = (holder.text or "") + (place.tail or "")
        if around.strip(" []()"):
            break
        place, holder = holder, holder.getparent()
    swap(place, call)


def heads_notes(heading: Element) -> bool:
    """Tell whether a heading says that notes stand below it."""
    return TITLE.fullmatch(text_of(heading).strip(" :.")) is not None


def _blocks_of(pair: Pair, units: dict[int, Pair], tree: Element) -> list[Element]:
    """Return the blocks of a note: those of its item, or the paragraphs up to the next note."""
    unit = pair.unit
    if unit.tag in ("li", "div", "aside", "dd", "td"):
        return [unit]
    if unit.tag == "dt":
        return [block for block in _until_next(unit, {"dt"}) if block.tag == "dd"]
    found = [unit]
    for block in following(unit):
        if id(block) in units or any(id(inner) in units for inner in block):
            return found
        if block.tag in HEADINGS or block.tag == "hr":
            break
        found.append(block)
    # Behind the last note of a run its text cannot be told from the book's own.
    return found if _is_confined(unit, tree) else found[:1]


def _until_next(block: Element, stops: set[str]) -> list[Element]:
    found: list[Element] = []
    for other in following(block):
        if other.tag in stops:
            break
        found.append(other)
    return found


def _is_confined(unit: Element, tree: Element) -> bool:
    """Tell whether a part of the document holds nothing but notes from here on."""
    holder = unit.getparent()
    if holder is None:
        return False
    heading = next((block for block in unit.itersiblings(preceding=True) if block.tag in HEADINGS), None)
    if heading is not None:
        return heads_notes(heading)
    return holder is not tree and "document" not in classes(holder) and "section" not in classes(holder)


def _fill(note: Element, pair: Pair, blocks: list[Element]) -> None:
    """Move blocks into a note, without the ways back and the mark with which it begins."""
    for block in blocks:
        if block.tag in ("li", "div", "aside", "dd", "td"):
            if len(block) and all(child.tag in BLOCKS for child in block):
                note.extend(list(block))
            else:
                paragraph = etree.SubElement(note, "p")
                paragraph.text, block.text = block.text, None
                paragraph.extend(list(block))
        else:
            note.append(block)
    for link in list(note.iter("a")):
        if link.get("class") == "link" and _leads_back(link, pair):
            holder = link.getparent()
            _drop_return(link)
            if holder is not None and holder is not note and is_empty(holder):
                prune(holder, note)
    strip_mark(note, pair.mark)
    if len(note) and len(note[-1]) == 0 and note[-1].text:
        note[-1].text = note[-1].text.rstrip()
    elif len(note) and len(note[-1]) and note[-1][-1].tail:
        note[-1][-1].tail = note[-1][-1].tail.rstrip()


BLOCKS = frozenset({"p", "ul", "ol", "dl", "div", "blockquote", "table", "figure", "pre", "hr", *HEADINGS})


def _leads_back(link: Element, pair: Pair) -> bool:
    if not link.get("href", "").startswith("#"):
        return False
    text = text_of(link)
    mark = MARK.fullmatch(text)
    return bool(classes(link) & RETURNING or ARROWS.fullmatch(text) or (mark and mark["mark"] == pair.mark))


def _drop_return(link: Element) -> None:
    """Remove a way back, and the raised text or brackets that it fills."""
    place = link
    holder = link.getparent()
    while holder is not None and holder.tag in ("sup", "span") and len(holder) == 1:
        if ((holder.text or "") + (place.tail or "")).strip(" []()."):
            break
        place, holder = holder, holder.getparent()
    take_out(place)


def strip_mark(note: Element, mark: str) -> None:
    """Remove the mark with which the text of a note begins."""
    block = next((inner for inner in note.iter("p")), None)
    if block is None:
        return
    for anchor in list(block):
        first = anchor.tag == "sup" and not (block.text or "").strip() and anchor is block[0]
        if first and mark and text_of(anchor).strip("[]().") == mark:
            take_out(anchor)
    place = block
    while (
        not (place.text or "").strip()
        and len(place)
        and place[0].tag in ("span", "em", "strong")
        and text_of(place[0])
    ):
        place = place[0]
    holder, before = _first_text(place)
    sign = re.escape(mark)
    pattern = (
        rf"\s*(?:[\[(]\s*{sign}\s*[\])][.:]?|{sign}\s*[.:)](?=\s|$)|{sign}(?=\s))\s*"
        if mark
        else r"\s*[.:)\]]?\s+"
    )
    match = re.match(pattern + r"|\s*[\[(]\s*[\])][.:]?\s*|\s*[.:)]\s+|\s+", before)
    if match:
        _set_first_text(place, holder, before[match.end() :])


def _first_text(block: Element) -> tuple[Element | None, str]:
    """Return the first text of a block, and the empty element behind which it stands."""
    if (block.text or "").strip() or not len(block):
        return None, block.text or ""
    first = block[0]
    if is_empty(first) and first.tag == "span":
        return first, (block.text or "") + (first.tail or "")
    return None, block.text or ""


def _set_first_text(block: Element, holder: Element | None, text: str) -> None:
    if holder is None:
        block.text = text
    else:
        block.text, holder.tail = None, text


def drop_titles(tree: Element, report: Report) -> None:
    """Remove headings of notes under which nothing is left."""
    for heading in list(tree.iter(*HEADINGS)):
        if not heads_notes(heading):
            continue
        holder = heading.getparent()
        assert holder is not None
        behind = [block for block in following(heading) if not is_empty(block) or block.tag == "hr"]
        level = int(str(heading.tag)[1])
        first = behind[0] if behind else None
        while first is not None and first.tag == "div" and len(first):
            first = first[0]
        heads_nothing = first is None or (first.tag in HEADINGS and int(str(first.tag)[1]) <= level)
        if heads_nothing or (first is not None and first.tag == "hr" and len(behind) == 1):
            report.remove(text_of(heading), "the notes that it headed stand where they are called")
            take_out(heading)
            prune(holder, tree)


__all__ = ["block_of", "drop_titles", "gather_linked", "heads_notes", "strip_mark"]
