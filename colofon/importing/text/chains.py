"""The one sequence of ascending numbers that fits a whole document best.

What looks like a number of a note is often something else. None is judged by itself: each has a
score for how it looks, and the chain is sought whose scores, less what its gaps cost, add up to most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at a place; of those at one place a chain takes one at most."""

    place: int
    number: int
    score: float
    width: int = 0
    """Characters of the number as it is written."""


class _End(NamedTuple):
    """The best chain that ends somewhere: its score, and its last link."""

    score: float
    link: int


NOTHING = _End(0.0, -1)


class _Highest:
    """The highest of the values entered below a number: a Fenwick tree of maxima."""

    def __init__(self, size: int) -> None:
        self.ends: list[_End | None] = [None] * (size + 1)

    def enter(self, number: int, end: _End) -> None:
        while number < len(self.ends):
            known = self.ends[number]
            if known is None or end.score > known.score:
                self.ends[number] = end
            number += number & -number

    def below(self, number: int) -> _End | None:
        best, number = None, number - 1
        while number > 0:
            known = self.ends[number]
            if known is not None and (best is None or known.score > best.score):
                best = known
            number -= number & -number
        return best


def best_chain(candidates: Iterable[Candidate], gap: float, restart: float) -> list[Candidate]:
    """Return the best chain, in order of place; numbers ascend within it.

    `gap` is what each number that is passed over costs, `restart` what it costs to begin again at a
    low number, as a book does whose chapters number their notes each for itself.
    """
    ordered = sorted(candidates, key=lambda one: one.place)
    if not ordered:
        return []
    before: list[int] = [-1] * len(ordered)
    ends = _Highest(max(one.number for one in ordered))
    best = NOTHING
    for _, group in groupby(range(len(ordered)), key=lambda index: ordered[index].place):
        entered = []
        for index in group:
            one = ordered[index]
            passed = gap * (one.number - 1)
            choices = [NOTHING, _End(best.score - restart, best.link)]
            known = ends.below(one.number)
            if known is not None:
                choices.append(known)
            choice = max(choices, key=lambda end: end.score)
            before[index] = choice.link
            entered.append((one, _End(choice.score - passed + one.score, index)))
        for one, end in entered:
            best = max(best, end, key=lambda one_end: one_end.score)
            ends.enter(one.number, _End(end.score + gap * one.number, end.link))
    return _links(ordered, before, best.link)


def _links(ordered: list[Candidate], before: list[int], last: int) -> list[Candidate]:
    chain = []
    while last >= 0:
        chain.append(ordered[last])
        last = before[last]
    return chain[::-1]
