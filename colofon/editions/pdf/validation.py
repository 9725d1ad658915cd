"""PDF/UA-1 by an independent validator (P802), led back to the manuscript by the page it names."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pikepdf

from colofon.book import Book, Element, Position
from colofon.diagnostics import Diagnostic
from colofon.editions.pdf.places import position_of
from colofon.vocabulary import HEADINGS

PAGE = re.compile(r"\bpage (\d+)")


def invalid_file(book: Book, document: Element, path: Path) -> list[Diagnostic]:
    """Return what keeps a file from being PDF/UA-1."""
    report = page.validate_pdf(path, profile="ua1", limits=page.SafetyLimits.unlimited())
    if report.is_compliant:
        return []
    starts = heading_pages(document, path)
    hint = "pages are those of the PDF; the fault lies with the program, unless the place is unusual"
    findings = []
    for failure in report.failures:
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
