"""Images of pixels: whether a file holds all of the image that its first bytes promise (M806)."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
PNG_END = b"IEND\xaeB`\x82"
"""The last chunk of a PNG with its checksum, which Pillow does not ask for."""
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers raise over bytes that make no sense; it documents only the first two."""

BROKEN, LARGE = "is broken or cut short", "has more than 89 million pixels"
"""Where Pillow begins to warn (``MAX_IMAGE_PIXELS``): a small file that swells to that exhausts a machine."""
MENDS = {BROKEN: "export it again, or copy it again from where it came", LARGE: "make it smaller"}


def pixel_fault(data: bytes) -> str:
    """Return what is wrong with an image, as the end of a sentence about it; empty when it is whole."""
    # Only a manuscript with such images has to wait for this import.
    from PIL import Image

    with warnings.catch_warnings(), _strict():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            _decode(data)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return LARGE
        except UNREADABLE:
            return BROKEN
    return ""


@contextmanager
def _strict() -> Iterator[None]:
    """Keep Pillow from filling up what is cut off: WeasyPrint 70 tells it to when it is imported."""
    from PIL import ImageFile

    kept, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = kept


def _decode(data: bytes) -> None:
    """Read every byte of an image; checksums first, because decoding does not look at them."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        image.verify()
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.format == "PNG" and PNG_END not in data:
            raise EOFError
        # A JPEG is read whole at an eighth of its size too, in a fraction of the time.
        image.draft("L", (1, 1))
        image.load()
