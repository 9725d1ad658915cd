"""pandoc as a process that reaches nothing, has so much memory and so much time, and no more."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pypandoc

HEAP = "1500m"
"""Memory that pandoc may fill (GHC's ``-M``): ten times what a long book takes."""
SECONDS = 120
LARGEST_ANSWER = 512 << 20
"""Bytes of the answer: a book of a thousand pages takes ten million."""


class PandocError(Exception):
    """pandoc could not read a file; the text says why in its own words."""


def ask_pandoc(form: str, file: Path, folder: Path, *options: str) -> tuple[dict[str, Any], list[str]]:
    """Return a file as pandoc reads it, and its warnings; `folder` is where it may leave pictures."""
    limits = ["+RTS", f"-M{HEAP}", "-RTS"]
    command = [pypandoc.get_pandoc_path(), *limits, "--sandbox", "-f", form, "-t", "json", *options]
    answer, errors = folder / "answer.json", folder / "errors.txt"
    with answer.open("wb") as out, errors.open("wb") as said:
        try:
            done = subprocess.run(
                [*command, str(file.resolve())],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=said,
                cwd=folder,
                timeout=SECONDS,
                # No proxy, no data folder of a user: the same answer on every machine.
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(folder)},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PandocError(f"reading it takes longer than {SECONDS} seconds") from error
    words = errors.read_text(encoding="utf-8", errors="replace")
    if done.returncode:
        raise PandocError(_reason(words, done.returncode))
    if answer.stat().st_size > LARGEST_ANSWER:
        raise PandocError("it is too large")
    try:
        document = json.loads(answer.read_bytes())
    except RecursionError as error:
        raise PandocError("its parts are nested too deep") from error
    return document, [warning.strip() for warning in re.findall(r"\[WARNING\] (.+)", words)]


def _reason(words: str, status: int) -> str:
    """Return what pandoc said in one line, without the place in its own program."""
    if "heap" in words.lower() or status == 251:
        return "reading it takes too much memory"
    lines = [line.strip() for line in words.splitlines() if line.strip() and "HasCallStack" not in line]
    return " ".join(" ".join(lines[:3]).split())[:200] or f"pandoc ended with {status}"
