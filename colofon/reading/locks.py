"""``numbering.lock``: the note numbers of a release, so that "noot 131" in a letter stays note 131.

YAML: chapter -> label -> number, written by ``build.py lock``.
"""

from __future__ import annotations

from pathlib import Path

from colofon.book import Book, Fault, Position
from colofon.reading.located import read_located

LOCK = "numbering.lock"
HEAD = "# The note numbers of a release. Written by build.py lock; do not edit.\n"


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
    numbers: Numbers = {}
    data = located.value if isinstance(located.value, dict) else {}
    for chapter, labels in data.items():
        for label, number in (labels if isinstance(labels, dict) else {}).items():
            if isinstance(number, int):
                numbers.setdefault(chapter, {})[label] = number
            else:
                place = located.position(f"{chapter}.{label}")
                message = f"{number} is no note number"
                faults.append(Fault("invalid-value", place, message, "run build.py lock"))
    return numbers, located.positions


def lock_text(book: Book) -> str:
    """Return the lock of a book: every numbered note, in the order of the book."""
    notes = [note for found in book.notes.values() for note in found if note.number is not None]
    lines, chapter = [HEAD], None
    for note in sorted(notes, key=lambda note: note.number or 0):
        if note.chapter != chapter:
            chapter = note.chapter
            lines.append(f"{_quoted(chapter)}:\n")
        lines.append(f"  {_quoted(note.label)}: {note.number}\n")
    return "".join(lines)


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
