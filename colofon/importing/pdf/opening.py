"""Whether a file is a PDF that can be read whole, and a readable copy of one that is encrypted or damaged."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

HEAD, TAIL = 1024, 2048
"""Bytes in which the mark of a PDF, and of its end, must stand; readers have long looked so far."""
LARGEST = 512 << 20
"""Bytes of a file: a book of scans at most."""


class RefusalError(Exception):
    """A file that is not read."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Give the path of a file that holds what another does, without encryption and in order.

    Encryption that asks for no password only says what a reader may do with the text; the publisher's
    own import is not what it is against.
    """
    _look_at(path)
    try:
        with pikepdf.open(path) as pdf, tempfile.TemporaryDirectory() as folder:
            damage = pdf.get_warnings()
            if not (pdf.is_encrypted or damage):
                yield path
                return
            copy = Path(folder) / "copy.pdf"
            pdf.save(copy, encryption=False)
            yield copy
    except pikepdf.PasswordError:
        raise RefusalError("password") from None
    except pikepdf.PdfError as error:
        raise RefusalError("damaged", str(error).rpartition(": ")[2]) from None


def _look_at(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEAD):
            raise RefusalError("other")
        if size > LARGEST:
            raise RefusalError("large", f"{LARGEST >> 20} MB")
        file.seek(max(0, size - TAIL))
        if b"startxref" not in file.read():
            raise RefusalError("truncated")
