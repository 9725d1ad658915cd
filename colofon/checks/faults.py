"""What reading could not accept, as findings of the rule of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Book
from colofon.diagnostics import RULES, Diagnostic


def is_unread(book: Book, name: str) -> bool:
    """Tell whether a YAML file is there and could not be read: then nobody knows what it has."""
    return any(
        fault.kind == "unreadable-file" and fault.position.path.endswith(name) for fault in book.faults
    )


def refused(book: Book, code: str) -> Iterator[Diagnostic]:
    """Yield the faults that belong to a rule."""
    name = RULES[code].name
    for fault in book.faults:
        if fault.kind == name:
            yield Diagnostic(fault.position, code, fault.message, fault.hint)
