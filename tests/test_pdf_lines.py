"""A PDF becomes lines in the order of reading, with what its paint tells of each."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from colofon.book import Fault
from colofon.editions.pdf import write_pdf
from colofon.importing.pdf import source_of_pdf
from colofon.importing.text.lines import Line, Source
from colofon.pipeline import read_book
from tests.conftest import PROJECT
from tests.importing.pdf.making import Stream, paint, set_pages

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


@pytest.fixture(scope="module", params=BOOKS, ids=lambda path: path.name)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edition") / "book.pdf"
    assert write_pdf(read_book(request.param), path) == []
    return path


def test_no_word_is_lost_or_doubled(edition: Path) -> None:
    said = subprocess.run(["pdftotext", "-layout", edition, "-"], capture_output=True, check=True)
    theirs = words(EMBEDDING.sub("", said.stdout.decode()))
    ours = words(source(edition).text)
    # The two differ in where a narrow blank, or one of a kerned bracket, parts a word; never in a letter.
    assert characters(theirs) == characters(ours)
    assert (theirs - ours).total() + (ours - theirs).total() <= 0.002 * theirs.total()


def test_every_call_is_raised(edition: Path) -> None:
    with pikepdf.open(edition) as pdf:
        calls = sum(1 for each in pdf.objects if _is(each, "/Note"))
    found = source(edition)
    raised = [line.text[begin:end] for line in found.lines for begin, end in line.raised]
    assert found.raises == bool(calls)
    assert sorted(Counter(raised)) == sorted({str(number) for number in range(1, calls + 1)} | set(raised))


def _is(each: object, kind: str) -> bool:
    return isinstance(each, pikepdf.Dictionary) and "/S" in each and str(each.S) == kind
