"""A chapter that runs from right to left, in a book that does not: how the editions name and set it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree, html

from colofon.book import Book, Element
from colofon.editions.epub.publication import make_publication
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.document import build_document
from colofon.editions.web import write_web
from colofon.pipeline import read_book

Maker = Callable[..., Book]
TITLE = "اسم الكتاب"
CHAPTER = f"""\
# {TITLE}

## رقم

| رقم |
|---|
| x |

: رقم
"""
SPINE = "  - {file: two.md, role: chapter, language: ar}\n  - {file: three.md, role: chapter}\n"


def found(tree: Element, path: str) -> list[Element]:
    elements: Any = tree.xpath(path)
    return list(elements)


@pytest.fixture
def book(book_from: Maker) -> Book:
    """A chapter in Arabic between two in English."""
    root = book_from("# One\n").root
    (root / "two.md").write_text(CHAPTER, encoding="utf-8")
    (root / "three.md").write_text("# Three\n", encoding="utf-8")
    metadata = root / "book.yaml"
    metadata.write_text(metadata.read_text(encoding="utf-8") + SPINE, encoding="utf-8")
    return read_book(root)


def test_the_links_of_the_web_edition_say_which_way_a_title_runs(book: Book, tmp_path: Path) -> None:
    assert write_web(book, tmp_path / "web") == []
    index, one, two = (
        html.document_fromstring((tmp_path / "web" / f"{name}.html").read_bytes())
        for name in ("index", "chapter", "two")
    )
    (item,) = found(index, "//nav[@class='contents']/ol/li[@lang]")
    assert (item.get("lang"), item.get("dir")) == ("ar", "rtl")
    (link,) = found(one, "//a[@class='next']")
    assert (link.get("lang"), link.get("dir")) == ("ar", "rtl")
    assert [(span.get("lang"), span.get("dir")) for span in found(link, "span[@class='direction']")] == [
        ("en", "ltr")
    ]
    assert [link.get("dir") for link in found(two, "//nav[@class='way']/a")] == [None, None]


def test_a_page_says_a_direction_only_where_that_changes(book: Book, tmp_path: Path) -> None:
    # The style sheet sets what has a direction of its own on the other side.
    path = book.root / "book.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "  - {file: four.md, role: chapter, language: nl}\n", encoding="utf-8")
    (book.root / "four.md").write_text("# Vier\n", encoding="utf-8")
    assert write_web(read_book(book.root), tmp_path / "web") == []
    two, four = (
        html.document_fromstring((tmp_path / "web" / f"{name}.html").read_bytes()) for name in ("two", "four")
    )
    frame = "//*[self::header or self::footer or self::nav[@class='way']]"
    assert [(part.get("lang"), part.get("dir")) for part in found(two, frame)] == [("en", "ltr")] * 3
    assert [(part.get("lang"), part.get("dir")) for part in found(four, frame)] == [("en", None)] * 3


def test_the_navigation_of_the_epub_says_which_way_a_title_runs(book: Book) -> None:
    tree = etree.fromstring(make_publication(book).files["EPUB/nav.xhtml"])
    (item,) = found(tree, "//*[local-name()='nav'][@role='doc-toc']/*/*[@lang]")
    assert (item.get("lang"), item.get("dir")) == ("ar", "rtl")


def test_the_landmarks_of_the_epub_do_so_too(book_from: Maker) -> None:
    book = book_from(CHAPTER)
    metadata = book.root / "book.yaml"
    metadata.write_text(metadata.read_text(encoding="utf-8") + "    language: ar\n", encoding="utf-8")
    tree = etree.fromstring(make_publication(read_book(book.root)).files["EPUB/nav.xhtml"])
    (link,) = found(tree, "//*[local-name()='nav'][@hidden]//*[@lang]")
    assert ("".join(map(str, link.itertext())), link.get("dir")) == (f"Chapter 1 {TITLE}", "rtl")


def test_the_contents_of_the_pdf_say_which_way_a_title_runs(book: Book) -> None:
    document = build_document(book, fill_book(book, "print"))
    titles = found(document, "//*[@class='contents-page']//*[@class='entry-title']")
    assert [(title.get("lang"), title.get("dir")) for title in titles] == [
        (None, None),
        ("ar", "rtl"),
        ("ar", "rtl"),
        (None, None),
    ]
    (label,) = found(document, "//*[@class='label']")
    assert (label.text, label.get("lang"), label.get("dir")) == ("Table\u00a01.", "en", "ltr")


def test_a_header_cell_in_arabic_is_bold(book_from: Maker, tmp_path: Path) -> None:
    text = "# One\n\n| [رقم]{lang=ar} | a |\n|---|---|\n| b | c |\n"
    assert write_pdf(book_from(text), tmp_path / "book.pdf") == []
    with pikepdf.open(tmp_path / "book.pdf") as pdf:
        faces = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert [face.partition("+")[2] for face in faces if "Arabic" in face] == ["Noto-Naskh-Arabic-Bold"]
