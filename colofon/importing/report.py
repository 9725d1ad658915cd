"""The account of an import: what was found, what was left out and why, what stays doubtful.

Every importer fills the same records, so that one format serves them all; `import-report.json` has
them for programs and `import-report.html` for people. A line is None where a source has no lines.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Status = Literal["complete", "partial", "missing"]
Kind = Literal["body", "quote", "item", "table", "code"]


class NoteFound(NamedTuple):
    """A note as the source has it."""

    number: int | str
    """As the source counts; its label where that is no number."""
    status: Status
    text: str
    line_start: int | None = None
    line_end: int | None = None


class CallFound(NamedTuple):
    """A place that calls a note."""

    number: int | str
    line: int | None
    before: str
    """The `BEFORE` characters ahead of it."""


class ParagraphFound(NamedTuple):
    """A paragraph, with its calls as ``[^n]``."""

    text: str
    line_start: int | None
    line_end: int | None
    kind: Kind


class HeadingFound(NamedTuple):
    """A heading, or one that the source lacks."""

    level: int
    text: str
    line: int | None = None
    missing: bool = False


class Passage(NamedTuple):
    """Text about which something was decided, and why."""

    text: str
    reason: str
    line_start: int | None = None
    line_end: int | None = None
    score: float | None = None
    """From 0 to 1, how sure a decision is; None where there was nothing to weigh."""


BEFORE = 25
"""Characters that a call shows of what stands ahead of it."""


@dataclass(slots=True)
class Report:
    """What an import has to say."""

    source: str
    """Name of the file."""
    form: str
    """Name of the form it has: ``EPUB``."""
    notes: list[NoteFound] = field(default_factory=list)
    calls: list[CallFound] = field(default_factory=list)
    paragraphs: list[ParagraphFound] = field(default_factory=list)
    headings: list[HeadingFound] = field(default_factory=list)
    unplaced: list[Passage] = field(default_factory=list)
    removed: list[Passage] = field(default_factory=list)
    doubtful: list[Passage] = field(default_factory=list)
    ledger: dict[str, int] | None = None
    """Printable characters of the source and where they went; None where the source is no text."""

    def remove(self, text: str, reason: str) -> None:
        """Account for text that is left out; white space alone says nothing."""
        squeezed = " ".join(text.split())
        if squeezed:
            self.removed.append(Passage(squeezed, reason))

    def doubt(self, text: str, reason: str, score: float | None = None) -> None:
        """Account for a decision that an editor should look at."""
        self.doubtful.append(Passage(" ".join(text.split()), reason, score=score))

    def data(self) -> dict[str, Any]:
        """Return the report as plain data."""
        lists = ("notes", "calls", "paragraphs", "headings", "unplaced", "removed", "doubtful")
        found: dict[str, Any] = {"source": self.source, "form": self.form}
        found |= {name: [entry._asdict() for entry in getattr(self, name)] for name in lists}
        return {**found, "ledger": self.ledger}


def json_report(report: Report) -> str:
    """Return ``import-report.json``."""
    return json.dumps(report.data(), ensure_ascii=False, indent=1) + "\n"
