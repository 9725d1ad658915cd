"""Works as they are printed, in each pattern of notes; cases in citing/, print and screen beside each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from colofon.book import Book, block_text
from colofon.editions.filled import fill_book
from colofon.editions.filling import Form
from tests.conftest import TESTS

CASES = sorted((TESTS / "citing").glob("*.yaml"))


def manuscript(notes: list[str]) -> str:
    calls = " ".join(f"Woord.[^n{index}]" for index in range(1, len(notes) + 1))
    texts = "\n\n".join(f"[^n{index}]: {note}" for index, note in enumerate(notes, 1))
    return f"# Titel\n\n{calls}\n\n{texts}\n"


def printed(book: Book, form: Form) -> list[str]:
    filled = fill_book(book, form)
    assert not filled.findings
    notes = filled.chapters[0].tree.iterfind(".//aside")
    return [f"{note.get('data-number')}  {block_text(note).replace(chr(0xA0), ' ')}" for note in notes]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_notes_read(case: Path, book_from: Callable[..., Book], golden: Callable[[Path, str], None]) -> None:
    data = yaml.load(case.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    works = yaml.safe_dump({"references": data["references"]}, allow_unicode=True)
    book = book_from(manuscript(data["notes"]), {"references.yaml": works}, language="nl")
    assert not book.faults
    text = "".join(
        f"{form}\n" + "".join(f"{line}\n" for line in printed(book, form)) for form in ("print", "screen")
    )
    golden(case.with_suffix(".txt"), text)


def test_there_are_ten_patterns() -> None:
    assert len(CASES) >= 10
