"""Pictures of a document come to the folder figures/, each once; what no edition can show is left out."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from PIL import Image, UnidentifiedImageError

from colofon.book import Element
from colofon.checks.files import SIGNATURES
from colofon.checks.pixels import pixel_fault
from colofon.importing.pandoc.packages import read_xml
from colofon.importing.pandoc.trees import prune
from colofon.importing.report import Report
from colofon.indexing import slug
from colofon.reading.drawings import drawing_faults
from colofon.reading.sources import inside
from colofon.trees import take_out

Find = Callable[[str], bytes | None]
"""Returns what a document shows by an address; None when it has no such picture."""
FOLDER = "figures"
LARGEST = 64 << 20
MOST_PIXELS = 50_000_000
DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=-]+)*?(?P<packed>;base64)?,", re.ASCII)


def keep_pictures(trees: list[Element], find: Find, folder: Path, report: Report) -> None:
    """Write the pictures that trees show under a folder and give them their new paths."""
    known: dict[str, str] = {}
    taken: set[str] = set()
    for tree in trees:
        for image in list(tree.iter("img")):
            source = image.get("src", "")
            if source not in known:
                known[source] = _keep(source, find, folder, taken, report)
            if known[source]:
                image.set("src", known[source])
                if not image.get("alt", "").strip():
                    reason = "the source does not say in words what this picture shows: an error until you do"
                    report.doubt(known[source], reason, 0.0)
            else:
                _leave_out(image, tree)


def _keep(source: str, find: Find, folder: Path, taken: set[str], report: Report) -> str:
    """Return the path of a picture in the manuscript, empty when it cannot be shown."""
    data = inline_data(source) if source.startswith("data:") else find(source)
    shown = source if len(source) < 80 else f"{source[:60]}…"
    if not data or len(data) > LARGEST:
        report.remove(shown, "a picture that is not there" if not data else "a picture that is too large")
        return ""
    kind, data, problem = _usable(data)
    if not kind:
        report.remove(shown, f"a picture that {problem}")
        return ""
    stem = "" if source.startswith("data:") else slug(PurePosixPath(unquote(source)).stem)
    name = f"{stem or hashlib.sha256(data).hexdigest()[:12]}{kind}"
    path = folder / FOLDER / name
    if name in taken and path.read_bytes() != data:
        name = f"{path.stem}-{hashlib.sha256(data).hexdigest()[:8]}{kind}"
        path = folder / FOLDER / name
    taken.add(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return f"{FOLDER}/{name}"


def inline_data(address: str) -> bytes | None:
    """Return the bytes that an address holds itself."""
    match = DATA.match(address)
    if match is None:
        return None
    try:
        rest = address[match.end() :]
        return base64.b64decode(unquote(rest)) if match["packed"] else unquote_to_bytes(rest)
    except (binascii.Error, ValueError):
        return None


def _usable(data: bytes) -> tuple[str, bytes, str]:
    """Return suffix and bytes of a picture that editions can show; else why not."""
    for suffix, marks in SIGNATURES.items():
        if all(data.startswith(mark, offset) for offset, mark in marks):
            problem = pixel_fault(data)
            return ("" if problem else suffix, data, problem)
    if b"<svg" in data[:4096]:
        root = read_xml(data)
        problems = ["is no drawing that can be read"] if root is None else list(drawing_faults(root))
        return ("", data, problems[0]) if problems else (".svg", data, "")
    return _converted(data)


def _converted(data: bytes) -> tuple[str, bytes, str]:
    """Make a PNG of a bitmap in a form that no edition shows."""
    problem = "is in a form that no edition shows"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("TIFF", "BMP", "PPM", "TGA")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return "", data, "has too many pixels"
                out = io.BytesIO()
                picture.convert("RGBA" if "A" in picture.mode else "RGB").save(out, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", data, problem
    return ".png", out.getvalue(), ""


def _leave_out(image: Element, tree: Element) -> None:
    """Remove a picture; a caption stays as a paragraph, and so does what it says in words."""
    holder = image.getparent()
    assert holder is not None
    if holder.tag != "figure":
        take_out(image)
        prune(holder, tree)
        return
    caption = holder.find("figcaption")
    if caption is None:
        take_out(holder)
        return
    holder.remove(image)
    holder.tag, holder.text = "p", caption.text
    holder.extend(list(caption))
    holder.remove(caption)
    holder.attrib.pop("id", "")


def beside(folder: Path) -> Find:
    """Return what finds pictures in files under the folder of a document, and nowhere else."""

    def find(address: str) -> bytes | None:
        name = unquote(address.partition("#")[0].partition("?")[0])
        for suffix in ("", ".png", ".jpg", ".jpeg", ".svg"):
            path = inside(folder, name + suffix)
            if path is not None and path.is_file() and path.stat().st_size <= LARGEST:
                return path.read_bytes()
        return None

    return find
