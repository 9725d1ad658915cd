"""A PDF as lines in the order of reading, with their places, sizes and raised figures.

`process` has the file read by a `worker`, page by page: `opening` looks whether it can be read,
`glyphs` and `faces` say what is painted, `chunks` gathers what touches, `columns` finds the order of
reading, `rows` makes lines of it with `accents` and `direction`; `placing` then compares the pages.
"""

from __future__ import annotations

import re
from pathlib import Path

from colofon.book import Fault, Position
from colofon.importing.pdf.placing import edges_of, is_apart, key_of, leadings_of
from colofon.importing.pdf.process import SECONDS, UnreadableError, read_pages
from colofon.importing.pdf.rows import Row
from colofon.importing.progress import counted
from colofon.importing.text.lines import FORM_FEED, Line, Source
from colofon.importing.text.tagged import is_tagged
from colofon.reading.sources import shown


def source_of_pdf(path: Path, faults: list[Fault], seconds: float = SECONDS) -> Source | None:
    """Return the lines of a PDF; None, and a fault, when its text cannot be had.

    A page that cannot be read is a fault of the whole file: an import that leaves it out would lose text.
    """
    name = shown(path)
    if not path.is_file():
        kind = "unreadable-file" if path.exists() else "missing-file"
        faults.append(Fault(kind, Position(name), f"{path.name} cannot be read: there is no such file"))
        return None
    try:
        pages = list(counted(read_pages(path, seconds), "page"))
    except UnreadableError as reason:
        faults.append(Fault("unreadable-file", Position(name), f"{path.name} {reason.message}", reason.hint))
        return None
    if not any(pages):
        message, hint = f"{path.name} holds no text, as a scan does", "have its text recognised first"
        faults.append(Fault("unreadable-file", Position(name), message, hint))
        return None
    return _source(name, pages)


def _source(name: str, pages: list[list[Row]]) -> Source:
    edges, leadings = edges_of(pages), leadings_of(pages)
    inserted = _inserts_hyphens(pages)
    source, parts, start = Source(name, "", pages=True), list[str](), 0
    above: Row | None = None
    for number in range(len(pages)):
        # Let go of at once: a document of thousands of pages is not kept twice.
        rows, pages[number] = pages[number], []
        if number:
            parts.append(FORM_FEED)
            start += 1
        for row in rows:
            left = edges[number][key_of(row, number)]
            soft = row.soft or (inserted and row.text.endswith(HYPHEN))
            source.lines.append(
                Line(
                    number=len(source.lines) + 1,
                    text=row.text,
                    start=start,
                    opens=row.opens,
                    page=number + 1,
                    apart=is_apart(above, row, leadings),
                    left=round(row.x0 - left, 2),
                    right=round(row.x1 - left, 2),
                    top=round(row.share, 4),
                    size=row.size,
                    bold=row.bold,
                    raised=tuple((begin, end) for begin, end in row.raised),
                    italic=row.italic,
                    font=row.font,
                    soft=soft,
                    column=row.column,
                    angle=row.angle,
                    artifact=row.artifact,
                    path=tuple((kind, number) for kind, number in row.path),
                )
            )
            parts.append(row.text + "\n")
            start += len(row.text) + 1
            above = row
    source.text = "".join(parts)
    source.raises = any(line.raised for line in source.lines)
    source.tagged = is_tagged(source.lines)
    return source


HYPHEN = "\u2010"
"""What typesetters such as WeasyPrint put in; on a keyboard there is another."""


def _inserts_hyphens(pages: list[list[Row]]) -> bool:
    """Return whether the sign ``‐`` stands at ends of lines only, so that nobody typed it."""
    texts = [row.text for rows in pages for row in rows if HYPHEN in row.text]
    return bool(texts) and not any(re.search(f"{HYPHEN}.", text) for text in texts)
