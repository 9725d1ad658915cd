"""Levels of headings by the sizes they are set in, and what of a PDF is none of its text.

A text knows no sizes; then the order of the document decides alone (`structure`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from colofon.importing.text.blocks import HEADING, Block
from colofon.importing.text.furniture import TABLE_OF_CONTENTS
from colofon.importing.text.reconstruction import Piece, Reconstruction

STEP = 0.5
"""Points between sizes that are two."""
FRONT = "what stands before the table of contents: book.yaml says it, and each edition makes it anew"


def levels_by_tag(headings: Sequence[Block]) -> dict[int, int]:
    """Return the same as `levels_by_size` from a tagged file; -1 for a title that alone has its level."""
    if not all(block.rank for block in headings):
        return {}
    highest = min(block.rank for block in headings)
    alone = [block.rank for block in headings].count(highest) == 1 and len(headings) > 1
    title = headings[0] if alone and headings[0].rank == highest else None
    chapters = min(block.rank for block in headings if block is not title)
    return {id(block): -1 if block is title else block.rank - chapters for block in headings}


def levels_by_size(headings: Sequence[Block], chapters: Sequence[Block]) -> dict[int, int]:
    """Return block, by identity, -> 0 for chapters, 1 and more for what is below; empty without sizes.

    `chapters` are those that are known by their numbers. Without two of them, the largest size that
    begins two pages is theirs.
    """
    sizes = {id(block): _size(block) for block in headings}
    if not all(sizes.values()) or len(set(sizes.values())) < 2:
        return {}
    known = [block for block in chapters if sizes[id(block)]]
    if len(known) < 2:
        known = [block for block in headings if block.lines[0].opens]
    counted = Counter(sizes[id(block)] for block in known)
    of_chapters = max((size for size, count in counted.items() if count > 1), default=0.0)
    if not of_chapters:
        return {}
    below = sorted({size for size in sizes.values() if size < of_chapters}, reverse=True)
    ranks = {size: rank for rank, size in enumerate(below, 1)}
    return {key: ranks.get(size, 0) for key, size in sizes.items()}


def _size(block: Block) -> float:
    """Return the size of a heading, to the step."""
    size = block.lines[0].size if block.lines else None
    return round((size or 0.0) / STEP) * STEP


def take_front(made: Reconstruction) -> str:
    """Take what stands before a table of contents out of the text; return the title that it shows."""
    contents = [piece.lines[0].number for piece in made.removed if piece.reason == TABLE_OF_CONTENTS]
    front = [block for block in made.blocks if contents and block.lines[-1].number < contents[0]]
    if not front or any(made.calls_on(line) for block in front for line in block.lines):
        return ""
    headings = [block for block in front if block.kind == HEADING]
    largest = max(headings, key=_size, default=None)
    made.removed += [Piece(block.lines, FRONT) for block in front]
    made.blocks = made.blocks[len(front) :]
    return made.text(largest.lines) if largest else ""
