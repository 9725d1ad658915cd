"""Lines of text: what would make one begin another block, and where long ones are broken."""

from __future__ import annotations

import re

from colofon.markdown.places import BREAK, Place
from colofon.reading.syntax.lists import read_marker

BEGINNINGS = re.compile(
    r"(?P<bullet>[-+*](?:[ \t]|$))"
    r"|(?P<rule>(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$)"
    r"|(?P<heading>\#(?!\d))"
    r"|(?P<quote>>)"
    r"|(?P<colon>:(?:[ \t:|-]|$))"
    r"|(?P<tilde>~(?:[ \t~]|$))"
    r"|(?P<bar>\|)"
    r"|(?P<grid>\+[-=+])"
    r"|(?P<item>[•◦▪·]|-[^\W\d_])"
    r"|(?P<percent>%(?:[ \t%]|$))"
)
"""How a line begins that is another block, or that the reader or pandoc take for one."""
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$|:?-+:?[ \t]*\|[-:| \t]*$")
"""A line that makes a heading or a table of the line above it."""
CAPTION = re.compile(r"[Tt]able(:)[ \t]")
NOTE = re.compile(r"\[\^[^\[\]]+\](:)")
NUMBERED = re.compile(r"\(?\w+([.)])(?:[ \t]|$)|[0-9]{1,2}([.)])[^\W\d_]")


def begins_block(line: str, first: bool, in_list: bool) -> int | None:
    """Return the offset of the character that has to be escaped for a line to be text."""
    if BEGINNINGS.match(line) or (not first and UNDERLINE.match(line)):
        return 0
    for pattern in (CAPTION, NOTE):
        match = pattern.match(line)
        if match:
            return match.start(1)
    if _is_item(line, first, in_list) and (match := NUMBERED.match(line)):
        return match.start(1) if match[1] else match.start(2)
    return None


def _is_item(line: str, first: bool, in_list: bool) -> bool:
    marker = read_marker(line)
    if marker is None:
        return bool(re.match(r"[0-9]{1,2}[.)][^\W\d_]", line))
    # A list that begins otherwise ends no paragraph, but in a list (CommonMark 5.2, and pandoc).
    return first or in_list or (marker.value == 1 and marker.style == "1")


def wrapped(text: str, place: Place) -> list[str]:
    """Return the lines of a text, broken where it may be and where the width asks for it."""
    if place.width is None:
        return text.replace(BREAK, " ").split("\n")
    lines: list[str] = []
    for part in text.split("\n"):
        words = part.split(BREAK)
        line = words[0]
        for index, word in enumerate(words[1:], start=1):
            rest = " ".join(words[index : index + 4])
            longer = len(line) + 1 + len(word.split("\n")[0]) > place.width
            if longer and begins_block(rest, False, True) is None and begins_block(word, False, True) is None:
                lines.append(line)
                line = word
            else:
                line += f" {word}"
        lines.append(line)
    return lines
