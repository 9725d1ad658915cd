"""The pages of a file, read by a process of its own that is stopped when a page takes too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import colofon
from colofon.importing.pdf.rows import Row

SECONDS = 60
"""For a page, and for opening the file: a thousand times what a page takes."""
ROOT = Path(colofon.__file__).parents[1]


class UnreadableError(Exception):
    """A file whose text cannot be had: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


LOOK = "look at this page; it is not one that was made to be read"
SAVE = "save it again with a program that can still open it"
REASONS = {
    "other": ("is not a PDF", "give the PDF itself, or name the file for what it is"),
    "large": ("is larger than {}", "divide it into several files"),
    "truncated": ("is cut off: its end is missing", "fetch or copy the file again"),
    "password": ("is encrypted and opens only with a password", "save it without a password"),
    "damaged": ("is damaged: {}", SAVE),
    "unsound": ("is damaged on page {}", SAVE),
    "lost": ("has lost a part of page {}", "fetch or copy the file again"),
    "empty": ("has no pages", "give a file that has"),
    "pages": ("has more than {} pages", "divide it into several files"),
    "glyphs": ("holds too much text on page {}", LOOK),
    "memory": ("takes too much memory on page {}", LOOK),
}
"""What the process may refuse, as findings say it behind the name of the file."""


def read_pages(path: Path, seconds: float = SECONDS) -> Iterator[list[Row]]:
    """Yield the lines of each page."""
    command = [sys.executable, "-m", "colofon.importing.pdf.worker", str(path.resolve())]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=environment
        )
        try:
            yield from _listen(process, seconds)
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        if process.returncode == 1:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace"))


def _listen(process: subprocess.Popen[bytes], seconds: float) -> Iterator[list[Row]]:
    number, ended = 1, False
    while not ended:
        said, late = _next(process, seconds)
        if said is None and process.wait() == 1:
            # Not the file's fault but the program's; nobody catches it.
            return
        if said is None:
            what = f"takes more than {seconds:g} seconds" if late else "is damaged"
            raise UnreadableError(f"{what} on page {number}", LOOK if late else SAVE)
        if said[0] == "fault":
            message, hint = REASONS[str(said[1])]
            raise UnreadableError(message.format(said[2]), hint)
        ended = said[0] == "end"
        if not ended:
            yield [row._replace(font=sys.intern(row.font)) for row in (Row(*each) for each in said[1])]
            number += 1


def _next(process: subprocess.Popen[bytes], seconds: float) -> tuple[list[Any] | None, bool]:
    """Return the next message, or nothing and whether that is because it did not come in time."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    watch = threading.Timer(seconds, stop)
    watch.start()
    try:
        line = process.stdout.readline() if process.stdout is not None else b""
    finally:
        watch.cancel()
    return (json.loads(line) if line.endswith(b"\n") else None), late.is_set()
