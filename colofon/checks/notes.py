"""Notes: called and written, once each, in order (N1..)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from colofon.book import Book
from colofon.diagnostics import Diagnostic


def undefined_note(book: Book) -> Iterator[Diagnostic]:
    """N101: a call names a note that its chapter does not define.

    Bad:   Habitus[^bourdiue]     and no such note in the file
    Good:  Habitus[^bourdieu]     with [^bourdieu]: in the file
    """
    for reference in book.references_to("noteref"):
        if (reference.chapter, reference.label) in book.notes:
            continue
        close = get_close_matches(reference.label, book.note_labels(reference.chapter), n=1)
        hint = f"did you mean [^{close[0]}]?" if close else ""
        yield Diagnostic(reference.position, "N101", f"note [^{reference.label}] is not defined", hint)
