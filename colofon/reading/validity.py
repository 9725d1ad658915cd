"""What the published schemas of the YAML files of a manuscript do not allow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from colofon.book import Fault
from colofon.reading.located import Located, join_path
from colofon.reading.naming import name_of

SCHEMAS = Path(__file__).parent / "schemas"
LONGEST = 160
"""Characters of the validator's own words that a hint repeats."""


@cache
def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """Return the validator of a published schema: ``book``, ``concordance``, ``glossary``, ``references``."""
    return jsonschema_rs.Draft202012Validator(_schema(name))


@cache
def _schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


@cache
def order(name: str) -> dict[str, int]:
    """Return the values that a schema knows, each with its rank: the order in which an editor reads them."""
    schema = _schema(name)
    found = schema["$defs"]["work"] if name == "references" else schema
    return {key: rank for rank, key in enumerate(found["properties"])}


def schema_faults(located: Located, name: str) -> list[Fault]:
    """Return what a schema does not allow, each at the place of the value or of what should hold it."""
    errors = validator(name).iter_errors(located.value)
    return [fault for error in errors for fault in _schema_faults(located, name, error)]


def _described(schema: str, error: jsonschema_rs.ValidationError) -> str:
    """Return in words what a value must look like, where the validator shows a pattern or a type."""
    if error.kind.name == "type" and isinstance(error.instance, int) and "string" in error.message:
        return "put it in quotes, since it is text"
    if error.kind.name not in ("pattern", "type"):
        return ""
    part = _schema(schema)
    for step in error.schema_path[:-1]:
        part = part[step]
    return str(part.get("description", ""))


def _parts(path: Sequence[str | int], value: Any) -> list[str | int]:
    """Return a path with its keys as text: of ``131:`` the validator makes a number."""
    parts: list[str | int] = []
    for part in path:
        parts.append(str(part) if isinstance(value, dict) else part)
        value = value[parts[-1]]
    return parts


def _schema_faults(located: Located, schema: str, error: jsonschema_rs.ValidationError) -> list[Fault]:
    parts = _parts(error.instance_path, located.value)
    path, name = ".".join(map(str, parts)), name_of(parts, located.value)
    kind = error.kind.as_dict()
    if "property" in kind:
        missing = kind["property"]
        message = f"{name} has no {missing}"
        return [
            Fault("missing-metadata", located.position(path), message, f"add {located.spelling(missing)}")
        ]
    if error.kind.name == "additionalProperties":
        hint = "see the schema of this file"
        return [
            Fault(
                "invalid-value", located.key_position(join_path(path, key)), f"{key} is not known here", hint
            )
            for key in kind["unexpected"]
        ]
    if error.kind.name == "anyOf":
        lacking = (one.kind.as_dict().get("property") for way in kind["context"] for one in way)
        wanted = " or ".join(dict.fromkeys(located.spelling(field) for field in lacking if field))
        return [Fault("invalid-value", located.position(path), f"{name} says too little", f"add {wanted}")]
    expected = _described(schema, error) or error.message
    expected = expected if len(expected) <= LONGEST else expected[: LONGEST - 3] + "..."
    return [Fault("invalid-value", located.position(path), f"{name} is not what belongs here", expected)]
