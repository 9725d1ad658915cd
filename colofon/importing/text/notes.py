"""Where notes begin: a number at the beginning of a line, with the text of a note behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from colofon.importing.text.chains import Candidate
from colofon.importing.text.lines import Line

START = re.compile(r"\s*(\[[1-9][0-9]{0,3}\]|[1-9][0-9]{0,3})(?:[.)]|\s*[:.]?(?=\s))?(?:\s+|$)(?P<rest>.*)")
REACH = 160
"""Lines that a note may stand behind its call: a page, and its long notes."""
CALLED = 4.0
UNCALLED = -3.0
HEAD = -4.0
RUN, LONGEST_RUN, BESIDE = 0.001, 20, 8
"""Weight of each number of a run, which only breaks ties; numbers that count; lines between two of them."""
SURE = 6.0
"""Score of a figure from which it is hardly anything but a call."""
HEADED = 3.0
"""What a heading above notes says for each that is surely called, whatever its number looks like."""
HEADING = re.compile(r"(?:end ?|foot)?notes|(?:eind|voet)?noten|anmerkungen", re.IGNORECASE)
MONTH = re.compile(
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october)\b",
    re.IGNORECASE,
)


def note_candidates(
    lines: Sequence[Line], calls: Sequence[Candidate], heads: Container[int]
) -> Iterator[Candidate]:
    """Yield where a note could begin.

    `calls` are all that could call one, `heads` the numbers of lines that could be running heads.
    """
    called = _lines_by_number(lines, calls)
    found = [one for index in range(len(lines)) if (one := _number(lines, index, called, heads)) is not None]
    for run in _runs(found):
        more = RUN * min(len(run), LONGEST_RUN)
        headed = run[0].row > 0 and HEADING.fullmatch(lines[run[0].row - 1].words) is not None
        for one in run:
            yield replace(one.candidate, score=one.candidate.score + more + HEADED * (headed and one.sure))


class _Number(NamedTuple):
    """A number that begins a line."""

    row: int
    """Index of the line."""
    candidate: Candidate
    sure: bool
    """What is hardly anything but a call has it, not far before."""


def _number(
    lines: Sequence[Line],
    index: int,
    called: dict[int, list[tuple[int, float]]],
    heads: Container[int],
) -> _Number | None:
    line = lines[index]
    found = START.match(line.text)
    if not found:
        return None
    number = int(found[1].strip("[]"))
    rest = found["rest"] or (lines[index + 1].words if index + 1 < len(lines) else "")
    near = max((value for at, value in called[number] if 0 <= index - at <= REACH), default=None)
    score = _looks(line, found, rest) + _follows(lines, index)
    score += UNCALLED if near is None else min(CALLED, near)
    score += HEAD if line.number in heads else 0.0
    candidate = Candidate(line.start + found.start(1), number, score, len(found[1]))
    return _Number(index, candidate, near is not None and near >= SURE)


def _runs(found: Iterable[_Number]) -> list[list[_Number]]:
    """Return numbers as they follow each other, each one more than the last and not far behind."""
    runs: list[list[_Number]] = []
    for one in found:
        last = runs[-1][-1] if runs else None
        if last and one.candidate.number == last.candidate.number + 1 and one.row - last.row <= BESIDE:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _lines_by_number(lines: Sequence[Line], calls: Sequence[Candidate]) -> dict[int, list[tuple[int, float]]]:
    """Return number -> (index of the line, score) of what could call it."""
    starts = [line.start for line in lines]
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    at = 0
    for call in calls:
        while at + 1 < len(starts) and starts[at + 1] <= call.place:
            at += 1
        found[call.number].append((at, call.score))
    return found


def _looks(line: Line, found: re.Match[str], rest: str) -> float:
    """Score what follows the number: a note begins as a sentence does."""
    first = rest[:1]
    if MONTH.match(rest) or first == "%":
        return -5.0
    if (found.start(1), found.end(1)) in line.raised:
        return 4.0
    if re.match(r"\s*[0-9]+[.)]", line.text):
        return -1.0
    if first.isupper() or first in "‘’“”\"'(«„[":
        return 2.0
    return 0.5 if rest.startswith(("http", "www.")) else -1.0


def _follows(lines: Sequence[Line], index: int) -> float:
    """Score what stands before the line."""
    line = lines[index]
    if line.apart or line.opens:
        return 2.0
    before = lines[index - 1].words
    return 0.5 if before.endswith((".", "”", "’", ")")) else -2.0
