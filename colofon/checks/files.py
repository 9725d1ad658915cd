"""Files that the manuscript names: there, inside its folder, and what they say they are (M804-M806)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from colofon.book import Book, Element, Position
from colofon.checks.blocks import elements
from colofon.checks.faults import refused
from colofon.checks.pixels import MENDS, pixel_fault
from colofon.diagnostics import Diagnostic
from colofon.reading.charts import is_data
from colofon.reading.drawings import drawing_faults, read_drawing
from colofon.reading.sources import inside, is_there


class Image(NamedTuple):
    """An image as the manuscript names it."""

    name: str
    position: Position
    path: Path | None
    """None when the name leads out of the manuscript folder."""
    is_cover: bool = False


def missing_file(book: Book) -> Iterator[Diagnostic]:
    """M804: the manuscript names a file that is not there.

    Bad:   ![Daders](figures/dader.svg){alt="..."}
    Good:  ![Daders](figures/daders.svg){alt="..."}     with that file in the folder figures
    """
    yield from refused(book, "M804")
    for image in images(book):
        if not image.name:
            hint = "write ![caption](figures/...)"
            yield Diagnostic(image.position, "M804", "the image names no file", hint)
        elif image.path is not None and not is_there(image.path):
            hint = "a name counts from the manuscript folder, capitals included"
            yield Diagnostic(image.position, "M804", f"{image.name} is not there", hint)


def unsafe_path(book: Book) -> Iterator[Diagnostic]:
    """M805: an address leads out of the manuscript folder, or a file brings in what comes from outside.

    Bad:   ![Kaart](https://example.org/kaart.png)    ![Kaart](../kaart.png)
    Good:  ![Kaart](figures/kaart.png)
    """
    yield from refused(book, "M805")
    for image in images(book):
        if image.name and image.path is None:
            message = f"{image.name} lies outside the manuscript"
            yield Diagnostic(image.position, "M805", message, "put the file in the folder figures")
        elif (root := _drawing(image)) is not None:
            for problem in drawing_faults(root):
                message = f"{image.name} {problem}"
                yield Diagnostic(image.position, "M805", message, "take it out of the drawing")


def unreadable_file(book: Book) -> Iterator[Diagnostic]:
    """M806: a file is not what it should be: not UTF-8, no YAML, no image.

    Bad:   figures/daders.png, which is a PDF
    Good:  figures/daders.png, which is a PNG
    """
    yield from refused(book, "M806")
    # A file that is shown in many places is decoded once.
    known: dict[tuple[Path, bool], str] = {}
    for image in images(book):
        if image.path is not None and is_there(image.path):
            key = image.path, image.is_cover
            if key not in known:
                known[key] = _image_problem(image)
            problem = known[key]
            if problem:
                hint = MENDS.get(problem, f"an image is a {', '.join(sorted(SIGNATURES))} or .svg file")
                yield Diagnostic(image.position, "M806", f"{image.name} {problem}", hint)


def images(book: Book) -> Iterator[Image]:
    """Yield the images of the chapters, of the definitions and of the cover."""
    for element, place in elements(book, "img"):
        name = element.get("src", "")
        yield Image(name, place, inside(book.root, name))
    cover = book.metadata.data.get("cover")
    front = cover.get("image") if isinstance(cover, dict) else None
    if isinstance(front, str):
        yield Image(front, book.metadata.position("cover.image"), inside(book.root, front), True)


SIGNATURES: dict[str, tuple[tuple[int, bytes], ...]] = {
    ".png": ((0, b"\x89PNG\r\n\x1a\n"),),
    ".jpg": ((0, b"\xff\xd8\xff"),),
    ".jpeg": ((0, b"\xff\xd8\xff"),),
    ".gif": ((0, b"GIF8"),),
    ".webp": ((0, b"RIFF"), (8, b"WEBP")),
}
"""Suffix -> the bytes, by offset, that a file of that kind has."""


def _image_problem(image: Image) -> str:
    assert image.path is not None
    suffix = image.path.suffix.lower()
    if is_data(image.name) and not image.is_cover:
        # What is wrong with it is M808.
        return ""
    if suffix == ".svg":
        return "" if _drawing(image) is not None else "is no SVG drawing"
    if suffix not in SIGNATURES:
        return f"is of a kind that editions do not show ({suffix or 'no suffix'})"
    try:
        data = image.path.read_bytes()
    except OSError as error:
        return f"cannot be read: {(error.strerror or 'unknown reason').lower()}"
    if all(data.startswith(mark, offset) for offset, mark in SIGNATURES[suffix]):
        return pixel_fault(data)
    kinds = (kind for kind, marks in SIGNATURES.items() if all(data.startswith(m, o) for o, m in marks))
    return f"is a {found} file" if (found := next(kinds, "")) else f"is no {suffix} file"


def _drawing(image: Image) -> Element | None:
    """Return the root of a drawing, None when the file is none."""
    if image.path is None or image.path.suffix.lower() != ".svg" or not is_there(image.path):
        return None
    try:
        return read_drawing(image.path.read_bytes())
    except OSError:
        return None
