"""The faces of a PDF: bold, italic, and which of their signs are drawn as superior figures.

A good typesetter does not shrink a figure to make it a call; it takes another drawing of it from the
same face. Size and base line then say nothing, only the outline does, which the file carries.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont, TTLibError
from playa.font import CIDFont, Font, SimpleFont
from playa.pdftypes import stream_value

BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
ITALIC = re.compile(r"italic|oblique|kursiv|slanted", re.IGNORECASE)
FORCED, SLANTED = 1 << 18, 1 << 6
"""Flags of a font descriptor (ISO 32000-1, table 123): ForceBold and Italic."""
LIFT = 0.2
"""Share of the em: a figure whose foot stands higher is superior, and no ordinary letter stands so high."""
BROKEN = (
    TTLibError, struct.error, LookupError, ValueError, AssertionError, AttributeError, TypeError,
    NotImplementedError, RecursionError, EOFError,
)  # fmt: skip
"""What fontTools raises on a font program that is not whole; its outlines are then not known."""

Foot = Callable[[int], float | None]


class Face:
    """A font of a document, as lines speak of it."""

    def __init__(self, font: Font) -> None:
        self.name = font.fontname.partition("+")[2] or font.fontname
        self.bold = bool(BOLD.search(self.name)) or bool(font.flags & FORCED)
        self.italic = bool(ITALIC.search(self.name)) or bool(font.flags & SLANTED) or font.italic_angle != 0
        self.mapped = not isinstance(font, SimpleFont) or font.tounicode is not None
        """The file gives the text of its signs; then one without text is a part of the sign before it."""
        self._font = font
        self._foot: Foot | None = None
        self._superior: dict[int, bool] = {}

    def superior(self, cid: int) -> bool:
        """Return whether a sign is drawn above the base line."""
        if cid not in self._superior:
            if self._foot is None:
                self._foot = _feet(self._font)
            try:
                foot = self._foot(cid)
            except BROKEN:
                foot = None
            self._superior[cid] = foot is not None and foot > LIFT
        return self._superior[cid]


_FACES: WeakKeyDictionary[Font, Face] = WeakKeyDictionary()


def face_of(font: Font) -> Face:
    """Return the face of a font, the same for each use."""
    if font not in _FACES:
        _FACES[font] = Face(font)
    return _FACES[font]


def _feet(font: Font) -> Foot:
    """Return a function that gives the lowest point of a sign, as a share of the em, where it is known."""
    try:
        if "FontFile2" in font.descriptor and isinstance(font, CIDFont):
            return _truetype_feet(TTFont(io.BytesIO(_program(font, "FontFile2")), lazy=True), font)
        if "FontFile3" in font.descriptor:
            return _compact_feet(_program(font, "FontFile3"), font)
    except BROKEN:
        pass
    return lambda cid: None


def _program(font: Font, key: str) -> bytes:
    return bytes(stream_value(font.descriptor[key]).buffer)


def _truetype_feet(program: Any, font: CIDFont) -> Foot:
    # Not "or {}": the mapping of each number to itself has no length and counts as false.
    outlines, names, gids = program["glyf"], program.getGlyphOrder(), font.cid2gid
    unit = program["head"].unitsPerEm

    def foot(cid: int) -> float | None:
        outline = outlines[names[cid if gids is None else gids[cid]]]
        return outline.yMin / unit if outline.numberOfContours else None

    return foot


def _compact_feet(data: bytes, font: Font) -> Foot:
    """Outlines of a Compact Font Format program, bare or inside an OpenType file."""
    if data[:4] == b"OTTO":
        fonts = TTFont(io.BytesIO(data), lazy=True)["CFF "].cff
    else:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    gids = font.cid2gid if isinstance(font, CIDFont) else None

    def foot(cid: int) -> float | None:
        name = top.charset[gids[cid]] if gids is not None else _name(font, cid)
        pen = BoundsPen(None)
        top.CharStrings[name].draw(pen)
        return pen.bounds[1] * top.FontMatrix[3] if pen.bounds else None

    return foot


def _name(font: Font, code: int) -> str:
    encoding: dict[int, str] = font.encoding if isinstance(font, SimpleFont) else {}
    return str(encoding[code])
