"""The command: exit status, what is said and where, nothing written on error, wrong usage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import build
from colofon.diagnostics import RULES
from tests.conftest import PROJECT

BOOK = """\
title: Een titel
slug: een-titel
language: nl
version: "1"
date: "2018-04-01"
spine:
  - file: chapter.md
    role: chapter
"""
CLEAN = "# Titel {#titel}\n\nEen woord[^een] en nog een.[^twee]\n\n[^een]: Een krant.\n\n[^twee]: Een boek.\n"
FAULTY = "# Titel\n\nEen woord.[^weg]\n"
DOUBTFUL = "# Titel {#titel}\n\nZie hoofdstuk 1.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a clean manuscript."""
    (tmp_path / "manuscript").mkdir()
    write(tmp_path, BOOK, "book.yaml")
    write(tmp_path, CLEAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "chapter.md") -> None:
    (folder / "manuscript" / name).write_text(text, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_clean_manuscript_says_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_an_error_is_said_on_standard_output_and_is_status_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, FAULTY)
    assert build.main(["check"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("manuscript/chapter.md:3:11: error N101 note [^weg] is not defined")
    assert said.err == ""


def test_a_warning_is_status_0_unless_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, DOUBTFUL)
    assert build.main(["check"]) == 0
    assert "warning R203" in capsys.readouterr().out
    assert build.main(["check", "--strict"]) == 1


def test_options_count_before_the_verb_and_behind_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "manuscript").rename(folder / "elsewhere")
    (folder / "elsewhere" / "chapter.md").write_text(DOUBTFUL, encoding="utf-8")
    assert build.main(["--manuscript", "elsewhere", "--strict", "check"]) == 1
    before = capsys.readouterr().out
    assert build.main(["check", "--strict", "--manuscript", "elsewhere"]) == 1
    assert before == capsys.readouterr().out
    assert before.startswith("elsewhere/chapter.md:3:5: ")


def test_a_path_is_said_as_seen_from_the_working_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, FAULTY)
    monkeypatch.chdir(folder / "manuscript")
    assert build.main(["check", "--manuscript", "."]) == 1
    assert capsys.readouterr().out.startswith("chapter.md:3:11: ")


def test_every_chapter_is_checked_before_anything_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, BOOK + "  - file: second.md\n    role: chapter\n", "book.yaml")
    write(folder, FAULTY)
    write(folder, FAULTY, "second.md")
    build.main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["manuscript/chapter.md", "manuscript/second.md"]


@pytest.mark.parametrize("report", ["text", "json", "sarif", "github"])
def test_findings_are_printed_in_each_form(
    folder: Path, capsys: pytest.CaptureFixture[str], report: str
) -> None:
    write(folder, FAULTY)
    assert build.main(["check", "--report", report]) == 1
    out = capsys.readouterr().out
    assert "N101" in out
    if report in ("json", "sarif"):
        json.loads(out)


@pytest.mark.parametrize("values", [[], ["build"], ["build", "epub", "web"]], ids=" ".join)
def test_an_error_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str], values: list[str]) -> None:
    write(folder, FAULTY)
    before = files(folder)
    assert build.main(values) == 1
    assert files(folder) == before
    assert not (folder / "output").exists()


def test_an_error_leaves_what_was_built_before(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "output").mkdir()
    (folder / "output" / "een-titel-nl.epub").write_bytes(b"the last edition")
    write(folder, FAULTY)
    before = files(folder)
    assert build.main([]) == 1
    assert files(folder) == before


def test_a_warning_stops_a_strict_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, DOUBTFUL)
    assert build.main(["build", "web", "--strict"]) == 1
    assert not (folder / "output").exists()


def test_check_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    build.main(["check"])
    assert files(folder) == before


@pytest.mark.parametrize(
    "values",
    [
        ["chekc"],
        ["build", "pdff"],
        ["check", "--report", "xml"],
        ["check", "--nothing"],
        ["build", "--jobs"],
        ["explain"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2(folder: Path, capsys: pytest.CaptureFixture[str], values: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        build.main(values)
    assert end.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage: build.py" in said.err


def test_a_folder_that_is_not_there_is_status_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["check", "--manuscript", "nowhere"]) == 2
    assert build.main(["check", "--manuscript", "manuscript/book.yaml"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "there is no folder nowhere" in said.err


@pytest.mark.parametrize("code", RULES)
def test_every_code_is_explained(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert build.main(["explain", code.lower()]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{code} {RULES[code].name} ")
    assert "\nBad:" in out
    assert "\nGood:" in out


def test_explaining_needs_no_manuscript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert build.main(["explain", "N101"]) == 0
    assert build.main(["explain", "N999"]) == 2
    assert "no rule has the code N999" in capsys.readouterr().err


def test_a_lock_keeps_the_numbers_of_a_release(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["lock"]) == 0
    lock = (folder / "manuscript" / "numbering.lock").read_text(encoding="utf-8")
    assert lock.splitlines()[1:] == ['"chapter":', '  "een": 1', '  "twee": 2']
    assert build.main(["check"]) == 0
    write(folder, CLEAN.replace("Een woord", "Nieuw[^drie]: een woord") + "\n[^drie]: Een brief.\n")
    assert build.main(["check"]) == 1
    assert capsys.readouterr().out.count(" N108 ") == 2
    assert build.main(["lock"]) == 0
    assert build.main(["check"]) == 0


def test_a_book_without_notes_is_locked_too(folder: Path) -> None:
    write(folder, "# Titel\n\nTekst.\n")
    assert build.main(["lock"]) == 0
    assert build.main(["check"]) == 0


def test_a_lock_keeps_labels_that_yaml_would_misread(folder: Path) -> None:
    labels = ["no", "1", 'a"b', "a\\b", "a:b", "#", "’t", "é\u0301", "\u200f", "ک"]
    calls = " ".join(f"woord[^{label}]" for label in labels)
    notes = "\n\n".join(f"[^{label}]: Een krant van {label}." for label in labels)
    write(folder, f"# Titel\n\n{calls}\n\n{notes}\n")
    assert build.main(["lock"]) == 0
    assert build.main(["check"]) == 0


def test_a_faulty_manuscript_is_not_locked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, FAULTY)
    assert build.main(["lock"]) == 1
    assert not (folder / "manuscript" / "numbering.lock").exists()


def run(folder: Path, *values: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(PROJECT / "build.py"), *values]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False
    )


def test_what_is_said_is_utf8_whatever_the_locale(folder: Path) -> None:
    write(folder, DOUBTFUL)
    said = run(folder, "check", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert said.returncode == 0
    assert "“hoofdstuk 1”" in said.stdout.decode("utf-8")
    assert said.stderr == b""


def test_a_reader_that_goes_away_is_no_failure(folder: Path) -> None:
    write(folder, FAULTY * 2000)
    command = f"{sys.executable} {PROJECT / 'build.py'} check | head -1; exit ${{PIPESTATUS[0]}}"
    said = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=False)
    assert said.returncode == 1
    assert said.stdout.count(b"\n") == 1
    assert said.stderr == b""
