"""A draft becomes a folder: all of it, or nothing."""

from __future__ import annotations

from pathlib import Path

from colofon.importing.draft import Draft
from colofon.importing.report import json_report
from colofon.importing.report_page import html_report
from colofon.importing.yamls import yaml_text
from colofon.pictures import place_pictures
from colofon.pipeline import read_book
from colofon.placing import UnwritableError, staging


def write_draft(draft: Draft, folder: Path) -> None:
    """Write a manuscript into a folder that is not there, or is empty; else `UnwritableError`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnwritableError(f"{folder} is there and is not empty")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with staging(folder.parent) as staged:
        root = staged / "manuscript"
        root.mkdir()
        _write_files(draft, root)
        if folder.exists():
            folder.rmdir()
        root.rename(folder)


def _write_files(draft: Draft, root: Path) -> None:
    names = {"book": draft.book, "glossary": draft.glossary, "references": draft.works}
    for name, data in names.items():
        if data:
            (root / f"{name}.yaml").write_text(yaml_text(data), encoding="utf-8", newline="\n")
    for file, text in draft.chapters.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8", newline="\n")
    if draft.pictures is not None:
        place_pictures(read_book(root), draft.pictures, root)
    if draft.report is not None:
        (root / "import-report.json").write_text(json_report(draft.report), encoding="utf-8", newline="\n")
        (root / "import-report.html").write_text(html_report(draft.report), encoding="utf-8", newline="\n")
