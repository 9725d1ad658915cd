"""What pages carry and the book does not: running heads, page numbers, addresses that an extraction repeats."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from colofon.importing.text.lines import Line, Source

EDGE = 2
"""Lines at the top and at the foot of a page among which running heads and page numbers stand."""
OFTEN = 3
"""Pages on which a running head stands at least, when nothing else tells it."""
NUMBER = re.compile(r"[^\w]*(?:[0-9]{1,4}|[ivxlc]{1,7})[^\w]*$", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+$")

PAGE_NUMBER = "page number"
RUNNING_HEAD = "running head"
LINK = "address of a link, repeated by the extraction"


def furniture(source: Source, starts: Iterable[int]) -> dict[int, str]:
    """Return line number -> why it is left out; `starts`: numbers of the lines on which notes begin."""
    notes = set(starts)
    found = dict(_by_pages(source, notes)) if source.pages else dict(_by_title(source, notes))
    return found | dict(_addresses(source))


def _plain(text: str) -> str:
    """Return a text without figures, signs and capitals, to be compared."""
    return " ".join(re.sub(r"[\W\d_]+", " ", text).casefold().split())


def _by_pages(source: Source, notes: set[int]) -> Iterator[tuple[int, str]]:
    """Yield what recurs at the edges of pages, and the numbers that grow with them."""
    pages = _edges(source, notes)
    offset = _offset(pages)
    heads = Counter(_plain(line.words) for edges in pages.values() for lines in edges for line in lines)
    known = Counter(_plain(line.words) for line in source.lines)
    for page, edges in pages.items():
        for lines in edges:
            numbered = any(_shows(line, page, offset) for line in lines)
            for line in lines:
                plain = _plain(line.words)
                if not plain and _shows(line, page, offset):
                    yield line.number, PAGE_NUMBER
                elif plain and (heads[plain] >= OFTEN or (numbered and known[plain] > 1)):
                    yield line.number, RUNNING_HEAD


def _edges(source: Source, notes: set[int]) -> dict[int, tuple[list[Line], list[Line]]]:
    """Return page -> its first and its last lines, up to those that begin notes."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in source.lines:
        pages[line.page].append(line)
    return {page: (_edge(lines, notes), _edge(lines[EDGE:][::-1], notes)) for page, lines in pages.items()}


def _edge(lines: list[Line], notes: set[int]) -> list[Line]:
    return list(takewhile(lambda line: line.number not in notes, lines[:EDGE]))


def _offset(pages: dict[int, tuple[list[Line], list[Line]]]) -> int | None:
    """Return how far the printed numbers run ahead of the pages; None when no page has a number."""
    offsets = Counter(
        int(figures) - page
        for page, edges in pages.items()
        for lines in edges
        for line in lines
        for figures in re.findall(r"^\W*([0-9]{1,4})\b|\b([0-9]{1,4})\W*$", line.words)
        for figures in figures
        if figures
    )
    best = max(offsets.items(), key=lambda item: item[1], default=(0, 0))
    return best[0] if best[1] >= OFTEN else None


def _shows(line: Line, page: int, offset: int | None) -> bool:
    """Tell whether a line begins or ends with the number of its page."""
    if offset is None:
        return False
    number = page + offset
    return bool(re.match(rf"\W*{number}\b|.*\b{number}\W*$", line.words))


def _by_title(source: Source, notes: set[int]) -> Iterator[tuple[int, str]]:
    """Yield, where no pages are known, lines apart that repeat the title, and the bare numbers beside them."""
    title = _plain(_title(source))
    for index, line in enumerate(source.lines):
        if not line.apart or line.number in notes or index == 0:
            continue
        plain = _plain(line.words)
        if title and plain.startswith(title) and line.number > source.lines[0].number + len(title.split()):
            yield line.number, RUNNING_HEAD
            for beside in source.lines[max(0, index - 1) : index + 2]:
                if NUMBER.match(beside.words) and beside.number not in notes:
                    yield beside.number, PAGE_NUMBER


def _title(source: Source) -> str:
    """Return the words of the first lines, up to a blank one."""
    words = []
    for line in source.lines:
        if words and line.apart:
            break
        words.append(line.words)
    return " ".join(words)


def _addresses(source: Source) -> Iterator[tuple[int, str]]:
    """Yield addresses that stand by themselves at the end of a page, and in its text too."""
    for index, line in enumerate(source.lines):
        last = index + 1 == len(source.lines) or source.lines[index + 1].opens
        if not (ADDRESS.match(line.words) and line.apart and last):
            continue
        bare = re.sub(r"^\w+:/*", "", line.words).rstrip("/")
        above = (other for other in source.lines[:index] if other.page == line.page)
        if any(bare in other.text for other in above):
            yield line.number, LINK
