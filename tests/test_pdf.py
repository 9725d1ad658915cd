"""The PDF edition: what stands in the file, where, and that it is the same file every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from colofon.book import Book
from colofon.diagnostics import Diagnostic
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.document import build_document
from colofon.editions.pdf.drawn import read_drawn
from colofon.editions.pdf.setting import BASE, COVER, Files
from colofon.editions.pdf.validation import invalid_file
from colofon.pipeline import read_book
from tests.pdf.tree import tag_tree

CASES = Path(__file__).parent / "pdf"
SMALL = Path(__file__).parent / "books" / "small"
PROJECT = Path(__file__).parents[1]
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50"/></svg>'

Maker = Callable[..., Book]


def codes(findings: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(found.code, found.position.line, found.position.column) for found in findings]


@pytest.fixture
def everywhere(book_from: Maker, tmp_path: Path) -> Path:
    book = book_from((CASES / "everywhere.md").read_text(encoding="utf-8"), {"figure.svg": FIGURE})
    path = tmp_path / "book.pdf"
    assert write_pdf(book, path) == []
    return path


def outline(items: Any) -> list[str]:
    found = []
    for item in items:
        found += [str(item.title), *outline(item.children)]
    return found


def test_notes_can_be_called_everywhere(everywhere: Path, golden: Callable[[Path, str], None]) -> None:
    golden(CASES / "everywhere.tree.txt", tag_tree(everywhere))


def test_every_note_element_has_one_identifier_of_its_own(everywhere: Path) -> None:
    notes = [element.id for element in read_drawn(everywhere).elements if element.kind == "Note"]
    assert notes == [f"note-{number}" for number in range(1, 16)]
    with pikepdf.open(everywhere) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
        assert [str(name) for name in names[::2] if str(name).startswith("note-")] == sorted(notes)


def test_letters_with_marks_can_be_read(book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    assert write_pdf(book_from((CASES / "marks.md").read_text(encoding="utf-8")), path) == []
    assert "plain: x and q, in text, exquisite boxes." in tag_tree(path)


LANGUAGES = """# A chapter

::: {.quote lang=fr}
Une citation.[^within][^outside]

[^within]: Une note.
:::

