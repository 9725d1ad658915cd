"""Markdown that is written from a tree reads as that tree, and is written the same again."""

from __future__ import annotations

from random import Random

import pytest
from lxml import etree

from colofon.book import POSITION, Element, Fault
from colofon.markdown import chapter_text
from colofon.reading.chapters import parse_chapter
from tests.manuscripts import compose_common
from tests.test_reading import FOLDER, Case, cases


def read(text: str) -> tuple[Element, list[Fault]]:
    faults: list[Fault] = []
    return parse_chapter(text, "chapter", "chapter.md", "chapter", "", faults).tree, faults


def without_places(tree: Element) -> str:
    for element in tree.iter():
        element.attrib.pop(POSITION, "")
    return etree.tostring(tree, encoding="unicode")


CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path) if not read(case.text)[1]]
"""What reading refuses is never written."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.stem}-{case.line}")
def test_a_case_of_reading_comes_back(case: Case) -> None:
    assert_comes_back(case.text)


def assert_comes_back(markdown: str) -> None:
    """Read, write, read and write again."""
    tree, before = read(markdown)
    text = chapter_text(tree)
    again, faults = read(text)
    assert len(faults) <= len(before), text
    assert without_places(again) == without_places(tree), text
    assert chapter_text(again) == text


@pytest.mark.parametrize("seed", range(60))
def test_a_generated_manuscript_comes_back(seed: int) -> None:
    assert_comes_back(compose_common(Random(seed)))
