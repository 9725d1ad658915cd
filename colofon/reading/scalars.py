"""How the text of a YAML value lies in the file, however it is quoted, escaped or folded.

Everything else that reads text counts in the file's own characters; a value of YAML has lost
indentation, line ends and escapes. `scalar_lines` finds them again, by walking value and file
side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from colofon.reading.inlines import Lines

ESCAPE_WIDTHS = {"x": 4, "u": 6, "U": 10}
"""Characters of an escape in double quotes, by the letter behind the backslash; any other has two."""
PLAIN = re.compile(r"[^ \t\n\\']+")
SPACE = re.compile(r"[ \t\n]+")


def scalar_lines(text: str, line_starts: list[int], start: int, style: str | None, value: str) -> Lines:
    """Return how a value that begins at an offset of the file lies in it."""
    walk = _Walk(text, line_starts)
    if style in ("|", ">"):
        walk.block(start, value)
    else:
        walk.flow(start + bool(style), style, value)
    lines = walk.lines
    if not lines.starts or lines.starts[0]:
        # What the value begins with has no place of its own: blank lines, or nothing at all.
        row, column = walk.place(start)
        lines = Lines([0, *lines.starts], [row, *lines.rows], [column, *lines.columns])
    return lines


class _Walk:
    def __init__(self, text: str, line_starts: list[int]) -> None:
        self.text = text
        self.line_starts = line_starts
        self.lines = Lines([], [], [])
        self.drift: int | None = None
        """Offset in the file less offset in the value, as long as the two run together."""

    def place(self, index: int) -> tuple[int, int]:
        row = bisect_right(self.line_starts, index)
        return row, index - self.line_starts[row - 1] + 1

    def note(self, offset: int, index: int) -> None:
        """Note that the character of the value at `offset` stands at `index` of the file."""
        if index - offset == self.drift:
            return
        self.drift = index - offset
        row, column = self.place(index)
        self.lines.starts.append(offset)
        self.lines.rows.append(row)
        self.lines.columns.append(column)

    def flow(self, index: int, style: str | None, value: str) -> None:
        """Walk through a plain or quoted value."""
        offset = 0
        while offset < len(value) and index < len(self.text):
            character = self.text[index]
            if character in " \t\n":
                offset, index = self.space(offset, index)
            elif style == '"' and character == "\\":
                offset, index = self.escape(offset, index)
            else:
                self.note(offset, index)
                found = PLAIN.match(self.text, index)
                length = len(found[0]) if found else 1
                doubled = style == "'" and character == "'"
                offset, index = offset + length, index + length + doubled

    def space(self, offset: int, index: int) -> tuple[int, int]:
        """Walk through white space: a line end folds to a space, each blank line to a line end."""
        found = SPACE.match(self.text, index)
        assert found is not None
        breaks = found[0].count("\n")
        if not breaks:
            self.note(offset, index)
            return offset + len(found[0]), found.end()
        self.note(offset, index + found[0].index("\n"))
        self.drift = None
        return offset + (breaks - 1 or 1), found.end()

    def escape(self, offset: int, index: int) -> tuple[int, int]:
        following = self.text[index + 1 : index + 2]
        if following != "\n":
            self.note(offset, index)
            return offset + 1, index + ESCAPE_WIDTHS.get(following, 2)
        # An escaped line end is nothing, and neither is the indentation behind it.
        found = SPACE.match(self.text, index + 1)
        assert found is not None
        breaks = found[0].count("\n") - 1
        if breaks:
            self.note(offset, index + 1)
        self.drift = None
        return offset + breaks, found.end()

    def block(self, start: int, value: str) -> None:
        """Walk through a literal or folded value, line by line of the file."""
        row = bisect_right(self.line_starts, start)
        indent, offset = None, 0
        while offset < len(value) and row < len(self.line_starts):
            line = self.line(row)
            if indent is None and line.strip(" "):
                indent = len(line) - len(line.lstrip(" ")) - _leading_spaces(value)
            content = line[indent:] if indent is not None else ""
            if content:
                offset = _behind_line_ends(value, offset, content)
                if not value.startswith(content, offset):
                    return
                self.drift = None
                self.note(offset, self.line_starts[row] + (indent or 0))
                offset += len(content)
            row += 1

    def line(self, row: int) -> str:
        end = self.text.find("\n", self.line_starts[row])
        return self.text[self.line_starts[row] : end if end >= 0 else len(self.text)]


def _leading_spaces(value: str) -> int:
    first = value.lstrip("\n")
    return len(first) - len(first.lstrip(" "))


def _behind_line_ends(value: str, offset: int, content: str) -> int:
    """Return the offset behind the line ends that stand before a line: folded, one is a space."""
    behind = offset
    while value.startswith("\n", behind):
        behind += 1
    if behind == offset and offset and value.startswith(" ", offset) and not content.startswith(" "):
        return offset + 1
    return behind
