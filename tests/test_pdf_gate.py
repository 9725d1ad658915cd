"""The gate: what is wrong with a note in the file is found, whatever made it so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from colofon.book import Element
from colofon.editions.pdf.drawn import Drawn, Piece
from colofon.editions.pdf.finishing import finish, structure
from colofon.editions.pdf.gate import joined, prove
from colofon.editions.pdf.setting import set_document
from tests.pdf.stress import stress_book, stress_document

NOTES = 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Element, Path]:
    folder = tmp_path_factory.mktemp("gate")
    document, path = stress_document(NOTES, 3), folder / "stress.pdf"
    assert set_document(stress_book(folder), document, path) == []
    finish(stress_book(folder), path)
    return document, path


def damaged(path: Path, target: Path, damage: Callable[[pikepdf.Pdf, dict[str, Any]], None]) -> Path:
    with pikepdf.open(path) as pdf:
        damage(pdf, {str(element.ID): element for element in structure(pdf) if "/ID" in element})
        pdf.save(target)
    return target


def drop_note(pdf: pikepdf.Pdf, elements: dict[str, Any]) -> None:
    note = elements["note-5"]
    siblings = note.P.K
    del siblings[next(index for index, kid in enumerate(siblings) if kid.objgen == note.objgen)]


def double_note(pdf: pikepdf.Pdf, elements: dict[str, Any]) -> None:
    copy = pdf.make_indirect(pikepdf.Dictionary(elements["note-5"]))
    elements["note-5"].P.K.append(copy)


def swap_notes(pdf: pikepdf.Pdf, elements: dict[str, Any]) -> None:
    elements["note-5"].ID, elements["note-6"].ID = pikepdf.String("note-6"), pikepdf.String("note-5")


def drop_call(pdf: pikepdf.Pdf, elements: dict[str, Any]) -> None:
    del elements["noteref-5"].ID


def empty_pages(pdf: pikepdf.Pdf, elements: dict[str, Any]) -> None:
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"")


DAMAGES: dict[str, tuple[Callable[[pikepdf.Pdf, dict[str, Any]], None], str, set[str]]] = {
    "dropped": (drop_note, "is not in the PDF", {"5"}),
    "doubled": (double_note, "stands 2 times", {"5"}),
    "swapped": (swap_notes, "", {"5", "6"}),
    "uncalled": (drop_call, "is called nowhere", {"5"}),
    "blank": (empty_pages, "is called nowhere", {str(number) for number in range(1, NOTES + 1)}),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_found(name: str, made: tuple[Element, Path], tmp_path: Path) -> None:
    damage, words, numbers = DAMAGES[name]
    document, path = made
    problems = list(prove(document, damaged(path, tmp_path / "damaged.pdf", damage)))
    assert {problem.number for problem in problems} == numbers
    assert all(words in problem.message for problem in problems)


def test_a_sound_file_has_no_problem(made: tuple[Element, Path]) -> None:
    assert list(prove(*made)) == []


def test_a_text_that_is_not_whole_is_found(made: tuple[Element, Path]) -> None:
    document, path = made
    note = document.find(".//aside[@id='note-7']")
    assert note is not None
    last = note[-1]
    before = last[0].tail
    last[0].tail = f"{before} more"
    problems = list(prove(document, path))
    last[0].tail = before
    assert [(problem.number, problem.message) for problem in problems] == [
        ("7", "is not whole in the PDF: '' for 'more'")
    ]


def test_a_hyphen_of_a_line_end_is_no_letter() -> None:
    pieces = [Piece(0, "well-"), Piece(0, "known hyph\u2010"), Piece(0, "ens")]
    assert joined(Drawn("note-1", "Note", pieces), "well-knownhyphens") == "well-knownhyphens"
