"""Files of the manuscript as text: decoding, line ends, and what a path may be."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from colofon.book import Fault, Position

LARGEST = 32 << 20
"""Bytes of a file of text: ten times the longest book, and what any machine holds."""
LINE_ENDS = re.compile(r"\r\n?")


def shown(path: Path) -> str:
    """Return a path as findings print it: relative to the working folder, with forward slashes."""
    relative = os.path.relpath(path)
    return Path(relative).as_posix()


def read_source(path: Path, faults: list[Fault], kept: str = "") -> str | None:
    """Return the text of a file, each line ended by a line feed; None, and a fault, when it has none.

    `kept` are control characters that the text may hold: a page of an extraction begins with a form feed.
    """
    name = shown(path)
    try:
        if path.stat().st_size > LARGEST:
            message, hint = f"{path.name} is larger than {LARGEST >> 20} MB", "divide it into several files"
            faults.append(Fault("unreadable-file", Position(name), message, hint))
            return None
        data = path.read_bytes()
    except OSError as error:
        kind = "missing-file" if isinstance(error, FileNotFoundError) else "unreadable-file"
        reason = (error.strerror or "cannot be read").lower()
        faults.append(Fault(kind, Position(name), f"{path.name} cannot be read: {reason}"))
        return None
    # Taken off by hand: the codec that does it counts errors from behind the mark.
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = _place(name, LINE_ENDS.sub("\n", before))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        faults.append(Fault("unreadable-file", place, message, "save the file as UTF-8"))
        return None
    text = LINE_ENDS.sub("\n", text)
    nul = text.find("\0")
    if nul >= 0:
        message = "the file holds a NUL character"
        faults.append(Fault("unreadable-file", _place(name, text[:nul]), message, "remove it"))
        return None
    control = next((found for found in FORBIDDEN.finditer(text) if found[0] not in kept), None)
    if control:
        message = f"the file holds the control character U+{ord(control.group()):04X}"
        faults.append(Fault("unreadable-file", _place(name, text[: control.start()]), message, "remove it"))
        return None
    return text


FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters that XML 1.0 (2.2, Char) cannot hold, DEL, C1 controls, and what ends lines or paragraphs
without being a line end here; no edition could carry them all."""


def _place(path: str, before: str) -> Position:
    return Position(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def is_there(path: Path) -> bool:
    """Tell whether a file is there; a name that no file can have is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def inside(root: Path, name: str) -> Path | None:
    """Return the file a manuscript names, or None when it lies outside its folder, by ``..`` or by a link."""
    if not name or name.startswith(("/", "\\")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name):
        return None
    path = root / name
    folder = root.resolve()
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
    if resolved == folder or folder not in resolved.parents or ".." in Path(name).parts:
        return None
    return path
