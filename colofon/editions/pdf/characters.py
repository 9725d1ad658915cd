"""What the glyphs of a file stand for, so that its words can be read, searched and copied.

WeasyPrint 70.0 gives the text of a letter with marks to the last of its glyphs and nothing to the
others, wherever in the file these glyphs are drawn: after one ``x̣`` no ``x`` can be read any more.
It can go when ``tests/pdf/marks.md`` is read back whole without it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import weasyprint.pdf
from fontTools.ttLib import TTFont

NO_BREAK_SPACE = "\u00a0"
NOTHING = "\u200b"
"""Stands for a glyph that has no character of its own: a map with an empty entry is malformed."""


@contextmanager
def readable() -> Iterator[None]:
    """Write files whose glyphs stand for their own characters."""
    original = weasyprint.pdf.build_fonts_dictionary

    def build(pdf: Any, fonts: dict[Any, Any], *rest: Any) -> Any:
        for font in fonts.values():
            correct(font)
        return original(pdf, fonts, *rest)

    weasyprint.pdf.build_fonts_dictionary = build
    try:
        yield
    finally:
        weasyprint.pdf.build_fonts_dictionary = original


def correct(font: Any) -> None:
    """Give every glyph that was taken for a part of a cluster the character that the font has it for.

    A blank that does not break is drawn by the glyph of every blank, which is one that does.
    """
    for glyph, text in font.to_unicode.items():
        if text == NO_BREAK_SPACE:
            font.to_unicode[glyph] = " "
    doubtful = [glyph for glyph, text in font.to_unicode.items() if len(text) != 1]
    if not doubtful:
        return
    characters = glyph_characters(font.file_content, font.index)
    for glyph in doubtful:
        text, own = font.to_unicode[glyph], characters.get(glyph, "")
        # A ligature stands for all its letters, even where it has a character of its own, as the fi has.
        if own and unicodedata.normalize("NFKC", own) != text:
            font.to_unicode[glyph] = own
        elif not text:
            font.to_unicode[glyph] = NOTHING


def glyph_characters(data: bytes, index: int) -> dict[int, str]:
    """Return the character of each glyph that a font has one for."""
    found: dict[int, str] = {}
    with TTFont(BytesIO(data), fontNumber=index, lazy=True) as font:
        for point, name in sorted(font.getBestCmap().items()):
            found.setdefault(font.getGlyphID(name), chr(point))
    return found
