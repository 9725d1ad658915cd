"""The tag tree of a PDF as an indented list, for golden files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from colofon.editions.pdf.drawn import Piece, read_pieces
from colofon.editions.pdf.finishing import kids


def tag_tree(path: Path) -> str:
    """Return one line for each element: its tag, what is said of it, and the text it draws itself."""
    with pikepdf.open(path) as pdf:
        order = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        pieces = read_pieces(pdf)
        lines: list[str] = []
        _walk(pdf.Root.StructTreeRoot.K[0], 0, order, pieces, lines)
    return "\n".join(lines) + "\n"


def _walk(
    element: Any, depth: int, order: dict[Any, int], pieces: list[dict[int, Piece]], lines: list[str]
) -> None:
    page = order.get(element.Pg.objgen, 0) if "/Pg" in element else 0
    text = "".join(
        pieces[page][kid].text for kid in kids(element) if isinstance(kid, int) and kid in pieces[page]
    )
    said = [f"{name}={element[f'/{name}']}" for name in ("ID", "Lang", "Alt") if f"/{name}" in element]
    said += [f'link "{kid.Obj.Contents}"' for kid in kids(element) if _is_link(kid)]
    lines.append("  " * depth + " ".join([str(element.S)[1:], *said, *([f'"{text}"'] if text else [])]))
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            _walk(kid, depth + 1, order, pieces, lines)


def _is_link(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and "/Contents" in kid.Obj
