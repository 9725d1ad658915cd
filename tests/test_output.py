"""What is built: the same bytes wherever and whenever it is built, and nothing twice."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from colofon.freshness import RECORD, fingerprint
from tests.conftest import PROJECT, TESTS
from tests.tiny import contents, run, write_tiny

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "nl_NL.ISO-8859-1",
    "PYTHONHASHSEED": "2",
    "COLUMNS": "30",
}
WARM = 5.0
"""Seconds that a build with nothing to do may take."""


def build_in(folder: Path, manuscript: Path, environment: dict[str, str], umask: int) -> None:
    """Copy a manuscript and build every edition of it."""
    folder.mkdir(parents=True)
    shutil.copytree(manuscript, folder / "manuscript")
    kept = os.umask(umask)
    try:
        done = run(cwd=folder, HOME=str(folder), **environment)
    finally:
        os.umask(kept)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def assert_same_everywhere(manuscript: Path, tmp_path: Path) -> Path:
    """Build a manuscript in two places, at two times, in two environments; return one of the places."""
    first, second = tmp_path / "a", tmp_path / "een andere map" / "diép"
    build_in(first, manuscript, HERE, 0o022)
    for path in manuscript.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    build_in(second, manuscript, THERE, 0o077)
    one, other = contents(first / "output"), contents(second / "output")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    kinds = {Path(name).suffix for name in one}
    assert {".pdf", ".epub", ".html"} <= kinds
    return first


def copied(name: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(name, tmp_path / "source"))


def test_editions_are_the_same_everywhere_and_a_second_build_is_quick(tmp_path: Path) -> None:
    folder = assert_same_everywhere(write_tiny(tmp_path / "source"), tmp_path)
    before = states(folder / "output")
    begin = time.monotonic()
    done = run(cwd=folder)
    took = time.monotonic() - begin
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert states(folder / "output") == before
    assert took < WARM


@pytest.mark.slow
@pytest.mark.parametrize(
    "manuscript",
    [PROJECT / "manuscript", TESTS / "books" / "small", TESTS / "books" / "stress"],
    ids=lambda path: path.name,
)
def test_editions_of_whole_books_are_the_same_everywhere(manuscript: Path, tmp_path: Path) -> None:
    assert_same_everywhere(copied(manuscript, tmp_path), tmp_path)


State = tuple[int, int]


def states(output: Path) -> dict[str, State]:
    """Return which file each is, and when it was written: a file built again has another state."""
    return {
        path.relative_to(output).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in output.rglob("*")
        if path.is_file() and path.name != RECORD
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder in which two editions are built."""
    write_tiny(tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    assert build.main(["build", "translation", "web"]) == 0
    return tmp_path


def rebuilt(folder: Path) -> set[str]:
    """Build again and return the editions that were written."""
    before = states(folder / "output")
    assert build.main(["build", "translation", "web"]) == 0
    after = states(folder / "output")
    assert before.keys() <= after.keys()
    return {name.split("/")[0] for name in after if after[name] != before.get(name)}


def test_what_is_fresh_is_not_built_again(folder: Path) -> None:
    record = (folder / "output" / RECORD).read_bytes()
    assert rebuilt(folder) == set()
    assert (folder / "output" / RECORD).read_bytes() == record


def touch(folder: Path) -> None:
    for path in (folder / "manuscript").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))


def test_a_file_that_only_has_another_time_is_not_built_again(folder: Path) -> None:
    touch(folder)
    assert rebuilt(folder) == set()


def change_a_character(folder: Path) -> None:
    path = folder / "manuscript" / "02-einde.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2018", "2019"), encoding="utf-8")


def change_a_drawing(folder: Path) -> None:
    path = folder / "manuscript" / "figures" / "vlak.svg"
    path.write_text(path.read_text(encoding="utf-8").replace("#234", "#235"), encoding="utf-8")


def forget(folder: Path) -> None:
    (folder / "output" / RECORD).unlink()


def garble_the_record(folder: Path) -> None:
    (folder / "output" / RECORD).write_text('{"web": [], "translation": {"made_from": 1}}', encoding="utf-8")


@pytest.mark.parametrize("change", [change_a_character, change_a_drawing, forget, garble_the_record])
def test_what_changed_is_built_again(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    assert rebuilt(folder) == {"translation", "web"}
    assert rebuilt(folder) == set()


def page(folder: Path) -> Path:
    return folder / "output" / "web" / "nl" / "index.html"


def delete_a_page(folder: Path) -> None:
    page(folder).unlink()


def damage_a_page(folder: Path) -> None:
    data = page(folder).read_bytes()
    page(folder).write_bytes(data[:-1] + b" ")


def cut_a_page(folder: Path) -> None:
    page(folder).write_bytes(b"")


def add_a_page(folder: Path) -> None:
    page(folder).with_name("extra.html").write_text("extra", encoding="utf-8")


@pytest.mark.parametrize("change", [delete_a_page, damage_a_page, cut_a_page, add_a_page])
def test_an_edition_that_is_not_as_it_was_built_is_built_again(
    folder: Path, change: Callable[[Path], None]
) -> None:
    good = contents(folder / "output")
    change(folder)
    assert build.main(["build", "translation", "web"]) == 0
    assert contents(folder / "output") == good


def test_an_edition_by_itself_leaves_the_others(folder: Path) -> None:
    change_a_character(folder)
    before = states(folder / "output")
    assert build.main(["build", "web"]) == 0
    after = states(folder / "output")
    assert {name.split("/")[0] for name in after if after[name] != before[name]} == {"web"}
    assert rebuilt(folder) == {"translation"}


def offered(folder: Path) -> list[str]:
    """Return the files to take along that the first page names."""
    text = page(folder).read_text(encoding="utf-8")
    return re.findall(r'href="\.\./\.\./klein-boek-nl\.(pdf|epub)"', text)


def test_the_web_edition_links_to_the_files_that_are_there(folder: Path) -> None:
    assert offered(folder) == []
    assert build.main(["build", "epub"]) == 0
    assert build.main(["build", "web"]) == 0
    assert offered(folder) == ["epub"]
    assert rebuilt(folder) == set()
    (folder / "output" / "klein-boek-nl.epub").unlink()
    assert build.main(["build", "web"]) == 0
    assert offered(folder) == []


def test_the_web_edition_links_to_what_is_built_in_the_same_run(folder: Path) -> None:
    assert build.main(["build", "web", "epub"]) == 0
    assert offered(folder) == ["epub"]
    assert (folder / "output" / "klein-boek-nl.epub").is_file()


def test_a_manuscript_with_an_error_leaves_editions_and_record(folder: Path) -> None:
    before = contents(folder / "output")
    path = folder / "manuscript" / "02-einde.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nEn.[^weg]\n", encoding="utf-8")
    assert build.main(["build", "translation", "web"]) == 1
    assert contents(folder / "output") == before


def test_a_fingerprint_is_that_of_content_and_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_tiny(tmp_path / "first")
    known = fingerprint(first)
    assert fingerprint(write_tiny(tmp_path / "second")) == known
    (first / "01-begin.md").rename(first / "begin.md")
    assert fingerprint(first) != known
    assert fingerprint(tmp_path / "second", "large") != known
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert fingerprint(tmp_path / "second") != known


def test_a_fingerprint_ends_where_links_lead_in_circles(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "manuscript")
    (root / "again").symlink_to(root)
    (root / "itself").symlink_to("itself")
    os.mkfifo(root / "pipe")
    assert len(fingerprint(root)) == 64
