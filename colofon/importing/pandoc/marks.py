"""Notes that a document only types: raised numbers in the text, and paragraphs that answer them.

The calls and the notes are two sequences of marks in the order of reading. Notes that count on belong
together, and their calls are the next raised numbers that count so; a raised number that no note answers
stays what it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from colofon.book import Element, block_text
from colofon.importing.pandoc.notes import drop_titles, heads_notes, strip_mark
from colofon.importing.pandoc.styles import kind_of
from colofon.importing.pandoc.trees import is_empty, prune, swap, text_of
from colofon.importing.report import Report
from colofon.trees import take_out
from colofon.vocabulary import HEADINGS

SIGN = re.compile(r"[\[(]?([0-9]{1,3}|[*†‡§]{1,3})[\])]?")
"""What a call prints, raised."""
TYPED = re.compile(r"\s*(?:\[([0-9]{1,3})\]|\(?([0-9]{1,3})[.):]?(?=\s))\s*\S")
"""How the paragraph of a note begins, where its number is not raised."""
UNIT = re.compile(r"\b[kcdm]?m$|[)\]=]$")
"""What an exponent stands behind."""
SCORE = 0.8


class Call(NamedTuple):
    """A raised mark in the text."""

    place: int
    mark: str
    element: Element


class Typed(NamedTuple):
    """A paragraph, or an item, that begins with a mark."""

    place: int
    mark: str
    block: Element


def gather_marked(tree: Element, notes: dict[str, Element], report: Report) -> None:
    """Make notes of typed calls and of the paragraphs that answer them."""
    elements = list(tree.iter())
    # lxml makes an element anew when nothing holds it: `elements` does, as long as ids are asked for.
    order = {id(element): place for place, element in enumerate(elements)}
    typed = _typed_notes(tree, order)
    begun = {id(block) for _, _, block in typed}
    calls = [call for call in _calls(tree, order) if not _begins_note(call.element, begun)]
    pairs = [pair for run in _runs(typed) for pair in _paired(run, calls)]
    for call, note in pairs:
        _make(call, note, notes, report)
    if pairs:
        drop_titles(tree, report)


def _calls(tree: Element, order: dict[int, int]) -> list[Call]:
    found = []
    for raised in tree.iter("sup"):
        match = SIGN.fullmatch(text_of(raised))
        holder, before = raised.getparent(), raised.getprevious()
        ahead = (before.tail if before is not None else holder.text if holder is not None else "") or ""
        if match and not UNIT.search(ahead):
            found.append(Call(order[id(raised)], match[1], raised))
    return found


def _typed_notes(tree: Element, order: dict[int, int]) -> list[Typed]:
    """Return what can be a note: by its style, its raised mark, or the heading above it."""
    found = []
    under_notes = False
    for element in tree.iter():
        if element.tag in HEADINGS:
            under_notes = heads_notes(element)
        elif element.tag == "ol" and under_notes:
            start = int(element.get("start", "1"))
            found += [Typed(order[id(item)], str(start + rank), item) for rank, item in enumerate(element)]
        elif element.tag == "p" and not any(around.tag in ("li", "td") for around in element.iterancestors()):
            mark = _mark_of(element, under_notes or kind_of(element) == "note")
            if mark:
                found.append(Typed(order[id(element)], mark, element))
    return found


def _mark_of(block: Element, is_note: bool) -> str:
    first = block[0] if len(block) else None
    if (
        first is not None
        and first.tag == "sup"
        and not (block.text or "").strip()
        and (first.tail or "").strip()
    ):
        match = SIGN.fullmatch(text_of(first))
        return match[1] if match else ""
    typed = TYPED.match(block_text(block)) if is_note else None
    return (typed[1] or typed[2]) if typed else ""


def _begins_note(raised: Element, begun: set[int]) -> bool:
    holder = raised.getparent()
    return (
        holder is not None and id(holder) in begun and holder[0] is raised and not (holder.text or "").strip()
    )


def _runs(typed: list[Typed]) -> list[list[Typed]]:
    """Return notes that count on as one run: a number that is not higher begins another."""
    runs: list[list[Typed]] = []
    for note in typed:
        last = runs[-1][-1].mark if runs else ""
        if runs and note.mark.isdigit() and last.isdigit() and int(note.mark) > int(last):
            runs[-1].append(note)
        else:
            runs.append([note])
    return runs


def _paired(run: list[Typed], calls: list[Call]) -> list[tuple[Call, Typed]]:
    """Return each note of a run with its call, and take these calls from those that are left."""
    found = []
    pointer = 0
    for note in run:
        place = next((i for i in range(pointer, len(calls)) if calls[i].mark == note.mark), None)
        if place is None or calls[place].place > note.place:
            continue
        found.append((calls[place], note))
        pointer = place + 1
    taken = {id(call.element) for call, _ in found}
    calls[:] = [call for call in calls if id(call.element) not in taken]
    return found


def _make(call: Call, typed: Typed, notes: dict[str, Element], report: Report) -> None:
    key = f"§{len(notes) + 1}"
    note = notes[key] = etree.Element("aside", {"class": "note", "data-label": key})
    swap(call.element, etree.Element("a", {"class": "noteref", "data-label": key, "data-mark": call.mark}))
    report.doubt(text_of(typed.block)[:120], f"taken for note {call.mark}, which is only typed", SCORE)
    holder = typed.block.getparent()
    if typed.block.tag == "li":
        note.extend(list(typed.block))
        take_out(typed.block)
    else:
        following = _continued(typed.block)
        typed.block.tail = None
        note.extend([typed.block, *following])
        strip_mark(note, call.mark)
    if holder is not None and is_empty(holder):
        prune(holder, holder.getroottree().getroot())


def _continued(block: Element) -> list[Element]:
    """Return the paragraphs behind a note that have its style and begin with no mark of their own."""
    found: list[Element] = []
    for other in block.itersiblings():
        if other.tag != "p" or kind_of(other) != "note" or kind_of(block) != "note" or _mark_of(other, True):
            break
        found.append(other)
    return found
