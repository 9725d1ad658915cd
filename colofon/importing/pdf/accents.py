"""Marks over and under letters: a file may paint them as signs of their own, before or after the letter."""

from __future__ import annotations

import unicodedata

from colofon.importing.pdf.glyphs import Glyph

SPACING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303", "¯": "\u0304",
    "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
"""Marks that stand alone, as old faces have them, and the combining characters they are over a letter."""
DOTLESS = {"ı": "i", "ȷ": "j"}


def is_mark(text: str) -> bool:
    """Return whether a sign may belong over or under another."""
    return text in SPACING or bool(text and unicodedata.combining(text[0]))


def with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Return signs that stand from left to right, each mark joined to the letter it stands over."""
    if not any(is_mark(glyph.text) for glyph in glyphs):
        return glyphs
    letters = [glyph for glyph in glyphs if not is_mark(glyph.text)]
    alone = []
    for mark in glyphs:
        if not is_mark(mark.text):
            continue
        letter = _under(mark, letters)
        if letter is None:
            alone.append(mark)
            continue
        combining = SPACING.get(mark.text, mark.text)
        base = DOTLESS.get(letter.text, letter.text)
        letter.text = unicodedata.normalize("NFC", base + combining)
    return sorted(letters + alone, key=lambda glyph: (glyph.x0, glyph.order)) if alone else letters


def _under(mark: Glyph, letters: list[Glyph]) -> Glyph | None:
    """Return the letter that a mark stands over: for a mark without width the one it follows.

    A tilde or an accent with white on both sides is a sign of its own.
    """
    middle = (mark.x0 + mark.x1) / 2
    slack = 0.02 * mark.size
    over = [each for each in letters if each.x0 - slack <= middle <= each.x1 + slack and each.text.strip()]
    if mark.text in SPACING:
        over = [each for each in over if each.text[-1:].isalpha()]
    elif not over:
        over = [each for each in letters if each.text.strip() and each.order < mark.order][-1:]
    return min(over, key=lambda each: (abs((each.x0 + each.x1) / 2 - middle), each.x0), default=None)
