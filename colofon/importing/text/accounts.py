"""What was found in a text, as the records of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from colofon.importing.report import (
    BEFORE,
    CallFound,
    HeadingFound,
    NoteFound,
    ParagraphFound,
    Passage,
    Report,
)
from colofon.importing.text.blocks import HEADING
from colofon.importing.text.ledger import given_numbers, ledger_of
from colofon.importing.text.lines import Line
from colofon.importing.text.reconstruction import Piece, Reconstruction

NUMBER_GIVEN = "number of a chapter or a table, which its place gives"
LOST_HEADING = "a chapter begins here, and its heading is lost"


def account(made: Reconstruction, report: Report) -> None:
    """Enter everything that was found, left out or doubted."""
    for note in sorted(made.notes, key=lambda note: note.number):
        text = made.note_text(note) if note.lines else ""
        report.notes.append(NoteFound(note.number, note.status, text, *_span(note.lines)))
    for call in made.calls:
        line = made.line_at(call.place)
        ahead = made.source.text[max(0, call.place - 4 * BEFORE) : call.place]
        before = re.sub(r"\s+", " ", ahead)[-BEFORE:]
        report.calls.append(CallFound(call.number, line.number, before))
    for index, block in enumerate(made.blocks):
        text, (first, last) = made.text(block.lines), _span(block.lines)
        if block.missing:
            at = _begins_at(made, index)
            report.headings.append(HeadingFound(block.level, block.lost, at, missing=True))
            report.doubtful.append(Passage(block.lost, LOST_HEADING, at, at, 0.7))
        elif block.kind == HEADING:
            report.headings.append(HeadingFound(block.level, text, first))
        else:
            report.paragraphs.append(ParagraphFound(text, first, last, block.kind))  # type: ignore[arg-type]
    report.removed += [_passage(made, piece) for piece in made.removed]
    for start, end in given_numbers(made.blocks):
        at = made.line_at(start).number
        report.removed.append(Passage(made.source.text[start:end].strip(), NUMBER_GIVEN, at, at))
    report.unplaced += [_passage(made, piece) for piece in made.unplaced]
    report.doubtful += [_passage(made, piece) for piece in made.doubtful]
    report.ledger = ledger_of(made)


def _begins_at(made: Reconstruction, index: int) -> int | None:
    """Return the line of what follows a lost heading."""
    following = next((block for block in made.blocks[index + 1 :] if block.lines), None)
    return following.lines[0].number if following else None


def _span(lines: Sequence[Line]) -> tuple[int | None, int | None]:
    return (lines[0].number, lines[-1].number) if lines else (None, None)


def _passage(made: Reconstruction, piece: Piece) -> Passage:
    return Passage(made.text(piece.lines), piece.reason, *_span(piece.lines), piece.score)
