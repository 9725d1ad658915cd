"""From the order in which signs stand on the line to the order in which they are read.

What is known is only where signs stand, so this turns runs of letters around, as far as the Unicode
bidirectional algorithm (UAX 9) decides by the letters alone: levels of embedding are not printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

Sign = TypeVar("Sign", bound=tuple[str, bool])
RIGHT = {"R", "AL"}
FIGURES = {"EN", "AN"}
FIRST_FROM_RIGHT = "\u0590"
"""No character before it runs from right to left: most lines are told by this alone."""


def runs_from_right(texts: Iterable[str]) -> bool:
    """Return whether more letters run from right to left than from left to right."""
    left = right = 0
    for text in texts:
        if text and max(text) < FIRST_FROM_RIGHT:
            left += sum(1 for sign in text if sign.isalpha())
            continue
        kinds = [unicodedata.bidirectional(sign) for sign in text]
        left += kinds.count("L")
        right += sum(1 for kind in kinds if kind in RIGHT)
    return right > left


def read_order(signs: list[Sign]) -> list[Sign]:
    """Return signs that stand from left to right in the order of reading."""
    if all(not text or max(text) < FIRST_FROM_RIGHT for text, _ in signs):
        return signs
    kinds = [_kind(text) for text, _ in signs]
    if not RIGHT & set(kinds):
        return signs
    from_right = runs_from_right(text for text, _ in signs)
    levels = _levels(kinds, from_right)
    return [signs[index] for index in _visual_to_logical(levels)]


def _kind(text: str) -> str:
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    return next((kind for kind in kinds if kind in RIGHT | FIGURES | {"L"}), kinds[0] if kinds else "ON")


def _levels(kinds: list[str], from_right: bool) -> list[int]:
    """Return 0 for what runs to the right in such a line, 1 to the left, 2 for figures inside that."""
    base = 1 if from_right else 0
    strong = [kind if kind in RIGHT or kind == "L" else "" for kind in kinds]
    levels = []
    for index, kind in enumerate(kinds):
        level = int(kind in RIGHT)
        if not strong[index]:
            before = next((each for each in reversed(strong[:index]) if each), "")
            after = next((each for each in strong[index + 1 :] if each), "")
            # Hebrew beside Arabic is two quotations, not one.
            inside = int(before in RIGHT) if before == after else base
            level = 2 if kind in FIGURES and inside == 1 else inside
        levels.append(2 if level == 0 and from_right else level)
    return _with_separators(kinds, levels)


def _with_separators(kinds: list[str], levels: list[int]) -> list[int]:
    """Keep what stands between two figures with them: a point, a comma, a slash."""
    return [
        2
        if kind in {"CS", "ES"} and 0 < index < len(kinds) - 1 and levels[index - 1] == levels[index + 1] == 2
        else level
        for index, (kind, level) in enumerate(zip(kinds, levels, strict=True))
    ]


def _visual_to_logical(levels: list[int]) -> list[int]:
    """Turn runs around from the highest level down (UAX 9, L2), which undoes itself."""
    order = list(range(len(levels)))
    for level in range(max(levels), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order
