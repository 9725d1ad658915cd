"""A PDF becomes lines in the order of reading, with what its paint tells of each."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from colofon.book import Book, Fault
from colofon.editions.pdf import write_pdf
from colofon.importing.pdf import source_of_pdf
from colofon.importing.text.lines import Line, Source
from colofon.pipeline import read_book
from tests.conftest import PROJECT
from tests.importing.pdf.making import paint, set_pages

CASES = Path(__file__).parent / "importing" / "pdf"
BOOKS = [PROJECT / "manuscript", *sorted((Path(__file__).parent / "books").iterdir())]

Golden = Callable[[Path, str], None]


def source(path: Path) -> Source:
    faults: list[Fault] = []
    found = source_of_pdf(path, faults)
    assert faults == []
    assert found is not None
    return found


def marked(line: Line) -> str:
    """The text with what is raised between braces."""
    text, last = "", 0
    for begin, end in line.raised:
        text += f"{line.text[last:begin]}{{{line.text[begin:end]}}}"
        last = end
    return text + line.text[last:]


def told(line: Line) -> str:
    names = ("opens", "apart", "bold", "italic", "soft", "artifact")
    flags = "".join(name[0] for name in names if getattr(line, name)) or "-"
    turned = f"/{line.angle}" if line.angle else ""
    return (
        f"{line.page}.{line.column}{turned} {line.left:.0f}..{line.right:.0f} {line.top:.3f} "
        f"{line.size:.1f} {flags} | {marked(line)}\n"
    )


def lines_of(path: Path) -> list[str]:
    return [marked(line) for line in source(path).lines]


@pytest.mark.parametrize("name", [path.stem for path in sorted(CASES.glob("*.html"))])
def test_what_weasyprint_sets(name: str, tmp_path: Path, golden: Golden) -> None:
    path = tmp_path / "set.pdf"
    set_pages((CASES / f"{name}.html").read_text(encoding="utf-8"), path)
    golden(CASES / f"{name}.lines.txt", "".join(told(line) for line in source(path).lines))


def test_the_lines_are_the_text(tmp_path: Path) -> None:
    set_pages("<p>One.<p style='break-before: page'>Two.<p>Three.", tmp_path / "set.pdf")
    found = source(tmp_path / "set.pdf")
    assert found.text == "One.\n\fTwo.\nThree.\n"
    assert found.pages
    assert not found.raises
    assert [(line.number, line.page, line.opens) for line in found.lines] == [
        (1, 1, True), (2, 2, True), (3, 2, False),
    ]  # fmt: skip
    assert all(found.text[line.start : line.end] == line.text for line in found.lines)


def words(text: str) -> Counter[str]:
    return Counter(unicodedata.normalize("NFKC", text).split())


def characters(counted: Counter[str]) -> Counter[str]:
    found = Counter[str]()
    for word, count in counted.items():
        for sign in word:
            found[sign] += count
    return found


EMBEDDING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What pdftotext puts around text from right to left."""
FROM_RIGHT = re.compile("[\u0590-\u08ff]")


@pytest.fixture(scope="module", params=BOOKS, ids=lambda path: path.name)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    path = tmp_path_factory.mktemp("edition") / "book.pdf"
    book = read_book(request.param)
    assert write_pdf(book, path) == []
    return book, path


def test_no_word_is_lost_or_doubled(edition: tuple[Book, Path]) -> None:
    said = subprocess.run(["pdftotext", "-layout", edition[1], "-"], capture_output=True, check=True)
    theirs = words(EMBEDDING.sub("", said.stdout.decode()))
    ours = words(source(edition[1]).text)
    assert characters(theirs) == characters(ours)
    # Never a letter, but sometimes a blank: pdftotext parts a bracket from its word, and in Hebrew, words.
    differing = [word for word in (theirs - ours) + (ours - theirs) if not FROM_RIGHT.search(word)]
    assert len(differing) <= 0.001 * theirs.total()


def test_every_call_is_raised(edition: tuple[Book, Path]) -> None:
    book, path = edition
    called = Counter(str(note.number) for notes in book.notes.values() for note in notes)
    found = source(path)
    raised = Counter(line.text[begin:end] for line in found.lines for begin, end in line.raised)
    assert called - raised == Counter()
    assert found.raises == bool(called)


