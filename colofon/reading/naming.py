"""What a value of a YAML file is called in a finding: in words of the file, never by an index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ONE_OF = {"entries": "entry", "spine": "part of the spine", "senses": "sense", "see": "key of see"}
"""Name of a list -> one of what it lists, where that is not the name without its s."""
NAMES = ("id", "key", "file", "name")
"""Fields that say which of a list is meant."""
THE_FILE = "the file"


def name_of(path: Sequence[str | int], root: Any) -> str:
    """Return what the value at a path is called: ``title``, ``the first author of hassan2017guardian``."""
    if not path:
        return THE_FILE
    if isinstance(path[-1], str):
        return path[-1]
    own = _own_name(path, root)
    if own:
        return own
    key = path[-2] if len(path) > 1 else ""
    owner = key if isinstance(key, str) and key.isdecimal() else _owner(path[:-1], root)
    return f"{_counted(path)} of {owner}" if owner else _counted(path)


def _own_name(path: Sequence[str | int], root: Any) -> str:
    """Return what names the value itself, if it is a mapping that has such a field."""
    value = root
    for part in path:
        value = value[part]
    fields = (value.get(name) for name in NAMES) if isinstance(value, dict) else ()
    return next((field for field in fields if isinstance(field, str) and field), "")


def _owner(path: Sequence[str | int], root: Any) -> str:
    """Return the name of the nearest item of a list around what a path leads to."""
    inner = next((index for index in range(len(path) - 1, 0, -1) if isinstance(path[index], int)), None)
    return name_of(path[: inner + 1], root) if inner is not None else ""


def _counted(path: Sequence[str | int]) -> str:
    place = int(path[-1])
    name = next((part for part in reversed(path[:-1]) if isinstance(part, str)), "")
    one = ONE_OF.get(name, name.removesuffix("s"))
    one = "item" if not one or one.isdecimal() else one
    return f"the {ORDINALS[place]} {one}" if place < len(ORDINALS) else f"{one} {place + 1}"
