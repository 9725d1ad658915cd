"""Colours, the cover's picture and the wording of dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from colofon.book import Book
from colofon.editions.colours import LEGIBLE, WHITE, contrast, palette, parse
from colofon.editions.matter import dated
from colofon.editions.pdf.cover import cover_picture
from colofon.editions.wording import phrases


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
