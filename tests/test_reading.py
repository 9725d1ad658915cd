"""Runs the cases under reading/: a title, the input and the expected tree, each closed by a line with a dot.

A tree is one line for each element: its place, its name and attributes, its text and that of its
children in quotes. Below the tree stand the faults. `--update-golden` rewrites what is expected.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from colofon.book import POSITION, Element, Fault, block_text
from colofon.reading.chapters import parse_chapter
from tests.conftest import TESTS

FOLDER = TESTS / "reading"


class Case(NamedTuple):
    """One case of a file."""

    path: Path
    line: int
    title: str
    text: str
    expected: str


def cases(path: Path) -> list[Case]:
    """Return the cases of a file."""
    found, lines = [], path.read_text(encoding="utf-8").split("\n")
    index = 0
    while index < len(lines):
        if not lines[index].strip() or lines[index].startswith("<!--"):
            index += 1
            continue
        start, title = index, lines[index]
        first = lines.index(".", start)
        second = lines.index(".", first + 1)
        third = lines.index(".", second + 1)
        text = "\n".join(lines[first + 1 : second])
        found.append(Case(path, start + 1, title, text, "\n".join(lines[second + 1 : third])))
        index = third + 1
    return found


def shown(text: str) -> str:
    """Return the text of a case as the reader gets it: what cannot be seen in a file is written as a name."""
    return text.replace("→", "\t").replace("·", " ").replace("⍽", "\u00a0")


def tree(text: str) -> str:
    """Return what the reader makes of a text."""
    faults: list[Fault] = []
    chapter = parse_chapter(text, "case", "case.md", "chapter", "", faults)
    lines = [line for child in chapter.tree for line in element_lines(child, 0)]
    return "\n".join(
        [
            *lines,
            *(
                f"{fault.kind} {fault.position.line}:{fault.position.column}: {fault.message}"
                for fault in faults
            ),
        ]
    )


def element_lines(element: Element, depth: int) -> list[str]:
    """Return the line of an element and those of what it holds."""
    names = [str(name) for name in element.attrib if name != POSITION]
    attributes = "".join(f" {name}={element.get(name)}" for name in names)
    text = f" {quoted(element.text)}" if element.text else ""
    lines = [f"{'  ' * depth}{element.get(POSITION)} {element.tag}{attributes}{text}"]
    for child in element:
        lines += element_lines(child, depth + 1)
        if child.tail:
            lines.append(f"{'  ' * (depth + 1)}{quoted(child.tail)}")
    return lines


def quoted(text: str) -> str:
    return (
        '"'
        + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\u00a0", "⍽")
        + '"'
    )


ALL = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.path.stem}:{case.line} {case.title}")
def test_reading(case: Case, request: pytest.FixtureRequest) -> None:
    found = tree(shown(case.text))
    if request.config.getoption("--update-golden"):
        rewrite(case, found)
        return
    assert found == case.expected, f"{case.path.name}:{case.line}: {case.title}"


def rewrite(case: Case, found: str) -> None:
    """Put what was found in the place of what a case expects."""
    whole = case.path.read_text(encoding="utf-8")
    before = f"{case.title}\n.\n{case.text}\n.\n"
    start = whole.index(before) + len(before)
    end = start if whole.startswith(".\n", start) else whole.index("\n.\n", start - 1) + 1
    case.path.write_text(f"{whole[:start]}{found}\n{whole[end:]}", encoding="utf-8")


def test_emphasis_that_lies_too_deep_is_a_fault_and_its_text_stays() -> None:
    faults: list[Fault] = []
    text = "*a " * 100 + "b" + "*" * 100
    chapter = parse_chapter(text, "case", "case.md", "chapter", "", faults)
    assert block_text(chapter.tree) == "a " * 100 + "b"
    assert [str(fault.position) for fault in faults] == ["case.md:1:178"]
