"""The glyphs of a page, as they are painted: text, place, size and face.

Text that runs in another direction than most of its page is turned, so that everything after this
works on lines that run from left to right. What stands outside the visible page is left out; text
that is not painted stays, since that is how recognised text lies under a scan.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import playa
from playa.content import TextObject
from playa.page import TEXT_OPERATORS

from colofon.importing.pdf.faces import Face, face_of
from colofon.importing.pdf.signs import words_instead, words_of
from colofon.importing.pdf.tags import Path, Structure

MOST = 200_000
"""Glyphs of a page: a hundred times a full one, and a page beyond it was made to do harm."""
STROKED = 2
"""Text rendering mode (ISO 32000-1, table 106): filled and stroked, which is how bold is feigned."""
STRAIGHT = math.radians(2)
"""A scan is not laid straight on the glass: text that runs so little askew runs straight."""


class OverfullError(Exception):
    """A page holds more than `MOST` glyphs."""


@dataclass(slots=True)
class Glyph:
    """A painted sign, in the frame of its direction of writing."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the base line, from above."""
    size: float
    face: Face
    order: int
    """In which it is painted."""
    raised: bool = False
    bold: bool = False
    artifact: bool = False
    """The file says that it is no part of the text: a running head, a page number."""
    path: Path = ()
    """The structure elements it belongs to, in a tagged file."""


@dataclass(slots=True)
class Sheet:
    """The glyphs of a page that run in one direction, and the room they stand in."""

    angle: int
    """In degrees, clockwise; 0 runs from left to right."""
    height: float
    top: float
    glyphs: list[Glyph]


def sheets_of(page: playa.Page, structure: Structure) -> list[Sheet]:
    """Return the glyphs of a page by direction, that of the most glyphs first."""
    left, top, right, bottom = _visible(page)
    found: dict[int, list[Glyph]] = {}
    for angle, glyph, (x, y) in _painted(page, structure):
        if left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1:
            found.setdefault(angle, []).append(glyph)
    order = sorted(found, key=lambda angle: (-len(found[angle]), angle))
    return [Sheet(angle, *_extent(angle, left, top, right, bottom), found[angle]) for angle in order]


def _visible(page: playa.Page) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = page.ctm
    x0, y0, x1, y1 = page.cropbox if page.cropbox[2] > page.cropbox[0] else page.mediabox
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def _extent(angle: int, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
    """Return height and top of a page as it is seen when turned."""
    turn = math.radians(angle)
    ys = [-x * math.sin(turn) + y * math.cos(turn) for x in (left, right) for y in (top, bottom)]
    return max(ys) - min(ys) or 1.0, min(ys)


def _painted(page: playa.Page, structure: Structure) -> Iterator[tuple[int, Glyph, tuple[float, float]]]:
    """Yield direction, glyph and untwisted origin of each sign in the order of painting."""
    order, said, last = 0, None, None
    for text in page.flatten(TextObject, TEXT_OPERATORS):
        font = text.gstate.font
        if font is None:
            continue
        face, (spoken, artifact), hand = face_of(font), _marks(text), _hand(text)
        path = structure.path(text)
        bold = face.bold or text.gstate.render_mode == STROKED
        for painted in text:
            order += 1
            if order > MOST:
                raise OverfullError
            words = words_of(painted.cid, painted.text, face.mapped)
            if spoken is not None:
                words, said = "" if spoken is said else words_instead(spoken, painted.text), spoken
            x, y = painted.origin
            start, base = x * hand.along + y * hand.across, y * hand.along - x * hand.across
            end = start if font.vertical else start + (painted._displacement - hand.between) * hand.stretch
            if not words:
                # The text of several signs stands with the first, which takes the room of all.
                if last is not None and last.y == base:
                    last.x1 = max(last.x1, end)
                continue
            last = Glyph(words, start, end, base, hand.size, face, order, False, bold, artifact, path)
            if spoken is None and words.isalnum() and words.isascii():
                last.raised = face.superior(painted.cid)
            yield hand.angle, last, (x, y)


class _Hand(NamedTuple):
    """How the letters of a text are laid: the same for all of them."""

    angle: int
    along: float
    across: float
    stretch: float
    """Width on the page of an advance of one em."""
    size: float
    between: float
    """White put behind each sign, in ems: not a part of it, since Ghostscript parts words so."""


def _hand(text: TextObject) -> _Hand:
    a, b, c, d, _, _ = text.matrix
    turn = math.atan2(b, a) if abs(b) > STRAIGHT * abs(a) or a < 0 else 0.0
    angle = round(math.degrees(turn)) % 360
    between = text.gstate.charspace / (text.gstate.fontsize or 1.0)
    return _Hand(angle, math.cos(turn), math.sin(turn), math.hypot(a, b), math.hypot(c, d), between)


def _marks(text: Any) -> tuple[dict[str, Any] | None, bool]:
    """Return the outermost mark that gives its content another text, and whether one says it is no text."""
    spoken, artifact = None, False
    for mark in text.mcstack:
        artifact = artifact or mark.tag == "Artifact"
        if spoken is None and mark.props and isinstance(mark.props.get("ActualText"), bytes):
            spoken = mark.props
    return spoken, artifact
