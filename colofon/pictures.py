"""The pictures of a book beside a file that shows them by their paths in the manuscript."""

from __future__ import annotations

from pathlib import Path

from colofon.book import Book
from colofon.placing import UnwritableError, place_file
from colofon.reading.sources import inside


def place_pictures(book: Book, folder: Path) -> None:
    """Put each picture of a book under a folder; `UnwritableError` when another file has its name there."""
    for name in _names(book):
        source = inside(book.root, name)
        if source is None or not source.is_file():
            continue
        path, data = folder / name, source.read_bytes()
        if not path.exists():
            place_file(path, data)
        elif not path.is_file() or path.read_bytes() != data:
            raise UnwritableError(f"{path} is there and is not the picture of the manuscript")


def _names(book: Book) -> list[str]:
    trees = [chapter.tree for chapter in book.chapters]
    senses = (sense for terms in book.terms.values() for term in terms for sense in term.senses)
    trees += [sense.definition for sense in senses if sense.definition is not None]
    names = {image.get("src", "") for tree in trees for image in tree.iter("img")}
    cover = book.metadata.data.get("cover")
    if isinstance(cover, dict):
        names.add(str(cover.get("image", "")))
    return sorted(names - {""})
