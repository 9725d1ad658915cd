"""What charts are drawn on: a surface as wide as the text, from the top downwards, out of which comes SVG.

Letters are drawn as outlines: an image in an EPUB or a browser cannot bring a face of its own. The same
drawing gives the same bytes.
"""

from __future__ import annotations

import logging
from functools import cache
from io import BytesIO
from typing import Any

import matplotlib
from lxml import etree
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Patch, Rectangle
from matplotlib.textpath import text_to_path

from colofon.editions.colours import INK, WHITE, css, legible_on, mix, parse
from colofon.editions.faces import FONTS

WIDTH = 640.0
"""Units; in print the text is as wide, so that 16 are nine points."""
POINTS = 72
"""Units of an inch."""
SIZE, SMALL, LARGE = 16.0, 14.0, 18.0
"""Of letters: of the text, of what explains it, of the heads of parts."""
LEADING = 1.3
REGULAR, SEMIBOLD = "SourceSans3-Regular", "SourceSans3-Semibold"
SETTINGS: Any = {"svg.fonttype": "path", "svg.hashsalt": "colofon", "path.simplify": False}
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"

# What it has to say of its own cache is no matter of a book.
logging.getLogger("matplotlib").setLevel(logging.ERROR)


class Canvas:
    """A surface to draw on."""

    def __init__(self, accent: str) -> None:
        """Take the accent of the book, of which all colours are made."""
        colour = parse(accent)
        self.ink = css(INK)
        self.quiet = css(mix(INK, WHITE, 0.3))
        self.accent = css(legible_on(WHITE, colour))
        self.tint = css(mix(colour, WHITE, 0.9))
        self.rule = css(mix(INK, WHITE, 0.45))
        self.figure = Figure(dpi=POINTS)
        self.axes: Any = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float = SIZE,
        bold: bool = False,
        colour: str = "",
        align: str = "left",
    ) -> None:
        """Write a line."""
        self.axes.text(
            x, baseline, text, fontproperties=_face(size, bold), color=colour or self.ink,
            horizontalalignment=align, verticalalignment="baseline", parse_math=False,
        )  # fmt: skip

    def lines(
        self, x: float, baseline: float, text: str, width: float, size: float = SIZE, bold: bool = False,
        colour: str = "",
    ) -> float:  # fmt: skip
        """Write a text in lines no wider than a width and return the base line of what comes below."""
        for line in broken(text, size, width, bold):
            self.text(x, baseline, line, size, bold, colour)
            baseline += LEADING * size
        return baseline

    def box(self, x: float, top: float, width: float, height: float, colour: str, round_: float = 0) -> None:
        """Fill an area."""
        shape: Patch = Rectangle((x, top), width, height, facecolor=colour, linewidth=0)
        if round_:
            style = f"round,pad=0,rounding_size={round_:g}"
            shape = FancyBboxPatch((x, top), width, height, boxstyle=style, facecolor=colour, linewidth=0)
        self.axes.add_artist(shape)

    def line(self, points: list[tuple[float, float]], width: float = 1.0, colour: str = "") -> None:
        """Draw a line through points."""
        across, down = [x for x, _ in points], [y for _, y in points]
        style = {"linewidth": width, "color": colour or self.rule, "solid_capstyle": "butt"}
        self.axes.add_artist(Line2D(across, down, **style))  # type: ignore[arg-type]

    def dot(self, x: float, y: float, size: float, colour: str = "") -> None:
        """Draw a dot of a diameter."""
        style = {"marker": "o", "markersize": size, "markeredgewidth": 0, "color": colour or self.accent}
        self.axes.add_artist(Line2D([x], [y], **style))  # type: ignore[arg-type]

    def svg(self, height: float) -> bytes:
        """Return what was drawn, down to a height, as an SVG that takes the width it is given."""
        self.figure.set_size_inches(WIDTH / POINTS, height / POINTS)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        buffer = BytesIO()
        metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
        with matplotlib.rc_context(SETTINGS):
            self.figure.savefig(buffer, format="svg", facecolor=css(WHITE), metadata=metadata)
        return _bare(buffer.getvalue())


def broken(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Return a text in lines that are no wider than a width, unless a single word is."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width_of(longer, size, bold) <= width:
            found[-1] = longer
        else:
            found.append(word)
    return found


def width_of(text: str, size: float = SIZE, bold: bool = False) -> float:
    """Return how wide a line is."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, _face(size, bold), ismath=False)
    return float(width)


def missing_characters(text: str) -> str:
    """Return the characters of a text that cannot be written."""
    known = _characters()
    return "".join(sorted({character for character in text if ord(character) not in known}))


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / f"{REGULAR}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _face(size: float, bold: bool) -> FontProperties:
    return FontProperties(fname=str(FONTS / f"{SEMIBOLD if bold else REGULAR}.ttf"), size=size)


def _bare(data: bytes) -> bytes:
    """Return a drawing without what only says how it was made, and without a size of its own."""
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    # A blank is an outline of nothing, which no SVG may have.
    blanks = {f"#{path.get('id')}" for path in root.iter(f"{SVG}path") if not path.get("d")}
    gone = [path for path in root.iter(f"{SVG}path") if not path.get("d")]
    gone += [use for use in root.iter(f"{SVG}use") if use.get(HREF) in blanks]
    for element in [*root.iter(f"{SVG}metadata", f"{SVG}style"), *gone]:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    root.attrib.pop("width", "")
    root.attrib.pop("height", "")
    root.set("stroke-linejoin", "round")
    return etree.tostring(root, encoding="UTF-8") + b"\n"
