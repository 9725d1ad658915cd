"""Edge input through the command: findings or none, never a traceback, and output/ as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT

BOOK = 'title: T\nslug: t\nlanguage: en\nversion: "1"\ndate: 2018-04-01\nspine:\n  - {file: chapter.md, role: chapter}\n'
CHAPTER = "# Title\n\nWords.\n"

Run = Callable[..., list[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Build a manuscript; return the code and the place of each finding, at most `seconds` later."""

    def build(
        chapter: str | bytes | None = CHAPTER, book: str | None = BOOK, seconds: float = 60
    ) -> list[str]:
        root = tmp_path / "manuscript"
        root.mkdir(exist_ok=True)
        for name, text in (("book.yaml", book), ("chapter.md", chapter)):
            if text is not None:
                (root / name).write_bytes(text.encode() if isinstance(text, str) else text)
        kept = tmp_path / "output" / "t-en.pdf"
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("the edition before")
        start = time.monotonic()
        found = command(tmp_path, "check")
        assert time.monotonic() - start < seconds
        errors = [line for line in found if " error " in line]
        if errors:
            assert command(tmp_path, "build", "web") == found
            assert [path.name for path in kept.parent.iterdir()] == ["t-en.pdf"]
            assert kept.read_text() == "the edition before"
        return [" ".join(line.split()[:3:2]).removeprefix("manuscript/") for line in found]

    return build


def command(folder: Path, *verb: str) -> list[str]:
    arguments = [sys.executable, str(PROJECT / "build.py"), *verb]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    findings = done.stdout.splitlines()
    assert done.returncode == any(" error " in line for line in findings), done
    return findings


def test_nothing_is_wrong_with_a_chapter(run: Run) -> None:
    assert run() == []


def test_no_files(run: Run) -> None:
    assert run(None, None) == ["book.yaml:1:1: M804"]


def test_an_empty_book_and_an_empty_chapter(run: Run) -> None:
    assert {line.split()[1] for line in run(CHAPTER, "")} == {"M801"}
    assert run("") == ["chapter.md:1:1: S402"]


def test_a_file_that_is_not_there(run: Run) -> None:
    assert run(None) == ["book.yaml:7:12: M804"]


def test_a_folder_as_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "manuscript" / "chapter.md").mkdir(parents=True)
    assert run(None) == ["book.yaml:7:12: M804"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    run()
    (tmp_path / "manuscript" / "chapter.md").chmod(0)
    assert run(None) == ["chapter.md:1:1: M806"]


def test_bytes_that_are_no_text(run: Run) -> None:
    assert run(b"# Title\n\ncaf\xe9\n") == ["chapter.md:3:4: M806"]
    assert run(b"# Title\n\na\0b\n") == ["chapter.md:3:2: M806"]
    assert run("# Title\n".encode("utf-16")) == ["chapter.md:1:1: M806"]


def test_byte_order_mark_and_line_ends_count_for_nothing(run: Run) -> None:
    text = "\ufeff# Title\n\nWords [](#none).\n"
    for end in ("\n", "\r\n", "\r"):
        assert run(text.replace("\n", end)) == ["chapter.md:3:7: R201"]


def test_other_scripts(run: Run) -> None:
    assert run("# שלום\n\n[القرآن]{lang=ar} e\u0301 😀[^שלום]\n\n[^שלום]: عالم\n") == []


def test_a_tab_in_yaml(run: Run) -> None:
    assert run(CHAPTER, BOOK.replace("  - {", "\t- {")) == ["book.yaml:7:1: M806"]


def test_an_id_with_spaces(run: Run) -> None:
    assert run("# Title {#my id}\n") == ["chapter.md:1:9: S407"]


def test_paths_that_lead_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text(CHAPTER)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "link.md").symlink_to(tmp_path / "outside.md")
    for name in (
        "../outside.md",
        "link.md",
        str(tmp_path / "outside.md"),
        "a/../../outside.md",
        "file:outside.md",
    ):
        assert run(CHAPTER, BOOK.replace("chapter.md", f'"{name}"')) == ["book.yaml:7:12: M805"]


def test_a_remote_image(run: Run) -> None:
    text = '# Title\n\n![Caption](https://example.org/a.png){alt="What is shown"}\n'
    assert run(text) == ["chapter.md:3:1: M805"]


def test_two_chapters_of_one_name(run: Run, tmp_path: Path) -> None:
    twice = BOOK + "  - {file: chapter.md, role: chapter}\n"
    assert run(CHAPTER, twice) == ["book.yaml:8:12: M807"]
    folder = tmp_path / "manuscript" / "more"
    folder.mkdir()
    (folder / "Chapter.md").write_text(CHAPTER)
    assert run(CHAPTER, BOOK + "  - {file: more/Chapter.md, role: chapter}\n") == ["book.yaml:8:12: M807"]


SHAPES = ("Words and *more* words. ", "Words\nand \\* [words]{lang=en}\n", "a `b` &amp; c ")


@pytest.mark.parametrize("shape", SHAPES)
def test_half_a_megabyte_in_a_paragraph(run: Run, shape: str) -> None:
    assert run("# Title\n\n" + shape * (500_000 // len(shape)) + "\n", seconds=20) == []


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_five_megabytes_in_a_paragraph(run: Run, shape: str) -> None:
    assert run("# Title\n\n" + shape * (5_000_000 // len(shape)) + "\n", seconds=120) == []


def test_ten_thousand_notes(run: Run) -> None:
    text = "".join(f"Words.[^n{number}]\n\n[^n{number}]: Note.\n\n" for number in range(10_000))
    assert run("# Title\n\n" + text, seconds=60) == []


@pytest.mark.parametrize(
    "shape", ["[", "*a ", "`", "![", "[a](", "<", "{", "[^", "_a", "[a]{", "\\", "&", "| "]
)
def test_the_same_mark_again_and_again(run: Run, shape: str) -> None:
    run("# Title\n\n" + shape * 20_000 + "\n", seconds=30)


@pytest.mark.parametrize("shape", ["> ", "- ", "::: box\n", "1. ", ">- "])
def test_deep_nesting(run: Run, shape: str) -> None:
    found = run("# Title\n\n" + shape * 500 + "a\n", seconds=30)
    assert any(line.endswith("M806") for line in found)
