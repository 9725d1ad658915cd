"""``references.yaml``: the works that notes cite, as CSL data."""

from __future__ import annotations

from pathlib import Path

from colofon.book import Fault, Work
from colofon.reading.located import read_located
from colofon.reading.validity import schema_faults


def read_works(root: Path, faults: list[Fault]) -> dict[str, list[Work]]:
    """Read the works by key; empty when the title has none."""
    path = root / "references.yaml"
    if not path.exists():
        return {}
    located = read_located(path, faults)
    if located is None:
        return {}
    faults += schema_faults(located, "references")
    works: dict[str, list[Work]] = {}
    data = located.value if isinstance(located.value, dict) else {}
    entries = data.get("references")
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            place = located.position(f"references.{index}.id")
            work = Work(entry["id"], entry, place, located.below(f"references.{index}"))
            works.setdefault(work.key, []).append(work)
    return works
