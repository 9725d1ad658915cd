"""Where a byte that is no text stands."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from colofon.book import Fault
from colofon.reading.sources import read_source


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["without a BOM", "with a BOM"])
def test_a_byte_order_mark_moves_nothing(mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(mark + "# Één\r\n\r\nDrié ".encode() + b"\xff\n")
    faults: list[Fault] = []
    assert read_source(path, faults) is None
    (fault,) = faults
    assert (fault.position.line, fault.position.column) == (3, 6)
    assert "0xff" in fault.message
