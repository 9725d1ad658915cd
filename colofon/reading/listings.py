"""Blocks of code: where their lines stand in the file, and whether a fence closes them."""

from __future__ import annotations

from markdown_it.token import Token

from colofon.book import Run


def code_runs(token: Token, lines: list[str]) -> list[Run]:
    """Return where the lines of a code block stand; what indented them was cut off in front."""
    if not token.content:
        # A fence on the last line of a file has no line below it.
        return []
    row = (token.map[0] if token.map else 0) + (token.type == "fence")
    runs: list[Run] = []
    offset = 0
    for text in token.content.removesuffix("\n").split("\n"):
        line = lines[row]
        white = 0 if line.endswith(text) else len(text) - len(text.lstrip(" "))
        column = len(line) - len(text) + white + 1
        # Spaces that are left of a tab of which indentation took a part all stand where the tab is.
        runs += (Run(offset + index, row + 1, column - 1) for index in range(white))
        runs.append(Run(offset + white, row + 1, column))
        offset += len(text) + 1
        row += 1
    return runs


def is_closed(token: Token, lines: list[str]) -> bool:
    """Tell whether the last line of fenced code is the fence that closes it."""
    first, behind = token.map or (0, 0)
    last = lines[behind - 1].strip(" \t>")
    closing = last.startswith(token.markup) and not last.strip(token.markup[0])
    return behind - first > 1 and closing
