"""Values of YAML out of elements, the inverse of `editions.docbook.values`."""

from __future__ import annotations

from typing import Any

from colofon.docbook import MISCELLANEOUS
from colofon.reading.markup import Node


def value(node: Node) -> Any:
    """Return what an element holds: text, or what ``remap`` says it is."""
    text = node.text()
    kind = node.attributes.get("remap", "")
    if kind == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    return text == "true" if kind == "boolean" else text


def lay(data: dict[str, Any], path: str, leaf: Any) -> None:
    """Put a value at its path: ``numbering.sections``; a number is an index of a list."""
    *way, last = path.split(".")
    holder: Any = data
    for step, following in zip(way, [*way, last][1:], strict=True):
        holder = _step(holder, step, [] if following.isdecimal() else {})
    if isinstance(holder, list):
        holder.append(leaf)
    else:
        holder[last] = leaf


def _step(holder: Any, step: str, new: Any) -> Any:
    if isinstance(holder, list):
        if int(step) >= len(holder):
            holder.append(new)
        return holder[int(step)]
    return holder.setdefault(step, new)


def lay_miscellaneous(data: dict[str, Any], holder: Node) -> None:
    """Put every value that DocBook has no element for at its path."""
    for node in holder.nodes(MISCELLANEOUS):
        if node.attributes.get("role"):
            lay(data, node.attributes["role"], value(node))


def has(node: Node, attributes: dict[str, str]) -> bool:
    """Tell whether an element has some attributes."""
    return all(node.attributes.get(name) == wanted for name, wanted in attributes.items())


def find(holder: Node, *names: str) -> Node | None:
    """Return the first element on a way of names."""
    found: Node | None = holder
    for name in names:
        found = found.first(name) if found is not None else None
    return found
