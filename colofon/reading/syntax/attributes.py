"""Attributes in braces: ``{#id .class key=value key="quoted value"}``."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

ATTRIBUTE = re.compile(
    r"""\s*(?:\#(?P<id>[^\s{}"'=]+)
          |\.(?P<cls>[^\s{}"'=.\#]+)
          |(?P<key>[A-Za-z_:][\w:.-]*)=
           (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s{}"']+)))""",
    re.VERBOSE | re.DOTALL,
)
SPECIAL = re.compile(r"\\(.)|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);", re.DOTALL)
END = re.compile(r"\s*\}")
REPLACEMENT = "\ufffd"


class Attributes(NamedTuple):
    """What stands between braces, in order; nothing is merged or dropped."""

    ids: list[str]
    classes: list[str]
    values: list[tuple[str, str]]
    end: int
    """Offset behind the closing brace."""

    @property
    def id(self) -> str:
        return self.ids[0] if self.ids else ""

    def value(self, key: str) -> str | None:
        """Return the first value of a key."""
        return next((value for name, value in self.values if name == key), None)


NONE = Attributes([], [], [], 0)


def parse_attributes(text: str, start: int) -> Attributes | None:
    """Read attributes that begin with the brace at `start`; None if that is not what stands there."""
    if not text.startswith("{", start):
        return None
    found = Attributes([], [], [], 0)
    position = start + 1
    while match := ATTRIBUTE.match(text, position):
        if match["id"]:
            found.ids.append(match["id"])
        elif match["cls"]:
            found.classes.append(match["cls"])
        else:
            value = match["double"] if match["double"] is not None else match["single"] or match["bare"] or ""
            found.values.append((match["key"], _plain(value)))
        position = match.end()
    end = END.match(text, position)
    return found._replace(end=end.end()) if end else None


def _plain(value: str) -> str:
    """Return a value without its escapes, and with the characters that HTML's names stand for."""
    if "&" not in value and "\\" not in value:
        return value
    return SPECIAL.sub(lambda match: match[1] or _character(match[0]), value)


def _character(reference: str) -> str:
    """Return what a reference stands for; REPLACEMENT where that is no character of XML (1.0, 2.2)."""
    found = unescape(reference)
    return REPLACEMENT if found in ("", "\f") else found


def trailing_attributes(text: str) -> tuple[str, Attributes]:
    """Split ``Title {#id}`` into the title and its attributes."""
    stripped = text.rstrip(" \t\n")
    if stripped.endswith("}"):
        start = stripped.rfind("{")
        # A quoted value may hold a brace: try each brace from the right until one opens attributes.
        while start >= 0:
            found = parse_attributes(stripped, start)
            # Directly behind a span, a link or code they belong to that.
            taken = start > 0 and stripped[start - 1] in "\\])`>"
            if found and found.end == len(stripped) and not taken:
                return stripped[:start].rstrip(" \t\n"), found
            start = stripped.rfind("{", 0, start)
    return text, NONE
