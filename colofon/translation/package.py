"""The package that translators get: one file for each chapter, one for the glossary, one for the metadata."""

from __future__ import annotations

from pathlib import Path

from colofon.book import Book
from colofon.diagnostics import Diagnostic
from colofon.translation.parts import Part, book_parts
from colofon.translation.xliff12 import xliff12

INSTRUCTIONS = Path(__file__).parent / "instructions.md"


def write_package(book: Book, target_language: str, folder: Path) -> list[Diagnostic]:
    """Write the package into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = book_parts(book, target_language)
    for part in parts:
        (folder / f"{part.name}.xlf").write_bytes(xliff12(book, part, target_language))
    text = _instructions(book, parts, target_language)
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    return []


def _instructions(book: Book, parts: list[Part], target_language: str) -> str:
    rows = [
        f"| {part.name}.xlf | {len(part.units)} | {sum(unit.words for unit in part.units)} |"
        for part in parts
    ]
    template = INSTRUCTIONS.read_text(encoding="utf-8")
    return template.format(
        title=" ".join(book.metadata.title.split()),
        source=book.metadata.language,
        target=target_language,
        files="\n".join(rows),
        units=sum(len(part.units) for part in parts),
        words=sum(unit.words for part in parts for unit in part.units),
    )
