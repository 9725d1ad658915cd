"""Attributes in braces, as ``{#id .class key=value}``."""

from __future__ import annotations

import re

from colofon.book import Element

VALUES = ("lang", "alt", "width")
BARE = re.compile(r"[\w.%-]+", re.ASCII)
ESCAPED = re.compile(r'["\\]|&(?=#|[A-Za-z][A-Za-z0-9]*;)')
"""What a quoted value cannot hold as it is."""
WHITE = re.compile(r"[^\S ]|^ | $")
"""White space that would be changed with the indentation of its line, or not be seen."""


def braces(element: Element, id: str = "", classes: str = "", values: tuple[str, ...] = VALUES) -> str:
    """Return the attributes of an element, empty when it has none: values in the order of the tree."""
    parts = [f"#{id}"] if id else []
    parts += [f".{name}" for name in classes.split()]
    parts += [
        f"{name}={_value(str(name), str(value))}" for name, value in element.attrib.items() if name in values
    ]
    return "{" + " ".join(parts) + "}" if parts else ""


def _value(name: str | bytes, value: str) -> str:
    if BARE.fullmatch(value) and name != "alt":
        return value
    escaped = ESCAPED.sub(r"\\\g<0>", value)
    return '"' + WHITE.sub(lambda match: f"&#{ord(match[0])};", escaped) + '"'
