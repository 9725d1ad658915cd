"""Images of pixels: a file that lost its end is found, however little of it, and so is one too large to set."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
import weasyprint  # noqa: F401  (changes how Pillow takes cut-off images, for the whole process)
from PIL import Image

from colofon.book import Book
from colofon.checks.pixels import pixel_fault
from colofon.pipeline import check_book

Maker = Callable[..., Book]
BROKEN = "is broken or cut short"
CHAPTER = "# Title\n\n![One](one.png){alt='One'}\n\nText, and ![two](one.png).\n"


def image(kind: str, **options: bool) -> bytes:
    target = io.BytesIO()
    picture = Image.new("RGB", (24, 16))
    picture.putdata([(x * y % 256, x * 7 % 256, y * 11 % 256) for y in range(16) for x in range(24)])
    picture.save(target, kind, **options)
    return target.getvalue()


KINDS = {
    "png": image("PNG"),
    "jpg": image("JPEG"),
    "progressive": image("JPEG", progressive=True),
    "webp": image("WEBP"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_image_that_lost_its_end_is_broken(kind: str) -> None:
    data = KINDS[kind]
    assert pixel_fault(data) == ""
    assert [cut for cut in range(1, len(data)) if pixel_fault(data[:-cut]) != BROKEN] == []


def test_a_changed_byte_of_a_png_is_found() -> None:
    data = bytearray(KINDS["png"])
    data[len(data) // 2] ^= 0x10
    assert pixel_fault(bytes(data)) == BROKEN


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("side", [10_000, 60_000])
def test_an_image_of_too_many_pixels_is_a_finding_and_no_warning(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))
    assert (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000 == 89
    assert pixel_fault(bomb) == "has more than 89 million pixels"


def test_each_place_that_shows_a_broken_image_is_named(book_from: Maker) -> None:
    book = book_from(CHAPTER)
    (book.root / "one.png").write_bytes(KINDS["png"][:-20])
    found = [(finding.position.line, finding.position.column, finding.code) for finding in check_book(book)]
    assert found == [(3, 1, "M806"), (5, 11, "M806")]
