"""How far long work has come, for who watches a terminal; a pipe and a log see nothing of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
STEP = 10
"""Items between two words on the terminal."""
CLEAR = "\r\033[K"
"""Back to the begin of the line, and nothing behind it (ECMA-48, EL)."""


def counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Yield items, and say on a terminal how many there have been: ``page 120``."""
    watched = sys.stderr.isatty()
    for number, item in enumerate(items, 1):
        if watched and number % STEP == 0:
            print(f"{CLEAR}{what} {number}", end="", file=sys.stderr, flush=True)
        yield item
    if watched:
        print(CLEAR, end="", file=sys.stderr, flush=True)
