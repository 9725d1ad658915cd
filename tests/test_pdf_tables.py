"""Wide tables: how each is set, that its words stay whole, and that nothing of it leaves the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from colofon.book import Book
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.document import build_document
from colofon.editions.pdf.measuring import alone
from colofon.editions.pdf.setting import set_document
from tests.pdf.shown import Shown, shown
from tests.pdf.tree import tag_tree

Maker = Callable[..., Book]
CASES = Path(__file__).parent / "pdf"
WORDS = (
    *("verantwoordelijkheid", "organisatie", "jaar", "internationaal", "bedreigingsniveau", "aantal"),
    *("rechtshandhaving", "herkomst", "bestuursniveau", "samenwerking", "vervolging", "jaarverslag"),
)


def table(columns: int, rows: int = 3, caption: str = "", notes: tuple[str, str] = ("", "")) -> str:
    """Return a table of long words and numbers."""
    head = [f"Kop{column}" for column in range(columns)]
    head[0] += notes[0]
    lines = ["| " + " | ".join(head) + " |", "|---" * columns + "|"]
    for row in range(rows):
        cells = [WORDS[(row + column) % len(WORDS)] for column in range(columns)]
        cells[1] = f"{1000 * row + 12345}"
        cells[2] += notes[1] if row == rows - 1 else ""
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n" + (f"\n: {caption}\n" if caption else "")


def ways(book: Book, path: Path) -> list[str]:
    """Set a book and return the classes of its tables."""
    document = build_document(book, fill_book(book, "print"))
    assert set_document(book, document, path) == []
    return [each.get("class", "") for each in document.iter("table")]


def parted(path: Path) -> set[str]:
    """Return what stands in cells and is neither a whole word nor a number."""
    found = {word for each in shown(path) if each.page > FRONT for word in each.text.split()}
    return {word for word in found if word not in WORDS and not KNOWN.fullmatch(word)}


FRONT = 4
"""Pages before the chapter."""
KNOWN = re.compile(r"Kop\d+|\d+|Tabel(len)?|A|book")
SIZES = {"": 8.5, "turned": 8.5, "small": 8.0, "smallest": 7.5}
POINTS = 72 / 25.4
"""Points of a millimetre."""


@pytest.mark.parametrize(
    ("columns", "way"),
    [(5, ""), (6, "smallest"), (7, "outset small"), (9, "turned"), (11, "turned small")],
)
def test_words_stay_whole(columns: int, way: str, book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    assert ways(book_from(f"# Tabellen\n\n{table(columns)}", language="nl"), path) == [way]
    assert parted(path) == set()
    cells = [each for each in shown(path) if each.text in WORDS]
    assert {each.size for each in cells} == {SIZES[way.split()[-1] if way else ""]}
    edge = 297 if way.startswith("turned") else 210
    assert max(each.x + width(each) for each in cells) <= (edge - 26) * POINTS + 1


@pytest.mark.parametrize(("columns", "way"), [(16, "hyphenated"), (30, "broken")])
def test_only_what_fits_nowhere_is_parted(columns: int, way: str, book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    found = ways(book_from(f"# Tabellen\n\n{table(columns)}", language="nl"), path)
    assert found[0].split()[-1] == way
    if way == "hyphenated":
        assert {"12345", "13345"} <= {each.text for each in shown(path)}
        assert {"verantwoor\u2010", "delijkheid"} <= parted(path)


def test_a_turned_page_has_all_that_a_page_has(
    book_from: Maker, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    caption = "Alles bijeen {#alles}"
    text = f"# Tabellen\n\nVoor.\n\n{table(10, 50, caption, ('[^kop]', '[^cel]'))}\n## Daarna\n\nNa. Zie [](#alles).\n"
    notes = "\n[^kop]: Noot bij de kop.\n\n[^cel]: Noot in een cel.\n"
    path = tmp_path / "book.pdf"
    assert write_pdf(book_from(text + notes, language="nl"), path) == []
    with pikepdf.open(path) as pdf:
        sizes = [[round(float(side) / POINTS) for side in page.mediabox[2:]] for page in pdf.pages]
        assert [page.label for page in pdf.pages] == [str(number + 1) for number in range(len(pdf.pages))]
    turned = [number for number, size in enumerate(sizes, start=1) if size == [297, 210]]
    assert turned == [6, 7, 8]
    assert sizes[8] == [210, 297]
    texts = {page: [each.text for each in shown(path) if each.page == page] for page in range(5, 10)}
    for number in turned:
        assert {"Kop0", "Kop9", str(number)} <= set(texts[number])
    assert "A book" in texts[6]
    assert "Tabellen" in texts[7]
    assert "Tabel 1." in texts[6]
    assert "Na. Zie " in texts[9]
    rows = table(10, 2, caption, ("[^kop]", "[^cel]"))
    assert (
        write_pdf(book_from(f"# Tabellen\n\nVoor.\n\n{rows}\n## Daarna\n{notes}", language="nl"), path) == []
    )
    golden(CASES / "turned.tree.txt", tag_tree(path))


def test_a_heading_goes_with_its_turned_table(book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    inner = f"::: {{.quote}}\n{table(10)}:::\n"
    text = f"# Tabellen\n\nVoor.\n\n## Deel\n\n{inner}\nNa.\n"
    assert write_pdf(book_from(text, language="nl"), path) == []
    pages = {each.text: each.page for each in shown(path)}
    assert (pages["Voor."], pages["Deel"], pages["Kop0"], pages["Na."]) == (5, 6, 6, 7)


@pytest.mark.parametrize(
    "text",
    [
        "::: {{.box}}\n{table}:::\n",
        "- Een punt:\n\n{indented}",
        "Tekst.[^noot]\n\n[^noot]: Een noot:\n\n{indented}",
    ],
    ids=["box", "item", "note"],
)
def test_a_table_stays_in_what_it_belongs_to(text: str, book_from: Maker, tmp_path: Path) -> None:
    wide = table(10)
    indented = "".join(f"    {line}\n" for line in wide.splitlines())
    book = book_from(f"# Tabellen\n\n{text.format(table=wide, indented=indented)}", language="nl")
    path = tmp_path / "book.pdf"
    assert write_pdf(book, path) == []
    with pikepdf.open(path) as pdf:
        assert all(page.mediabox[2] < page.mediabox[3] for page in pdf.pages)
    cells = [each for each in shown(path) if each.page > FRONT and 7 <= each.size <= 8]
    assert max(each.x + width(each) for each in cells) <= (210 - 26) * POINTS + 1


def test_a_table_from_right_to_left_stays_on_its_page(book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    words = " | ".join(["المسؤوليات"] * 9)
    text = f"# Tabellen\n\n::: {{lang=ar}}\n| {words} |\n{'|---' * 9}|\n| {words} |\n:::\n"
    assert write_pdf(book_from(text, language="nl"), path) == []
    places = [each for each in shown(path) if each.page > FRONT and 7 <= each.size < 8.5]
    assert len({round(each.x) for each in places}) >= 9
    assert all(each.x >= 26 * POINTS - 1 for each in places)


def test_a_long_table_is_measured_by_its_longest_cells(book_from: Maker) -> None:
    book = book_from(f"# Tabellen\n\n{table(4, 1000)}")
    found = build_document(book, fill_book(book, "print")).find(".//table")
    assert found is not None
    copy = alone(found, "", 0)
    assert len(copy.findall(".//tbody/tr")) <= 8
    assert "verantwoordelijkheid" in "".join(map(str, copy.itertext()))


def test_what_is_wrong_with_a_table_is_said_once(book_from: Maker, tmp_path: Path) -> None:
    text = '# A chapter\n\n| One | Two |\n|---|---|\n| ![](figure.svg){alt="A figure"} | 2 |\n'
    findings = write_pdf(book_from(text, {"figure.svg": "<svg"}), tmp_path / "book.pdf")
    assert [found.code for found in findings] == ["P801"]


def width(each: Shown) -> float:
    """Return about how wide a string is."""
    return 0.45 * each.size * len(each.text)


def test_a_quotation_keeps_its_table_out_of_the_margin(book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    text = f"# Tabellen\n\n{table(7)}\n::: {{.quote}}\n{table(7)}:::\n"
    assert ways(book_from(text, language="nl"), path) == ["outset small", "turned"]
