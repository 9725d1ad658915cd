"""The spine of ``book.yaml``: its files, Markdown or DocBook, read as chapters in their order."""

from __future__ import annotations

from pathlib import Path

from colofon.book import Chapter, Fault, Metadata, SpineItem
from colofon.docbook import SUFFIX
from colofon.reading.chapters import read_chapter
from colofon.reading.sources import inside, is_there


def read_spine(root: Path, metadata: Metadata, faults: list[Fault]) -> list[Chapter]:
    """Return the chapters of the spine; a file that cannot be one is a fault and left out."""
    chapters = []
    names: set[str] = set()
    for item in metadata.spine:
        path = _file(root, item, names, faults)
        if path is None:
            continue
        # The name is the key of the chapter; on many disks Chapter and chapter are one file.
        names.add(path.stem.lower())
        if path.suffix == SUFFIX:
            chapter = _read_xml(path, item, metadata.language, faults)
        else:
            chapter = read_chapter(path, item.role, item.language, faults)
        if chapter is not None:
            chapters.append(chapter)
    return chapters


def _read_xml(path: Path, item: SpineItem, language: str, faults: list[Fault]) -> Chapter | None:
    # Loaded by the books that have such a chapter: the reader of XML is large.
    from colofon.reading.docbook import read_docbook_chapter

    return read_docbook_chapter(path, item.role, item.language, faults, language)


def _file(root: Path, item: SpineItem, names: set[str], faults: list[Fault]) -> Path | None:
    """Return the file of an item; None, and a fault, when it can be no chapter."""

    def refuse(kind: str, message: str, hint: str) -> None:
        faults.append(Fault(kind, item.position, message, hint))

    path = inside(root, item.file)
    if path is None:
        refuse("unsafe-path", f"{item.file} lies outside the manuscript", "name a file of this folder")
    elif any(ord(sign) < ord(" ") for sign in item.file):
        refuse("unsafe-path", f"{item.file!r} holds a control character", "give the file a name on one line")
    elif not is_there(path):
        refuse("missing-file", f"{item.file} is not there", "add the file, or take it out of the spine")
    elif path.stem.lower() in names:
        refuse("invalid-value", f"the spine has another file called {path.stem}", "give each its own name")
    else:
        return path
    return None
