"""What an import makes: the files of a manuscript, before they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from colofon.importing.report import Report


@dataclass(slots=True)
class Draft:
    """A manuscript as plain data and texts."""

    book: dict[str, Any]
    """What ``book.yaml`` holds."""
    glossary: dict[str, Any] = field(default_factory=dict)
    """What ``glossary.yaml`` holds; empty when there is none."""
    works: dict[str, Any] = field(default_factory=dict)
    """What ``references.yaml`` holds; empty when there is none."""
    chapters: dict[str, str] = field(default_factory=dict)
    """File of the spine -> its Markdown."""
    pictures: Path | None = None
    """Folder from which the paths of pictures count."""
    report: Report | None = None
    """What the import has to say, beside its findings."""
