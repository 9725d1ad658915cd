"""Where inline content stands, which decides what in it would be read as something else."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """What a text block is to its inline content."""

    begins_line: bool = False
    """Its first character begins a line, so that it could begin another block."""
    in_list: bool = False
    one_line: bool = False
    """It ends with its line: a heading, a cell, a term."""
    takes_attributes: bool = False
    """Braces at its end are its attributes, and `#` closes it: a heading or a caption."""
    in_cell: bool = False
    """A bar ends it."""
    bracketed: bool = False
    """It stands between brackets: the caption of a figure."""
    width: int | None = None
    """Columns that its lines may have; None leaves them as they are."""


BREAK = "\0"
"""A space of an escaped text where its line may end; no text can hold this character."""
