"""pandoc reads every chapter and finds what our reader finds: text, headings, notes, links."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest

from colofon.book import Fault
from colofon.reading.chapters import parse_chapter
from colofon.reading.sources import read_source
from tests.conftest import PROJECT, TESTS
from tests.manuscripts import compose_common
from tests.nesting import Nest
from tests.our_reading import Line, our_lines
from tests.pandoc_reading import pandoc_lines

FOLDERS = (PROJECT / "manuscript", TESTS / "damaged", *sorted((TESTS / "books").iterdir()))
CHAPTERS = [path for folder in FOLDERS for path in sorted(folder.glob("*.md"))]


def difference(text: str, name: str) -> str:
    """Return the first place where the two readings differ, or nothing."""
    faults: list[Fault] = []
    chapter = parse_chapter(text, Path(name).stem, name, "chapter", "", faults)
    place = None
    for ours, theirs in zip_longest(our_lines(chapter), pandoc_lines(text), fillvalue=Line("(nothing)")):
        place = ours.place or place
        if ours.text != theirs.text:
            return f"{place}\n  ours:   {ours.text}\n  pandoc: {theirs.text}"
    return ""


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_pandoc_reads_the_same(path: Path) -> None:
    faults: list[Fault] = []
    text = read_source(path, faults)
    assert text is not None
    found = difference(text, str(path.relative_to(PROJECT)))
    assert not found, found


@pytest.mark.parametrize("seed", range(30))
def test_pandoc_reads_a_generated_chapter_the_same(seed: int) -> None:
    check_generated(seed)


@pytest.mark.slow
def test_pandoc_reads_many_generated_chapters_the_same() -> None:
    for seed in range(30, 500):
        check_generated(seed)


def check_generated(seed: int) -> None:
    text = compose_common(Random(seed))
    found = difference(text, f"seed-{seed}.md")
    assert not found, f"{found}\n\n{text}"


@pytest.mark.parametrize("seed", range(20))
def test_pandoc_reads_nested_blocks_the_same(seed: int) -> None:
    check_nested(seed)


@pytest.mark.slow
def test_pandoc_reads_many_nested_blocks_the_same() -> None:
    for seed in range(20, 500):
        check_nested(seed)


def check_nested(seed: int) -> None:
    text = Nest(Random(seed)).text()
    faults: list[Fault] = []
    parse_chapter(text, "nested", f"seed-{seed}.md", "chapter", "", faults)
    found = difference(text, f"seed-{seed}.md")
    assert not found, f"{found}\n\n{text}"
    # An item may be numbered on from another list, since markers are chosen at random.
    assert all(fault.kind == "doubtful-marker" for fault in faults), f"{faults}\n\n{text}"


def test_a_difference_names_its_line() -> None:
    text = "# Title\n\nWords.\n\nTwo^2^ words.\n"
    assert difference(text, "chapter.md").startswith("chapter.md:5:1\n")
