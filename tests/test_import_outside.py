"""Books that nobody here wrote become manuscripts: all their notes, tables and quotations, without an error."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import build
from colofon.book import Book
from colofon.importing import import_file
from colofon.pipeline import read_book

XHTML = "{http://www.w3.org/1999/xhtml}"
LEFT_OUT = ("titlepage", "imprint", "halftitlepage", "colophon", "uncopyright")
BOOKS = {
    "keynes-economic-consequences": {"notes": 171, "tables": 13, "quotations": 5, "chapters": 8},
    "mill-on-liberty": {"notes": 14, "tables": 0, "quotations": 1, "chapters": 8},
}


@pytest.fixture(params=sorted(BOOKS))
def imported(
    request: pytest.FixtureRequest, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Path, Book]:
    monkeypatch.chdir(tmp_path)
    source = shared / "outside" / f"{request.param}.epub"
    assert import_file(source, Path("made")) == []
    return request.param, source, read_book(Path("made"))


def texts(source: Path) -> dict[str, Any]:
    """Return the documents of an EPUB that belong to the book."""
    with zipfile.ZipFile(source) as archive:
        names = [name for name in archive.namelist() if re.match(r"epub/text/.*\.xhtml$", name)]
        kept = [name for name in names if Path(name).stem not in LEFT_OUT]
        return {Path(name).stem: etree.fromstring(archive.read(name)) for name in kept}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\u2060", ""))


def test_everything_is_there(imported: tuple[str, Path, Book]) -> None:
    name, source, book = imported
    expected, documents = BOOKS[name], texts(source)
    assert len(book.notes) == expected["notes"]
    assert all(note.number and note.call is not None for notes in book.notes.values() for note in notes)
    counts = {
        kind: sum(len(list(chapter.tree.iter(tag))) for chapter in book.chapters)
        for kind, tag in (("tables", "table"), ("quotations", "blockquote"))
    }
    assert counts["tables"] == expected["tables"]
    assert counts["quotations"] == sum(
        len(list(page.iter(f"{XHTML}blockquote"))) for page in documents.values()
    )
    assert len(book.chapters) == expected["chapters"]
    assert book.metadata.language == "en-GB"
    assert {chapter.language for chapter in book.chapters} == {""}


def test_each_note_says_what_it_said(imported: tuple[str, Path, Book]) -> None:
    _, source, book = imported
    items = {
        item.get("id", "").removeprefix("note-"): item
        for item in texts(source)["endnotes"].iter(f"{XHTML}li")
        if item.get("id")
    }
    for (_, label), notes in book.notes.items():
        item = items[label.rpartition("-")[2]]
        for link in list(item.iter(f"{XHTML}a")):
            if "backlink" in str(link.attrib) or "noteref" in str(link.attrib):
                link.text = ""
        # Sorted: headers of two rows have become one. Letters name the columns of a table without headers.
        theirs = sorted(word for word in words(" ".join(map(str, item.itertext()))) if word not in "ABC")
        ours = sorted(
            word for word in words(" ".join(map(str, notes[0].element.itertext()))) if word not in "ABC"
        )
        assert ours == theirs, label


def test_each_paragraph_says_what_it_said(imported: tuple[str, Path, Book]) -> None:
    _, source, book = imported
    ours = {
        " ".join(words(" ".join(map(str, block.itertext()))))
        for chapter in book.chapters
        for block in chapter.tree.iter("p", "h1", "h2")
    }
    lost = []
    for name, page in texts(source).items():
        for block in page.iter(f"{XHTML}p") if name != "endnotes" else ():
            for link in list(block.iter(f"{XHTML}a")):
                link.text = ""
            said = " ".join(words(" ".join(map(str, block.itertext()))))
            if said and said not in ours:
                lost.append(said[:60])
    assert lost == []


def test_the_check_finds_no_error(
    imported: tuple[str, Path, Book], capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["check", "--manuscript", "made"]) == 0
    assert "error" not in capsys.readouterr().out


def test_what_was_removed_is_told(imported: tuple[str, Path, Book]) -> None:
    report = json.loads(Path("made/import-report.json").read_text(encoding="utf-8"))
    removed = " ".join(entry["text"] for entry in report["removed"])
    assert "Uncopyright" in removed
    assert "Standard Ebooks" in removed
    assert len(report["notes"]) == len(imported[2].notes)
    assert all(note["status"] == "complete" for note in report["notes"])


@pytest.mark.slow
def test_every_edition_is_built(imported: tuple[str, Path, Book], capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["build", "pdf", "epub", "web", "--manuscript", "made", "--output", "out"]) == 0
    assert " error " not in capsys.readouterr().out
    slug = imported[2].metadata.slug
    assert Path(f"out/{slug}-en-GB.pdf").exists() or list(Path("out").glob(f"{slug}-*.pdf"))
    assert list(Path("out").glob(f"{slug}-*.epub"))
    assert list(Path("out").glob("web/*/index.html"))
