"""Editions go to their place as a whole: whatever ends a build, what lies in output/ is the old or the new."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from colofon.placing import STAGING, UnwritableError, place, staging, sweep, writing
from tests.conftest import PROJECT
from tests.tiny import command, contents, run, write_tiny

PLACER = """
import sys
from pathlib import Path
from colofon.placing import place, staging, sweep

output, number = Path(sys.argv[1]), int(sys.argv[2])
while True:
    number += 1
    sweep(output)
    with staging(output) as folder:
        (folder / "book.pdf").write_text(f"{number}\\n" * 20000)
        pages = folder / "web" / "nl"
        pages.mkdir(parents=True)
        for page in range(20):
            (pages / f"{page}.html").write_text(f"{number}\\n" * 500)
        place(folder, output, ["book.pdf", "web/nl"])
    print(number, flush=True)
"""
"""Puts one version after the other in place, without end: a file and a folder."""


def left_behind(output: Path) -> list[str]:
    return [path.name for path in output.glob(f"{STAGING}*")]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_file_and_a_folder_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    for version in ("old", "new"):
        with staging(tmp_path) as folder:
            write(folder / "book.pdf", version)
            write(folder / "web" / "nl" / "index.html", version)
            write(folder / "web" / "nl" / f"{version}.html", version)
            place(folder, tmp_path, ["book.pdf", "web/nl"])
    assert contents(tmp_path) == {
        "book.pdf": b"new",
        "web/nl/index.html": b"new",
        "web/nl/new.html": b"new",
    }


def test_what_is_not_placed_is_not_touched(tmp_path: Path) -> None:
    write(tmp_path / "release" / "1.0" / "book.pdf", "released")
    write(tmp_path / "web" / "en" / "index.html", "english")
    with staging(tmp_path) as folder:
        write(folder / "web" / "nl" / "index.html", "dutch")
        write(folder / "unfinished.txt", "nothing")
        place(folder, tmp_path, ["web/nl"])
    assert sorted(contents(tmp_path)) == ["release/1.0/book.pdf", "web/en/index.html", "web/nl/index.html"]


def test_a_folder_replaces_a_file_and_a_link_but_not_where_it_leads(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    write(elsewhere / "own.txt", "of someone else")
    write(output / "one", "a file")
    (output / "two").symlink_to(elsewhere)
    with staging(output) as folder:
        write(folder / "one" / "index.html", "1")
        write(folder / "two" / "index.html", "2")
        place(folder, output, ["one", "two"])
    assert contents(output) == {"one/index.html": b"1", "two/index.html": b"2"}
    assert not (output / "two").is_symlink()
    assert contents(elsewhere) == {"own.txt": b"of someone else"}


def test_nothing_is_placed_when_a_folder_stands_where_a_file_belongs(tmp_path: Path) -> None:
    write(tmp_path / "book.epub" / "own.txt", "of someone else")
    said = pytest.raises(UnwritableError, match="a folder stands where a file belongs")
    with said, writing(tmp_path), staging(tmp_path) as folder:
        write(folder / "book.pdf", "new")
        write(folder / "book.epub", "new")
        place(folder, tmp_path, ["book.pdf", "book.epub"])
    assert sorted(contents(tmp_path)) == ["book.epub/own.txt"]


def test_folders_change_places_where_the_kernel_cannot_exchange_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda name, use_errno: object())
    for version in ("old", "new"):
        with staging(tmp_path) as folder:
            write(folder / "web" / f"{version}.html", version)
            place(folder, tmp_path, ["web"])
    assert contents(tmp_path) == {"web/new.html": b"new"}


def test_only_what_dead_builds_left_is_swept(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    write(tmp_path / f"{STAGING}{dead.pid}-a" / "half.pdf", "half")
    write(tmp_path / f"{STAGING}odd" / "half.pdf", "half")
    write(tmp_path / f"{STAGING}{os.getpid()}-b" / "half.pdf", "half")
    write(tmp_path / "book.pdf", "whole")
    sweep(tmp_path)
    assert left_behind(tmp_path) == [f"{STAGING}{os.getpid()}-b"]
    assert (tmp_path / "book.pdf").read_text() == "whole"


def test_placing_that_is_killed_leaves_whole_editions(tmp_path: Path) -> None:
    chance, number = random.Random(11), 0
    for _ in range(20):
        values = [sys.executable, "-c", PLACER, str(tmp_path), str(number)]
        process = subprocess.Popen(values, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        said = process.communicate()[0].split()
        number = assert_whole(tmp_path, max([number + 1, *map(int, said)]))
    sweep(tmp_path)
    assert left_behind(tmp_path) == []


def assert_whole(output: Path, placed: int) -> int:
    """Each edition is the one that was said to be in place, or the one that was being placed."""
    lines = set((output / "book.pdf").read_text().split("\n")) - {""}
    assert len((output / "book.pdf").read_text().splitlines()) == 20000
    assert len(lines) == 1 and int(min(lines)) - placed in (0, 1)
    pages = contents(output / "web" / "nl")
    assert len(pages) == 20 and len(set(pages.values())) == 1
    page = pages["0.html"].split()
    assert len(page) == 500 and int(page[0]) - placed in (0, 1)
    return int(min(lines))


def editions_of(output: Path) -> dict[str, dict[str, bytes]]:
    """Return the editions in an output folder with what each is made of."""
    found: dict[str, dict[str, bytes]] = {}
    for name, data in contents(output).items():
        if not name.startswith("."):
            edition = "/".join(name.split("/")[:2])
            found.setdefault(edition, {})[name] = data
    return found


def kill_builds(tmp_path: Path, editions: list[str], times: int) -> None:
    """Kill builds of a new version over an old one, at random moments; then let one finish."""
    values = ("build", *editions, "--manuscript", "manuscript", "--output", "output")
    versions, took = [], 0.0
    for word in ("oude", "nieuwe"):
        write_tiny(tmp_path / word / "manuscript", word)
        begin = time.monotonic()
        done = run(*values, cwd=tmp_path / word)
        took = time.monotonic() - begin
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        versions.append(editions_of(tmp_path / word / "output"))
    assert all(versions[0][edition] != versions[1][edition] for edition in versions[0])
    shutil.copytree(tmp_path / "oude" / "output", tmp_path / "nieuwe" / "kept")
    chance, folder = random.Random(12), tmp_path / "nieuwe"
    for _ in range(times):
        shutil.rmtree(folder / "output")
        shutil.copytree(folder / "kept", folder / "output")
        process = subprocess.Popen(command(*values), cwd=folder, start_new_session=True)
        time.sleep(chance.uniform(0, took))
        process.kill()
        process.wait()
        found = editions_of(folder / "output")
        assert found.keys() == versions[0].keys()
        assert all(found[name] in (versions[0][name], versions[1][name]) for name in found)
        end_session(process.pid)
    assert run(*values, cwd=folder).returncode == 0
    assert editions_of(folder / "output") == versions[1]
    assert left_behind(folder / "output") == []


def end_session(leader: int) -> None:
    """End what a killed build started: of these processes nobody else is the owner."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_a_build_that_is_killed_leaves_whole_editions(tmp_path: Path) -> None:
    kill_builds(tmp_path, ["translation", "web"], 4)


