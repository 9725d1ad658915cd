"""Chapters kept as DocBook are checked by the same rules; what is hostile in XML does nothing.

A case is a chapter, docbook/NAME.xml, laid into the book of checks/base; what must be found stands in
NAME.expect as for checks/, and a case without one is called ``clean*``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from colofon.pipeline import check_book, read_book
from colofon.reading.sources import LARGEST
from tests.conftest import TESTS
from tests.test_checks import BASE, LINE

FOLDER = TESTS / "docbook"


def lay_out(root: Path, chapter: str) -> None:
    """Make a manuscript of which the only chapter is DocBook."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    book = root / "book.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("chapter.md", "chapter.xml"), encoding="utf-8")
    (root / "chapter.xml").write_text(chapter, encoding="utf-8")


@pytest.mark.parametrize("case", sorted(FOLDER.glob("*.xml")), ids=lambda case: case.stem)
def test_findings_of_a_chapter(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = case.with_suffix(".expect")
    assert expected.is_file() or case.stem.startswith("clean"), "a case without expectation is called clean-*"
    lay_out(tmp_path, case.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    findings = check_book(read_book(Path()))
    said = [str(found) for found in findings]
    places = [f"{found.code} {found.position.line}:{found.position.column}" for found in findings]
    lines = expected.read_text(encoding="utf-8").splitlines() if expected.is_file() else []
    matches = [match for line in lines if (match := LINE.match(line))]
    assert len(matches) == len(lines)
    assert places == [f"{match['code']} {match['place']}" for match in matches], "\n".join(said)
    assert [
        match["words"] for match, one in zip(matches, said, strict=True) if (match["words"] or "") not in one
    ] == []


def findings_of(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(root)
    return [found.code for found in check_book(read_book(Path()))]


HOSTILE = {
    "laughs in an attribute": '<!DOCTYPE chapter [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + ']><chapter xmlns="http://docbook.org/ns/docbook" role="&a11;"/>',
    "no end": "<chapter xmlns='http://docbook.org/ns/docbook'><title>x",
    "another root": "<article xmlns='http://docbook.org/ns/docbook'><title>x</title></article>",
    "no namespace": "<chapter><title>x</title></chapter>",
    "nothing": "",
    "depth": "<chapter xmlns='http://docbook.org/ns/docbook'>" + "<section>" * 5000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_chapter_is_said(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, text)
    assert "M806" in findings_of(tmp_path, monkeypatch)


def test_a_file_without_end_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, "")
    with (tmp_path / "chapter.xml").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "M806" in findings_of(tmp_path, monkeypatch)
