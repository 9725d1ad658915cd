"""A tagged PDF comes back with its structure: lists in lists, quotations, tables with their cells, levels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from colofon.book import Book, Element, block_text
from colofon.editions.filled import fill_book
from colofon.editions.pdf import write_pdf
from colofon.importing.draft import Draft
from colofon.importing.pdf import source_of_pdf
from colofon.importing.text.drafting import read_pdf
from colofon.importing.writing import write_draft
from colofon.pipeline import check_book, read_book
from tests.conftest import TESTS
from tests.test_text_round_trip import squeezed

STRESS = TESTS / "books" / "stress"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tagged") / "book.pdf"
    assert write_pdf(read_book(STRESS), path) == []
    return path


@pytest.fixture(scope="module")
def again(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    scratch, folder = tmp_path_factory.mktemp("scratch"), tmp_path_factory.mktemp("again")
    draft = read_pdf(printed, scratch, [])
    assert isinstance(draft, Draft)
    write_draft(draft, folder)
    return read_book(folder)


def in_text(trees: list[Element], *tags: str) -> list[Element]:
    """Return elements of chapters that stand in no note."""
    found = (element for tree in trees for element in tree.iter(*tags))
    return [
        element for element in found if not any(above.tag == "aside" for above in element.iterancestors())
    ]


def cells(table: Element) -> list[list[str]]:
    return [[squeezed(block_text(cell)) for cell in row] for row in table.iter("tr")]


def test_it_is_accepted(again: Book) -> None:
    assert [str(found) for found in check_book(again) if found.severity.value == "error"] == []


def test_tables_have_their_cells(again: Book) -> None:
    original = fill_book(read_book(STRESS), "print")
    theirs = [cells(table) for table in in_text([c.tree for c in original.chapters], "table")]
    ours = [cells(table) for table in in_text([c.tree for c in again.chapters], "table")]
    # Calls and links are elements here and filled there; what is compared are the cells without them.
    assert [[len(row) for row in table] for table in ours[: len(theirs)]] == [
        [len(row) for row in table] for table in theirs
    ]
    same = sum(
        mine == other for a, b in zip(ours, theirs, strict=False) for mine, other in zip(a, b, strict=True)
    )
    assert same >= 0.9 * sum(map(len, theirs))


def test_lists_stand_in_lists(again: Book) -> None:
    def outline(item: Element) -> str:
        lists = [
            above.tag + above.get("type", "") for above in item.iterancestors() if above.tag in ("ul", "ol")
        ]
        return " ".join(reversed(lists))

    original = read_book(STRESS)
    for kind in ("ul ul ul", "ol1 ol1", "ol1 ola oli ul", "olA", "oli"):
        assert any(outline(item) == kind for item in in_text([c.tree for c in original.chapters], "li")), kind
        assert any(outline(item) == kind for item in in_text([c.tree for c in again.chapters], "li")), kind


def test_levels_of_headings_are_those_of_the_tags(again: Book) -> None:
    original = read_book(STRESS)
    theirs = [
        (h.tag, squeezed(block_text(h))) for h in in_text([c.tree for c in original.chapters], "h2", "h3")
    ]
    ours = {(h.tag, squeezed(block_text(h))) for h in in_text([c.tree for c in again.chapters], "h2", "h3")}
    # A heading that a reference fills differs in its words.
    assert sum(heading in ours for heading in theirs) >= 0.9 * len(theirs)


def test_running_heads_are_gone(again: Book) -> None:
    paragraphs = {squeezed(block_text(p)) for p in in_text([c.tree for c in again.chapters], "p")}
    assert not {text for text in paragraphs if text.endswith("Proefboek") and len(text) < 16}


def spoilt(path: Path, folder: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(folder / "spoilt.pdf")
    return folder / "spoilt.pdf"


def no_parent_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


def circle(pdf: pikepdf.Pdf) -> None:
    """Lead from every element back to itself."""
    for element in list(pdf.objects):
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/P":
            element.P = element


def all_lines(pdf: pikepdf.Pdf) -> None:
    """Call everything a figure, as some programs do."""
    for element in list(pdf.objects):
        if isinstance(element, pikepdf.Dictionary) and "/S" in element and "/P" in element:
            element.S = pikepdf.Name.NonStruct


@pytest.mark.parametrize("change", [no_parent_tree, circle, all_lines])
def test_what_a_damaged_tree_leaves_unsaid_is_read_by_place(
    change: Callable[[pikepdf.Pdf], None], printed: Path, tmp_path: Path
) -> None:
    whole = source_of_pdf(printed, [])
    source = source_of_pdf(spoilt(printed, tmp_path, change), [])
    assert whole is not None
    assert source is not None
    assert not source.tagged or change is circle
    assert sorted("".join(source.text.split())) == sorted("".join(whole.text.split()))
