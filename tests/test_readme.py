"""README tells the truth: its paths exist, its verbs work, its table of checks is complete."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    match = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert match, f"README has no section {title}"
    return match[1]


def test_each_path_exists() -> None:
    rows = re.findall(
        r"^\| [^|]+ \| ([^|]+) \|$", section("If you want to change X, look in Y"), re.MULTILINE
    )
    paths = [path for row in rows for path in re.findall(r"`([^`]+)`", row)]
    assert len(paths) > 20
    missing = [path for path in paths if not (PROJECT / path).exists()]
    assert not missing


def test_each_picture_exists() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((docs/[^)]+)\)", README)
    assert len(pictures) >= 3
    assert all((PROJECT / picture).is_file() for picture in pictures)


def test_the_two_commands_stand_on_top() -> None:
    head = "\n".join(README.splitlines()[:4])
    assert re.search(r"^ +make ", head, re.MULTILINE)
    assert re.search(r"^ +make test ", head, re.MULTILINE)


def test_each_verb_exists() -> None:
    lines = re.findall(r"^ +python build\.py ?(\w*)", section("The command line"), re.MULTILINE)
    said = subprocess.run(
        [sys.executable, "build.py", "--help"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    for verb in filter(None, lines):
        assert re.search(rf"^ +{verb} ", said, re.MULTILINE), verb


def test_the_table_of_checks_is_the_one_of_the_code() -> None:
    from colofon.checks.explaining import reference

    match = re.search(r"<!-- checks -->\n(.*?)<!-- /checks -->", README, re.DOTALL)
    assert match
    assert match[1].strip() == reference().strip(), (
        "paste the output of colofon.checks.explaining.reference()"
    )


def test_there_are_five_steps_to_a_check() -> None:
    assert len(re.findall(r"^\d\. ", section("How to add a check"), re.MULTILINE)) == 5
