"""A book goes out as DocBook and comes back as the manuscript it was; nothing is lost without a word.

A case of what cannot be kept is a book, importing/docbook/NAME.xml, and what must be found stands in
NAME.expect: ``S406 3:1``, and behind it words that the finding must have.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import build
from colofon.book import Chapter
from colofon.diagnostics import sort
from colofon.importing import import_file
from colofon.pipeline import read_book
from colofon.reading.located import read_located
from tests.conftest import PROJECT, TESTS
from tests.test_checks import LINE
from tests.test_docbook import shown
from tests.tiny import write_tiny

BOOKS = (*(TESTS / "books" / name for name in ("small", "stress", "alike")), TESTS / "damaged")
MANUSCRIPTS = (PROJECT / "manuscript", *BOOKS)


def trees(root: Path) -> list[list[str]]:
    chapters: list[Chapter] = read_book(root).chapters
    return [shown(chapter.tree) for chapter in chapters]


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda path: path.name)
def test_a_book_comes_back(manuscript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(manuscript, tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    assert build.main(["export", "docbook", "--output", "first/book.xml"]) == 0
    assert build.main(["import", "first/book.xml", "--into", "again"]) == 0
    assert trees(Path("again")) == trees(Path("manuscript"))
    for path in manuscript.glob("*.md"):
        assert (Path("again") / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    for name in ("book", "references"):
        first, second = (read_located(Path(root) / f"{name}.yaml", []) for root in ("manuscript", "again"))
        assert first is not None
        assert second is not None
        assert first.value == second.value
    assert build.main(["check", "--manuscript", "again"]) == 0
    assert build.main(["export", "docbook", "--manuscript", "again", "--output", "second/book.xml"]) == 0
    assert Path("second/book.xml").read_bytes() == Path("first/book.xml").read_bytes()


@pytest.mark.parametrize(
    "case", sorted((TESTS / "importing" / "docbook").glob("*.xml")), ids=lambda case: case.stem
)
def test_what_would_be_lost_is_said(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(case, "book.xml")
    said = [str(found) for found in sort(import_file(Path("book.xml"), Path("made")))]
    expected = [
        match
        for line in case.with_suffix(".expect").read_text(encoding="utf-8").splitlines()
        if (match := LINE.match(line))
    ]
    places = [f"book.xml:{match['place']}: error {match['code']} " for match in expected]
    assert [one[: len(place)] for one, place in zip(said, places, strict=True)] == places, "\n".join(said)
    assert [
        match["words"] for match, one in zip(expected, said, strict=True) if (match["words"] or "") not in one
    ] == []
    assert not Path("made").exists()


def test_what_is_no_book_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("chapter.xml").write_text('<chapter xmlns="http://docbook.org/ns/docbook"/>', encoding="utf-8")
    assert build.main(["import", "chapter.xml", "--into", "again"]) == 1
    assert build.main(["import", "gone.xml", "--into", "again"]) == 1
    assert "M804" in capsys.readouterr().out
    assert not Path("again").exists()


def test_a_folder_with_something_in_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny(tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    assert build.main(["export", "docbook", "--output", "book.xml"]) == 0
    before = sorted(path.name for path in Path("manuscript").iterdir())
    assert build.main(["import", "book.xml", "--into", "manuscript"]) == 2
    assert sorted(path.name for path in Path("manuscript").iterdir()) == before


def test_a_folder_is_no_file_to_export_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TESTS / "books" / "small", tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    Path("out/made").mkdir(parents=True)
    assert build.main(["export", "docbook", "--output", "out/made"]) == 2
    assert [path.name for path in Path("out").rglob("*")] == ["made"]


def test_pictures_in_a_line_and_alternatives_on_two_lines_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tiny(tmp_path / "manuscript")
    chapter = next((tmp_path / "manuscript").glob("*.md"))
    picture = next((TESTS / "books" / "small" / "figures").glob("*.svg"))
    shutil.copy(picture, tmp_path / "manuscript" / "sign.svg")
    text = '\n\nEen ![staaf](sign.svg){lang=en} in de regel.\n\n![Bij](sign.svg){#bij alt="een\nstaaf"}\n'
    chapter.write_text(chapter.read_text(encoding="utf-8") + text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert build.main(["export", "docbook", "--output", "first/book.xml"]) == 0
    assert build.main(["import", "first/book.xml", "--into", "again"]) == 0
    assert trees(Path("again")) == trees(Path("manuscript"))
    assert build.main(["export", "docbook", "--manuscript", "again", "--output", "second/book.xml"]) == 0
    assert Path("second/book.xml").read_bytes() == Path("first/book.xml").read_bytes()


def test_keys_of_the_house_style_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny(tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    given = Path("manuscript/book.yaml")
    rows = ["house-style:", '  "e.g.": bijvoorbeeld', '  "2": twee', ""]
    given.write_text(given.read_text(encoding="utf-8") + "\n".join(rows), encoding="utf-8")
    assert build.main(["export", "docbook", "--output", "book.xml"]) == 0
    assert build.main(["import", "book.xml", "--into", "again"]) == 0
    found = read_located(Path("again/book.yaml"), [])
    assert found is not None
    assert found.value["house-style"] == {"e.g.": "bijvoorbeeld", "2": "twee"}


def test_a_head_that_declares_broken_markup_says_no_more_than_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    entry = "<glossentry><glossterm>b</glossterm><glossdef><para>&b;</para></glossdef></glossentry>"
    text = (
        '<!DOCTYPE book [<!ENTITY b "bad <emphasis> text">]>\n<book xmlns="http://docbook.org/ns/docbook">'
        f"<title>T</title><glossary>{entry}</glossary></book>"
    )
    Path("book.xml").write_text(text, encoding="utf-8")
    assert build.main(["import", "book.xml", "--into", "made"]) == 1
    assert "Traceback" not in capfd.readouterr().err
