"""The ledger: every printable character of a source is in one place, and only there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from colofon.importing.text.blocks import HEADING, TABLE, TABLE_NUMBER, Block
from colofon.importing.text.lines import Line
from colofon.importing.text.reconstruction import Reconstruction
from colofon.importing.text.structure import CHAPTER, NUMBER

MANUSCRIPT, REMOVED, UNPLACED = 1, 2, 3


def ledger_of(made: Reconstruction) -> dict[str, int]:
    """Return how many code points that are no white space went where.

    `ValueError` when one is in two places, or in none.
    """
    text = made.source.text
    where = bytearray(len(text))
    for piece in made.removed:
        _enter(where, piece.lines, REMOVED, text)
    for piece in made.unplaced:
        _enter(where, piece.lines, UNPLACED, text)
    for note in made.notes:
        _enter(where, note.lines, MANUSCRIPT, text)
    for block in made.blocks:
        _enter(where, block.lines, MANUSCRIPT, text)
    for start, end in given_numbers(made.blocks):
        where[start:end] = bytes([REMOVED]) * (end - start)
    printed = [index for index, character in enumerate(text) if not character.isspace()]
    lost = next((index for index in printed if not where[index]), None)
    if lost is not None:
        raise ValueError(f"{text[lost : lost + 40]!r} at {lost} went nowhere")
    counts = {name: sum(1 for index in printed if where[index] == kind) for name, kind in KINDS.items()}
    return {"source": len(printed), **counts}


KINDS = {"manuscript": MANUSCRIPT, "removed": REMOVED, "unplaced": UNPLACED}


def _enter(where: bytearray, lines: Sequence[Line], kind: int, text: str) -> None:
    for line in lines:
        if any(where[line.start : line.end]):
            raise ValueError(f"{line.text!r} is in two places")
        where[line.start : line.end] = bytes([kind]) * (line.end - line.start)


def given_numbers(blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """Return where numbers stand that every edition gives now, of chapters and tables: begin and end."""
    found = []
    for block in blocks:
        line = next((line for line in block.lines if block.kind != TABLE or line.is_caption), None)
        if line is None:
            continue
        number = None
        if block.kind == HEADING and block.level == CHAPTER:
            number = NUMBER.match(line.text)
        elif block.kind == TABLE:
            number = TABLE_NUMBER.match(line.text)
        if number:
            found.append((line.start + number.start(1), line.start + number.end()))
    return found
