"""Images of a manuscript: which an edition shows, under which name, and what it refuses.

An image is known by its bytes, not by the ending of its name. An SVG with a script, or one that would
fetch something, reaches no edition (M805).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from colofon.book import Book, Element, Position
from colofon.diagnostics import Diagnostic
from colofon.editions.xhtml import Section
from colofon.indexing import slug
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
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"]?#)", re.IGNORECASE)
"""In a style sheet: something to fetch."""


@dataclass(slots=True)
class Images:
    """The images of one edition."""

    folder: str
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
        if kind == "svg" and (fault := next(svg_faults(data), "")):
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
    root = _svg_root(data)
    return "svg" if root is not None and root.tag == f"{SVG}svg" else ""


def _svg_root(data: bytes) -> Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def svg_faults(data: bytes) -> Iterator[str]:
    """Yield what keeps an SVG out of an edition."""
    root = _svg_root(data)
    assert root is not None
    if b"<!ENTITY" in data:
        yield "declares entities"
    for element in root.iter():
        if element.tag is etree.Entity or isinstance(element, etree._ProcessingInstruction):
            yield "holds a reference to an entity or a processing instruction"
        elif isinstance(element.tag, str):
            yield from _element_faults(element)


def _element_faults(element: Element) -> Iterator[str]:
    name = etree.QName(element).localname.lower()
    if name in ("script", "foreignobject", "handler", "listener"):
        yield f"holds a {name}"
    if name == "style" and OUTSIDE.search(element.text or ""):
        yield "would fetch something from outside"
    for key, given in element.attrib.items():
        attribute, value = etree.QName(key).localname.lower(), str(given)
        if attribute.startswith("on"):
            yield f"holds the script attribute {attribute}"
        elif attribute in ("href", "src") and not value.strip().startswith(("#", "data:image/")):
            yield f"leads outside, to {value.strip()[:40]}"
        elif OUTSIDE.search(value):
            yield "would fetch something from outside"
