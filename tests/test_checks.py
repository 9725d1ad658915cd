"""Every case under checks/: exactly the findings it expects, at their places, and no others.

A case is a chapter, ``CODE-name.md``, laid into the book of checks/base, or a folder that is laid
over it; a folder with a book.yaml of its own stands alone. What must be found stands in
``CODE-name.expect``, in a folder in ``expect``: ``N101 3:10`` in the chapter, ``R203 glossary.yaml 4:5``
elsewhere, and behind it words that message or hint must have. A chapter called ``*.en.md`` is in English.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from colofon.diagnostics import Diagnostic
from colofon.pipeline import check_book, read_book

CHECKS = Path(__file__).parent / "checks"
BASE = CHECKS / "base"
CASES = sorted(path for path in CHECKS.iterdir() if path != BASE and path.suffix != ".expect")
LINE = re.compile(
    r"(?P<code>[A-Z][0-9]{3})(?: (?P<file>[^ :]+))? (?P<place>[0-9]+:[0-9]+)(?: (?P<words>.+))?$"
)


def expectation(case: Path) -> list[re.Match[str]]:
    """Return the lines of what a case expects; none for ``clean-*``."""
    path = case / "expect" if case.is_dir() else case.with_suffix(".expect")
    if not path.is_file():
        assert case.name.startswith("clean-"), f"{case.name} has no expectation and is not called clean-*"
        return []
    lines = [LINE.match(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines, f"{path.name} is empty"
    assert all(lines), f"{path.name} has a line that cannot be read"
    return [line for line in lines if line]


def lay_out(case: Path, root: Path) -> None:
    """Make the manuscript of a case."""
    if not (case / "book.yaml").is_file():
        shutil.copytree(BASE, root, dirs_exist_ok=True)
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True, symlinks=True)
        return
    shutil.copy(case, root / "chapter.md")
    if case.stem.endswith(".en"):
        book = root / "book.yaml"
        text = book.read_text(encoding="utf-8")
        book.write_text(text.replace("chapter.md\n", "chapter.md\n    language: en\n"), encoding="utf-8")


def place_of(found: Diagnostic) -> str:
    """Return a finding as an expectation has it."""
    path, line, column = found.position
    return f"{found.code} {'' if path == 'chapter.md' else f'{path} '}{line}:{column}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_findings_of_a_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = expectation(case)
    lay_out(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    findings = check_book(read_book(Path()))
    said = "\n".join(map(str, findings))
    places = [
        f"{line['code']} {line['file'] + ' ' if line['file'] else ''}{line['place']}" for line in expected
    ]
    assert sorted(map(place_of, findings)) == sorted(places), said
    for line, place in zip(expected, places, strict=True):
        if line["words"]:
            at = [f"{found.message} ({found.hint})" for found in findings if place_of(found) == place]
            assert any(line["words"] in text for text in at), f"{place} says {at}"


def test_every_case_has_a_name_that_says_its_code() -> None:
    assert [
        case.name
        for case in CASES
        if not re.match(r"(?:[A-Z][0-9]{3}|clean)-[a-z0-9-]+(?:\.en)?(?:\.md)?$", case.name)
    ] == []


def test_every_expectation_has_a_case() -> None:
    names = {case.name for case in CASES}
    assert [path.name for path in CHECKS.glob("*.expect") if path.with_suffix(".md").name not in names] == []


def test_every_case_of_a_code_expects_that_code() -> None:
    for case in CASES:
        if not case.name.startswith("clean-"):
            codes = {line["code"] for line in expectation(case)}
            assert case.name[:4] in codes, case.name
