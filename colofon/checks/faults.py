"""What reading could not accept, as findings of the rule of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Book, Fault
from colofon.diagnostics import RULES, Diagnostic, sort


def is_unread(book: Book, *names: str) -> bool:
    """Tell whether a file of one of these names could not be read: then nobody knows what it has."""
    return any(
        fault.kind == "unreadable-file" and fault.position.path.endswith(names) for fault in book.faults
    )


def lacks_chapters(book: Book) -> bool:
    """Tell whether a chapter of the spine, or the spine itself, is not there: nobody knows what it holds."""
    return len(book.chapters) < max(1, len(book.metadata.spine))


def found_by_reading(faults: list[Fault]) -> list[Diagnostic]:
    """Return faults as findings, each of the rule of its name."""
    codes = {rule.name: code for code, rule in RULES.items()}
    return sort(Diagnostic(fault.position, codes[fault.kind], fault.message, fault.hint) for fault in faults)


def refused(book: Book, code: str) -> Iterator[Diagnostic]:
    """Yield the faults that belong to a rule."""
    name = RULES[code].name
    for fault in book.faults:
        if fault.kind == name:
            yield Diagnostic(fault.position, code, fault.message, fault.hint)
