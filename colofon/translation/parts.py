"""Parts: the units of a book by the file that translators get."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from colofon.book import Book, Chapter
from colofon.translation.advice import with_advice
from colofon.translation.glossary import SCOPE as GLOSSARY
from colofon.translation.glossary import glossary_units
from colofon.translation.metadata import SCOPE as METADATA
from colofon.translation.metadata import metadata_units
from colofon.translation.naming import Names
from colofon.translation.units import Unit, chapter_units


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes one file of the package."""

    name: str
    """Stem of the file, unique in the package."""
    original: str
    """The file of the manuscript, relative to its folder."""
    language: str
    title: str
    units: list[Unit]
    chapter: Chapter | None = None


def book_parts(book: Book, target_language: str) -> list[Part]:
    """Return the chapters in the order of the spine, then the glossary and the metadata."""
    names = Names()
    taken = {GLOSSARY, METADATA}
    parts = []
    for chapter in book.chapters:
        units = chapter_units(book, chapter, target_language, names)
        units = with_advice(book, chapter, target_language, units)
        language = chapter.language or book.metadata.language
        original = Path(os.path.relpath(chapter.path, book.root)).as_posix()
        name = _free(chapter.name, taken)
        parts.append(Part(name, original, language, chapter.title, units, chapter))
    language = book.metadata.language
    if units := glossary_units(book, target_language, names):
        parts.append(Part(GLOSSARY, Path(book.glossary_path).name, language, "Glossary", units))
    if units := metadata_units(book, names):
        parts.append(Part(METADATA, Path(book.metadata.path).name, language, "Metadata", units))
    return parts


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no file of the package has yet, also where capitals make no difference."""
    found, rank = name, 1
    while found.casefold() in taken:
        rank += 1
        found = f"{name}-{rank}"
    taken.add(found.casefold())
    return found
