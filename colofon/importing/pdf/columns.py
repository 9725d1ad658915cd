"""The order of reading: a page is cut into regions, columns one after the other, rows of a table whole.

A column is found by its left edge, which many chunks share, with white to the left of it over many
lines. Whether two stacks of chunks are columns or cells, the order of painting tells: columns are
painted one after the other, cells row by row. Where it tells nothing, as under a scan, full lines of
text do.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from colofon.importing.pdf.chunks import Chunk
from colofon.importing.pdf.direction import runs_from_right
from colofon.importing.pdf.rows import rows_of

GUTTER = 0.6
"""In letter heights: the white between columns is at least so wide."""
SAME_EDGE = 2.0
"""In points: left edges of one column differ by less."""
EDGES = 12
"""How many left edges are tried on a page: there are never more columns and indents that count."""
FEWEST = 5
"""Rows on both sides together: fewer make no columns."""
SHORT = 5
"""Letters: stacks of chunks that are mostly shorter are figures, marks of a list, or dots."""
FLOW = 4
"""Rows painted in one go: a cell seldom has so many on average, a column mostly has."""
APART = 1.8
"""In letter heights: a first or last row that stands further from its neighbour may be no text."""
NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,7})\W*", re.IGNORECASE)
PROSE, FULL = 20, 0.75
"""Letters in a row and the share of the width it takes: where most rows have both, it is running text."""


@dataclass(slots=True)
class Region:
    """Chunks that are read from above to below, and the column they stand in."""

    chunks: list[Chunk]
    column: int = 0
    """1-based; 0 for what stands across the whole width."""


@dataclass(slots=True)
class _Band:
    """Neighbouring rows: either two sides of a gutter, or what stands across it."""

    left: list[Chunk]
    right: list[Chunk]
    across: list[Chunk]


def regions_of(chunks: list[Chunk]) -> list[Region]:
    """Return the regions of a page in the order of reading."""
    if not chunks:
        return []
    parts = _margins(sorted(chunks, key=lambda chunk: (chunk.y, chunk.x0)))
    return [region for part in parts if part for region in _read(Region(part))]


def _margins(chunks: list[Chunk]) -> tuple[list[Chunk], list[Chunk], list[Chunk]]:
    """Cut off a running head, and a last row with a page number: they cross columns without touching both.

    Another last row stays where it is, since it may be a note at the foot of a column.
    """
    rows = rows_of(chunks)
    first = last = 0
    if len(rows) > 3 and rows[1][0].y - rows[0][0].y > APART * rows[1][0].size:
        first = len(rows[0])
    if len(rows) > 3 and rows[-1][0].y - rows[-2][0].y > APART * rows[-2][0].size and _has_number(rows[-1]):
        last = len(rows[-1])
    return chunks[:first], chunks[first : len(chunks) - last], chunks[len(chunks) - last :]


def _has_number(row: list[Chunk]) -> bool:
    """Return whether a page number stands at the end of a row, or far before the rest of it."""
    far = len(row) > 1 and row[1].x0 - row[0].x1 > 5 * row[0].size
    return bool(NUMBER.fullmatch(row[-1].text) or (far and NUMBER.fullmatch(row[0].text)))


def _read(region: Region) -> list[Region]:
    """Cut a region at its best gutter, and the parts again."""
    bands = _best_cut(region.chunks)
    if bands is None:
        return [region]
    found: list[Region] = []
    for band in bands:
        if band.across:
            found += _read(Region(band.across, region.column))
            continue
        sides = [band.left, band.right]
        if runs_from_right(chunk.text for chunk in band.left):
            sides.reverse()
        first = _read(Region(sides[0], max(region.column, 1)))
        found += first
        # Behind those that the first side was cut into: two columns or more, one after the other.
        found += _read(Region(sides[1], max(part.column for part in first) + 1))
    return found


def _best_cut(chunks: list[Chunk]) -> list[_Band] | None:
    best, most = None, 0
    for edge in _edges(chunks):
        bands = _bands(chunks, edge)
        rows = sum(min(_height(band.left), _height(band.right)) for band in bands if not band.across)
        if rows > most:
            best, most = bands, rows
    return best


def _edges(chunks: list[Chunk]) -> list[float]:
    """Return left edges that several chunks share, but for that of the page; the most common first."""
    starts = sorted(chunk.x0 for chunk in chunks)
    if not starts:
        return []
    groups: list[list[float]] = [[starts[0]]]
    for start in starts[1:]:
        if start - groups[-1][0] <= SAME_EDGE:
            groups[-1].append(start)
        else:
            groups.append([start])
    common = [group for group in groups[1:] if len(group) >= 2]
    common.sort(key=lambda group: (-len(group), group[0]))
    return [group[0] for group in common[:EDGES]]


def _bands(chunks: list[Chunk], edge: float) -> list[_Band]:
    """Divide the rows of a page into those with white to the left of an edge and those that cross it."""
    crossing = {round(chunk.y) for chunk in chunks if _crosses(chunk, edge)}
    levels = {level + step for level in crossing for step in (-1, 0, 1)}
    bands: list[_Band] = []
    for across, group in _stretches(chunks, levels):
        whole = _Band([], [], group) if across else _sides(group, edge)
        parts = [whole] if across or not whole.across else [_sides(part, edge) for part in _apart(group)]
        for band in parts:
            if bands and bool(bands[-1].across) == bool(band.across):
                bands[-1].left += band.left
                bands[-1].right += band.right
                bands[-1].across += band.across
            else:
                bands.append(band)
    _straighten(bands)
    return bands


def _sides(group: list[Chunk], edge: float) -> _Band:
    left = [chunk for chunk in group if chunk.x0 < edge - 1]
    right = [chunk for chunk in group if chunk.x0 >= edge - 1]
    return _Band(left, right, []) if _are_columns(left, right) else _Band([], [], group)


def _apart(group: list[Chunk]) -> list[list[Chunk]]:
    """Divide rows where white runs across all of them: a table between columns crosses no gutter."""
    rows = rows_of(group)
    steps = [below[0].y - above[0].y for above, below in pairwise(rows)]
    if not steps:
        return [group]
    parts = [list(rows[0])]
    for step, row in zip(steps, rows[1:], strict=True):
        if step > 1.3 * median(steps):
            parts.append([])
        parts[-1] += row
    return parts


def _crosses(chunk: Chunk, edge: float) -> bool:
    return chunk.x0 < edge - 1 and chunk.x1 > edge - GUTTER * min(chunk.size, 12.0)


def _stretches(chunks: list[Chunk], levels: set[int]) -> list[tuple[bool, list[Chunk]]]:
    found: list[tuple[bool, list[Chunk]]] = []
    for chunk in chunks:
        across = round(chunk.y) in levels
        if found and found[-1][0] == across:
            found[-1][1].append(chunk)
        else:
            found.append((across, [chunk]))
    return found


def _straighten(bands: list[_Band]) -> None:
    """Give short last lines of a heading or of notes across the page back to what stands across it."""
    for above, band in pairwise(list(bands)):
        if above.across and not band.across:
            _give(band, above.across, _leading_rows(band, above.across[-1].size))
            _give(band, above.across, _last_lines(band, above.across[-1]))
        elif band.across and not above.across:
            _give(above, band.across, _leading_rows(above, band.across[0].size, from_below=True))
    for band in bands:
        band.across.sort(key=lambda chunk: (chunk.y, chunk.x0))


def _leading_rows(band: _Band, size: float, from_below: bool = False) -> list[Chunk]:
    """Return the first rows of columns that have the size of what stands across and not their own."""
    both = sorted(band.left + band.right, key=lambda chunk: (chunk.y, chunk.x0), reverse=from_below)
    if abs(_usual(both) - size) < 0.3:
        return []
    found: list[Chunk] = []
    for chunk in both:
        if abs(chunk.size - size) >= 0.3:
            break
        found.append(chunk)
    return found


def _last_lines(band: _Band, above: Chunk) -> list[Chunk]:
    """Return rows that go on from what stands across, before a gap and before the other column begins."""
    top = min(chunk.y for chunk in band.right)
    rows = [row for row in rows_of(band.left) if row[0].y < top - row[0].size]
    if not rows:
        return []
    found, y = list[Chunk](), above.y
    for row, below in zip(rows, [*rows[1:], [min(band.right, key=lambda chunk: chunk.y)]], strict=True):
        if row[0].y - y > 1.6 * row[0].size:
            return []
        found, y = found + row, row[0].y
        if below[0].y - y > 1.6 * row[0].size:
            return found
    return []


def _give(band: _Band, across: list[Chunk], chunks: list[Chunk]) -> None:
    gone = {id(chunk) for chunk in chunks}
    left = [chunk for chunk in band.left if id(chunk) not in gone]
    right = [chunk for chunk in band.right if id(chunk) not in gone]
    if left and right:
        across += chunks
        band.left, band.right = left, right


def _usual(chunks: list[Chunk]) -> float:
    sizes = Counter[float]()
    for chunk in chunks:
        sizes[round(chunk.size, 1)] += chunk.letters
    return max(sizes, key=lambda size: (sizes[size], size))


def _height(chunks: list[Chunk]) -> int:
    return len({round(chunk.y) for chunk in chunks})


def _are_columns(left: list[Chunk], right: list[Chunk]) -> bool:
    """Return whether two stacks of chunks are read one after the other."""
    rows = _height(left), _height(right)
    if min(rows) < 2 or sum(rows) < FEWEST or not _side_by_side(left, right):
        return False
    if any(median(chunk.letters for chunk in side) < SHORT for side in (left, right)):
        return False
    goes = _goes(left, right)
    if goes == 2:
        return True
    if goes <= 6 and sum(rows) >= FLOW * goes:
        return True
    # Painted line by line across both sides: only running text can be columns then.
    return goes >= 1.6 * min(rows) and min(rows) >= FEWEST and _is_prose(left) and _is_prose(right)


def _side_by_side(left: list[Chunk], right: list[Chunk]) -> bool:
    spans = [(min(c.y for c in side), max(c.y for c in side)) for side in (left, right)]
    shared = min(end for _, end in spans) - max(start for start, _ in spans)
    return shared > 0 and shared >= 0.5 * min(end - start for start, end in spans)


def _goes(left: list[Chunk], right: list[Chunk]) -> int:
    """Return in how many goes, each on one side, two stacks are painted."""
    painted = sorted([(chunk.order, 0) for chunk in left] + [(chunk.order, 1) for chunk in right])
    return 1 + sum(1 for (_, one), (_, other) in pairwise(painted) if one != other)


def _is_prose(side: list[Chunk]) -> bool:
    rows = rows_of(side)
    width = max(chunk.x1 for chunk in side) - min(chunk.x0 for chunk in side)
    full = [row for row in rows if row[-1].x1 - row[0].x0 >= FULL * width]
    letters = sum(chunk.letters for chunk in side)
    return letters >= PROSE * len(rows) and len(full) >= 0.6 * len(rows)
