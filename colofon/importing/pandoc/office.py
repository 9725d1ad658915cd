"""DOCX and ODT made ready for pandoc, so that it loses nothing of them.

Of an ODT its reader forgets the names of styles and the alternatives of pictures, of a DOCX comments and
what was struck out. Names and alternatives are put into the text, between signs that no text has, and
`styles` takes them out again; the rest is reported.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from colofon.book import Element
from colofon.importing.pandoc.packages import Package, PackageError
from colofon.importing.report import Report

OPENING, CLOSING, PICTURE = "\ue000", "\ue001", "\ue002"
"""Private characters around the name of a style, and before the alternative of a picture."""
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def ready_odt(package: Package, scratch: Path, report: Report) -> Path:
    """Return a copy in which the style of each paragraph stands in its text."""
    root = package.xml("content.xml")
    if root is None:
        raise PackageError("its text cannot be read")
    _refuse_locked(package)
    _report_annotations(root, report)
    names = {
        style.get(f"{STYLE}name", ""): style.get(f"{STYLE}parent-style-name", "")
        for style in root.iter(f"{STYLE}style")
    }
    for frame in list(root.iter(f"{DRAW}frame")):
        words = " ".join((frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or "").split())
        if words and frame.find(f"{DRAW}image") is not None:
            frame.tail = f"{PICTURE}{words}{CLOSING}" + (frame.tail or "")
    for paragraph in list(root.iter(f"{TEXT}p")):
        name = paragraph.get(f"{TEXT}style-name", "")
        name = names.get(name) or name
        if name and name not in ("Standard", "Text_20_body", "First_20_paragraph"):
            paragraph.text = f"{OPENING}{name.replace('_20_', ' ')}{CLOSING}" + (paragraph.text or "")
    return _copied(package, "content.xml", root, scratch / "document.odt")


def _refuse_locked(package: Package) -> None:
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise PackageError("it is locked with a password")


def _report_annotations(root: Element, report: Report) -> None:
    for note in list(root.iter(f"{OFFICE}annotation")):
        report.remove("".join(note.itertext()), "a comment")
    for change in root.iter(f"{TEXT}deletion"):
        report.remove("".join(change.itertext()), "struck out by a tracked change")


def ready_docx(package: Package, scratch: Path, report: Report) -> Path:
    """Return a copy in which text boxes stand in the text; report what pandoc leaves out."""
    root = package.xml("word/document.xml")
    if root is None:
        raise PackageError("its text cannot be read")
    comments = package.xml("word/comments.xml")
    for comment in comments.iter(f"{WORD}comment") if comments is not None else ():
        report.remove(_words(comment), f"a comment by {comment.get(f'{WORD}author') or 'someone'}")
    for deleted in root.iter(f"{WORD}del", f"{WORD}moveFrom"):
        report.remove(_words(deleted), f"struck out by {deleted.get(f'{WORD}author') or 'someone'}")
    _lift_boxes(root, report)
    return _copied(package, "word/document.xml", root, scratch / "document.docx")


def _words(element: Element) -> str:
    lines = [
        "".join(text.text or "" for text in line.iter(f"{WORD}t", f"{WORD}delText"))
        for line in (list(element.iter(f"{WORD}p")) or [element])
    ]
    return " ".join(filter(None, lines))


def _lift_boxes(root: Element, report: Report) -> None:
    """Put the paragraphs of text boxes behind the paragraph that a box is bound to, each box once."""
    for box in list(root.iter(f"{WORD}txbxContent")):
        around = list(box.iterancestors())
        tags = [str(outer.tag).rpartition("}")[2] for outer in around]
        holder = box.getparent()
        assert holder is not None
        if "Fallback" in tags:
            # The same box once more, for a Word before 2010.
            holder.remove(box)
            continue
        paragraph = next((outer for outer in around if outer.tag == f"{WORD}p"), None)
        if paragraph is None:
            continue
        words = _words(box)
        for line in reversed(list(box)):
            paragraph.addnext(line)
        holder.remove(box)
        if words:
            report.doubt(words[:200], "a text box; it stands below the paragraph that it was bound to", 0.5)


def _copied(package: Package, name: str, root: Element, path: Path) -> Path:
    """Write an archive again with one member changed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in package.archive.infolist():
            data = etree.tostring(root) if member.filename == name else package.archive.read(member)
            copy.writestr(zipfile.ZipInfo(member.filename), data, zipfile.ZIP_DEFLATED)
    return path
