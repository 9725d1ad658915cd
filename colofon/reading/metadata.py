"""``book.yaml``: the metadata of a release and its spine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from colofon.book import Fault, Metadata, SpineItem
from colofon.reading.located import Located, read_located
from colofon.reading.sources import shown
from colofon.reading.validity import schema_faults
from colofon.vocabulary import ROLES


def read_metadata(root: Path, faults: list[Fault]) -> Metadata:
    """Read ``book.yaml``; without one the metadata is empty and the fault says so."""
    path = root / "book.yaml"
    located = read_located(path, faults)
    if located is None:
        return Metadata({}, {}, shown(path), [])
    if located.value is None:
        located.value = {}
    faults += schema_faults(located, "book")
    data: dict[str, Any] = located.value if isinstance(located.value, dict) else {}
    return Metadata(data, located.positions, located.path, _spine(data, located))


def _spine(data: dict[str, Any], located: Located) -> list[SpineItem]:
    spine = data.get("spine")
    items = []
    for index, item in enumerate(spine if isinstance(spine, list) else []):
        if isinstance(item, dict) and isinstance(item.get("file"), str):
            role = item.get("role") if item.get("role") in ROLES else "chapter"
            language = item.get("language")
            place = located.position(f"spine.{index}.file")
            items.append(
                SpineItem(item["file"], str(role), language if isinstance(language, str) else "", place)
            )
    return items
