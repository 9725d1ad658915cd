"""Did you mean: the word of a list that is nearest to one that was not found."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

COMPARISONS = 100_000
"""Enough for dozens of slips in the largest book; whoever renamed thousands needs no guess for each."""


class Closest:
    """Finds the nearest word, as long as that takes no noticeable time."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words))
        self.folded = {word.casefold(): word for word in reversed(self.words)}
        self.left = COMPARISONS

    def to(self, word: str) -> str:
        """Return the nearest word, or nothing."""
        same = self.folded.get(word.casefold())
        if same is not None:
            return same
        if self.left <= 0:
            return ""
        self.left -= len(self.words)
        close = get_close_matches(word, self.words, n=1)
        return close[0] if close else ""

    def hint(self, word: str, form: str = "{}", otherwise: str = "") -> str:
        """Return the question to ask, with the word as it is written in the manuscript."""
        close = self.to(word)
        return f"did you mean {form.format(close)}?" if close else otherwise
