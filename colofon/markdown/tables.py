"""Tables with bars, their columns padded to one width."""

from __future__ import annotations

from itertools import zip_longest

from colofon.book import Element

Row = list[tuple[str, Element]]
DASHES = {"left": (":", ""), "right": ("", ":"), "center": (":", ":"), "": ("", "")}
PAD = {"left": str.ljust, "right": str.rjust, "center": str.center, "": str.ljust}


def table_rows(rows: list[Row]) -> list[str]:
    """Return the lines of a table; its first row is its head."""
    head = rows[0]
    columns = zip_longest(*([text for text, _ in row] for row in rows), fillvalue="")
    widths = [max(1, *map(len, column)) for column in columns]
    alignments = [cell.get("data-align", "") for _, cell in head]
    alignments += [""] * (len(widths) - len(alignments))
    lines = [_row([text for text, _ in row], widths, alignments) for row in rows]
    return [lines[0], _dashes(widths[: len(head)], alignments), *lines[1:]]


def _row(texts: list[str], widths: list[int], alignments: list[str]) -> str:
    cells = [
        PAD[alignment](text, width) for text, width, alignment in zip(texts, widths, alignments, strict=False)
    ]
    return "| " + " | ".join(cells) + " |"


def _dashes(widths: list[int], alignments: list[str]) -> str:
    cells = []
    for width, alignment in zip(widths, alignments, strict=False):
        left, right = DASHES[alignment]
        cells.append(left + "-" * (width + 2 - len(left + right)) + right)
    return "|" + "|".join(cells) + "|"
