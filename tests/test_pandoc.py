"""pandoc reads every chapter and finds what our reader finds: text, headings, notes, links."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from colofon.book import Fault
from colofon.reading.chapters import parse_chapter
from colofon.reading.sources import read_source
from tests.conftest import PROJECT, TESTS
from tests.manuscripts import compose_common
from tests.pandoc_reading import Line, our_lines, pandoc_lines

CHAPTERS = sorted([*(PROJECT / "manuscript").glob("*.md"), *(TESTS / "books").glob("*/*.md")])


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


SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(SETTINGS, max_examples=40)
@given(st.randoms(use_true_random=False))
def test_pandoc_reads_generated_chapters_the_same(random: Random) -> None:
    check_generated(random)


@pytest.mark.slow
@settings(SETTINGS, max_examples=1000)
@given(st.randoms(use_true_random=False))
def test_pandoc_reads_many_generated_chapters_the_same(random: Random) -> None:
    check_generated(random)


def check_generated(random: Random) -> None:
    text = compose_common(random)
    note(text)
    found = difference(text, "generated.md")
    assert not found, found


def test_a_difference_names_its_line() -> None:
    text = "# Title\n\nWords.\n\nTwo^2^ words.\n"
    assert difference(text, "chapter.md").startswith("chapter.md:5:1\n")
