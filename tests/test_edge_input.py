"""Input at the edge: a finding at its place, or no finding at all; never a traceback, and in good time."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from colofon.diagnostics import Diagnostic
from colofon.pipeline import check_book, read_book

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
CLEAN = "# Titel\n\nEen woord.[^een]\n\n[^een]: Een krant.\n"

Check = Callable[..., list[str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check a manuscript of the files that are given; return its findings without their messages."""
    monkeypatch.chdir(tmp_path)

    def run(chapter: str | bytes | None = CLEAN, **files: str | bytes) -> list[str]:
        contents = {"book.yaml": BOOK, "chapter.md": chapter}
        contents.update({name.replace("_yaml", ".yaml"): text for name, text in files.items()})
        for name, text in contents.items():
            if text is not None:
                (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return [short(found) for found in check_book(read_book(Path()))]

    return run


def short(found: Diagnostic) -> str:
    return f"{found.code} {found.position}"


def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [short(found) for found in check_book(read_book(Path()))] == ["M804 book.yaml:1:1"]


def test_an_empty_book_yaml(check: Check) -> None:
    found = check(book_yaml="")
    assert found
    assert {line.split(":")[0] for line in found} == {"M801 book.yaml"}


@pytest.mark.parametrize("text", ["- een\n- twee\n", "tekst\n", "12\n", "true\n"])
def test_a_book_yaml_that_is_no_mapping(check: Check, text: str) -> None:
    assert check(book_yaml=text) == ["M807 book.yaml:1:1"]


def test_an_empty_chapter(check: Check) -> None:
    assert check("") == ["S402 chapter.md:1:1"]
    assert check("\n\n \n") == ["S402 chapter.md:1:1"]


def test_an_empty_spine(check: Check) -> None:
    assert check(book_yaml=BOOK.partition("spine:")[0] + "spine: []\n") == ["M807 book.yaml:6:8"]


def test_a_file_of_the_spine_that_is_not_there(check: Check) -> None:
    assert check(None) == ["M804 book.yaml:7:11"]


def test_a_folder_in_the_place_of_a_file(check: Check, tmp_path: Path) -> None:
    (tmp_path / "chapter.md").mkdir()
    assert check(None) == ["M804 book.yaml:7:11"]
    (tmp_path / "glossary.yaml").mkdir()
    assert check(None) == ["M804 book.yaml:7:11", "M806 glossary.yaml:1:1"]


def test_a_chapter_that_is_not_utf8(check: Check) -> None:
    assert check("# Titel\n\nCafé".encode("latin-1")) == ["M806 chapter.md:3:4"]
    assert check(CLEAN.encode("utf-16")) == ["M806 chapter.md:1:1"]


def test_a_nul_and_another_control_character(check: Check) -> None:
    assert check("# Titel\n\nEen \0 woord.\n") == ["M806 chapter.md:3:5"]
    assert check("# Titel\n\nEen \x07 woord.\n") == ["M806 chapter.md:3:5"]
    # What would end a line in one edition and not in another.
    for sign in "\x85\u2028\u2029":
        assert check(f"# Titel\n\nEen {sign} woord.\n") == ["M806 chapter.md:3:5"]


def test_a_name_longer_than_a_file_can_have(check: Check) -> None:
    name = "a" * 300
    assert check(f'# Titel\n\n![Bij]({name}.png){{alt="Bij"}}\n') == ["M804 chapter.md:3:1"]
    assert check(book_yaml=BOOK.replace("chapter.md", f"{name}.md")) == ["M804 book.yaml:7:11"]


def test_a_bom_is_not_counted(check: Check) -> None:
    assert check(b"\xef\xbb\xbf" + CLEAN.encode()) == []
    assert check(b"\xef\xbb\xbf# Titel[^weg]\n") == ["N101 chapter.md:1:8", "N111 chapter.md:1:8"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_one_line_end(check: Check, end: str) -> None:
    assert check(CLEAN.replace("\n", end)) == []
    assert check("# Titel\n\nEen\nwoord.[^weg]\n".replace("\n", end)) == ["N101 chapter.md:4:7"]


def test_columns_are_code_points(check: Check) -> None:
    assert check("# Titel\n\n😀 e\u0301 שלום عربي 漢字[^weg]\n") == ["N101 chapter.md:3:18"]


def test_right_to_left_and_combining_labels(check: Check) -> None:
    assert check("# Titel\n\nWoord[^שלום] en woord.[^e\u0301]\n\n[^שלום]: Een.\n\n[^e\u0301]: Twee.\n") == []


def test_a_tab_in_yaml(check: Check) -> None:
    assert check(book_yaml=BOOK.replace("  - file", "\t- file")) == ["M806 book.yaml:7:1"]


@pytest.mark.parametrize("name", ["glossary_yaml", "references_yaml"])
@pytest.mark.parametrize(
    "text", ["", "{}\n", "entries: []\n", "[]\n", "- 1\n", "&a [*a]\n", "!!python/object:os.x {}\n"]
)
def test_other_yaml_that_holds_nothing(check: Check, name: str, text: str) -> None:
    found = check(**{name: text})
    assert all(line[:4] in ("M806", "M807") for line in found)


def test_an_id_with_spaces(check: Check) -> None:
    assert check("# Titel {#een titel}\n") == ["S407 chapter.md:1:9"]


@pytest.mark.parametrize(
    "file", ["../buiten.md", "/etc/hostname", "file:///etc/hostname", "link.md", "a/../../b.md"]
)
def test_a_spine_that_leads_out_of_the_manuscript(check: Check, tmp_path: Path, file: str) -> None:
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    assert check(book_yaml=BOOK.replace("chapter.md", file)) == ["M805 book.yaml:7:11"]


def test_a_symlink_that_leads_round(check: Check, tmp_path: Path) -> None:
    (tmp_path / "chapter.md").symlink_to("chapter.md")
    assert check(None) == ["M805 book.yaml:7:11"]


def test_a_remote_image(check: Check) -> None:
    assert check("# Titel\n\n![Een](https://example.org/een.png){alt=Een}\n") == ["M805 chapter.md:3:1"]


def test_one_file_twice_in_the_spine(check: Check) -> None:
    assert check(book_yaml=BOOK + "  - file: chapter.md\n    role: chapter\n") == ["M807 book.yaml:9:11"]


def test_two_files_of_one_name(check: Check, tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "chapter.md").write_text(CLEAN, encoding="utf-8")
    assert check(book_yaml=BOOK + "  - file: part/chapter.md\n    role: chapter\n") == ["M807 book.yaml:9:11"]


@pytest.mark.parametrize("mark", ["> ", "- ", "[", "*", "::: box\n", "![", "`", "(((", "&a;", "[^a]"])
def test_deep_nesting(check: Check, mark: str) -> None:
    check(f"# Titel\n\n{mark * 3000}tekst\n")


def test_a_paragraph_of_five_megabytes(check: Check) -> None:
    start = time.perf_counter()
    assert check("# Titel\n\n" + "Het kalifaat viel in de zomer, en hoofd. " * 125_000 + "\n") == []
    assert time.perf_counter() - start < 30


def test_ten_thousand_notes(check: Check) -> None:
    body = "".join(f"Woord {n}.[^n{n}]\n\n[^n{n}]: Een krant van dag {n}.\n\n" for n in range(10_000))
    start = time.perf_counter()
    assert check(f"# Titel\n\n{body}") == []
    assert time.perf_counter() - start < 30


def test_ten_thousand_faults(check: Check) -> None:
    body = "".join(
        f"Woord.[^n{n}x] Zie hoofdstuk {n + 2} en [](#n{n}x).\n\n[^n{n}]: &t{n};\n\n" for n in range(2_500)
    )
    start = time.perf_counter()
    assert len(check(f"# Titel\n\n{body}")) == 12_500
    assert time.perf_counter() - start < 30


def test_a_name_on_two_lines_and_a_title_that_nobody_sees(check: Check) -> None:
    assert check(book_yaml=BOOK.replace("chapter.md", '"a\\nb.md"')) == ["M805 book.yaml:7:11"]
    title = BOOK.splitlines()[0]
    assert "M801 book.yaml:1:8" in check(book_yaml=BOOK.replace(title, 'title: "\\u200b"'))
