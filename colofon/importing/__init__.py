"""Importing: what comes from elsewhere, or from the tree itself, becomes files of a manuscript.

`forms` recognises a file and names its reader: `docbook` reads a book of ours, `pandoc` what pandoc
reads, `text` a raw text that lost its structure. A reader makes a draft; `yamls` writes its data, `writing`
puts them into a folder with the `report`.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from colofon.book import Fault
from colofon.checks.faults import found_by_reading
from colofon.diagnostics import Diagnostic, has_errors
from colofon.importing.forms import form_of, read_form
from colofon.importing.writing import write_draft


def import_file(source: Path, folder: Path) -> list[Diagnostic]:
    """Make a manuscript of a file in an empty folder and return what was found; an error leaves nothing."""
    faults: list[Fault] = []
    with TemporaryDirectory(prefix="colofon-") as scratch:
        form = form_of(source, faults)
        draft = read_form(form, source, Path(scratch), faults) if form is not None else None
        findings = found_by_reading(faults)
        if draft is not None and not has_errors(findings):
            write_draft(draft, folder)
    return findings
