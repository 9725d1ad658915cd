"""The concordance in the editions: which note of the adapted work is which here, each with its link."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from colofon.book import Book, Element
from colofon.editions.epub import write_epub
from colofon.editions.epub.publication import make_publication
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.web import write_web
from colofon.pipeline import check_book

Maker = Callable[..., Book]
TEXT = "# Mosul {#mosul}\n\nFell[^fall] in summer,[^heat] they say.[^they]\n"
NOTES = "\n[^fall]: In May.\n\n[^heat]: In June.\n\n[^they]: In July.\n"
CONCORDANCE = """\
count: 23
notes:
  2: [mosul#they, mosul#fall]
  19: [mosul#heat]
  20: [mosul#heat]
lost: [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 23]
"""


@pytest.fixture
def book(book_from: Maker) -> Book:
    book = book_from(TEXT + NOTES, {"concordance.yaml": CONCORDANCE})
    assert check_book(book) == []
    return book


def cells(table: Element) -> dict[int, str]:
    """Return what stands in the cell of each number: the tens of its row and the units of its column."""
    first, *rows = table.iter("tr")
    units = [int(head.text or "") for head in list(first)[1:]]
    found = {}
    for row in rows:
        assert (row[0].tag, row[0].get("scope")) == ("th", "row")
        for unit, cell in zip(units, list(row)[1:], strict=True):
            found[int(row[0].text or "") + unit] = "".join(map(str, cell.itertext()))
    return found


def test_each_number_has_a_cell(book: Book) -> None:
    part = fill_book(book, "print").concordance
    assert part is not None
    found = cells(part[1])
    assert {number: text for number, text in found.items() if text not in ("", "–")} == {
        2: "1, 3",
        19: "2",
        20: "2",
    }
    assert [number for number, text in found.items() if text == "–"] == list(book.concordance.lost)  # type: ignore[union-attr]
    assert [number for number, text in found.items() if not text] == [0, *range(24, 30)]


def test_the_web_edition_leads_from_number_to_note(book: Book, tmp_path: Path) -> None:
    assert write_web(book, tmp_path) == []
    page = html.document_fromstring((tmp_path / "concordance.html").read_bytes())
    links = [link.get("href") for table in page.iter("table") for link in table.iter("a")]
    assert links == [f"chapter.html#note-{number}" for number in (1, 3, 2, 2)]
    chapter = html.document_fromstring((tmp_path / "chapter.html").read_bytes())
    assert any(element.get("id") == "note-3" for element in chapter.iter())
    assert b"concordance.html" in (tmp_path / "index.html").read_bytes()


def test_the_epub_leads_from_number_to_note(book: Book, tmp_path: Path) -> None:
    assert write_epub(book, tmp_path / "book.epub") == []
    files = make_publication(book).files
    assert b'href="chapter.xhtml#note-3"' in files["EPUB/concordance.xhtml"]
    assert b"concordance.xhtml" in files["EPUB/nav.xhtml"]


def test_the_pdf_has_the_table(book: Book, tmp_path: Path) -> None:
    assert write_pdf(book, tmp_path / "book.pdf") == []
    command = ["pdftotext", "-layout", str(tmp_path / "book.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    rows = [" ".join(line.split()) for line in text.partition("Concordance of notes")[2].splitlines()]
    assert "0 – 1, 3 – – – – – – –" in rows
    assert "10 – – – – – – – – – 2" in rows


def test_a_book_without_one_has_no_such_part(book_from: Maker) -> None:
    assert fill_book(book_from(TEXT + NOTES), "screen").concordance is None
