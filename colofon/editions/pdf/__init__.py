"""The PDF edition: one document made of the filled chapters, set by WeasyPrint, proved, finished.

`document` makes the XHTML of the whole book (`blocks`, `addresses`, `matter`, `cover`, `colours`),
`setting` has it set by WeasyPrint with its mends (`mend`, `lines`, `gaps`, `links`, `tags`) after `tables`
has chosen how wide tables are set (`measuring`), `finishing` adds what a file needs beside its pages,
`gate` proves the notes from what is read back of it (`drawn`), `validation` asks a validator.
"""

from __future__ import annotations

from pathlib import Path

from colofon.book import Book
from colofon.diagnostics import Diagnostic, has_errors
from colofon.editions.filled import fill_book
from colofon.editions.pdf import fonts  # noqa: F401  (first: it tells fontconfig where the faces are)
from colofon.editions.pdf.document import build_document
from colofon.editions.pdf.finishing import finish
from colofon.editions.pdf.gate import unproved_notes
from colofon.editions.pdf.glyphs import missing_glyphs
from colofon.editions.pdf.setting import set_document
from colofon.editions.pdf.validation import invalid_file


def write_pdf(book: Book, path: Path) -> list[Diagnostic]:
    """Write the PDF of a book and return what its setting, its proof and its validation found."""
    findings = list(missing_glyphs(book))
    if has_errors(findings):
        return findings
    filled = fill_book(book, "print")
    document = build_document(book, filled)
    findings += filled.findings + set_document(book, document, path, drawings=filled.drawings)
    finish(book, path)
    findings += unproved_notes(book, document, path)
    findings += invalid_file(book, document, path)
    return findings
