"""What a PDF draws, read back from the file: for each marked piece of content its text and its place.

Only what the content streams say counts: the characters that the fonts' ToUnicode maps give for the
glyphs that are painted, and the points at which they are painted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from colofon.editions.pdf.finishing import kids, structure

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Piece:
    """A stretch of marked content."""

    page: int
    """0-based."""
    text: str = ""
    points: list[tuple[float, float]] = field(default_factory=list)
    """Where its strings begin, in points from the left and the foot of the page."""


@dataclass(slots=True)
class Drawn:
    """An element of the structure that has an identifier, with all it draws."""

    id: str
    kind: str
    """Its tag: ``Note``, ``Link``."""
    pieces: list[Piece]

    @property
    def pages(self) -> list[int]:
        """Return the pages it stands on, in order."""
        return sorted({piece.page for piece in self.pieces})

    @property
    def place(self) -> tuple[int, float]:
        """Return page and distance from the top of what it draws first; it sorts as one reads."""
        first = min(self.pages, default=-1)
        heights = [y for piece in self.pieces if piece.page == first for _, y in piece.points]
        return first, -max(heights, default=0.0)


@dataclass(slots=True)
class DrawnFile:
    """What is read back from a file."""

    elements: list[Drawn]
    sizes: list[tuple[float, float]]
    """Width and height of each page."""
    feet: list[float]
    """Of each page the height of the last line that belongs to no note, or its own where there is none."""


def read_drawn(path: Path) -> DrawnFile:
    """Read what the identified elements of a file draw."""
    with pikepdf.open(path) as pdf:
        order = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        pieces = read_pieces(pdf)
        elements = [
            Drawn(str(element.ID), str(element.S)[1:], list(_content(element, order, pieces)))
            for element in structure(pdf)
            if "/ID" in element and str(element.S) in ("/Note", "/Link")
        ]
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]
        feet = [height for _, height in sizes]
        for piece in _content(pdf.Root.StructTreeRoot.K[0], order, pieces, ("/Note",)):
            feet[piece.page] = min([feet[piece.page], *(y for _, y in piece.points)])
    return DrawnFile(elements, sizes, feet)


def read_pieces(pdf: pikepdf.Pdf) -> list[dict[int, Piece]]:
    """Return for each page its pieces of marked content by MCID."""
    return [_Reader(page.obj, index).read() for index, page in enumerate(pdf.pages)]


def _content(
    element: Any, order: dict[Any, int], pieces: list[dict[int, Piece]], without: tuple[str, ...] = ()
) -> Iterator[Piece]:
    """Yield the pieces that an element draws; the labels of lists in it are not its words."""
    page = order.get(element.Pg.objgen) if "/Pg" in element else None
    for kid in kids(element):
        if isinstance(kid, int) and page is not None:
            if kid in pieces[page]:
                yield pieces[page][kid]
        elif not isinstance(kid, pikepdf.Dictionary):
            continue
        elif "/MCID" in kid:
            other = pieces[order[kid.Pg.objgen]]
            if int(kid.MCID) in other:
                yield other[int(kid.MCID)]
        elif "/S" in kid and str(kid.S) not in without and not _is_label(element, kid):
            yield from _content(kid, order, pieces, without)


def _is_label(element: Any, kid: Any) -> bool:
    """Tell whether an element is the sign before an item, and not the term of a list of terms."""
    if str(kid.S) != "/Lbl" or str(element.S) != "/LI":
        return False
    attributes = element.P.get("/A", {})
    return str(attributes.get("/ListNumbering", "")) != "/None"


class _Reader:
    """Goes through the content of a page."""

    def __init__(self, page: Any, number: int) -> None:
        self.page = page
        self.number = number
        self.pieces: dict[int, Piece] = {}
        self.fonts: dict[str, dict[int, str]] = {}
        self.matrix, self.line, self.saved = UNIT, UNIT, list[Matrix]()
        self.open: list[Piece | None] = []
        self.font = ""

    def read(self) -> dict[int, Piece]:
        """Return the pieces of the page by their MCID."""
        for instruction in pikepdf.parse_content_stream(self.page):
            act = OPERATORS.get(str(instruction.operator))
            if act is not None:
                act(self, instruction.operands)
        return self.pieces

    def show(self, strings: list[Any]) -> None:
        piece = next((piece for piece in reversed(self.open) if piece is not None), None)
        if piece is None:
            return
        x, y = multiplied(self.line, self.matrix)[4:]
        piece.points.append((x, y))
        characters = self.characters()
        for string in strings:
            if isinstance(string, pikepdf.String):
                data = bytes(string)
                codes = (int.from_bytes(data[index : index + 2]) for index in range(0, len(data), 2))
                piece.text += "".join(characters.get(code, "\ufffd") for code in codes)

    def characters(self) -> dict[int, str]:
        """Return what the codes of the current font stand for."""
        if self.font not in self.fonts:
            font = self.page.Resources.Font[self.font]
            self.fonts[self.font] = to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        return self.fonts[self.font]


def _save(self: _Reader, operands: Any) -> None:
    self.saved.append(self.matrix)


def _restore(self: _Reader, operands: Any) -> None:
    self.matrix = self.saved.pop()


def _transform(self: _Reader, operands: Any) -> None:
    self.matrix = multiplied(_numbers(operands), self.matrix)


def _begin_text(self: _Reader, operands: Any) -> None:
    self.line = UNIT


def _place_text(self: _Reader, operands: Any) -> None:
    self.line = _numbers(operands)


def _move_text(self: _Reader, operands: Any) -> None:
    x, y = (float(value) for value in operands)
    self.line = multiplied((1, 0, 0, 1, x, y), self.line)


def _set_font(self: _Reader, operands: Any) -> None:
    self.font = str(operands[0])


def _show(self: _Reader, operands: Any) -> None:
    first = operands[-1]
    self.show(list(first) if isinstance(first, pikepdf.Array) else [first])


def _begin_plain(self: _Reader, operands: Any) -> None:
    self.open.append(None)


def _begin_marked(self: _Reader, operands: Any) -> None:
    number = operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
    self.open.append(None if number is None else self.pieces.setdefault(int(number), Piece(self.number)))


def _end_marked(self: _Reader, operands: Any) -> None:
    self.open.pop()


OPERATORS: dict[str, Callable[[_Reader, Any], None]] = {
    "q": _save,
    "Q": _restore,
    "cm": _transform,
    "BT": _begin_text,
    "Tm": _place_text,
    "Td": _move_text,
    "TD": _move_text,
    "Tf": _set_font,
    "Tj": _show,
    "TJ": _show,
    "'": _show,
    "BMC": _begin_plain,
    "BDC": _begin_marked,
    "EMC": _end_marked,
}


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def multiplied(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies the first and then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Return the characters of each code, as a ToUnicode map lists them one by one."""
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in PAIRS.findall(block):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    return found
