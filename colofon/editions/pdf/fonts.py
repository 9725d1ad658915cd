"""The faces every page is set in: the vendored ones, whatever the machine has.

Importing this module tells fontconfig so; it comes before anything that loads Pango.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[3] / "styles" / "fonts"

os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
os.environ.pop("FONTCONFIG_SYSROOT", None)

UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that are laid out without a glyph of their own."""


@cache
def covered() -> frozenset[int]:
    """Return the code points for which one of the faces has a glyph."""
    points: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)


def uncovered(text: str) -> list[tuple[int, str]]:
    """Return the characters of a text that no face has, each with its offset."""
    points = covered()
    lacking = {
        character
        for character in set(text)
        if unicodedata.category(character) not in UNSEEN
        # A letter with a mark may also be drawn as the letter and the mark.
        and ord(character) not in points
        and not points.issuperset(map(ord, unicodedata.normalize("NFD", character)))
    }
    if not lacking:
        return []
    return [
        (offset, character)
        for offset, character in enumerate(text)
        if character in lacking and not _composed(text, offset)
    ]


def _composed(text: str, offset: int) -> bool:
    """Tell whether a combining mark has a glyph together with the letter before it."""
    if not offset or not unicodedata.combining(text[offset]):
        return False
    pair = unicodedata.normalize("NFC", text[offset - 1 : offset + 1])
    return len(pair) == 1 and ord(pair) in covered()
