"""``concordance.yaml``: which note of the adapted work became which of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from colofon.book import Concordance, Fault
from colofon.reading.located import Located, read_located
from colofon.reading.validity import schema_faults

FILE = "concordance.yaml"


def read_concordance(root: Path, faults: list[Fault]) -> Concordance | None:
    """Read the concordance; None when the title has none, or one that cannot be read."""
    path = root / FILE
    if not path.exists():
        return None
    located = read_located(path, faults)
    if located is None:
        return None
    faults += schema_faults(located, "concordance")
    data: dict[str, Any] = located.value if isinstance(located.value, dict) else {}
    count = data.get("count")
    return Concordance(
        count if type(count) is int else 0,
        _notes(data.get("notes")),
        _addresses(data.get("unnumbered")),
        _lost(data.get("lost")),
        located.path,
        located.positions | _key_positions(located, data.get("notes")),
    )


def _notes(value: Any) -> dict[int, tuple[str, ...]]:
    """Return what is sound of the notes; the schema has told of the rest."""
    found = value.items() if isinstance(value, dict) else ()
    return {
        int(number): _addresses(addresses)
        for number, addresses in found
        if number.isascii() and number.isdecimal() and isinstance(addresses, list)
    }


def _addresses(value: Any) -> tuple[str, ...]:
    found = value if isinstance(value, list) else []
    return tuple(address for address in found if isinstance(address, str))


def _lost(value: Any) -> tuple[int, ...]:
    return tuple(each if type(each) is int else 0 for each in value) if isinstance(value, list) else ()


def _key_positions(located: Located, value: Any) -> dict[str, Any]:
    """Return the places of the numbers, where those of their lists would be."""
    found = value if isinstance(value, dict) else {}
    return {f"notes.{number}": located.key_position(f"notes.{number}") for number in found}
