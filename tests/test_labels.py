"""The words in a drawing: letters join, run the way of their script, and are read back as words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest

from colofon.book import Book
from colofon.editions.pdf import setting, write_pdf

Maker = Callable[..., Book]

ALEF, MEEM = "\u0627", "\u0645"
NAME = f"{ALEF}\u0644\u0627\u0633{MEEM}"


def drawn(book_from: Maker, tmp_path: Path, text: str) -> bytes:
    """Return the content of the page with a drawing, from the drawing on."""
    figure = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{text}</svg>'
    book = book_from('# One\n\n![](figure.svg){#figure alt="Words"}\n', {"figure.svg": figure})
    path = tmp_path / "book.pdf"
    assert write_pdf(book, path) == []
    with pikepdf.open(path) as pdf:
        content: bytes = pdf.pages[-1].Contents.read_bytes()
    return content.split(b"/Figure", 1)[1].split(b"EMC", 1)[0]


def shown(content: bytes) -> int:
    """Return how often something was written: once for each run of letters with a place of its own."""
    return content.count(b"TJ")


def test_a_text_is_set_as_one(book_from: Maker, tmp_path: Path) -> None:
    assert shown(drawn(book_from, tmp_path, '<text x="5" y="20">AVAVA</text>')) == 1
    assert shown(drawn(book_from, tmp_path, f'<text x="5" y="20">{NAME}</text>')) == 1


def test_arabic_letters_join_and_run_from_right_to_left(book_from: Maker, tmp_path: Path) -> None:
    def glyphs(text: str) -> list[str]:
        content = drawn(book_from, tmp_path, f'<text x="5" y="20">{text}</text>').decode("latin-1")
        written = "".join(re.findall(r"<([0-9a-f]+)>", content.split("Tf", 1)[1]))
        return re.findall("....", written)

    # Drawn from the left on: the last letter comes first, in the form in which it joins.
    assert glyphs(NAME)[-1:] == glyphs(ALEF)
    assert glyphs(NAME)[:1] != glyphs(MEEM)
    assert set(glyphs(MEEM)).isdisjoint(glyphs(NAME))


@pytest.mark.parametrize(
    "placed", ['x="5 15 25"', 'x="5" dy="0,1"', 'x="5" rotate="10"', 'x="5" letter-spacing="2"']
)
def test_letters_with_places_of_their_own_keep_them(book_from: Maker, tmp_path: Path, placed: str) -> None:
    assert shown(drawn(book_from, tmp_path, f'<text y="20" {placed}>abc</text>')) == 3


def test_the_mend_is_still_needed(book_from: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def nothing() -> Iterator[None]:
        yield

    monkeypatch.setattr(setting, "set_in_words", nothing)
    assert shown(drawn(book_from, tmp_path, f'<text x="5" y="20">{NAME}</text>')) == 5
