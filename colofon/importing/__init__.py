"""Importing: what comes from elsewhere, or from the tree itself, becomes files of a manuscript.

`docbook` reads a book, `..markdown` and `yamls` write texts, `writing` puts the files into a folder.
"""

from __future__ import annotations

from pathlib import Path

from colofon.book import Fault
from colofon.checks.faults import found_by_reading
from colofon.diagnostics import Diagnostic, has_errors
from colofon.importing.docbook import read_docbook
from colofon.importing.writing import write_draft


def import_file(source: Path, folder: Path) -> list[Diagnostic]:
    """Make a manuscript of a file in an empty folder and return what was found; an error leaves nothing."""
    faults: list[Fault] = []
    draft = read_docbook(source, faults)
    findings = found_by_reading(faults)
    if draft is not None and not has_errors(findings):
        write_draft(draft, folder)
    return findings
