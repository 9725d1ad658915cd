"""Works: each cited one known, each known one cited, complete, and there once (B7..)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from colofon.book import UNDATED, Book, Work
from colofon.checks.closeness import Closest
from colofon.checks.faults import is_unread, lacks_chapters
from colofon.checks.glossary import entries, fields
from colofon.diagnostics import Diagnostic
from colofon.reading.glossary import FILES


def unknown_work(book: Book) -> Iterator[Diagnostic]:
    """B701: a citation, or the source of a definition, names a work that references.yaml does not have.

    Bad:   [^bron]: [p. 2](cite:hasan2017guardian).
    Good:  [^bron]: [p. 2](cite:hassan2017guardian).
    """
    if not book.works and is_unread(book, "references.yaml"):
        return
    closest = Closest(book.works)
    for reference in book.references_to("citation"):
        if reference.label and reference.label not in book.works:
            hint = closest.hint(reference.label, "cite:{}", "add it to references.yaml")
            yield Diagnostic(reference.position, "B701", f"no work has the key {reference.label}", hint)
    for term in entries(book):
        for path, sense in fields(term, "source"):
            if sense.source and sense.source not in book.works:
                place = term.positions.get(path, sense.position)
                hint = closest.hint(sense.source, otherwise="add it to references.yaml")
                yield Diagnostic(place, "B701", f"no work has the key {sense.source}", hint)
    adapted = _adapted(book)
    if adapted and adapted not in book.works:
        place = book.metadata.position("adaptation.work")
        hint = closest.hint(adapted, otherwise="add it to references.yaml")
        yield Diagnostic(place, "B701", f"no work has the key {adapted}", hint)


def _adapted(book: Book) -> str:
    adaptation = book.metadata.data.get("adaptation")
    work = adaptation.get("work") if isinstance(adaptation, dict) else None
    return work if isinstance(work, str) else ""


def unused_work(book: Book) -> Iterator[Diagnostic]:
    """B702: nothing cites a work: no note, no text, no definition.

    Bad:   an entry zeidel2017perspectives that no chapter cites
    Good:  [^zeidel]: [p. 20](cite:zeidel2017perspectives).
    """
    if lacks_chapters(book) or is_unread(book, *FILES):
        return
    used = {reference.label for reference in book.references_to("citation")} | {_adapted(book)}
    used |= {sense.source for term in entries(book) for sense in term.senses}
    for key, works in book.works.items():
        if key not in used:
            hint = f"cite it, [](cite:{key}), or remove it"
            yield Diagnostic(works[0].position, "B702", f"nothing cites {key}", hint)


def incomplete_work(book: Book) -> Iterator[Diagnostic]:
    """B703: a work has no title or no date.

    Bad:   - {id: europol-changes, type: report, title: Changes}
    Good:  - {id: europol-changes, type: report, title: Changes, issued: n.d.}     where it has none
    """
    for work in _works(book):
        for field, name, hint in EXPECTED:
            if not str(work.data.get(field) or "").strip():
                place = work.positions.get(field, work.position)
                yield Diagnostic(place, "B703", f"{work.key} has no {name}", hint)


EXPECTED = (
    ("title", "title", "add title:"),
    ("issued", "date", f"add issued:, {UNDATED} where the work has none"),
)
"""Field of a work, what it is called, what to do."""


def duplicate_work(book: Book) -> Iterator[Diagnostic]:
    """B704: a key is given twice, or a work stands there twice under two keys.

    Bad:   id: hassan2017guardian     and id: hassan-guardian, with one title, year and author
    Good:  id: hassan2017guardian     cited wherever it is needed
    """
    for key, works in book.works.items():
        for work in works[1:]:
            hint = f"the first stands on line {works[0].position.line}"
            yield Diagnostic(work.position, "B704", f"the key {key} is given again", hint)
    alike: dict[tuple[str, str, str], list[Work]] = {}
    for work in sorted(_works(book), key=lambda work: work.position):
        if not work.title:
            continue
        before = alike.setdefault(_identity(work), [])
        other = next((other for other in before if other.key != work.key and not _differ(other, work)), None)
        if other is not None:
            hint = f"cite {other.key}, on line {other.position.line}, and remove this one"
            yield Diagnostic(work.position, "B704", f"{work.key} is the same work as {other.key}", hint)
        before.append(work)


def _works(book: Book) -> Iterator[Work]:
    for works in book.works.values():
        yield from works


def _identity(work: Work) -> tuple[str, str, str]:
    """Return what two entries of one work have in common, however it is typed: title, year, first author."""
    names = work.names()
    return _plain(work.title), str(work.data.get("issued", ""))[:4], _plain(names[0] if names else "")


def _differ(first: Work, second: Work) -> bool:
    """Tell whether two works of one title are issues of a series, or stand in different places."""
    return any(
        first.data[field] != second.data[field]
        for field in ("number", "volume", "issue", "container-title", "genre", "type")
        if field in first.data and field in second.data
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in folded if not unicodedata.combining(c))))
