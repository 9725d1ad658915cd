"""Values of YAML as elements: text as it is, whole numbers and truth marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from colofon.book import Element
from colofon.docbook import MISCELLANEOUS
from colofon.editions.docbook.names import child

KINDS = {bool: "boolean", int: "integer", dict: "mapping", list: "list", type(None): "null"}
"""Type of a value that is no text -> what ``remap`` says."""
EMPTY_KINDS = frozenset({"mapping", "list", "null"})


def value(parent: Element, name: str, data: Any, attributes: dict[str, str] | None = None) -> Element:
    """Append an element that holds a value; one that is no text says in ``remap`` what it is."""
    kind = KINDS.get(type(data), "")
    text = "" if kind in EMPTY_KINDS else str(data).lower() if isinstance(data, bool) else str(data)
    return child(parent, name, {**(attributes or {}), "remap": kind}, text)


def miscellaneous(parent: Element, path: str, data: Any) -> None:
    """Append values that DocBook has no element for, each under its path."""
    for inner, leaf in leaves(path, data):
        value(parent, MISCELLANEOUS, leaf, {"role": inner})


def leaves(path: str, data: Any) -> Iterator[tuple[str, Any]]:
    """Yield the values that lists and mappings hold, each with its path: ``house-style.words.0``.

    A list or mapping that holds nothing is a value of its own.
    """
    if isinstance(data, dict) and data:
        for key, inner in data.items():
            yield from leaves(f"{path}.{step(key)}", inner)
    elif isinstance(data, list) and data:
        for index, inner in enumerate(data):
            yield from leaves(f"{path}.{index}", inner)
    else:
        yield path, data


def step(key: str) -> str:
    """Return a key as a step of a path: no full stop in it, and no number, which is an index."""
    if key.isdecimal():
        return f"%{ord(key[0]):02X}{key[1:]}"
    return key.replace("%", "%25").replace(".", "%2E") or "%00"
