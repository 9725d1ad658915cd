"""PDF/UA-1 by an independent validator (P802)."""

from __future__ import annotations

from pathlib import Path

import page

from colofon.book import Book
from colofon.diagnostics import Diagnostic


def validate(book: Book, path: Path) -> list[Diagnostic]:
    """Return what keeps a file from being PDF/UA-1, at the place of the manuscript where it is known."""
    limits = page.SafetyLimits.unlimited()
    report = page.validate_pdf(path, profile="ua1", limits=limits)
    hint = "the page and the object are those of the PDF"
    return [
        Diagnostic(book.metadata.position(), "P802", f"{failure.rule_id}: {failure.message}", hint)
        for failure in report.failures
    ]
