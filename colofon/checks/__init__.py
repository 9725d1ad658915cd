"""Checks: each goes from the book to findings and changes nothing.

A check is a generator named for the fault it finds; its docstring begins with its code and has
a Bad and a Good example. To add one, write it in the file of its subject and put it in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from colofon.book import Book
from colofon.checks.notes import undefined_note
from colofon.diagnostics import Diagnostic

Check = Callable[[Book], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    undefined_note,
)  # fmt: skip
