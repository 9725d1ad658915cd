"""Whether an edition has to be built again: a fingerprint of all it is made from, and of what was built.

The record lies in output/ beside the editions. It is believed only when every product still has
the bytes that were written; whoever deletes it gets a build from nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parents[1]
PARTS = ("build.py", "requirements.lock", "colofon", "styles", "templates")
RECORD = ".built.json"


def fingerprint(manuscript: Path, *options: str) -> str:
    """Return a digest of the manuscript, the program, its styles and templates, and options."""
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    digest = hashlib.sha256(repr((platform.python_version(), date, options)).encode())
    for part in PARTS:
        _add(digest, PROGRAM / part, PROGRAM)
    _add(digest, manuscript, manuscript)
    return digest.hexdigest()


def products_digest(output: Path, products: Iterable[str]) -> str:
    """Return a digest of what lies in output/ under these names; empty when one is missing."""
    digest = hashlib.sha256()
    for product in products:
        if not (output / product).exists():
            return ""
        _add(digest, output / product, output)
    return digest.hexdigest()


def read_record(output: Path) -> dict[str, Any]:
    """Return what is known of the editions in output/: edition -> ``made_from`` and ``made``.

    Behind the fingerprint in ``made_from`` stand the editions that it links to.
    """
    try:
        record = json.loads((output / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def write_record(output: Path, record: dict[str, Any]) -> None:
    """Replace the record in one step."""
    path = output / f"{RECORD}.new"
    path.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    path.replace(output / RECORD)


def _add(digest: Any, path: Path, root: Path) -> None:
    """Add names and bytes. What cannot be read is for the reader to report, if the book needs it."""
    try:
        _add_readable(digest, path, root)
    except OSError as error:
        digest.update(repr(error.errno).encode())


def _add_readable(digest: Any, path: Path, root: Path) -> None:
    # A link to a folder is not followed: it may lead back to where it stands.
    if path.is_dir() and not (path.is_symlink() and path != root):
        for child in sorted(path.iterdir()):
            if child.name != "__pycache__":
                _add(digest, child, root)
        return
    digest.update(os.fsencode(path.relative_to(root)) + b"\0")
    if path.is_file():
        digest.update(hashlib.sha256(path.read_bytes()).digest())