@pytest.mark.slow
def test_a_build_that_is_killed_at_twenty_moments_leaves_whole_editions(tmp_path: Path) -> None:
    kill_builds(tmp_path, ["pdf", "epub", "web", "translation"], 20)


def small_files(size: int) -> Callable[[], None]:
    """Return what makes a process unable to write a larger file, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("edition", ["translation", "web", pytest.param("epub", marks=pytest.mark.slow), pytest.param("pdf", marks=pytest.mark.slow)])  # fmt: skip
def test_a_full_disk_is_said_and_leaves_the_old_editions(tmp_path: Path, edition: str) -> None:
    write_tiny(tmp_path / "manuscript", "oude")
    assert run("build", edition, cwd=tmp_path).returncode == 0
    before = contents(tmp_path / "output")
    write_tiny(tmp_path / "manuscript", "nieuwe")
    done = subprocess.run(
        command("build", edition), cwd=tmp_path, capture_output=True, text=True, preexec_fn=small_files(1000)
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "build.py: output cannot be written: file too large\n"
    assert contents(tmp_path / "output") == before
    assert left_behind(tmp_path / "output") == []


@pytest.mark.parametrize("verb", ["build", "lock"])
def test_a_folder_without_permission_is_said(tmp_path: Path, verb: str) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    write_tiny(tmp_path / "manuscript")
    (tmp_path / "output").mkdir()
    for name in ("output", "manuscript"):
        (tmp_path / name).chmod(0o555)
    done = run(verb, *(["web"] if verb == "build" else []), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be written: permission denied" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_is_a_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tiny(tmp_path / "manuscript")
    write(tmp_path / "output", "a file")
    values = [
        "build",
        "web",
        "--manuscript",
        str(tmp_path / "manuscript"),
        "--output",
        str(tmp_path / "output"),
    ]
    assert build.main(values) == 2
    assert "output cannot be written: file exists" in capsys.readouterr().err
    assert (tmp_path / "output").read_text() == "a file"


def test_an_output_where_nothing_can_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tiny(tmp_path / "manuscript")
    values = ["build", "web", "--manuscript", str(tmp_path / "manuscript"), "--output", "/proc/colofon"]
    assert build.main(values) == 2
    assert capsys.readouterr().err.startswith("build.py: /proc/colofon cannot be written: ")


def test_only_what_concerns_the_folder_is_called_unwritable(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"no space left on device$"), writing(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(UnwritableError, match=r"permission denied \(.*book\.pdf\)"), writing(tmp_path):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "book.pdf"))
    with pytest.raises(FileNotFoundError), writing(tmp_path):
        raise FileNotFoundError(errno.ENOENT, "No such file", str(PROJECT / "templates" / "none"))
