"""The EPUB edition: what EPUBCheck says, what stands in the file, and that it is the same file every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from colofon.book import Book, Element, Position
from colofon.citations import numbered_notes
from colofon.diagnostics import Diagnostic
from colofon.editions.epub import write_epub
from colofon.editions.epub.container import write_container
from colofon.editions.epub.documents import Written
from colofon.editions.epub.publication import make_publication
from colofon.editions.epub.validation import place_of
from colofon.editions.filled import fill_book
from colofon.pipeline import read_book

PROJECT = Path(__file__).parents[1]
BOOKS = Path(__file__).parent / "books"
GOLDEN = Path(__file__).parent / "epub"
X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><title>A bar</title><rect width="9" height="4"/></svg>'

Maker = Callable[..., Book]


@pytest.fixture(scope="module", params=["small", "stress"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    """A book, and its EPUB."""
    book = read_book(BOOKS / request.param)
    path = tmp_path_factory.mktemp("epub") / f"{request.param}.epub"
    write_container(path, made(book))
    return book, path


@pytest.mark.parametrize("name", ["small", "stress"])
def test_epubcheck_says_nothing(name: str, tmp_path: Path) -> None:
    assert said(read_book(BOOKS / name), tmp_path) == []


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def documents(files: dict[str, bytes]) -> dict[str, Element]:
    return {name: etree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}


def made(book: Book) -> dict[str, bytes]:
    """Return the files of a book's EPUB, without asking EPUBCheck."""
    publication = make_publication(book)
    assert publication.findings == []
    return publication.files


def said(book: Book, tmp_path: Path) -> list[Diagnostic]:
    return write_epub(book, tmp_path / "book.epub")


def words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def test_the_container_begins_with_the_mimetype_stored(built: tuple[Book, Path]) -> None:
    with zipfile.ZipFile(built[1]) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read(first) == b"application/epub+zip"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert built[1].read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize(
    "name", ["nav.xhtml", "package.opf", "02-thought.xhtml", "glossary.xhtml", "colophon.xhtml"]
)
def test_a_small_book(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / name, made(read_book(BOOKS / "small"))[f"EPUB/{name}"].decode())


