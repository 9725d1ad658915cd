"""Images of a manuscript: which an edition shows, under which name, and what it refuses.

An image is known by its bytes, not by the ending of its name. An SVG that does more than draw reaches no
edition (M805).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from colofon.book import Book, Element, Position
from colofon.diagnostics import Diagnostic
from colofon.editions.xhtml import Section
from colofon.indexing import slug
from colofon.reading.drawings import drawing_faults, read_drawing
from colofon.reading.sources import inside

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}


@dataclass(slots=True)
class Images:
    """The images of one edition."""

    folder: str
    drawings: dict[str, bytes] = field(default_factory=dict)
    """Name of a file of data -> what is drawn of it."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Name in the edition -> bytes."""
    names: dict[Path, str] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def take(self, book: Book, source: str, position: Position) -> str | None:
        """Take an image along and return its address in the edition; None, and a finding, when refused."""
        path = inside(book.root, unquote(source))
        if path is None:
            self.refuse(
                position, "M805", f"{source} lies outside the manuscript", "name a file of this folder"
            )
            return None
        if path in self.names:
            return f"{self.folder}/{self.names[path]}"
        if source in self.drawings:
            return self.add(path, "svg", self.drawings[source])
        try:
            data = path.read_bytes()
        except OSError:
            self.refuse(position, "M804", f"{source} is not there", "add the file, or take the image out")
            return None
        kind = image_kind(data)
        if not kind:
            message = f"{source} is no SVG, PNG, JPEG, GIF or WebP image"
            self.refuse(position, "M806", message, "save it as one of these")
            return None
        drawing = read_drawing(data) if kind == "svg" else None
        if drawing is not None and (fault := next(drawing_faults(drawing), "")):
            self.refuse(position, "M805", f"{source} {fault}", "an image draws, and does nothing else")
            return None
        return self.add(path, kind, data)

    def add(self, path: Path, kind: str, data: bytes) -> str:
        base = slug(path.stem) or "image"
        name, count = f"{base}.{kind}", 1
        while name in self.files:
            count += 1
            name = f"{base}-{count}.{kind}"
        self.files[name] = data
        self.names[path] = name
        return f"{self.folder}/{name}"

    def refuse(self, position: Position, code: str, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(position, code, message, hint))


def take_images(book: Book, sections: list[Section], images: Images) -> None:
    """Lead every image of the chapters to its copy in the edition; a refused one leaves its alternative."""
    for section in sections:
        for tree in (section.tree, *section.notes):
            for image in list(tree.iter("img")):
                address = images.take(book, image.get("src", ""), section.chapter.position(image))
                if address is None:
                    _replace_by_alternative(image)
                else:
                    image.set("src", address)


def take_cover(book: Book, images: Images) -> str | None:
    """Take the picture along that the manuscript gives for the cover; None when it gives none."""
    given = book.metadata.data.get("cover")
    if not isinstance(given, dict):
        return None
    return images.take(book, str(given.get("image", "")), book.metadata.position("cover.image"))


def _replace_by_alternative(image: Element) -> None:
    image.text = image.get("alt", "")
    image.tag = "span"
    for name in ("alt", "src", "class"):
        image.attrib.pop(name, "")


def image_kind(data: bytes) -> str:
    """Return the kind of an image by its first bytes: a key of `MEDIA_TYPES`, or empty."""
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "svg" if read_drawing(data) is not None else ""
