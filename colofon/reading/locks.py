"""``numbering.lock``: the note numbers of a release, so that "noot 131" in a letter stays note 131.

YAML: chapter -> label -> number, written by ``build.py lock``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from colofon.book import Book, Fault, Position
from colofon.reading.located import Located, read_located

LOCK = "numbering.lock"
HEAD = "# The note numbers of a release. Written by build.py lock; do not edit.\n"
NO_NOTES = "{}\n"
"""What a book without notes keeps: a file without anything is one that lost its numbers."""

Numbers = dict[str, dict[str, int]]
"""Chapter -> label -> number."""


def read_lock(root: Path, faults: list[Fault]) -> tuple[Numbers | None, dict[str, Position]]:
    """Return the locked numbers and their places; None when nothing is locked."""
    path = root / LOCK
    if not path.exists():
        return None, {}
    located = read_located(path, faults)
    if located is None:
        return None, {}
    if not isinstance(located.value, dict):
        # An emptied lock would let every number move unnoticed.
        message = f"{LOCK} has no numbers"
        hint = "run build.py lock, or remove the file when no numbers are kept"
        faults.append(Fault("unreadable-file", located.position(), message, hint))
        return None, {}
    numbers: Numbers = {}
    for chapter, labels in located.value.items():
        if isinstance(labels, dict):
            numbers[chapter] = _chapter_numbers(located, chapter, labels, faults)
        else:
            _refuse(located, chapter, f"{chapter} has no note numbers", faults)
    return numbers, located.positions | {chapter: located.key_position(chapter) for chapter in numbers}


def _chapter_numbers(
    located: Located, chapter: str, labels: dict[str, Any], faults: list[Fault]
) -> dict[str, int]:
    for label, number in labels.items():
        if type(number) is not int:
            path = f"{chapter}.{label}"
            typed = located.scalars[path].value if path in located.scalars else "this"
            _refuse(located, path, f"{typed} is no note number", faults)
    return {label: number for label, number in labels.items() if type(number) is int}


def _refuse(located: Located, path: str, message: str, faults: list[Fault]) -> None:
    faults.append(Fault("invalid-value", located.position(path), message, "run build.py lock"))


def lock_text(book: Book) -> str:
    """Return the lock of a book: every numbered note, in the order of the book."""
    notes = [note for found in book.notes.values() for note in found if note.number is not None]
    lines, chapter = [HEAD], None
    for note in sorted(notes, key=lambda note: note.number or 0):
        if note.chapter != chapter:
            chapter = note.chapter
            lines.append(f"{_quoted(chapter)}:\n")
        lines.append(f"  {_quoted(note.label)}: {note.number}\n")
    return "".join(lines) if notes else f"{HEAD}{NO_NOTES}"


def write_lock(book: Book) -> None:
    """Write the lock into the manuscript, in one step."""
    path = book.root / LOCK
    staged = path.with_name(f".{LOCK}.new")
    staged.write_text(lock_text(book), encoding="utf-8", newline="\n")
    staged.replace(path)


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever characters a label has."""
    characters = (f"\\U{ord(c):08x}" if not c.isprintable() else f"\\{c}" if c in '"\\' else c for c in text)
    return f'"{"".join(characters)}"'
