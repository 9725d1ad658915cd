"""The line ends of the PDF: words stay whole, addresses part at their own signs, and nothing gets a hyphen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from colofon.book import Book
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.addresses import with_opportunities
from colofon.editions.pdf.document import build_document
from colofon.editions.pdf.setting import set_document
from tests.pdf.shown import lines

Maker = Callable[..., Book]
WHOLE = {"CTC", "Sentinel,", "2016.", "word", "o"}


def nested() -> str:
    """Return a chapter of notes with a part in a part, at every place of a line that is not the first."""
    notes = range(30)
    calls = " ".join(f"Call.[^n{number}]" for number in notes)
    texts = (
        f"[^n{number}]: [{'word ' * 32}{'o ' * number}[CTC Sentinel,]{{lang=en}} 2016.]{{lang=nl}}\n\n"
        for number in notes
    )
    return f"# A chapter\n\n{calls}\n\n{''.join(texts)}"


def cut_words(path: Path) -> set[str]:
    """Return what stands at the end of a line of a note and is no whole word."""
    ends = {line.split()[-1] for line in lines(path) if WHOLE & set(line.split())}
    return {end for end in ends if end not in WHOLE}


def test_a_word_in_an_inner_element_stays_whole(book_from: Maker, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    assert write_pdf(book_from(nested()), path) == []
    assert cut_words(path) == set()


def test_without_the_mend_a_word_is_cut(book_from: Maker, tmp_path: Path) -> None:
    book, path = book_from(nested()), tmp_path / "book.pdf"
    set_document(book, build_document(book, fill_book(book, "print")), path, "", frozenset({"line-start"}))
    assert cut_words(path) != set()


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://example.org/a/b.html", "https://example.|org/|a/|b.|html"),
        ("https://example.org/?id=12&page=3456", "https://example.|org/?|id=|12&|page=|3456"),
        ("www.example.org/a-long-name", "www.example.|org/|a-|long-|name"),
        ("https://a.nl/x", "https://a.nl/x"),
        ("doi:10.1080/09546553.2017.1", "doi:10.1080/|09546553.|2017.1"),
        ("een/of/ander. Niets.", "een/of/ander. Niets."),
    ],
)
def test_an_address_parts_behind_its_signs(address: str, parts: str) -> None:
    assert with_opportunities(address).replace("\u200b", "|") == parts


LONG = (
    "https://www.example.org/reports/counter-terrorism/analysis?year=2017&part=supplement-to-the-report.html"
)


def test_a_long_address_is_read_back_whole(book_from: Maker, tmp_path: Path) -> None:
    text = f"# A chapter\n\n{'Some words. ' * 7}<{LONG}> Text.[^note]\n\n[^note]: {'Word ' * 15}{LONG}.\n"
    path = tmp_path / "book.pdf"
    assert write_pdf(book_from(text), path) == []
    found = lines(path)
    assert "".join(found).count(LONG) == 2
    heads = [line for line in found if LONG[:20] in line and not line.endswith(LONG)]
    assert heads
    assert all(line[-1] in "/?&=.-" for line in heads)
