"""Where the lines of a whole document stand: the edges of its columns, and the room between its lines.

Both are learnt from the document: a page with two lines on it does not tell where its column begins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from colofon.importing.pdf.rows import Row

COMMON, OWN = 0.1, 0.2
"""Share of the lines that begin at the edge of a column: in the document, and on a page that differs."""
NEAR = 2.0
"""In points: lines that begin at one edge differ by less."""
MORE = 1.15
"""Times the usual distance of two base lines: more is room that was left."""
TIGHT = 0.2
"""Share of the distances between lines of one size: the smallest that so many keep is the usual one."""
LEADING = 1.25
"""Distance of base lines, in letter heights, where a document shows none."""

Key = tuple[int, int, int]


def edges_of(pages: list[list[Row]]) -> list[dict[Key, float]]:
    """Return for each page where its columns begin, by column, angle and side of the sheet."""
    whole: defaultdict[Key, Counter[int]] = defaultdict(Counter)
    for number, rows in enumerate(pages):
        for row in rows:
            whole[key_of(row, number)][round(row.x0)] += 1
    usual = {key: _edge(starts, COMMON) for key, starts in whole.items()}
    return [_edges_on(rows, number, usual) for number, rows in enumerate(pages)]


def key_of(row: Row, page: int) -> Key:
    """Return what tells columns apart: left and right pages have margins of their own."""
    return row.column, row.angle, page % 2


def _edges_on(rows: list[Row], number: int, usual: dict[Key, float]) -> dict[Key, float]:
    starts: defaultdict[Key, list[float]] = defaultdict(list)
    for row in rows:
        starts[key_of(row, number)].append(row.x0)
    found = {}
    for key, begins in starts.items():
        edge = usual[key]
        if not any(abs(begin - edge) <= NEAR for begin in begins) and len(begins) >= 1 / OWN:
            edge = _edge(Counter(round(begin) for begin in begins), OWN)
        # To the point is enough to compare, not to print: the line itself knows better.
        found[key] = min((begin for begin in begins if abs(begin - edge) <= NEAR), default=edge)
    return found


def _edge(starts: Counter[int], share: float) -> float:
    """Return the leftmost place where a good share of lines begins."""
    total = sum(starts.values())
    near = {start: sum(starts[start + step] for step in (-1, 0, 1)) for start in starts}
    common = [start for start, count in near.items() if count >= share * total]
    return float(min(common or starts))


def leadings_of(pages: list[list[Row]]) -> dict[float, float]:
    """Return the usual distance of base lines by the size of the letters."""
    distances: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for rows in pages:
        for above, row in pairwise(rows):
            if above.size == row.size and _follows(above, row) and row.y - above.y < 3 * row.size:
                distances[row.size][round(row.y - above.y, 1)] += 1
    return {size: _tightest(counts) for size, counts in distances.items()}


def _tightest(counts: Counter[float]) -> float:
    total = sum(counts.values())
    near = {
        distance: sum(count for other, count in counts.items() if abs(other - distance) <= 0.3)
        for distance in counts
    }
    return min(
        distance for distance, count in near.items() if count >= TIGHT * total or count == max(near.values())
    )


def _follows(above: Row, row: Row) -> bool:
    return (above.column, above.angle) == (row.column, row.angle) and row.y > above.y


def is_apart(above: Row | None, row: Row, leadings: dict[float, float]) -> bool:
    """Return whether more room stands above a line than between the lines of a paragraph."""
    if above is None:
        return True
    if row.opens:
        return False
    if not _follows(above, row):
        return True
    usual = max(leadings.get(line.size, LEADING * line.size) for line in (above, row))
    return row.y - above.y > MORE * usual
