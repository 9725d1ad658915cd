"""``book.yaml``: the metadata of a release and its spine."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from colofon.book import Fault, Metadata, SpineItem
from colofon.reading.located import Located, read_located, schema_faults
from colofon.reading.sources import shown
from colofon.vocabulary import ROLES

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """Return the validator of a published schema: ``book``, ``glossary``, ``references``."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema)


def read_metadata(root: Path, faults: list[Fault]) -> Metadata:
    """Read ``book.yaml``; without one the metadata is empty and the fault says so."""
    path = root / "book.yaml"
    located = read_located(path, faults)
    if located is None:
        return Metadata({}, {}, shown(path), [])
    if located.value is None:
        located.value = {}
    faults += schema_faults(located, validator("book"))
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
