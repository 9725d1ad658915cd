"""Text that looks like another block and is none: ``#Title``, ``• item``, a fence, a table without dashes.

Goes from the block tokens of a chapter to faults; the text stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from colofon.book import Fault, Position
from colofon.reading.syntax.lists import read_marker
from colofon.reading.syntax.offsets import COLUMN, COLUMNS
from colofon.reading.syntax.paragraphs import STRAY_CAPTION


class Lookalike(NamedTuple):
    """What text looks like another block, by how its lines begin."""

    pattern: re.Pattern[str]
    kind: str
    message: str
    hint: str
    least: int = 1
    """Lines that must begin so."""


HEADING = "this is no heading"
TABLE = "this is no table"
ITEM = "this is no item of a list"
CAPTION = Lookalike(
    re.compile(r":[ \t]+\S"),
    "doubtful-marker",
    "this is no caption: no table stands beside it",
    "put it below a table; a definition takes no id",
)
MARKED = re.compile(r"^\(?[0-9A-Za-z]{1,15}[.)][ \t]+\S", re.MULTILINE)
"""What may be the marker of an ordered list; which one it is, `read_marker` says."""
NUMBERED = Lookalike(
    MARKED,
    "doubtful-marker",
    ITEM,
    "put an empty line above the first of them",
)
FIRST = (
    CAPTION,
    Lookalike(
        re.compile(r"#[^\W\d_][^\n]*(?<![.?!…,;:”’\")])$"),
        "doubtful-marker",
        HEADING,
        "write a space behind the #, or \\# for the sign",
    ),
    Lookalike(
        re.compile(r"\|"),
        "table-without-header",
        TABLE,
        "write |---|---| below its first row, with as many columns, or \\|",
    ),
    Lookalike(
        re.compile(r"\+[-=]{3,}(?:\+[-=]+)*\+[ \t]*$", re.MULTILINE),
        "table-without-header",
        TABLE,
        "write | Head | Head |, and below it |---|---|",
    ),
)
"""Looked for where a paragraph begins."""
LINES = (
    Lookalike(
        re.compile(r"^:[ \t]+\S", re.MULTILINE),
        "doubtful-marker",
        "this is no definition",
        "put its term alone on the line above it, in the same item or quotation",
    ),
    Lookalike(
        re.compile(r"^(?:[-+*>]|#{1,6}|\(?1[.)])[ \t]+\S", re.MULTILINE),
        "doubtful-marker",
        "this is text, since it is indented too far",
        "indent it less, or write \\ before the sign",
    ),
    Lookalike(
        re.compile(r"^#{2,6}[^#\s]", re.MULTILINE),
        "doubtful-marker",
        HEADING,
        "write a space behind the #, or \\# for the sign",
    ),
    Lookalike(re.compile(r"^#{7,}(?=\s|$)", re.MULTILINE), "doubtful-marker", HEADING, "write six # at most"),
    Lookalike(re.compile(r"^[•◦▪·]\s*\S", re.MULTILINE), "doubtful-marker", ITEM, "write - and a space"),
    Lookalike(re.compile(r"^-[^\W\d_]", re.MULTILINE), "doubtful-marker", ITEM, "write - and a space", 2),
    Lookalike(
        re.compile(r"^[0-9]{1,2}[.)][^\W\d_]", re.MULTILINE),
        "doubtful-marker",
        ITEM,
        "write a space behind the number",
        2,
    ),
    Lookalike(
        re.compile(r"^[ \t]*:?-+:?[ \t]*\|[-:| \t]*$", re.MULTILINE),
        "table-without-header",
        TABLE,
        "give its first row as many columns as its line of dashes",
    ),
)
"""Looked for at each line."""
FENCE = Lookalike(
    re.compile(r"^:::", re.MULTILINE), "stray-fence", "this fence is no div", "write ::: {.quote lang=en}"
)
"""Looked for at each line of every text."""
NOT_AT_LINE_START = frozenset({"caption", "th", "td"})
"""Texts of which the first line begins behind a marker or a bar."""
BEGINNING = re.compile(r"[#:|+•◦▪·0-9-]")
COLUMNS_OF_DASHES = re.compile(r"-{2,}(?:[ \t]+-{2,})+[ \t]*$")


def lookalike_faults(path: str, tokens: list[Token], lines: list[str]) -> Iterator[Fault]:
    """Yield a fault for each text that its author meant to be another block."""
    barred = False
    for token in tokens:
        if token.type == "inline" and ":::" in token.content:
            yield from _fence_faults(path, token, lines)
        if token.type == "inline" and token.tag == "p":
            content = token.content
            if BEGINNING.match(content) or "\n" in content or STRAY_CAPTION in token.meta:
                yield from _paragraph_faults(path, token)
        elif token.type == "hr":
            row, column = _row(token), token.meta[COLUMN]
            if COLUMNS_OF_DASHES.match(lines[row], column):
                hint = "write | Head | Head |, and below it |---|---|"
                yield Fault("table-without-header", Position(path, row + 1, column + 1), TABLE, hint)
        elif token.type == "table_open":
            barred = _begins_with_bar(token, lines)
        elif token.type == "tr_open" and barred and not _begins_with_bar(token, lines):
            hint = "leave an empty line above it, or begin it with |"
            place = Position(path, _row(token) + 1, token.meta[COLUMN] + 1)
            yield Fault("doubtful-marker", place, "this line is a row of the table above it", hint)


def _begins_with_bar(token: Token, lines: list[str]) -> bool:
    return lines[_row(token)].startswith("|", token.meta[COLUMN])


def _row(token: Token) -> int:
    return token.map[0] if token.map else 0


def _fence_faults(path: str, token: Token, lines: list[str]) -> Iterator[Fault]:
    """Yield a fault for each line of a text that begins as a fence does; behind a # none can stand."""
    for match in FENCE.pattern.finditer(token.content):
        found = _fault(path, token, match.start(), FENCE)
        before = lines[found.position.line - 1][: found.position.column - 1]
        if match.start() or not (token.tag in NOT_AT_LINE_START or before.rstrip(" \t").endswith("#")):
            yield found


def _paragraph_faults(path: str, token: Token) -> Iterator[Fault]:
    for kind in FIRST:
        if (kind is CAPTION and STRAY_CAPTION in token.meta) or kind.pattern.match(token.content):
            yield _fault(path, token, 0, kind)
            return
    for kind in LINES:
        found = list(kind.pattern.finditer(token.content))
        if len(found) >= kind.least:
            yield _fault(path, token, found[0].start(), kind)
    first = first_item(token.content) if "\n" in token.content else None
    if first is not None:
        yield _fault(path, token, first, NUMBERED)


def first_item(text: str) -> int | None:
    """Return the offset of the first of two markers that follow one another in a text: `a)` and `b)`."""
    before, offset = None, 0
    for match in MARKED.finditer(text):
        marker = read_marker(match.group(), before)
        if before is not None and marker is not None and marker.value == before.value + 1:
            return offset
        before, offset = read_marker(match.group()), match.start()
    return None


def _fault(path: str, token: Token, offset: int, kind: Lookalike) -> Fault:
    row = token.content.count("\n", 0, offset)
    place = Position(path, _row(token) + row + 1, token.meta[COLUMNS][row] + 1)
    return Fault(kind.kind, place, kind.message, kind.hint)
