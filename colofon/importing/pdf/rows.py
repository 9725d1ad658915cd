"""Chunks of a region into printed lines: their text with its blanks, and how they look.

Cells of a table that stand on one base line are one line, with two blanks between them.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple, TypeVar

from colofon.importing.pdf.accents import with_marks
from colofon.importing.pdf.chunks import Chunk
from colofon.importing.pdf.direction import read_order
from colofon.importing.pdf.glyphs import Glyph
from colofon.importing.pdf.tags import block_of

BLANK = 0.16
"""In letter heights: white that parts words where no blank is painted, which not only TeX leaves out."""
WIDE, WIDER = 1.5, 2.2
"""White that parts cells: in letter heights, and against the blanks of the same line, if it is justified."""
STRETCHED = 3.0
"""In letter heights: so wide may a blank be in a justified line, where the file paints one."""
SOFT = "\u00ad"
Value = TypeVar("Value", float, str)


class Row(NamedTuple):
    """A printed line, as it is handed from the process that reads the file."""

    text: str
    raised: list[list[int]]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    font: str
    soft: bool
    artifact: bool
    path: list[list[Any]] = []  # noqa: RUF012
    """The block it belongs to, in a tagged file: types and numbers of structure elements."""
    angle: int = 0
    opens: bool = False
    column: int = 0
    share: float = 0.0


def rows_of(chunks: list[Chunk]) -> list[list[Chunk]]:
    """Return the chunks of each line, from above to below and from left to right.

    The largest letters decide where lines are, so that a small sign does not begin one of its own.
    """
    rows: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda each: (each.y, each.x0)):
        if rows and chunk.y - rows[-1][0].y <= 0.3 * min(chunk.size, rows[-1][0].size):
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    for row in rows:
        row.sort(key=lambda each: each.x0)
    return rows


def row_of(chunks: list[Chunk]) -> Row | None:
    """Return the line that chunks make, or nothing when all of it is blank."""
    glyphs = [glyph for chunk in chunks for glyph in _in_place(chunk)]
    words = [glyph for glyph in glyphs if not glyph.text.isspace()]
    signs = _trimmed(read_order(_signs(glyphs)))
    if not signs:
        return None
    text, raised = _joined(signs)
    soft = text.endswith(SOFT)
    plain = [glyph for glyph in words if not glyph.raised] or words
    size = _usual([(round(glyph.size, 1), len(glyph.text)) for glyph in plain])
    font = _usual([(glyph.face.name, len(glyph.text)) for glyph in plain])
    return Row(
        text.replace(SOFT, "-"), raised, min(glyph.x0 for glyph in words), max(glyph.x1 for glyph in words),
        _usual([(chunk.y, chunk.letters) for chunk in chunks]), size,
        _most([glyph.bold for glyph in plain]), _most([glyph.face.italic for glyph in plain]), font,
        soft, _most([glyph.artifact for glyph in plain]), _path(plain),
    )  # fmt: skip


def _path(glyphs: list[Glyph]) -> list[list[Any]]:
    """Return the block of a line: of its last signs, since a label may stand before them."""
    return [list(each) for each in block_of(glyphs[-1].path)]


def _in_place(chunk: Chunk) -> list[Glyph]:
    return with_marks(sorted(chunk.glyphs, key=lambda glyph: (glyph.x0, glyph.order)))


def _signs(glyphs: list[Glyph]) -> list[tuple[str, bool]]:
    """Return texts and whether they are raised, with one blank between words and two between cells."""
    words = [index for index, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    if not words:
        return []
    gaps = [glyphs[other].x0 - glyphs[one].x1 for one, other in pairwise(words)]
    sizes = [max(glyphs[one].size, glyphs[other].size) for one, other in pairwise(words)]
    spread = _spread(glyphs, words, gaps)
    usual = [gap for gap, size in zip(gaps, sizes, strict=True) if gap > BLANK * size]
    wide = WIDER * median(usual) if len(usual) > 3 else 0.0
    signs = [_sign(glyphs[words[0]])]
    for (one, other), gap, size in zip(pairwise(words), gaps, sizes, strict=True):
        blank = other - one > 1
        if gap > max((STRETCHED if blank else WIDE) * size, wide):
            signs.append(("  ", False))
        elif blank:
            signs.append((glyphs[one + 1].text[:1] if other - one == 2 else " ", False))
        elif gap > BLANK * size + spread:
            signs.append((" ", False))
        signs.append(_sign(glyphs[other]))
    return signs


def _spread(glyphs: list[Glyph], words: list[int], gaps: list[float]) -> float:
    """Return the white between letters of a word, which spaced capitals have.

    Leaders are no sign of it, nor are figures in the narrow columns of a table.
    """
    letters = [
        gap
        for (one, other), gap in zip(pairwise(words), gaps, strict=True)
        if glyphs[one].text.isalpha() and glyphs[other].text.isalpha()
    ]
    return max(0.0, median(letters)) if len(letters) > 3 else 0.0


def _sign(glyph: Glyph) -> tuple[str, bool]:
    # Without width it is a place where a word may be divided and is not.
    if glyph.text == SOFT and glyph.x1 - glyph.x0 < 0.05 * glyph.size:
        return "", False
    return glyph.text, glyph.raised or (len(glyph.text) == 1 and glyph.text in "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _trimmed(signs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    while signs and not signs[-1][0].strip():
        signs = signs[:-1]
    while signs and not signs[0][0].strip():
        signs = signs[1:]
    return signs


def _joined(signs: list[tuple[str, bool]]) -> tuple[str, list[list[int]]]:
    """Return the text and the stretches of it that stand above the line."""
    text, spans = "", list[list[int]]()
    for sign, raised in signs:
        if raised and spans and spans[-1][1] == len(text):
            spans[-1][1] += len(sign)
        elif raised:
            spans.append([len(text), len(text) + len(sign)])
        text += sign
    end = len(text.rstrip())
    begin = len(text) - len(text.lstrip())
    spans = [[max(start, begin) - begin, min(stop, end) - begin] for start, stop in spans]
    return text.strip(), spans


def _usual(weighed: list[tuple[Value, int]]) -> Value:
    counts = Counter[Value]()
    for value, weight in weighed:
        counts[value] += weight
    return max(counts, key=lambda value: (counts[value], value))


def _most(each: list[bool]) -> bool:
    return 2 * sum(each) > len(each)
