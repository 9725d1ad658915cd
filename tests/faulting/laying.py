"""What a fault is made of: edits of files, and places that are followed through the edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.faulting.manuscript import Manuscript


@dataclass(frozen=True, eq=False, slots=True)
class Edit:
    """A stretch of a file that is replaced; a file that is not there is one without text."""

    path: str
    """Relative to the manuscript."""
    start: int
    end: int
    text: str


class Place(NamedTuple):
    """A character: of the text before the edits, or, with an edit, of what that puts in."""

    path: str
    offset: int
    edit: Edit | None = None


class Finding(NamedTuple):
    """What a check must say, by its place before the copy is made."""

    code: str
    place: Place


class Found(NamedTuple):
    """What a check said, or must say, of the copy."""

    path: str
    line: int
    column: int
    code: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code}"


@dataclass(slots=True)
class Laid:
    """One fault."""

    finding: Finding
    edits: list[Edit]
    besides: list[Finding] = field(default_factory=list)
    """What else follows from the edits by itself."""
    replaced: dict[str, bytes] = field(default_factory=dict)
    """Files written as they are, for what no text can hold."""
    removed: tuple[str, ...] = ()


Kind = Callable[["Manuscript", Random], Laid | None]
"""A kind of fault: chooses a place and lays itself, or finds that the manuscript has no place for it."""


def inserted(path: str, offset: int, text: str) -> Edit:
    """Return the edit that puts a text in."""
    return Edit(path, offset, offset, text)


def within(edit: Edit, offset: int = 0) -> Place:
    """Return a place in what an edit puts in."""
    return Place(edit.path, offset, edit)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with the edits of its file applied."""
    parts, position = [], 0
    for edit in in_order(edits):
        if edit.start < position:
            raise ValueError(f"two edits of {edit.path} overlap at {edit.start}")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits as they stand in a file; those at one place in the order they were made."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def moved(place: Place, edits: Iterable[Edit]) -> int | None:
    """Return the offset of a place after the edits; None when they took it away."""
    shift = 0
    for edit in in_order(edits):
        if edit.path != place.path:
            continue
        if edit is place.edit:
            return edit.start + shift + place.offset
        if place.edit is None:
            if edit.start > place.offset:
                break
            if edit.end > place.offset:
                # What is replaced from its first character on still begins there.
                return edit.start + shift if edit.start == place.offset and edit.text else None
        shift += len(edit.text) - (edit.end - edit.start)
    return None if place.edit is not None else place.offset + shift


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based place of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