[^outside]: A note in English.
"""


def test_signs_that_only_shape_their_neighbours_are_no_missing_text(book_from: Maker, tmp_path: Path) -> None:
    text = (
        "# Titel\n\nWoord.[^a]\n\n[^a]: [می\u200cخواهم]{lang=fa}, “رعاية”\u200e, p.\u200d 3 \u2764\ufe0e.\n"
    )
    found = write_pdf(book_from(text), tmp_path / "book.pdf")
    assert [finding for finding in found if finding.code == "P803"] == []


def test_a_note_has_the_language_of_the_place_where_it_is_written(book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    assert write_pdf(book_from(LANGUAGES), path) == []
    tree = tag_tree(path)
    # The first inherits what is said of the quotation, and the second stands in it as well.
    assert "BlockQuote Lang=fr\n" in tree
    assert "Note ID=note-1\n" in tree
    assert "Note ID=note-2 Lang=en\n" in tree


def test_what_the_validator_says_is_led_back(book_from: Maker, tmp_path: Path) -> None:
    book = book_from("# A chapter\n\n## Section {#section}\n\nText.\n")
    path = tmp_path / "book.pdf"
    assert write_pdf(book, path) == []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stray = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], Contents="stray"
        )
        pdf.pages[-1].Annots = pikepdf.Array([pdf.make_indirect(stray)])
        pdf.save(path)
    findings = invalid_file(book, build_document(book, fill_book(book, "print")), path)
    # Once for each of the two standards, whose words differ.
    assert set(codes(findings)) == {("P802", 3, 1)}


def test_metadata_comes_from_the_book(everywhere: Path) -> None:
    with pikepdf.open(everywhere) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.docinfo.Title == "A book"
        assert pdf.docinfo.CreationDate == "D:20180401"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "A book"
            assert metadata["dc:language"] == {"en"}
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_pages_are_labelled_as_they_are_printed(everywhere: Path) -> None:
    with pikepdf.open(everywhere) as pdf:
        assert [page.label for page in pdf.pages] == [str(number) for number in range(1, len(pdf.pages) + 1)]


def test_bookmarks_are_the_contents(everywhere: Path) -> None:
    with pikepdf.open(everywhere) as pdf, pdf.open_outline() as found:
        assert outline(found.root) == ["1\u00a0 A chapter", "A section"]


def test_every_link_leads_somewhere(everywhere: Path) -> None:
    with pikepdf.open(everywhere) as pdf:
        names = set(pikepdf.NameTree(pdf.Root.Names.Dests))
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert {str(link.Dest) for link in links if "/Dest" in link} <= names
        assert [str(link.A.URI) for link in links if "/A" in link] == [
            "https://example.org/a/rather/long/address"
        ]


def test_a_note_longer_than_the_page_is_found(book_from: Maker, tmp_path: Path) -> None:
    book = book_from(
        f"# A chapter\n\nToo long.[^long] Well.[^short]\n\n[^long]: {'word ' * 3000}\n\n[^short]: Short.\n"
    )
    findings = write_pdf(book, tmp_path / "book.pdf")
    assert codes(findings) == [("P803", 5, 1)]
    assert "runs off page" in findings[0].message


def test_a_character_without_glyph_is_found(book_from: Maker, tmp_path: Path) -> None:
    book = book_from("# A chapter\n\nA bird: \U00013171, and *\u2603*.\n\nx\u0323 is no fault.\n")
    findings = write_pdf(book, tmp_path / "book.pdf")
    assert codes(findings) == [("P804", 3, 9), ("P804", 3, 17)]


def test_what_weasyprint_says_is_led_back(book_from: Maker, tmp_path: Path) -> None:
    text = '# A chapter\n\nText.\n\n![A figure](figure.svg){#figure alt="A figure"}\n'
    findings = write_pdf(book_from(text, {"figure.svg": "<svg"}), tmp_path / "book.pdf")
    assert [code for code in codes(findings) if code[0] == "P801"] == [("P801", 5, 1)]


def test_nothing_outside_the_manuscript_is_read(tmp_path: Path) -> None:
    inside, outside = tmp_path / "manuscript", tmp_path / "secret.svg"
    inside.mkdir()
    outside.write_text(FIGURE)
    (inside / "link.svg").symlink_to(outside)
    (inside / "één beeld.svg").write_text(FIGURE)
    files = Files(inside, (), {COVER: FIGURE})
    assert files.fetch(COVER).read()
    assert files.fetch(f"{BASE}%C3%A9%C3%A9n%20beeld.svg").read()
    links = (f"{BASE}link.svg", f"{BASE}../secret.svg", f"{BASE}%2E%2E/secret.svg")
    for address in (
        outside.as_uri(),
        (inside / "link.svg").as_uri(),
        f"{inside.as_uri()}/../secret.svg",
        *links,
    ):
        with pytest.raises(ValueError, match="outside"):
            files.fetch(address)
    with pytest.raises(ValueError, match="outside"):
        files.fetch("https://example.org/figure.svg")


def test_a_header_that_is_repeated_does_not_repeat_its_note(book_from: Maker, tmp_path: Path) -> None:
    rows = "".join(f"| {number} | row |\n" for number in range(120))
    text = f"# A chapter\n\n| Head[^head] | Other |\n|---|---|\n{rows}\n: Long\n\n[^head]: In a header.\n"
    assert write_pdf(book_from(text), tmp_path / "book.pdf") == []


BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from colofon.pipeline import read_book
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.document import build_document
assert write_pdf(read_book(Path(sys.argv[2])), Path(sys.argv[3])) == []
"""


def test_the_same_bytes_in_another_place_time_zone_and_locale(tmp_path: Path) -> None:
    written = []
    for number, (zone, locale) in enumerate((("Pacific/Auckland", "C"), ("America/Lima", "nl_NL.UTF-8"))):
        folder = tmp_path / f"place-{number}" / ("deeper" if number else ".")
        shutil.copytree(SMALL, folder / "manuscript")
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(number)}
        environment.pop("SOURCE_DATE_EPOCH", None)
        arguments = [sys.executable, "-c", BUILD, str(PROJECT), "manuscript", "book.pdf"]
        subprocess.run(arguments, cwd=folder, env=environment, check=True)
        written.append((folder / "book.pdf").read_bytes())
    assert written[0] == written[1]


def test_the_date_can_be_given_from_outside(
    book_from: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    path = tmp_path / "book.pdf"
    assert write_pdf(book_from("# A chapter\n\nText.\n"), path) == []
    with pikepdf.open(path) as pdf:
        assert pdf.docinfo.CreationDate == "D:20170714024000Z"


def test_the_small_book(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    path = tmp_path / "book.pdf"
    assert write_pdf(read_book(SMALL), path) == []
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == [] if hasattr(pdf, "check_pdf_syntax") else True
        assert len(pdf.pages) >= 10
