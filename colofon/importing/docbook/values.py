"""Values of YAML out of elements, the inverse of `editions.docbook.values`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from colofon.book import Fault
from colofon.docbook import MISCELLANEOUS
from colofon.reading.markup import Markup, Node

QUOTED = re.compile("%([0-9A-F]{2})")
INDEX = re.compile("[0-9]{1,6}")
INTEGER = re.compile("-?[0-9]{1,18}")


def value(node: Node) -> Any:
    """Return what an element holds: text, or what ``remap`` says it is."""
    text, kind = node.text(), node.attributes.get("remap", "")
    if kind == "integer" and INTEGER.fullmatch(text):
        return int(text)
    others: dict[str, Any] = {"boolean": text == "true", "mapping": {}, "list": [], "null": None}
    return others.get(kind, text)


def lay(data: dict[str, Any], path: str, leaf: Any) -> bool:
    """Put a value at its path, ``numbering.sections``; tell whether there was room for it.

    A number is an index of a list, and comes in its order.
    """
    steps = path.split(".")
    holder: Any = data
    for step, following in pairwise(steps):
        kind: type = list if INDEX.fullmatch(following) else dict
        if not _has(holder, step):
            _put(holder, step, kind())
        holder = _get(holder, step)
        if not isinstance(holder, kind):
            return False
    if _has(holder, steps[-1]):
        return False
    _put(holder, steps[-1], leaf)
    return _has(holder, steps[-1])


def _has(holder: Any, step: str) -> bool:
    if isinstance(holder, list):
        return INDEX.fullmatch(step) is not None and int(step) < len(holder)
    return _key(step) in holder


def _get(holder: Any, step: str) -> Any:
    if not _has(holder, step):
        return None
    return holder[int(step) if isinstance(holder, list) else _key(step)]


def _put(holder: Any, step: str, new: Any) -> None:
    """Put something where nothing is; an index that leaves a gap is left aside."""
    if isinstance(holder, dict):
        holder[_key(step)] = new
    elif step == str(len(holder)):
        holder.append(new)


def _key(step: str) -> str:
    """Return the key that a step of a path stands for."""
    return QUOTED.sub(lambda sign: chr(int(sign[1], 16)), step).replace("\0", "")


def lay_miscellaneous(data: dict[str, Any], holder: Node, markup: Markup, faults: list[Fault]) -> None:
    """Put every value that DocBook has no element for at its path."""
    for node in holder.nodes(MISCELLANEOUS):
        path = node.attributes.get("role", "")
        if not path or not lay(data, path, value(node)):
            message = f"the place {path} is taken, or is none" if path else "the value names no place"
            hint = 'role is the path of a value: "numbering.sections"'
            faults.append(Fault("unknown-attribute", markup.position(node.offset), message, hint))


def has(node: Node, attributes: dict[str, str]) -> bool:
    """Tell whether an element has some attributes."""
    return all(node.attributes.get(name) == wanted for name, wanted in attributes.items())


def find(holder: Node, *names: str) -> Node | None:
    """Return the first element on a way of names."""
    found: Node | None = holder
    for name in names:
        found = found.first(name) if found is not None else None
    return found
