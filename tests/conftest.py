"""What tests share: books from a few lines of Markdown, places of outside material, golden files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from colofon.book import Book
from colofon.pipeline import read_book

TESTS = Path(__file__).parent
PROJECT = TESTS.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files; read the difference")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with its golden file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run with --update-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside material; a test that needs it fails with this sentence when it is absent."""
    folder = Path(os.environ.get("COLOFON_SHARED", PROJECT.parent / "shared"))
    if not folder.is_dir():
        pytest.fail(f"this test needs the outside material: set COLOFON_SHARED (there is no {folder})")
    return folder


BOOK_YAML = """\
title: A book
slug: a-book
language: {language}
version: "1"
date: 2018-04-01
spine:
  - file: chapter.md
    role: chapter
"""


@pytest.fixture
def book_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Book]:
    """Make a book of one chapter, `chapter.md`; further files by name (``glossary.yaml="..."`` as a mapping)."""

    def make(text: str, files: dict[str, str] | None = None, language: str = "en") -> Book:
        root = tmp_path / "manuscript"
        root.mkdir(exist_ok=True)
        (root / "book.yaml").write_text(BOOK_YAML.format(language=language), encoding="utf-8")
        (root / "chapter.md").write_text(text, encoding="utf-8", newline="")
        for name, content in (files or {}).items():
            (root / name).write_text(content, encoding="utf-8")
        monkeypatch.chdir(root)
        return read_book(Path())

    return make
