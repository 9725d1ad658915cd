"""The pictures of a book beside a file that shows them by their paths in the manuscript."""

from __future__ import annotations

from pathlib import Path

from colofon.book import Book
from colofon.checks.files import images
from colofon.placing import UnwritableError, place_file
from colofon.reading.sources import inside, is_there


def place_pictures(book: Book, root: Path, folder: Path) -> None:
    """Put each picture of a book, whose paths count from a root, under a folder.

    `UnwritableError` when another file has its name there.
    """
    for name in sorted({image.name for image in images(book)}):
        source = inside(root, name)
        if source is None or not is_there(source):
            continue
        path, data = folder / name, source.read_bytes()
        if not path.exists():
            place_file(path, data)
        elif not path.is_file() or path.read_bytes() != data:
            raise UnwritableError(f"{path} is there and is not the picture of the manuscript")
