"""Colours, the cover's picture, the wording of dates, and what stays together at the end of a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from colofon.book import Book
from colofon.editions.colours import LEGIBLE, WHITE, contrast, palette, parse
from colofon.editions.matter import dated
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.cover import cover_picture
from colofon.editions.wording import phrases
from tests.pdf.shown import Shown, shown


@pytest.mark.parametrize(
    "accent", ["#0f4c5c", "#7a1f3d", "#ffee00", "#ffffff", "#000000", "#808080", "#39ff14"]
)
def test_text_can_be_read_with_every_accent(accent: str) -> None:
    colours = {name: parse(colour) for name, colour in palette(accent).items()}
    assert contrast(colours["accent-text"], WHITE) >= LEGIBLE
    assert contrast(colours["accent-text"], colours["tint"]) >= LEGIBLE
    assert contrast(colours["on-accent"], colours["accent"]) >= LEGIBLE


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.01)


def test_the_cover_has_a_dot_for_each_note(book_from: Callable[..., Book]) -> None:
    book = book_from("# A chapter\n\nOne.[^one] Two.[^two]\n\n[^one]: First.\n\n[^two]: Second.\n")
    picture = etree.fromstring(cover_picture(book))
    assert len(picture.findall("{*}circle")) == 2
    assert len(picture.findall("{*}path")) == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [("2018-04-01", "1 April 2018"), ("2018-04", "April 2018"), (2018, "2018"), (None, "")],
)
def test_a_date_is_as_exact_as_it_is_given(value: object, words: str) -> None:
    assert dated(value, phrases("en")) == words


def fill(lines: int) -> str:
    """Return a chapter with so many lines of one word each before what comes next."""
    return "# A chapter\n\n" + "\\\n".join(f"Line{number}" for number in range(lines)) + "\n\n"


def placed(book: Book, path: Path) -> dict[str, Shown]:
    """Set a book and return its strings by their first word."""
    assert write_pdf(book, path) == []
    return {each.text.split()[0]: each for each in shown(path) if each.text.strip()}


KEPT: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "list": ("Before.\n\n- Aa\n- Bb\n- Cc\n- Dd\n", [("Aa", "Bb"), ("Cc", "Dd")]),
    "rows": ("| Head |\n|---|\n| Aa |\n| Bb |\n| Cc |\n| Dd |\n", [("Aa", "Bb"), ("Cc", "Dd")]),
    "announced": ("Now:\n\n- Aa\n- Bb\n- Cc\n", [("Now:", "Aa"), ("Aa", "Bb"), ("Bb", "Cc")]),
    "announced with a note": ("Now:[^n]\n\n> Aa\n\n[^n]: A note.\n", [("Now:", "Aa")]),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_belongs_together_stays_on_one_page(
    name: str, book_from: Callable[..., Book], tmp_path: Path
) -> None:
    text, pairs = KEPT[name]
    moved = set()
    for lines in range(31, 41):
        found = placed(book_from(fill(lines) + text), tmp_path / "book.pdf")
        for first, second in pairs:
            assert found[first].page == found[second].page, lines
        moved |= {found[first].page for first, _ in pairs}
    assert len(moved) > 1, "the lines before never end where a page ends"


def test_a_quotation_from_right_to_left_is_set_in_from_the_right(
    book_from: Callable[..., Book], tmp_path: Path
) -> None:
    text = "# A chapter\n\n::: {.quote lang=ar}\nبسم\n\n> بسم\n:::\n"
    path = tmp_path / "book.pdf"
    assert write_pdf(book_from(text), path) == []
    outer, inner = [each.x for each in shown(path) if each.page == 5 and each.size == 9.5]
    assert outer - inner == pytest.approx(5 * 72 / 25.4 + 1.5, abs=0.1)
