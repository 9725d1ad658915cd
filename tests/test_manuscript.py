"""The book itself against the analysis it adapts: nothing of it missing, nothing without ground in it.

What stands where is told by manuscript/coverage.csv; `covering` explains it.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from colofon.book import Book
from colofon.pipeline import check_book, read_book
from tests.conftest import PROJECT
from tests.covering import COVERAGE, Block, Row, Source, all_blocks, missing, rows

WORDS = 14_000
"""Of the body, at least: about half of the analysis."""


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(PROJECT / "manuscript")


@pytest.fixture(scope="module")
def blocks(book: Book) -> dict[str, Block]:
    return all_blocks(book)


@pytest.fixture(scope="module")
def source(shared: Path) -> Source:
    return Source(shared)


@pytest.fixture(scope="module")
def table() -> list[Row]:
    return rows(COVERAGE)


def test_the_checks_find_nothing(book: Book) -> None:
    assert [str(found) for found in check_book(book)] == []


def test_no_sentence_of_the_source_is_repeated(shared: Path) -> None:
    run = subprocess.run([shared / "tools" / "own-words"], capture_output=True, text=True, cwd=PROJECT)
    assert run.returncode == 0, run.stdout


def test_every_paragraph_of_the_source_has_a_row(source: Source, table: list[Row]) -> None:
    named = [row.lines for row in table if row.lines]
    assert [lines for lines in source.paragraphs if lines not in named] == []
    assert [lines for lines in named if lines not in source.paragraphs] == []
    assert len(named) == len(set(named))


def test_every_row_names_blocks_that_are_there(table: list[Row], blocks: dict[str, Block]) -> None:
    assert [(row.line, name) for row in table for name in row.blocks if name not in blocks] == []
    assert [row.line for row in table if not row.blocks and "alles" not in row.excepted] == []


def test_every_fact_of_a_paragraph_stands_in_its_blocks(
    source: Source, table: list[Row], blocks: dict[str, Block]
) -> None:
    texts = {name: block.text for name, block in blocks.items()}
    absent = {row.line: found for row in table if (found := missing(row, source, texts))}
    assert absent == {}


def test_every_exception_is_of_a_fact_and_has_a_reason(source: Source, table: list[Row]) -> None:
    for row in table:
        facts = [*source.facts(row.lines), "alles"] if row.lines else ["alles"]
        for fact, reason in row.excepted.items():
            assert fact in facts, f"{COVERAGE.name}:{row.line}: {fact} is no fact of {row.lines}"
            assert len(reason) > 3


def test_every_block_has_ground_in_the_source(table: list[Row], blocks: dict[str, Block]) -> None:
    named = {name for row in table for name in row.blocks}
    headings = re.compile("h[1-6]")
    assert [
        name
        for name, block in blocks.items()
        if name not in named and not headings.fullmatch(str(block.element.tag))
    ] == []


def test_a_fact_that_is_taken_out_is_missed(
    source: Source, table: list[Row], blocks: dict[str, Block]
) -> None:
    """The comparison finds what is not there: each number of ten paragraphs, blotted out."""
    texts = {name: block.text for name, block in blocks.items()}
    tried = 0
    for row in table:
        numbers = [fact for fact in source.facts(row.lines) if fact.isdigit() and len(fact) == 4]
        if not numbers or numbers[0] in row.excepted:
            continue
        blotted = {name: re.sub(rf"\b{numbers[0]}\b", "", text) for name, text in texts.items()}
        assert missing(row, source, blotted) == [numbers[0]]
        tried += 1
    assert tried >= 10


def test_the_concordance_has_what_survives(book: Book, source: Source) -> None:
    concordance = book.concordance
    assert concordance is not None
    notes = source.reference.data["notes"]
    assert concordance.count == len(notes)
    surviving = {note["number"] for note in notes if note["status"] != "missing"}
    assert surviving <= set(concordance.notes)
    # Of these the numbers are lost; the order of the notes around them tells them.
    assert set(concordance.notes) - surviving == {133}


def test_the_body_is_long_enough(book: Book, blocks: dict[str, Block]) -> None:
    words = 0
    for block in blocks.values():
        words += len(" ".join(map(str, block.element.itertext())).split())
    assert words >= WORDS
