"""PDF/UA-1 and PDF/A-2a by an independent validator (P802), led back to the manuscript by the page."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pikepdf

from colofon.book import Book, Element, Position
from colofon.diagnostics import Diagnostic
from colofon.editions.pdf.places import position_of
from colofon.vocabulary import HEADINGS

PROFILES = ("ua1", "2a")
"""The standards a file must meet: for readers (ISO 14289-1), for archives (ISO 19005-2, level a)."""
PAGE = re.compile(r"\bpage (\d+)")


def invalid_file(book: Book, document: Element, path: Path) -> list[Diagnostic]:
    """Return what keeps a file from being PDF/UA-1 and PDF/A-2a."""
    limits = page.SafetyLimits.unlimited()
    reports = [page.validate_pdf(path, profile=profile, limits=limits) for profile in PROFILES]
    if all(report.is_compliant for report in reports):
        return []
    starts = heading_pages(document, path)
    hint = "pages are those of the PDF; the fault lies with the program, unless the place is unusual"
    findings = []
    # What breaks both is said once.
    failures = {failure.message: failure for report in reversed(reports) for failure in report.failures}
    for failure in failures.values():
        match = PAGE.search(failure.message)
        place = _before(starts, int(match[1])) if match else None
        position = place or book.metadata.position()
        findings.append(Diagnostic(position, "P802", f"{failure.rule_id}: {failure.message}", hint))
    return findings


def heading_pages(document: Element, path: Path) -> list[tuple[int, Position]]:
    """Return for each heading of the manuscript the page on which it stands, from 1, and its place."""
    found = []
    with pikepdf.open(path) as pdf:
        order = {each.obj.objgen: number for number, each in enumerate(pdf.pages, start=1)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
        for heading in document.iter(*HEADINGS):
            position, id = position_of(heading), heading.get("id", "")
            if position is not None and id in names:
                found.append((order[names[id][0].objgen], position))
    return found


def _before(starts: list[tuple[int, Position]], number: int) -> Position | None:
    """Return the place of the last heading at or before a page."""
    return next((position for start, position in reversed(starts) if start <= number), None)