PAINTED: dict[str, tuple[str | bytes, list[str]]] = {
    "a hyphen that the face calls soft": (
        b"BT /F 10 Tf 14 TL 20 250 Td (one hy\xad) Tj T* (phen and we\xadll) Tj ET",
        ["one hy-", "phen and we-ll"],
    ),
    "bold by painting twice": (
        "BT /F 10 Tf 20 250 Td (fake bold) Tj 0.3 0 Td (fake bold) Tj ET",
        ["fake bold"],
    ),
    "letters painted twice one by one": (
        "BT /F 10 Tf 20 250 Td (a) Tj 0.2 0 Td (a) Tj 6 0 Td (b) Tj 0.2 0 Td (b) Tj ET",
        ["ab"],
    ),
    "double letters stay": ("BT /F 10 Tf 20 250 Td (all illness) Tj ET", ["all illness"]),
    "a call by rise": (
        "BT /F 10 Tf 20 250 Td (call) Tj 4 Ts /F 6 Tf (12) Tj 0 Ts /F 10 Tf ( and on) Tj ET",
        ["call{12} and on"],
    ),
    "a call painted after its line": (
        ("BT /F 10 Tf 20 250 Td (call and on) Tj ET BT /F 10 Tf 20 200 Td (below) Tj ET "
        "BT /F 6 Tf 67 254 Td (3) Tj ET"),
        ["call and on{3}", "below"],
    ),
    "the number before a note": (
        "BT /F 6 Tf 20 253 Td (7) Tj /F 9 Tf 5 -3 Td (See above.) Tj ET",
        ["{7} See above."],
    ),
    "an index below the line": (
        "BT /F 10 Tf 20 250 Td (H) Tj -2 Ts /F 6 Tf (2) Tj 0 Ts /F 10 Tf (O) Tj ET",
        ["H2O"],
    ),
    "words without blanks between them": (
        "BT /F 10 Tf 20 250 Td [(two) -280 (words) -300 (fi) 20 (t)] TJ ET",
        ["two words fit"],
    ),
    "words parted by the white behind each sign": (
        "BT /F 10 Tf 20 250 Td (tw) Tj 2.5 Tc (ol) Tj 0 Tc [250 (ines)] TJ ET",
        ["two lines"],
    ),
    "spaced capitals": (
        "BT /F 10 Tf 3 Tc 20 250 Td [(TWO) -500 (WORDS)] TJ ET",
        ["TWO WORDS"],
    ),
    "an accent over its letter": (
        b"BT /F 10 Tf 20 250 Td [(caf) 0 (\xb4) 390 (e and na) 0 (\xa8) 290 (ive)] TJ ET",
        ["caf\u00e9 and na\u00efve"],
    ),
    "what should be read instead": (
        "/Span <</ActualText (fi)>> BDC BT /F 10 Tf 20 250 Td (XY) Tj ET EMC BT /F 10 Tf 33.4 250 Td (t) Tj ET",
        ["fit"],
    ),
    "a hyphen that should not be read": (
        "BT /F 10 Tf 20 250 Td (hy) Tj /Span <</ActualText (\\377\\376)>> BDC (-) Tj EMC ET",
        ["hy-"],
    ),
    "text under a scan": ("BT 3 Tr /F 10 Tf 20 250 Td (recognised) Tj ET", ["recognised"]),
    "text outside the page": (
        "BT /F 10 Tf -90 250 Td (outside) Tj 110 0 Td (inside) Tj 200 90 Td (above) Tj ET",
        ["inside"],
    ),
    "turned text comes last": (
        "BT /F 10 Tf 0 1 -1 0 20 20 Tm (from below) Tj 1 0 0 1 50 250 Tm (first line of more) Tj ET",
        ["first line of more", "from below"],
    ),
    "lines in the order of the page": (
        "BT /F 10 Tf 20 100 Td (third) Tj 0 100 Td (first) Tj 0 -14 Td (second) Tj ET",
        ["first", "second", "third"],
    ),
    "cells of a row": (
        ("BT /F 10 Tf 20 200 Td (Year) Tj 80 0 Td (Dead) Tj -80 -14 Td (2015) Tj 80 0 Td (1.120) Tj "
        "-80 -14 Td (2016) Tj 80 0 Td (80) Tj ET"),
        ["Year  Dead", "2015  1.120", "2016  80"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PAINTED)
def test_what_is_painted(case: str, tmp_path: Path) -> None:
    content, lines = PAINTED[case]
    paint(tmp_path / "painted.pdf", content)
    assert lines_of(tmp_path / "painted.pdf") == lines


@pytest.mark.parametrize(("rotate", "matrix"), [(90, "0 1 -1 0 50 20"), (270, "0 -1 1 0 250 280")])
def test_a_page_that_is_shown_turned(rotate: int, matrix: str, tmp_path: Path) -> None:
    content = f"BT /F 10 Tf 14 TL {matrix} Tm (one line) Tj T* (and another) Tj ET"
    paint(tmp_path / "painted.pdf", content, rotate=rotate)
    found = source(tmp_path / "painted.pdf").lines
    assert [(line.text, line.angle) for line in found] == [("one line", 0), ("and another", 0)]
    assert found[0].top is not None
    assert abs(found[0].top - 50 / 300) < 0.01


def column(x: int, y: int, count: int, word: str) -> str:
    lines = "".join(f"({word} line {number} of some length) Tj T* " for number in range(1, count + 1))
    return f"BT /F 8 Tf 10 TL {x} {y} Td {lines} ET "


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    foot = (
        column(20, 60, 2, "left note").replace("/F 8", "/F 6"),
        column(160, 60, 2, "right note").replace("/F 8", "/F 6"),
    )
    paint(tmp_path / "a.pdf", column(20, 250, 9, "left") + column(160, 250, 9, "right") + "".join(foot))
    found = source(tmp_path / "a.pdf").lines
    assert [line.column for line in found] == [1] * 11 + [2] * 11
    assert [line.number for line in found if line.opens] == [1, 12]
    assert [line.text.partition(" line")[0] for line in found[8:13]] == [
        "left", "left note", "left note", "right", "right",
    ]  # fmt: skip


def test_a_note_of_one_line_stays_in_its_column(tmp_path: Path) -> None:
    notes = "BT /F 6 Tf 20 30 Td (1 A note at the left.) Tj 140 0 Td (2 A note at the right.) Tj ET "
    number = "BT /F 8 Tf 150 10 Td (12) Tj ET"
    paint(tmp_path / "a.pdf", column(20, 250, 9, "left") + column(160, 250, 9, "right") + notes + number)
    found = source(tmp_path / "a.pdf").lines
    assert [(line.text, line.column) for line in found[9:10] + found[19:]] == [
        ("1 A note at the left.", 1),
        ("2 A note at the right.", 2),
        ("12", 0),
    ]


def test_columns_are_counted(tmp_path: Path) -> None:
    stacks = [column(x, 250, 9, word) for x, word in ((20, "a"), (170, "b"), (320, "c"))]
    paint(tmp_path / "a.pdf", "".join(stacks), size=(470, 300))
    assert [line.column for line in source(tmp_path / "a.pdf").lines] == [1] * 9 + [2] * 9 + [3] * 9


def test_columns_under_a_scan_painted_line_by_line(tmp_path: Path) -> None:
    rows = "".join(
        f"BT 3 Tr /F 8 Tf 20 {250 - 10 * row} Td (left side of the text row {row}) Tj 140 0 Td "
        f"(right side of the text row {row}) Tj ET "
        for row in range(9)
    )
    paint(tmp_path / "a.pdf", rows)
    assert [line.column for line in source(tmp_path / "a.pdf").lines] == [1] * 9 + [2] * 9


def test_the_same_file_gives_the_same_lines(tmp_path: Path) -> None:
    set_pages((CASES / "columns.html").read_text(encoding="utf-8"), tmp_path / "a.pdf")
    assert source(tmp_path / "a.pdf") == source(tmp_path / "a.pdf")
