"""Letters as outlines: words that look the same wherever no face can be embedded, as in an image.

Kerning is read from the face's own pairs; nothing else of shaping is needed for the Latin, Greek and
Cyrillic scripts. Text with a character that the face lacks cannot be drawn so.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from colofon.editions.faces import FONTS

NUMBER = "{:.1f}"


class Lettering:
    """One face, ready to write with."""

    def __init__(self, source: str) -> None:
        """Take the file of a face in styles/fonts, without ``.ttf``."""
        self.font = TTFont(FONTS / f"{source}.ttf", lazy=True)
        self.glyphs = self.font.getGlyphSet()
        self.names: dict[int, str] = self.font.getBestCmap()
        self.units: int = self.font["head"].unitsPerEm
        self.pairs = list(_pair_tables(self.font))

    def can_write(self, text: str) -> bool:
        """Tell whether the face has every character of a text."""
        return all(ord(character) in self.names for character in text)

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is."""
        return self._places(text)[1] * size / self.units

    def path(self, text: str, x: float, baseline: float, size: float) -> str:
        """Return the outlines of a text as the data of an SVG path."""
        scale = size / self.units
        pen = SVGPathPen(self.glyphs, ntos=lambda value: NUMBER.format(value).removesuffix(".0"))
        for name, offset in self._places(text)[0]:
            place = (scale, 0, 0, -scale, x + offset * scale, baseline)
            self.glyphs[name].draw(TransformPen(pen, place))
        return str(pen.getCommands())

    def broken(self, text: str, size: float, width: float) -> list[str]:
        """Return a text in lines that are no wider than the width, unless a single word is."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _places(self, text: str) -> tuple[list[tuple[str, int]], int]:
        names = [self.names[ord(character)] for character in text if ord(character) in self.names]
        places, x = [], 0
        for index, name in enumerate(names):
            if index:
                x += self._kerning(names[index - 1], name)
            places.append((name, x))
            x += self.font["hmtx"][name][0]
        return places, x

    def _kerning(self, first: str, second: str) -> int:
        for table in self.pairs:
            value = _kerning_in(table, first, second)
            if value is not None:
                return value
        return 0


@cache
def lettering(source: str) -> Lettering:
    """Return a face to write with."""
    return Lettering(source)


def _pair_tables(font: TTFont) -> list[Any]:
    """Return the subtables of the ``kern`` feature that adjust pairs (OpenType, GPOS lookup type 2)."""
    table = font["GPOS"].table
    indexes = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    found = []
    for index in sorted(indexes):
        for subtable in table.LookupList.Lookup[index].SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            if inner.LookupType == 2:
                found.append(inner)
    return found


def _kerning_in(table: Any, first: str, second: str) -> int | None:
    """Return the adjustment of a pair; None when the subtable says nothing about it."""
    if first not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        record = next((pair for pair in pairs if pair.SecondGlyph == second), None)
    else:
        row = table.ClassDef1.classDefs.get(first, 0)
        column = table.ClassDef2.classDefs.get(second, 0)
        record = table.Class1Record[row].Class2Record[column]
    if record is None or record.Value1 is None:
        return None
    return int(getattr(record.Value1, "XAdvance", 0))