def test_every_link_leads_to_something(built: tuple[Book, Path]) -> None:
    trees = documents(contents(built[1]))
    ids = {name: {element.get("id") for element in tree.iter()} for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.iter(f"{X}a"):
            address = link.get("href", "")
            assert address, etree.tostring(link)
            if not address.startswith(("http:", "https:", "mailto:")):
                file, fragment = urldefrag(urljoin(name, address))
                assert file in trees, address
                assert not fragment or fragment in ids[file], address


def test_every_note_is_there_once_with_its_words_and_leads_back(built: tuple[Book, Path]) -> None:
    book, path = built
    trees = documents(contents(path))
    notes = [note for tree in trees.values() for note in by_role(tree, "doc-footnote")]
    calls = [call for tree in trees.values() for call in by_role(tree, "doc-noteref")]
    numbers = [str(note.number) for note in numbered_notes(book)]
    assert [note.get("id") for note in notes] == [f"note-{number}" for number in numbers]
    assert [(call.get("id"), call.get("href"), call.text) for call in calls] == [
        (f"noteref-{number}", f"#note-{number}", number) for number in numbers
    ]
    for note, number in zip(notes, numbers, strict=True):
        (back,) = by_role(note, "doc-backlink")
        assert back.get("href") == f"#noteref-{number}"
        assert number in back.get("aria-label", "")
        assert note.get(TYPE) == "footnote"


def by_role(tree: Element, role: str) -> list[Element]:
    return [element for element in tree.iter(etree.Element) if element.get("role") == role]


def test_a_note_says_what_the_manuscript_says(built: tuple[Book, Path]) -> None:
    book, path = built
    filled = fill_book(book, "screen")
    wanted = {}
    for chapter in filled.chapters:
        for aside in chapter.tree.iter("aside"):
            wanted[aside.get("data-number", "")] = words_but_labels(aside)
    for tree in documents(contents(path)).values():
        for note in by_role(tree, "doc-footnote"):
            number = note.get("id", "").removeprefix("note-")
            assert words_but_labels(note) == wanted.pop(number)
    assert wanted == {}


def words_but_labels(note: Element) -> str:
    """Return the words of a note that are its own: no number, no way back, no label of a caption."""
    pieces = note.xpath(
        ".//text()[not(ancestor::*[@class='note-number' or @class='note-back' or @class='label'])]"
    )
    assert isinstance(pieces, list)
    return "".join("".join(map(str, pieces)).split())


def test_every_document_has_a_title_of_its_own(built: tuple[Book, Path]) -> None:
    titles = [tree.findtext(f".//{X}title") for tree in documents(contents(built[1])).values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_languages_are_said_twice_alike(built: tuple[Book, Path]) -> None:
    for tree in documents(contents(built[1])).values():
        assert tree.get("lang")
        for element in tree.iter(etree.Element):
            assert element.get("lang") == element.get(XML_LANG)


def test_nothing_of_the_source_remains(built: tuple[Book, Path]) -> None:
    for name, tree in documents(contents(built[1])).items():
        attributes = {str(key) for element in tree.iter(etree.Element) for key in element.attrib}
        assert not [key for key in attributes if key.startswith("data-") or key in ("style", "width")], name


def test_headings_go_down_one_level_at_a_time(built: tuple[Book, Path]) -> None:
    for name, tree in documents(contents(built[1])).items():
        levels = [int(element.tag[-1]) for element in tree.iter(*(f"{X}h{level}" for level in range(1, 7)))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_two_builds_have_the_same_bytes_in_another_place(built: tuple[Book, Path], tmp_path: Path) -> None:
    book, path = built
    program = "import sys; from pathlib import Path; from colofon.pipeline import read_book\n"
    program += "from colofon.editions.epub.container import write_container\n"
    program += "from colofon.editions.epub.publication import make_publication\n"
    program += "write_container(Path(sys.argv[2]), make_publication(read_book(Path(sys.argv[1]))).files)\n"
    again = tmp_path / "again.epub"
    environment = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(PROJECT),
    }
    command = [sys.executable, "-c", program, str(book.root.resolve()), str(again)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert again.read_bytes() == path.read_bytes()


def test_the_smallest_book_passes(book_from: Maker, tmp_path: Path) -> None:
    assert said(book_from("# One\n"), tmp_path) == []


def metadata(files: dict[str, bytes], name: str) -> list[str]:
    package = etree.fromstring(files["EPUB/package.opf"])
    return [meta.text or "" for meta in package.iter(f"{OPF}meta") if meta.get("property") == name]


def test_accessibility_metadata_is_true_of_the_book(book_from: Maker) -> None:
    plain = made(book_from("# One\n\nText.\n"))
    assert metadata(plain, "schema:accessMode") == ["textual"]
    assert metadata(plain, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in metadata(plain, "schema:accessibilityFeature")
    drawn = made(book_from("# One\n\n![A bar](bar.svg){alt='A bar.'}\n", {"bar.svg": FIGURE}))
    assert metadata(drawn, "schema:accessMode") == ["textual", "visual"]
    assert metadata(drawn, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in metadata(drawn, "schema:accessibilityFeature")
    assert metadata(drawn, "schema:accessibilityHazard") == ["none"]
    (summary,) = metadata(drawn, "schema:accessibilitySummary")
    assert "text alternative" in summary
    assert "Notes" not in summary


def rewritten(book: Book, *lines: str) -> Book:
    """Return the book with further lines in its metadata."""
    path = book.root / "book.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")
    return read_book(book.root)


def identifiers(files: dict[str, bytes]) -> list[str]:
    package = etree.fromstring(files["EPUB/package.opf"])
    return [element.text or "" for element in package.iter("{http://purl.org/dc/elements/1.1/}identifier")]


def test_the_identifier_is_the_isbn_or_made_of_the_title(book_from: Maker) -> None:
    book = book_from("# One\n")
    (first,) = identifiers(made(book))
    assert first.startswith("urn:uuid:")
    assert identifiers(made(book)) == [first]
    named = rewritten(book, "isbn: {epub: 978-0-306-40615-7}", "doi: 10.1000/182")
    assert identifiers(made(named)) == ["urn:isbn:9780306406157", "https://doi.org/10.1000/182"]


def test_embedded_faces_hold_what_the_book_needs_under_names_of_our_own(
    book_from: Maker, tmp_path: Path
) -> None:
    text = "# One *more*\n\nA word, **strong**, `code`, [القرآن]{lang=ar}.\n"
    book = rewritten(book_from(text), "design: {embed-fonts: true}")
    assert said(book, tmp_path) == []
    files = contents(tmp_path / "book.epub")
    faces = {name: TTFont(BytesIO(data)) for name, data in files.items() if name.endswith(".ttf")}
    assert {name.split("/")[-1].split("-")[1] for name in faces} == {"serif", "sans", "code", "arabic"}
    for name, font in faces.items():
        assert "Source" not in "".join(str(font["name"].getDebugName(id)) for id in (1, 3, 4, 6)), name
        assert len(files[name]) < 60_000
    assert 0x0642 in faces["EPUB/fonts/colofon-arabic-400.ttf"].getBestCmap()
    assert b"SIL OPEN FONT LICENSE" in files["META-INF/LICENSE-source-serif.txt"]


def test_no_face_is_embedded_unasked(built: tuple[Book, Path]) -> None:
    files = contents(built[1])
    assert not [name for name in files if "font" in name or "LICENSE" in name]
    assert b"@font-face" not in files["EPUB/styles/book.css"]
    assert b"var(" not in files["EPUB/styles/book.css"]


def test_what_epubcheck_says_is_led_back_to_the_line(book_from: Maker, tmp_path: Path) -> None:
    # No check of the manuscript looks at the port of an address.
    found = said(
        book_from("# One\n\nA paragraph.\n\nAnother with a [word](https://example.org:port/).\n"), tmp_path
    )
    assert {(one.code, one.position.path, one.position.line, one.position.column) for one in found} == {
        ("V801", "chapter.md", 5, 16)
    }


def test_a_place_in_a_document_is_that_of_the_element_before_it() -> None:
    places = [Position("chapter.md", line) for line in (1, 2, 3)]
    written = Written(b"<html>\n<p>One</p>\n<p>Two</p>\n</html>", places)
    fallback = Position("book.yaml")

    def line_of(**location: object) -> int:
        return place_of({"path": "a", **location}, {"a": written}, fallback).line

    assert line_of(line=2, column=4) == 2
    assert line_of(line=3, column=6) == 3
    assert line_of(line=-1, column=-1) == 1
    assert place_of({"path": "b", "line": 1, "column": 1}, {"a": written}, fallback) == fallback


HOSTILE = (
    ("<script>alert(1)</script>", "holds the element script"),
    ('<rect onclick="alert(1)"/>', "holds the script onclick"),
    ('<a href="javascript:alert(1)"/>', "leads to javascript:alert(1)"),
    ('<image href="https://example.org/a.png"/>', "brings in https://example.org/a.png"),
    ("<style>@import 'https://example.org/a.css';</style>", "brings in a style from outside"),
    ('<rect style="fill: url(https://example.org/a)"/>', "brings in fill: url(https://example.org/a)"),
    ("<foreignObject/>", "holds the element foreignObject"),
)
"""Drawings that do more than draw, and what is said of them."""


@pytest.mark.parametrize(("inner", "fault"), HOSTILE)
def test_a_drawing_that_does_more_than_draw_is_refused(book_from: Maker, inner: str, fault: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5">{inner}</svg>'
    book = book_from("# One\n\n![A bar](bar.svg){alt='A bar.'}\n", {"bar.svg": drawing})
    publication = make_publication(book)
    (found,) = publication.findings
    assert (found.code, found.position.line, found.message) == ("M805", 3, f"bar.svg {fault}")
    assert "EPUB/images/bar.svg" not in publication.files
    assert b"A bar." in publication.files["EPUB/chapter.xhtml"]


def test_an_image_is_known_by_its_bytes(book_from: Maker) -> None:
    publication = make_publication(
        book_from("# One\n\n![A bar](bar.png){alt='A bar.'}\n", {"bar.png": "no image"})
    )
    assert [found.code for found in publication.findings] == ["M806"]


def test_a_chapter_in_another_language_says_so(book_from: Maker) -> None:
    book = book_from("# Un\n\nUn mot.[^a]\n\n[^a]: Une note.\n")
    path = book.root / "book.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "    language: fr\n", encoding="utf-8")
    chapter = documents(made(read_book(book.root)))["EPUB/chapter.xhtml"]
    assert chapter.get("lang") == "fr"
    (number,) = [element for element in chapter.iter(f"{X}span") if element.get("class") == "number"]
    assert (words(number), number.get("lang")) == ("Chapter\xa01".replace("\xa0", " "), "en")
    (title,) = chapter.iter(f"{X}h2")
    assert (title.text, title.get("lang")) == ("Notes", "en")


@pytest.mark.parametrize(("number", "position"), [("IV", "4"), ("2.1", "2.1"), (7, "7")])
def test_a_series_is_sorted_by_a_number(book_from: Maker, number: object, position: str) -> None:
    book = book_from("# One\n")
    book.metadata.data["series"] = {"title": "Essays", "number": number}
    package = make_publication(book).files["EPUB/package.opf"].decode()
    assert re.findall(r'property="group-position"[^>]*>([^<]*)<', package) == [position]
