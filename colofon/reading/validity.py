"""What the published schemas of ``book.yaml``, ``glossary.yaml`` and ``references.yaml`` do not allow."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema_rs

from colofon.book import Fault
from colofon.reading.located import Located, join_path

SCHEMAS = Path(__file__).parent / "schemas"
LONGEST = 160
"""Characters of the validator's own words that a hint repeats."""


@cache
def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """Return the validator of a published schema: ``book``, ``glossary``, ``references``."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema)


def schema_faults(located: Located, name: str) -> list[Fault]:
    """Return what a schema does not allow, each at the place of the value or of what should hold it."""
    errors = validator(name).iter_errors(located.value)
    return [fault for error in errors for fault in _schema_faults(located, error)]


def _schema_faults(located: Located, error: jsonschema_rs.ValidationError) -> list[Fault]:
    path = ".".join(str(part) for part in error.instance_path)
    kind = error.kind.as_dict()
    if "property" in kind:
        owner = path or "the file"
        missing = kind["property"]
        message = f"{owner} has no {missing}"
        return [Fault("missing-metadata", located.position(path), message, f"add {missing}:")]
    if error.kind.name == "additionalProperties":
        hint = "see the schema of this file"
        return [
            Fault(
                "invalid-value", located.key_position(join_path(path, key)), f"{key} is not known here", hint
            )
            for key in kind["unexpected"]
        ]
    name = path.rpartition(".")[2] or "the file"
    expected = error.message if len(error.message) <= LONGEST else error.message[: LONGEST - 3] + "..."
    return [Fault("invalid-value", located.position(path), f"{name} is not what belongs here", expected)]
