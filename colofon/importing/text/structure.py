"""What chapters a text has, which heading belongs to which level, and which headings are lost.

A text shows no sizes, so the document's own order is the witness: numbers that ascend through it,
letters and dashes below them, the heading with which each chapter closes, the chapters it refers to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from colofon.importing.text.blocks import HEADING, QUOTE, STOPPED, Block
from colofon.importing.text.chains import Candidate, best_chain
from colofon.importing.text.reconstruction import Reconstruction
from colofon.importing.text.sizes import levels_by_size, levels_by_tag, take_front

TITLE, CHAPTER, SECTION, SUBSECTION = 1, 2, 3, 4
NUMBER = re.compile(r"\s*([0-9]{1,2})[.:]?\s+(?=\S)")
LETTER = re.compile(r"\s*\(?[a-z][.)]\s")
DASH = re.compile(r"\s*[-–•]\s")
NUMBERED = 3.0
GAP = 1.0
"""What each chapter number costs that no heading has."""
REFERRED = re.compile(
    r"\b(?:hoofdstuk(?:ken)?|chapters?|kapitel|chapitres?)\s+([0-9]{1,2})"
    r"(?:\s*(?:t/m|tot en met|–|-|to)\s*([0-9]{1,2}))?"
)
CLOSING_SHARE = 0.5
"""Of the chapters: so many close with the same heading where it is one that closes."""


def give_levels(made: Reconstruction) -> None:
    """Give every heading its level, and put those that are lost where they stood."""
    made.title = take_front(made)
    headings = [block for block in made.blocks if block.kind == HEADING]
    if not headings:
        return
    texts = {id(block): made.text(block.lines) for block in headings}
    chapters = _chapters(made, headings, texts)
    ranks = levels_by_tag(headings) or levels_by_size(headings, chapters)
    if ranks:
        chapters = [block for block in headings if not ranks[id(block)]]
    closing = _closing(headings, chapters, texts)
    made.blocks = list(_with_missing(made, chapters, texts, closing))
    missing = [block for block in made.blocks if block.missing]
    texts |= {id(block): "" for block in missing}
    headings = [block for block in made.blocks if block.kind == HEADING]
    _levels(headings, [*chapters, *missing], texts, closing)
    before = CHAPTER - 1
    for block in headings:
        rank = ranks.get(id(block))
        if rank:
            # No level is skipped, whatever the sizes are.
            block.level = min(CHAPTER + rank, before + 1)
        if made.title and block.level == TITLE:
            block.level = CHAPTER
        before = block.level


def _chapters(made: Reconstruction, headings: Sequence[Block], texts: dict[int, str]) -> list[Block]:
    """Return the headings that begin a chapter: the numbered ones, and the first behind the title."""
    candidates = []
    for index, block in enumerate(headings):
        found = NUMBER.match(texts[id(block)])
        if found:
            score = NUMBERED + block.lines[0].opens + (block.apart and block.closes)
            candidates.append(Candidate(index, int(found[1]), score))
    chain = best_chain(candidates, GAP, 4 * NUMBERED)
    found_chapters = [headings[one.place] for one in chain] if len(chain) > 1 else []
    title = None if made.title else _title(made, headings)
    first = next((block for block in headings if block is not title), None)
    if first is not None and first not in found_chapters:
        found_chapters.insert(0, first)
    return found_chapters


def _title(made: Reconstruction, headings: Sequence[Block]) -> Block | None:
    """Return the heading that begins the whole and has nothing below it but another heading."""
    first = made.blocks[0]
    second = made.blocks[1] if len(made.blocks) > 1 else None
    return first if first is headings[0] and second is not None and second.kind == HEADING else None


def _closing(headings: Sequence[Block], chapters: Sequence[Block], texts: dict[int, str]) -> str:
    """Return the heading with which chapters close; empty when they have none in common."""
    starts = {id(block) for block in chapters}
    followed = [*pairwise(headings), (headings[-1], chapters[0] if chapters else headings[-1])]
    last = Counter(
        texts[id(block)]
        for block, following in followed
        if id(following) in starts and id(block) not in starts
    )
    best, count = next(iter(last.most_common(1)), ("", 0))
    return best if count > 1 and count >= CLOSING_SHARE * len(chapters) else ""


def _levels(
    headings: Sequence[Block], chapters: Sequence[Block], texts: dict[int, str], closing: str
) -> None:
    starts = {id(block) for block in chapters}
    lettered, before = False, TITLE
    for block in headings:
        text = texts[id(block)]
        if id(block) in starts:
            block.level, lettered = CHAPTER, False
        elif LETTER.match(text):
            block.level, lettered = SECTION, True
        elif DASH.match(text) or (lettered and text != closing):
            # No level is skipped: what would be below a section is one where there is none.
            block.level = min(SUBSECTION, before + 1)
        else:
            block.level = SECTION
        before = block.level
    if headings[0] not in chapters:
        headings[0].level = TITLE


def _with_missing(
    made: Reconstruction, chapters: Sequence[Block], texts: dict[int, str], closing: str
) -> Iterator[Block]:
    """Yield all blocks, with the heading of a lost chapter where, behind a closing section, a page begins."""
    starts = {id(block) for block in chapters}
    numbers = _numbers(made, chapters, texts)
    if made.source.pages and not numbers:
        # Where pages are known nothing is lost between them, unless a number says so.
        closing = ""
    closed, before = False, None
    for block in made.blocks:
        if block.kind == HEADING:
            closed = closing != "" and texts[id(block)] == closing
            if id(block) in starts and numbers:
                found = NUMBER.match(texts[id(block)])
                numbers = [number for number in numbers if not found or number > int(found[1])]
        elif closed and block.lines[0].opens and before is not None and _begins_anew(made, before, block):
            closed = False
            text = str(numbers.pop(0)) if numbers else ""
            yield Block(HEADING, [], CHAPTER, score=2.0, missing=True, lost=f"{text}." if text else "")
        before = block
        yield block


def _numbers(made: Reconstruction, chapters: Sequence[Block], texts: dict[int, str]) -> list[int]:
    """Return the numbers of the chapters to which the text refers and that no heading has."""
    there = {int(found[1]) for block in chapters if (found := NUMBER.match(texts[id(block)]))}
    referred = set(there)
    for block in made.blocks:
        if block.kind != HEADING:
            for first, last in REFERRED.findall(made.text(block.lines).lower()):
                referred.update(range(int(first), int(last or first) + 1))
    highest = max(there, default=0)
    # A number far from the others is a chapter of another work.
    near = {number for number in referred if number <= highest + 2}
    return sorted((near | set(range(1, highest))) - there)


def _begins_anew(made: Reconstruction, before: Block, block: Block) -> bool:
    text = made.text(block.lines)
    ended = STOPPED.search(re.sub(r"\[\^\d+\]$", "", made.text(before.lines)))
    return bool(ended) and text[:1].isupper() and block.kind not in (HEADING, QUOTE)
