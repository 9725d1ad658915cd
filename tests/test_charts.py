"""Figures drawn from data: what is drawn, its table, and what cannot be drawn."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from colofon.book import Book
from colofon.editions.charts import drawing
from colofon.editions.colours import WHITE, contrast, parse
from colofon.editions.epub import write_epub
from colofon.editions.epub.publication import make_publication
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.web import write_web
from colofon.editions.wording import phrases
from colofon.pipeline import check_book
from colofon.reading.drawings import drawing_faults, read_drawing
from tests.conftest import PROJECT

Maker = Callable[..., Book]
SVG = "{http://www.w3.org/2000/svg}"
BARS = "part,label,value,unit\nOf all,a,50,percent\nOf all,b,25,percent\nOf some,[c]{lang=fr},12.5,percent\n"
RANGES = "label,low,high,note\na,500,6000,estimate\nb,200,200,\n"
TIMES = "date,event\n2004,begins\n2014-06,grows\n2014-06-29,is named\n"
OUTLINE = "part,chapter,note\nThreats,fall,soon\n"
DATA = {"bars": BARS, "ranges": RANGES, "timeline": TIMES, "outline": OUTLINE}


def book_of(book_from: Maker, data: str, language: str = "en") -> Book:
    text = '# The fall {#fall}\n\n![All of it](x.csv){#all alt="a figure"}\n'
    return book_from(text, {"x.csv": data}, language)


def paths(book: Book) -> list[tuple[float, float, float, float, str]]:
    """Return the box of each filled shape that is no letter, and its colour."""
    root = etree.fromstring(drawing(book, book.charts["x.csv"], phrases(book.metadata.language)))
    found = []
    for path in root.iter(f"{SVG}path"):
        fill = re.search(r"fill: (#\w+)", path.get("style", ""))
        if fill and not any(above.tag == f"{SVG}defs" for above in path.iterancestors()):
            numbers = [float(number) for number in re.findall(r"-?[0-9.]+", path.get("d", ""))]
            across, down = numbers[::2], numbers[1::2]
            found.append((min(across), min(down), max(across), max(down), fill[1]))
    return found


def test_a_bar_is_as_long_as_its_value(book_from: Maker) -> None:
    book = book_of(book_from, BARS)
    boxes = [box for box in paths(book) if box[0] == 0 and 17 < box[3] - box[1] < 19]
    tracks, bars = boxes[::2], boxes[1::2]
    assert len(bars) == 3
    assert len({track[2] for track in tracks}) == 1
    for bar, share in zip(bars, (0.5, 0.25, 0.125), strict=True):
        assert bar[2] == pytest.approx(share * tracks[0][2], abs=0.01)


def test_bars_can_be_told_from_their_ground(book_from: Maker) -> None:
    book = book_of(book_from, BARS)
    colours = {box[4] for box in paths(book) if box[0] == 0 and 17 < box[3] - box[1] < 19}
    dark = [colour for colour in colours if contrast(parse(colour), WHITE) > 2]
    (light,) = colours - set(dark)
    assert all(contrast(parse(colour), parse(light)) >= 3 for colour in dark)


@pytest.mark.parametrize("form", DATA)
def test_a_drawing_only_draws(form: str, book_from: Maker) -> None:
    book = book_of(book_from, DATA[form])
    assert check_book(book) == []
    assert book.charts["x.csv"].form == form
    root = read_drawing(drawing(book, book.charts["x.csv"], phrases("en")))
    assert root is not None
    assert list(drawing_faults(root)) == []
    assert root.get("width") is None
    assert root.get("viewBox", "").startswith("0 0 640 ")


@pytest.mark.parametrize("form", DATA)
def test_nothing_lies_outside(form: str, book_from: Maker) -> None:
    book = book_of(book_from, DATA[form])
    root = etree.fromstring(drawing(book, book.charts["x.csv"], phrases("en")))
    height = float(root.get("viewBox", "").split()[3])
    boxes = paths(book)
    assert min(box[0] for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= 640
    assert max(box[3] for box in boxes) <= height


def test_another_process_draws_the_same(book_from: Maker, tmp_path: Path) -> None:
    book = book_of(book_from, TIMES)
    program = (
        "import sys; from pathlib import Path; from colofon.pipeline import read_book\n"
        "from colofon.editions.charts import drawing; from colofon.editions.wording import phrases\n"
        "book = read_book(Path(sys.argv[1]))\n"
        "sys.stdout.buffer.write(drawing(book, book.charts['x.csv'], phrases('en')))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(Path.cwd())],
        capture_output=True, check=True, cwd=PROJECT,
        env={**os.environ, "PYTHONHASHSEED": "7", "MPLCONFIGDIR": str(tmp_path / "other")},
    )  # fmt: skip
    assert run.stdout == drawing(book, book.charts["x.csv"], phrases("en"))


def test_the_data_stand_in_a_table(book_from: Maker) -> None:
    data = fill_book(book_of(book_from, BARS, "nl"), "screen").data
    assert data is not None
    (table,) = data
    rows = [["".join(map(str, cell.itertext())) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Wat", "Waarde"],
        ["Of all"],
        ["a", "50\u00a0percent"],
        ["b", "25\u00a0percent"],
        ["Of some"],
        ["c", "12,5\u00a0percent"],
    ]
    scopes = [cell.get("scope") for cell in table.iter("th")]
    assert scopes == ["col", "col", "rowgroup", "row", "row", "rowgroup", "row"]
    assert [span.get("lang") for span in table.iter("span") if span.get("lang")] == ["fr"]
    assert "".join(map(str, table[0].itertext())) == "Figuur\u00a01. All of it"


def test_spans_and_dates_in_the_words_of_the_book(book_from: Maker) -> None:
    data = fill_book(book_of(book_from, RANGES, "nl"), "screen").data
    assert data is not None
    assert [cell.text for cell in data.iter("td")][:2] == ["500", "6.000"]
    data = fill_book(book_of(book_from, TIMES, "nl"), "screen").data
    assert data is not None
    assert [cell.text for cell in data.iter("th")][2:] == ["2004", "juni 2014", "29 juni 2014"]


def test_every_edition_shows_it_and_leads_to_the_data(book_from: Maker, tmp_path: Path) -> None:
    book = book_of(book_from, BARS)
    files = make_publication(book).files
    assert files["EPUB/images/x.svg"].startswith(b"<svg")
    assert b'href="figure-data.xhtml#data-all"' in files["EPUB/chapter.xhtml"]
    assert b'href="chapter.xhtml#all"' in files["EPUB/figure-data.xhtml"]
    assert write_epub(book, tmp_path / "book.epub") == []
    assert write_web(book, tmp_path / "web") == []
    page = html.document_fromstring((tmp_path / "web/chapter.html").read_bytes())
    assert [image.get("src") for image in page.iter("img")] == ["images/x.svg"]
    assert (tmp_path / "web/images/x.svg").is_file()
    assert (tmp_path / "web/figure-data.html").is_file()
    assert write_pdf(book, tmp_path / "book.pdf") == []
    command = ["pdftotext", "-layout", str(tmp_path / "book.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert "Data as a table" in text
    assert re.search(r"c +12\.5.percent", text)


def test_characters_that_no_face_has_are_a_finding(book_from: Maker) -> None:
    book = book_of(book_from, "label,value\n\u6f22,1\n")
    (finding,) = fill_book(book, "screen").findings
    assert (finding.code, finding.position.line, finding.position.column) == ("M808", 2, 1)


def test_a_word_without_room_is_a_finding(book_from: Maker) -> None:
    book = book_of(book_from, f"label,value,unit\n{'w' * 60},1,{'u' * 60}\nshort,1,m\n")
    found = [(finding.code, *finding.position[1:]) for finding in fill_book(book, "screen").findings]
    assert found == [("M808", 2, 1), ("M808", 2, 64)]
