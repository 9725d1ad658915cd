"""No stream of a written file ends in CR, whatever it holds and however it was packed."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pikepdf
import pytest

from colofon.editions.pdf.finishing import ends_in_return, save

RANDOM = random.Random(13)
BYTES = bytes(RANDOM.randrange(256) for _ in range(2_000))


def ending_in_return(data: bytes) -> bytes:
    """Return data of which the sum, which stands last once they are packed, ends in CR."""
    while zlib.adler32(data) & 0xFF != ord("\r"):
        data += RANDOM.choice([b" ", b"Q", b"q"])
    return data


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("data", [BYTES, b"q 1 0 0 1 0 0 cm Q " * 40], ids=["bytes", "text"])
def test_data_end_otherwise_and_are_the_same(data: bytes, packed: bool, tmp_path: Path) -> None:
    data = ending_in_return(data)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Held = pikepdf.Stream(pdf, b"")
    if packed:
        pdf.Root.Held.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode)
    else:
        pdf.Root.Held.write(data)
    save(pdf, tmp_path / "a.pdf")
    assert not ends_in_return(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as again:
        # A text may end in a blank more.
        assert again.Root.Held.read_bytes().removesuffix(b"\n") == data.removesuffix(b"\n")
