"""What a source lost is said to the reader of every edition, in words of its language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree, html

from colofon.book import Book, Element, block_text
from colofon.diagnostics import Severity
from colofon.editions.epub import write_epub
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.web import write_web
from colofon.pipeline import check_book, read_book
from tests.conftest import TESTS

NOTE = "[De tekst van deze noot is verloren gegaan.]"
PART = "[hier is tekst verloren gegaan]"
PASSAGE = "[Hier is tekst verloren gegaan.]"
TITLE = "[titel verloren gegaan]"

Maker = Callable[..., Book]


@pytest.fixture
def damaged() -> Book:
    return read_book(TESTS / "damaged")


def of_class(tree: Element, *names: str) -> list[Element]:
    return [element for element in tree.iter("span", "{*}span") if element.get("class") in names]


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_nothing_lost_stops_the_editions(damaged: Book) -> None:
    findings = check_book(damaged)
    assert {found.severity for found in findings} == {Severity.WARNING}
    codes = sorted(found.code for found in findings)
    assert codes == ["N112"] * 2 + ["N113"] * 2 + ["S410"] * 6


def test_each_mark_says_what_is_lost(damaged: Book) -> None:
    tree = fill_book(damaged, "print").chapters[0].tree
    assert [block_text(mark) for mark in of_class(tree, "lost")] == [
        *(TITLE, NOTE, PASSAGE, PASSAGE, TITLE, "[The text of this note is lost.]"),
    ]
    assert [block_text(mark) for mark in of_class(tree, "partial")] == ["[…]", "[…]", "[…]", PART]
    assert not any(mark.get("lang") for mark in of_class(tree, "lost", "partial"))


def test_words_that_a_language_lacks_are_marked(book_from: Maker) -> None:
    tree = fill_book(book_from("# T\n\n[[]{.lost}]{lang=fr}\n", language="nl"), "print").chapters[0].tree
    assert [mark.get("lang") for mark in of_class(tree, "lost")] == ["nl"]


def test_a_reference_names_a_lost_title(damaged: Book) -> None:
    tree = fill_book(damaged, "screen").chapters[0].tree
    links = [block_text(link) for link in tree.iter("a") if link.get("class") == "xref"]
    assert links == [f"paragraaf ‘{TITLE}’", f"paragraaf ‘Gevolgen van {PART}’"]


def test_a_work_behind_a_damaged_note_is_named_in_full(book_from: Maker) -> None:
    works = "references:\n- {id: a, type: book, title: Words, author: [{family: Eco}], issued: 1980}\n"
    text = "# T\n\nA[^a] b[^b] c[^c]\n\n[^a]: [](cite:a).\n\n[^b]: {}\n\n[^c]: [](cite:a).\n"
    for between, repeat in (
        ("[](cite:a).", "idem"),
        ("[](cite:a), […]{.partial}.", "earlier"),
        ("[]{.lost}", "earlier"),
    ):
        book = book_from(text.replace("{}", between), {"references.yaml": works})
        assert book.citations[-1].repeat == repeat


def test_the_web_edition_says_it(damaged: Book, tmp_path: Path) -> None:
    assert write_web(damaged, tmp_path / "web") == []
    page = html.document_fromstring((tmp_path / "web" / "01-weg.html").read_bytes())
    notes = {note.get("id"): note for note in page.iter("div") if note.get("class") == "note"}
    assert NOTE in block_text(notes["note-1"])
    assert "[The text of this note is lost.]" in block_text(notes["note-4"])
    shown, spoken = of_class(notes["note-2"], "partial")[0]
    assert (shown.text, shown.get("aria-hidden"), spoken.text) == ("[…]", "true", PART)
    index = (tmp_path / "web" / "index.html").read_text(encoding="utf-8")
    assert index.count(TITLE) == 2
    assert "Gevolgen van" in index
    assert spaced(block_text(next(page.iter("title")))).startswith(f"Hoofdstuk 1 {TITLE} –")


def test_the_epub_says_it(damaged: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    assert write_epub(damaged, path) == []
    with ZipFile(path) as archive:
        names = {name.rpartition("/")[2]: name for name in archive.namelist()}
        chapter = etree.fromstring(archive.read(names["01-weg.xhtml"]))
        navigation = archive.read(names["nav.xhtml"]).decode()
    text = block_text(chapter)
    assert (text.count(NOTE), text.count(PASSAGE), text.count("[…]")) == (1, 2, 3)
    assert [mark.text for mark in of_class(chapter, "unseen")] == [PART] * 3
    assert TITLE in navigation


def test_the_pdf_says_it(damaged: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    assert write_pdf(damaged, path) == []
    with pikepdf.open(path) as pdf:
        spoken = [
            str(element.ActualText)
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and "/ActualText" in element
        ]
        titles = [item.title for item in pdf.open_outline().root]
    assert spoken == [PART] * 4
    assert f"1\N{NO-BREAK SPACE} {TITLE}" in titles
