"""Values of YAML as elements: text as it is, whole numbers and truth marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from colofon.book import Element
from colofon.docbook import MISCELLANEOUS
from colofon.editions.docbook.names import child


def value(parent: Element, name: str, data: Any, attributes: dict[str, str] | None = None) -> Element:
    """Append an element that holds a value; one that is no text says in ``remap`` what it is."""
    kind = {bool: "boolean", int: "integer"}.get(type(data), "")
    text = str(data).lower() if isinstance(data, bool) else str(data)
    return child(parent, name, {**(attributes or {}), "remap": kind}, text)


def miscellaneous(parent: Element, path: str, data: Any) -> None:
    """Append values that DocBook has no element for, each under its path."""
    for inner, leaf in leaves(path, data):
        value(parent, MISCELLANEOUS, leaf, {"role": inner})


def leaves(path: str, data: Any) -> Iterator[tuple[str, Any]]:
    """Yield the values that lists and mappings hold, each with its path: ``house-style.words.0``."""
    if isinstance(data, dict):
        for key, inner in data.items():
            yield from leaves(f"{path}.{key}", inner)
    elif isinstance(data, list):
        for index, inner in enumerate(data):
            yield from leaves(f"{path}.{index}", inner)
    elif data is not None:
        yield path, data
