"""What pages carry and the book does not: running heads, page numbers, addresses that stand there twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from statistics import median

from colofon.importing.text.lines import Line, Source

EDGE = 2
"""Lines at the top and at the foot of a page among which running heads and page numbers stand."""
LARGER = 1.06
"""Of the size of most lines: more, and it is a heading."""
OFTEN = 3
"""Pages on which a running head stands at least, when nothing else tells it."""
LONG = 12
"""Letters of a running head that is told by a heading of two lines."""
NUMBER = re.compile(r"[^\w]*(?:[0-9]{1,4}|[ivxlc]{1,7})[^\w]*$", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+$")

CONTENTS = re.compile(
    r"inhoud|inhoudsopgave|(?:table of )?contents|inhalt|inhaltsverzeichnis|sommaire", re.IGNORECASE
)
PAGED = re.compile(r"(?:\s{2,}|[.·…]{2,}\s*)[0-9]{1,4}\s*$")
"""The end of a line of a table of contents."""

AHEAD, PAGED_AHEAD = 6, 2
"""Lines of a new page of which so many at least show a number where the contents go on."""

TABLE_OF_CONTENTS = "table of contents"
PAGE_NUMBER = "page number"
RUNNING_HEAD = "running head"
ARTIFACT = "artifact: the file says that it is no part of the text"
LINK = "address of a link, repeated by the extraction"


def furniture(source: Source, starts: Iterable[int], listed: dict[int, str]) -> dict[int, str]:
    """Return line number -> why it is left out.

    `starts` are the numbers of the lines on which notes begin, `listed` is the `table_of_contents`.
    """
    notes = set(starts)
    known = Counter(_plain(line.words) for line in source.lines if line.number not in listed)
    notes |= set(listed)
    found = dict(_by_pages(source, notes, known)) if source.pages else dict(_by_title(source, notes))
    told = dict(_told(source)) if source.tagged else {}
    return listed | found | told | dict(_addresses(source))


def _told(source: Source) -> Iterator[tuple[int, str]]:
    """Yield what a tagged file gives no place in its text: artifacts, and what stands outside at an edge."""
    for edges in _edges(source, set()).values():
        for lines in edges:
            for line in lines:
                if not line.path:
                    yield line.number, RUNNING_HEAD if _plain(line.words) else PAGE_NUMBER
    for line in source.lines:
        if line.artifact and not line.path:
            yield line.number, ARTIFACT


def table_of_contents(source: Source) -> dict[int, str]:
    """Return the lines of a table of contents: titles that stand again below, and the numbers of pages."""
    first = next((at for at, line in enumerate(source.lines) if CONTENTS.fullmatch(line.words)), None)
    if first is None:
        return {}
    below = " ".join(_plain(line.words) for line in source.lines[first + 1 :])
    found, titles = [source.lines[first]], set[str]()
    for at, line in enumerate(source.lines[first + 1 :], first + 1):
        title = _plain(line.words)
        ahead = source.lines[at : at + AHEAD]
        again = title in titles and title and not PAGED.search(line.text)
        if again or (line.page > found[-1].page and sum(map(_is_numbered, ahead)) < PAGED_AHEAD):
            # The first chapter begins.
            break
        titles.add(title)
        if not (NUMBER.match(line.words) or PAGED.search(line.text) or (title and below.count(title) > 1)):
            break
        found.append(line)
    return {line.number: TABLE_OF_CONTENTS for line in found} if len(found) >= OFTEN else {}


def _is_numbered(line: Line) -> bool:
    return bool(NUMBER.match(line.words) or PAGED.search(line.text))


def _plain(text: str) -> str:
    """Return a text without figures, signs and capitals, to be compared."""
    return " ".join(re.sub(r"[\W\d_]+", " ", text).casefold().split())


def _by_pages(source: Source, notes: set[int], known: Counter[str]) -> Iterator[tuple[int, str]]:
    """Yield what recurs at the edges of pages, and the numbers that grow with them.

    `known` has how often each line stands in the text, as `_plain` gives it, in the order of the text.
    """
    whole = " ".join(known)
    pages = _edges(source, notes)
    offset = _offset(pages)
    heads = Counter(_plain(line.words) for edges in pages.values() for lines in edges for line in lines)
    first: dict[str, bool] = {}
    sizes = [line.size for line in source.lines if line.size]
    largest = LARGER * median(sizes) if sizes else 0.0
    for page, edges in pages.items():
        for lines in edges:
            shows = {line.number for line in lines if _shows(line, page, offset)}
            # A number that stands alone is that of the running head beside it.
            alone = bool(shows) and not any(_plain(line.words) for line in lines if line.number in shows)
            for line in lines:
                plain = _plain(line.words)
                if not plain and line.number in shows:
                    yield line.number, PAGE_NUMBER
                elif largest and (line.size or 0.0) > largest:
                    # No running head is set larger than the text.
                    continue
                elif lines is edges[1] and not (line.apart or line.opens or line.number in shows):
                    # The last line of a note or a paragraph.
                    continue
                elif plain and (
                    heads[plain] >= OFTEN
                    or (known[plain] > 1 and (alone or line.number in shows))
                    or (
                        line.number in shows and len(plain) >= LONG and whole.find(plain) < whole.rfind(plain)
                    )
                ):
                    if not first.setdefault(plain, _is_heading(source, line, known[plain] == heads[plain])):
                        yield line.number, RUNNING_HEAD
                    first[plain] = False


def _is_heading(source: Source, line: Line, nowhere_else: bool) -> bool:
    """Tell whether what later pages repeat is the heading itself: it stands nowhere else, above text."""
    at = bisect_right(source.lines, line.number, key=lambda other: other.number)
    below = source.lines[at] if at < len(source.lines) else None
    return nowhere_else and below is not None and not below.words[:1].islower() and below.page == line.page


def _edges(source: Source, notes: set[int]) -> dict[int, tuple[list[Line], list[Line]]]:
    """Return page -> its first and its last lines, up to those that begin notes or are listed."""
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
    """Yield, where no pages are known, lines apart that repeat the title, and bare numbers beside them."""
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
    words: list[str] = []
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
