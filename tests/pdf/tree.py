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
    said = [f"{name}={element[f'/{name}']}" for name in ("ID", "Lang", "Alt", "E") if f"/{name}" in element]
    said += [f'link "{kid.Obj.Contents}"' for kid in kids(element) if _is_link(kid)]
    inner = [kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    texts = [_text(element, kid, order, pieces) for kid in kids(element)]
    words = [f'"{"".join(texts)}"'] if not inner and any(texts) else []
    lines.append("  " * depth + " ".join([str(element.S)[1:], *said, *words]))
    for kid, text in zip(kids(element), texts, strict=True):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            _walk(kid, depth + 1, order, pieces, lines)
        elif inner and text:
            lines.append("  " * (depth + 1) + f'"{text}"')


def _text(element: Any, kid: Any, order: dict[Any, int], pieces: list[dict[int, Piece]]) -> str:
    """Return the text of a piece of content; nothing for whatever else an element holds."""
    if isinstance(kid, int):
        found = pieces[order[element.Pg.objgen]].get(kid)
    elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
        found = pieces[order[kid.Pg.objgen]].get(int(kid.MCID))
    else:
        return ""
    return found.text if found else ""


def _is_link(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and "/Contents" in kid.Obj
