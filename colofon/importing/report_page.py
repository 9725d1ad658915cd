"""The report of an import as a page to read: `import-report.html`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.builder import E as MAKE

from colofon.book import Element
from colofon.importing.report import Passage, Report

STYLE = """
body { font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
caption { font-weight: bold; text-align: start }
th, td { border-block-end: 1px solid #767676; padding: .3rem .6rem; text-align: start; vertical-align: top }
"""


def html_report(report: Report) -> str:
    """Return ``import-report.html``: counts first, then what an editor should look at."""
    complete = [note for note in report.notes if note.status == "complete"]
    counts = {
        "notes": f"{len(report.notes)}, of which {len(complete)} complete",
        "headings": f"{len(report.headings)}, of which {_missing(report)} the source lacks",
        "paragraphs": str(len(report.paragraphs)),
        "removed": str(len(report.removed)),
        "unplaced": str(len(report.unplaced)),
        "doubtful": str(len(report.doubtful)),
        **{f"characters: {name}": str(count) for name, count in (report.ledger or {}).items()},
    }
    title = f"Import of {report.source}"
    body = MAKE.main(
        MAKE.h1(title),
        _table("Counts", ("what", "how many"), counts.items()),
        *_passages("Doubtful", report.doubtful),
        *_passages("Unplaced", report.unplaced),
        *_passages("Removed", report.removed),
        MAKE.h2("Headings"),
        _table("Headings", ("line", "level", "text", "lacking"), _headings(report)),
        MAKE.h2("Notes"),
        _table("Notes", ("lines", "number", "status", "text"), _notes(report)),
    )
    head = MAKE.head(MAKE.meta(charset="utf-8"), MAKE.title(title), MAKE.style(STYLE))
    page = MAKE.html(head, MAKE.body(body), lang="en")
    return "<!DOCTYPE html>\n" + etree.tostring(page, method="html", encoding="unicode") + "\n"


def _missing(report: Report) -> int:
    return sum(heading.missing for heading in report.headings)


def _headings(report: Report) -> Iterable[Sequence[str]]:
    for level, text, line, missing in report.headings:
        yield _lines(line, line), str(level), text, "yes" if missing else ""


def _notes(report: Report) -> Iterable[Sequence[str]]:
    for number, status, text, first, last in report.notes:
        yield _lines(first, last), str(number), status, text


def _passages(title: str, passages: list[Passage]) -> Iterable[Element]:
    rows = [
        (_lines(one.line_start, one.line_end), one.reason, "" if one.score is None else f"{one.score:.2f}", one.text)
        for one in passages
    ]
    if rows:
        yield MAKE.h2(title)
        yield _table(title, ("lines", "reason", "score", "text"), rows)


def _lines(first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    return str(first) if last in (None, first) else f"{first}–{last}"


def _table(caption: str, names: Sequence[str], rows: Iterable[Sequence[str]]) -> Element:
    head = MAKE.tr(*(MAKE.th(name, scope="col") for name in names))
    body = (MAKE.tr(*(MAKE.td(text) for text in row)) for row in rows)
    return MAKE.table(MAKE.caption(caption), MAKE.thead(head), MAKE.tbody(*body))
