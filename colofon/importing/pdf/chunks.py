"""Glyphs into chunks: stretches of one printed line without a gap as wide as the letters are high.

A figure that stands above the line belongs to the chunk it touches. Signs painted twice to look bold
are taken once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from colofon.importing.pdf.accents import is_mark
from colofon.importing.pdf.glyphs import Glyph

GAP = 1.0
"""In letter heights: more between two signs, and it may be the room between columns or cells."""
LEVEL = 0.1
"""In letter heights: base lines so near each other are one."""
HIGH, DEEP = 0.75, 0.4
"""How far a small sign stands above or below the line it belongs to, in heights of the line's letters."""
SMALLER = 0.92
"""Letters smaller than this share of their neighbours are so on purpose."""
CAPITAL = 0.7
"""Height of a capital, in letter heights."""
TWICE = 0.15
"""In letter heights: how far a copy is moved to look bold or to cast a shadow."""


@dataclass(slots=True)
class Chunk:
    """Glyphs of one line that touch, in the order of painting."""

    glyphs: list[Glyph]
    y: float
    """Of the base line on which the largest letters stand."""
    size: float
    """Of these letters."""
    x0: float
    x1: float
    """Where its signs that are no blanks begin and end."""
    letters: int = 1
    """How many of these there are."""

    def add(self, glyph: Glyph) -> None:
        """Take in a sign that is no blank."""
        self.glyphs.append(glyph)
        self.x0, self.x1 = min(self.x0, glyph.x0), max(self.x1, glyph.x1)
        self.letters += 1

    @property
    def order(self) -> int:
        return self.glyphs[0].order

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def chunks_of(glyphs: Iterable[Glyph]) -> list[Chunk]:
    """Return the chunks of a page in the order of painting."""
    found: list[Chunk] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            if last is not None and _level(last, glyph):
                found[-1].glyphs.append(glyph)
            continue
        if last is not None and _again(last, glyph):
            last.bold = True
            continue
        if not (last is not None and _touches(last, glyph) and _continues(found[-1], glyph)):
            found.append(Chunk([glyph], glyph.y, glyph.size, glyph.x0, glyph.x1))
        last = glyph
    found = attach_raised(_once(found))
    for chunk in found:
        _lift_initial(chunk, found)
    return found


def _level(one: Glyph, other: Glyph) -> bool:
    return abs(one.y - other.y) <= LEVEL * max(one.size, other.size)


def _touches(last: Glyph, glyph: Glyph) -> bool:
    room = GAP * max(last.size, glyph.size)
    # Backwards too: signs that run from right to left may be painted in the order they are read.
    return -0.5 * room <= glyph.x0 - last.x1 <= room or -0.5 * room <= last.x0 - glyph.x1 <= 0.5 * room


def _continues(chunk: Chunk, glyph: Glyph) -> bool:
    """Add a sign to a chunk that it touches, if it stands on its line or as a small sign above or below."""
    above = chunk.y - glyph.y
    if all(is_mark(each.text) for each in chunk.glyphs) and abs(above) < HIGH * glyph.size:
        chunk.y, chunk.size = glyph.y, glyph.size
    elif is_mark(glyph.text) and abs(above) < HIGH * chunk.size:
        pass
    elif abs(above) <= LEVEL * max(chunk.size, glyph.size):
        chunk.size = max(chunk.size, glyph.size)
    elif glyph.size <= chunk.size and -DEEP * chunk.size < above < HIGH * chunk.size:
        # As large as its neighbours it is no index: only figures are raised without being made smaller.
        if above < 0 and glyph.size > SMALLER * chunk.size:
            return False
        if above > 0 and glyph.size > SMALLER * chunk.size and not glyph.text.isdigit():
            return False
        glyph.raised = above > 0
    elif chunk.size < SMALLER * glyph.size and 0 < -above < HIGH * glyph.size and chunk.letters <= 6:
        for each in chunk.glyphs:
            each.raised = True
        chunk.y, chunk.size = glyph.y, glyph.size
    else:
        return False
    chunk.add(glyph)
    return True


def _again(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a sign is painted over the one before it."""
    near = TWICE * glyph.size
    return last.text == glyph.text and abs(last.x0 - glyph.x0) < near and abs(last.y - glyph.y) < near


def _once(chunks: list[Chunk]) -> list[Chunk]:
    """Leave out chunks painted over one that is the same."""
    kept: list[Chunk] = []
    seen: dict[str, list[Chunk]] = {}
    for chunk in chunks:
        same = seen.setdefault(chunk.text.strip(), [])
        near = TWICE * chunk.size
        twin = next((e for e in same if abs(e.x0 - chunk.x0) < near and abs(e.y - chunk.y) < near), None)
        if twin is None:
            same.append(chunk)
            kept.append(chunk)
            continue
        for glyph in twin.glyphs:
            glyph.bold = True
    return kept


def attach_raised(chunks: list[Chunk]) -> list[Chunk]:
    """Give small raised chunks that were not painted beside their line to the line they touch."""
    alone = [chunk for chunk in chunks if chunk.letters <= 6 and chunk.text.strip().isalnum()]
    gone: set[int] = set()
    for small in alone:
        host = next((each for each in chunks if each is not small and _carries(each, small)), None)
        if host is None:
            continue
        for glyph in small.glyphs:
            glyph.raised = True
            host.add(glyph)
        gone.add(id(small))
    return [chunk for chunk in chunks if id(chunk) not in gone]


def _lift_initial(initial: Chunk, chunks: list[Chunk]) -> None:
    """Put a large first letter, which hangs down beside several lines, on the line that it begins."""
    if initial.letters > 2 or not initial.text.strip().isalpha():
        return
    top = initial.y - CAPITAL * initial.size
    for chunk in chunks:
        beside = -0.4 * initial.size <= chunk.x0 - initial.x1 <= 0.4 * initial.size
        level = abs(chunk.y - CAPITAL * chunk.size - top) < 0.5 * chunk.size
        if beside and level and chunk.size < 0.6 * initial.size:
            initial.y = chunk.y
            return


def _carries(host: Chunk, small: Chunk) -> bool:
    above = host.y - small.y
    if not (small.size < SMALLER * host.size and LEVEL * host.size < above < HIGH * host.size):
        return False
    near = 0.5 * host.size
    return -near <= small.x0 - host.x1 <= near or -near <= host.x0 - small.x1 <= near
