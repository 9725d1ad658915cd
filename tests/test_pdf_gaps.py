"""Figures and turned tables at the end of a page: what is set smaller, what goes before what, and what never does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from colofon.book import Book
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.editions.pdf.document import build_document
from colofon.editions.pdf.setting import set_document
from tests.pdf.jumble import HEIGHTS, Jumble
from tests.pdf.shown import shown
from tests.test_pdf_tables import table

Maker = Callable[..., Book]
LINE = "Een regel van een alinea die niet breder is dan zij is. "
FIRST = 5
"""Page on which the chapter begins."""


def drawing(height: int) -> str:
    """Return a drawing as wide as the column, so many millimetres high, with a word in it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 {height}">'
        f'<rect width="128" height="{height}" fill="#ddd"/><text x="4" y="9" font-size="8">Hierin</text></svg>'
    )


def paragraphs(*names: str, length: int = 8) -> str:
    """Return paragraphs that begin with a name."""
    return "".join(f"{name}. {LINE * length}\n\n" for name in names)


FIGURE = '![Onderschrift](figure.svg){#figuur alt="Een vlak"}\n\n'


def pages(book: Book, path: Path) -> dict[str, int]:
    """Set a book and return on which page of the chapter, from 1, each paragraph and the figure begin."""
    assert write_pdf(book, path) == []
    found: dict[str, int] = {}
    for each in shown(path):
        found.setdefault(each.text.split(".")[0].strip(), each.page - FIRST + 1)
    return found


def test_text_goes_before_a_figure_that_does_not_fit(book_from: Maker, tmp_path: Path) -> None:
    text = f"# Begin\n\n{paragraphs('Aa', 'Bb')}{FIGURE}{paragraphs('Cc', 'Dd', 'Ee', 'Ff')}"
    found = pages(book_from(text, {"figure.svg": drawing(180)}, "nl"), tmp_path / "book.pdf")
    assert [found[name] for name in ("Aa", "Bb", "Cc", "Dd")] == [1, 1, 1, 1]
    assert found["Hierin"] == 2


def test_without_the_mend_the_page_stays_empty(book_from: Maker, tmp_path: Path) -> None:
    text = f"# Begin\n\n{paragraphs('Aa', 'Bb')}{FIGURE}{paragraphs('Cc', 'Dd', 'Ee', 'Ff')}"
    book, path = book_from(text, {"figure.svg": drawing(180)}, "nl"), tmp_path / "book.pdf"
    set_document(book, build_document(book, fill_book(book, "print")), path, "", frozenset({"gaps"}))
    assert next(each.page for each in shown(path) if each.text.startswith("Cc")) == FIRST + 1


def test_a_figure_that_nearly_fits_is_set_smaller(book_from: Maker, tmp_path: Path) -> None:
    path, sizes = tmp_path / "book.pdf", []
    for height in (60, 125):
        text = f"# Begin\n\n{paragraphs('Aa', 'Bb')}{FIGURE}{paragraphs('Cc', 'Dd')}"
        found = pages(book_from(text, {"figure.svg": drawing(height)}, "nl"), path)
        assert found["Hierin"] == 1
        sizes.append(next(each.size for each in shown(path) if each.text == "Hierin"))
    assert 0.85 <= sizes[1] / sizes[0] < 1


@pytest.mark.parametrize("between", ["## Kop\n\n", FIGURE.replace("figuur", "tweede")])
def test_no_heading_and_no_figure_is_passed(between: str, book_from: Maker, tmp_path: Path) -> None:
    text = f"# Begin\n\n{paragraphs('Aa', 'Bb')}{FIGURE}{between}{paragraphs('Cc', 'Dd')}"
    found = pages(book_from(text, {"figure.svg": drawing(180)}, "nl"), tmp_path / "book.pdf")
    assert found["Hierin"] == 2
    assert found["Cc"] >= 2


def test_what_a_paragraph_announces_follows_it(book_from: Maker, tmp_path: Path) -> None:
    text = (
        f"# Begin\n\n{paragraphs('Aa', 'Bb')}{FIGURE}Dit volgt:\n\n- Punt.\n\n{paragraphs('Cc', 'Dd', 'Ee')}"
    )
    path = tmp_path / "book.pdf"
    assert pages(book_from(text, {"figure.svg": drawing(180)}, "nl"), path)["Hierin"] == 2
    tops = {each.text[:5]: (each.page, each.top) for each in shown(path)}
    assert (FIRST, 0) < tops["Dit v"] < tops["Punt."] < tops["Cc. E"] < (FIRST + 1, 0)


def test_notes_keep_their_order(book_from: Maker, tmp_path: Path) -> None:
    figure = FIGURE.replace("Onderschrift", "Onderschrift[^figuur]")
    notes = "[^figuur]: Bij de figuur.\n\n[^tekst]: Bij de tekst.\n"
    text = f"# Begin\n\n{paragraphs('Aa', 'Bb')}{figure}{paragraphs('Cc')}Roep.[^tekst]\n\n{notes}"
    found = pages(book_from(text, {"figure.svg": drawing(180)}, "nl"), tmp_path / "book.pdf")
    assert (found["Hierin"], found["Cc"], found["Roep"]) == (2, 1, 2)


def test_text_goes_before_a_turned_table_while_it_fits(book_from: Maker, tmp_path: Path) -> None:
    text = f"# Begin\n\n{paragraphs('Aa')}{table(10)}\n{paragraphs('Bb', 'Cc', 'Dd', 'Ee', 'Ff', 'Gg')}"
    found = pages(book_from(text, language="nl"), tmp_path / "book.pdf")
    assert (found["Kop0"], found["Cc"]) == (2, 1)
    after = [name for name in ("Dd", "Ee", "Ff", "Gg") if found[name] == 3]
    assert after
    # Nothing of a paragraph stands alone on a page before the turned one.
    assert set(found.values()) >= {1, 2, 3}
    assert 4 not in found.values()


def test_pages_are_the_same_every_time(book_from: Maker, tmp_path: Path) -> None:
    text = (
        f"# Begin\n\n{paragraphs('Aa', 'Bb')}{FIGURE}{paragraphs('Cc', 'Dd')}{table(10)}\n{paragraphs('Ee')}"
    )
    book = book_from(text, {"figure.svg": drawing(180)}, "nl")
    written = []
    for name in ("one.pdf", "two.pdf"):
        assert write_pdf(book, tmp_path / name) == []
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_a_list_on_the_page_keeps_its_markers(book_from: Maker, tmp_path: Path) -> None:
    text = f"# Begin\n\n- Punt.\n- Ander punt.\n\n{paragraphs('Aa')}{FIGURE}## Kop\n\n{paragraphs('Bb')}"
    path = tmp_path / "book.pdf"
    assert pages(book_from(text, {"figure.svg": drawing(200)}, "nl"), path)["Hierin"] == 2
    markers = [each for each in shown(path) if each.text.startswith("–")]
    assert [each.page for each in markers] == [FIRST, FIRST]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_lost_whatever_stands_where(seed: int, book_from: Maker, tmp_path: Path) -> None:
    jumble, path = Jumble(seed), tmp_path / "book.pdf"
    drawings = {f"f{height}.svg": drawing(height) for height in HEIGHTS}
    assert write_pdf(book_from(jumble.text, drawings, "nl"), path) == []
    words = [word for each in shown(path) if each.page >= FIRST for word in each.text.split()]
    assert [name for name in jumble.names if name not in words] == []
