"""A PDF of ours, and the text that pdftotext makes of it, come back as what they were printed from."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest

from colofon.book import Book, Element, Fault
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.blocks import DELIMITED, ordinal
from colofon.editions.wording import phrases
from colofon.importing import import_file
from colofon.importing.pdf import source_of_pdf
from colofon.importing.text.blocks import HEADING
from colofon.importing.text.joining import UNSEEN
from colofon.importing.text.lines import source_of
from colofon.importing.text.reconstruction import Reconstruction, reconstructed
from colofon.importing.text.structure import give_levels
from colofon.pipeline import read_book
from colofon.vocabulary import HEADINGS
from tests.conftest import PROJECT, TESTS

ALL = {
    "manuscript": PROJECT / "manuscript",
    "small": TESTS / "books" / "small",
    "stress": TESTS / "books" / "stress",
}
TYPED = re.compile(r"(?:[IVXLC]+|[0-9]+|[A-Z])(?:\.[0-9]+)*\.?")
"""The number that an edition prints before a heading."""
MARKER = re.compile(r"(?:[-–•]|\(?[0-9a-z]{1,4}[.)])")
HYPHENS = re.compile(r"[\s\u00ad-]+")
"""What is not compared: white space, and hyphens, which pdftotext takes off at line ends."""


@dataclass
class Printed:
    """What a book says, as it is printed: without white space and hyphens."""

    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)


def squeezed(text: str) -> str:
    return HYPHENS.sub("", UNSEEN.sub("", text))


def printed(book: Book) -> Printed:
    """Return what the print edition of a book says."""
    found = Printed()
    for filled in fill_book(book, "print").chapters:
        name = filled.chapter.name
        for element in filled.tree.iter("p", "aside", *HEADINGS):
            text = squeezed("".join(said(book, name, element)))
            held = {str(around.tag) for around in element.iterancestors()} & {"aside", "td", "th"}
            if element.tag in HEADINGS:
                found.headings.append(text)
            elif element.tag == "aside":
                note = book.note(name, element.get("data-label", ""))
                assert note is not None
                found.notes[note.number or 0] = text
            elif not held:
                found.paragraphs.append(text)
    return found


def said(book: Book, chapter: str, element: Element) -> Iterator[str]:
    """Yield the text of an element, with calls as ``[^n]``, and in notes what the edition puts before items."""
    yield label(book, element) if any(above.tag == "aside" for above in element.iterancestors()) else ""
    yield element.text or ""
    for child in element:
        if child.get("class") == "noteref":
            note = book.note(chapter, child.get("data-label", ""))
            yield f"[^{note.number if note else ''}]"
        elif child.tag != "br":
            yield from said(book, chapter, child)
        yield child.tail or ""


def label(book: Book, element: Element) -> str:
    """Return what an edition puts before an item or a caption."""
    parent = element.getparent()
    assert parent is not None
    number = parent.get("data-number")
    if element.tag in ("caption", "figcaption") and number:
        words = phrases(book.metadata.language)(f"{parent.tag}-label", number=number)
        return words if "".join(map(str, element.itertext())).strip() else words.rstrip(".")
    own = element.get("data-number")
    if element.tag in ("table", "figure") and own and element.find("caption") is element.find("figcaption"):
        # Neither has words: the label stands alone.
        return phrases(book.metadata.language)(f"{element.tag}-label", number=own).rstrip(".")
    if element.tag != "li":
        return ""
    if parent.tag == "ul":
        return "–"
    place = int(parent.get("start", "1")) + parent.index(element)
    return DELIMITED[parent.get("data-delimiter", "period")].format(ordinal(place, parent.get("type", "1")))


@pytest.fixture(scope="module", params=ALL)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Printed, Path]:
    """Name, what was printed, and the PDF."""
    book = read_book(ALL[request.param])
    path = tmp_path_factory.mktemp("round") / "book.pdf"
    assert write_pdf(book, path) == []
    return request.param, printed(book), path


def is_numbered(heading: str, text: str) -> bool:
    """Tell whether a heading is a text with a number before it."""
    return heading.endswith(text) and TYPED.fullmatch(heading.removesuffix(text)) is not None


def share(wanted: list[str], found: set[str]) -> float:
    return sum(text in found for text in wanted) / len(wanted)


class Shares(NamedTuple):
    """What came back as it was, each from 0 to 1; a call that is none counts against the calls."""

    calls: float
    notes: float
    headings: float
    paragraphs: float


def compare(again: Reconstruction, wanted: Printed) -> Shares:
    """Return the shares of calls, notes, headings and paragraphs that came back as they were."""
    give_levels(again)
    notes = {note.number: squeezed(again.note_text(note)) for note in again.notes if note.lines}
    called = {call.number for call in again.calls}
    assert len(called) == len(again.calls)
    calls = len(called & set(wanted.notes)) / len(called | set(wanted.notes))
    blocks = {squeezed(again.text(block.lines)) for block in again.blocks if block.kind != HEADING}
    # Between calls at one place an edition puts a comma.
    blocks = {text.replace("],[^", "][^") for text in blocks}
    blocks |= {MARKER.sub("", text, count=1) for text in blocks}
    headings = {squeezed(again.text(block.lines)) for block in again.blocks if block.kind == HEADING}
    headings |= {text for text in wanted.headings if any(is_numbered(found, text) for found in headings)}
    same = sum(notes.get(number) == text for number, text in wanted.notes.items())
    return Shares(
        calls, same / len(wanted.notes), share(wanted.headings, headings), share(wanted.paragraphs, blocks)
    )


def assert_at_least(shares: Shares, least: Shares) -> None:
    short = {name: value for name, value in shares._asdict().items() if value < getattr(least, name)}
    assert not short, f"{shares} is short of {least}"


def test_a_pdf_comes_back(made: tuple[str, Printed, Path]) -> None:
    _, wanted, path = made
    faults: list[Fault] = []
    source = source_of_pdf(path, faults)
    assert faults == []
    assert source is not None
    assert source.tagged
    assert compare(reconstructed(source), wanted) == Shares(1, 1, 1, 1)


UNTAGGED = {
    "manuscript": Shares(1, 0.995, 0.98, 0.98),
    "small": Shares(1, 0.995, 0.98, 0.98),
    "stress": Shares(1, 0.98, 0.85, 0.73),
}
"""Where a table begins the page behind a note, it is set as notes are; the lists, tables and code of the
stress book are lines."""


def test_a_pdf_without_tags_comes_back(made: tuple[str, Printed, Path]) -> None:
    name, wanted, path = made
    source = source_of_pdf(path, [])
    assert source is not None
    source.tagged = False
    for line in source.lines:
        line.path = ()
    assert_at_least(compare(reconstructed(source), wanted), UNTAGGED[name])


LEAST = {
    ("manuscript", True): Shares(1, 0.995, 0.98, 0.97),
    ("small", True): Shares(1, 0.995, 0.9, 0.985),
    ("stress", True): Shares(1, 0.97, 0.94, 0.63),
    ("manuscript", False): Shares(1, 0.995, 0.98, 0.86),
    ("small", False): Shares(1, 0.995, 0.98, 0.75),
    ("stress", False): Shares(1, 0.95, 0.8, 0.47),
}
"""Manuscript, and whether the layout is kept. Without layout no blank line parts paragraphs: where one ends
with a full line, nothing tells."""


@pytest.mark.parametrize("layout", [True, False], ids=["layout", "plain"])
def test_the_text_of_a_pdf_comes_back(made: tuple[str, Printed, Path], layout: bool) -> None:
    name, wanted, path = made
    command = ["pdftotext", *(["-layout"] if layout else []), str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert_at_least(compare(reconstructed(source_of(text, "book.txt")), wanted), LEAST[name, layout])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["keynes-economic-consequences", "mill-on-liberty"])
def test_a_book_of_others_comes_back(
    name: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert import_file(shared / "outside" / f"{name}.epub", Path("made")) == []
    book = read_book(Path("made"))
    assert write_pdf(book, Path("book.pdf")) == []
    source = source_of_pdf(Path("book.pdf"), [])
    assert source is not None
    assert compare(reconstructed(source), printed(book)) == Shares(1, 1, 1, 1)
