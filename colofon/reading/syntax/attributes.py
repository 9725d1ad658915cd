"""Attributes in braces: ``{#id .class key=value key="quoted value"}``."""

from __future__ import annotations

import re
from typing import NamedTuple

ATTRIBUTE = re.compile(
    r"""\s*(?:\#(?P<id>[^\s{}"'=]+)
          |\.(?P<cls>[^\s{}"'=.\#]+)
          |(?P<key>[A-Za-z_:][\w:.-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s{}"']+)))""",
    re.VERBOSE,
)
END = re.compile(r"\s*\}")


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
            quoted = match["quoted"]
            value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match["bare"]
            found.values.append((match["key"], value))
        position = match.end()
    end = END.match(text, position)
    return found._replace(end=end.end()) if end else None


def trailing_attributes(text: str) -> tuple[str, Attributes]:
    """Split ``Title {#id}`` into the title and its attributes."""
    stripped = text.rstrip()
    if stripped.endswith("}"):
        start = stripped.rfind("{")
        # A quoted value may hold a brace: try each brace from the right until one opens attributes.
        while start >= 0:
            found = parse_attributes(stripped, start)
            escaped = start > 0 and stripped[start - 1] == "\\"
            if found and found.end == len(stripped) and not escaped:
                return stripped[:start].rstrip(), found
            start = stripped.rfind("{", 0, start)
    return text, NONE
