"""Files of others become manuscripts: small sources, and what comes of them as text.

A case is a file importing/pages/NAME.html, importing/texts/NAME.tex..., importing/docx/NAME.xml (the body of a
document of Word, with parts of its archive behind ``== name``) or a folder importing/epubs/NAME. What comes
of it stands beside it in NAME.golden: every file of the manuscript, and the report in short.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from colofon.importing import import_file
from colofon.importing.writing import REPORTS
from tests.conftest import TESTS
from tests.test_import_faults import archive, docx

FOLDER = TESTS / "importing"
CASES = sorted(
    [
        *(FOLDER / "pages").glob("*.html"),
        *(path for path in (FOLDER / "texts").iterdir() if path.suffix != ".golden"),
        *(FOLDER / "docx").glob("*.xml"),
        *(path for path in (FOLDER / "epubs").iterdir() if path.is_dir()),
    ]
)
YEAR = 1_500_000_000
"""Time of each source, since a source without a date gets that of its file."""
Golden = Callable[[Path, str], None]


def source_of(case: Path, folder: Path) -> Path:
    """Write the file that is imported."""
    if case.is_dir():
        source = folder / f"{case.name}.epub"
        with zipfile.ZipFile(source, "w") as made:
            made.writestr("mimetype", "application/epub+zip")
            for path in sorted(case.rglob("*")):
                if path.is_file():
                    made.write(path, path.relative_to(case).as_posix())
    elif case.suffix == ".xml":
        body, *parts = case.read_text(encoding="utf-8").split("\n== ")
        members = {name: data for name, _, data in (part.partition("\n") for part in parts)}
        source = folder / f"{case.stem}.docx"
        source.write_bytes(docx(body, **members))
    else:
        source = folder / case.name
        source.write_bytes(case.read_bytes())
    os.utime(source, (YEAR, YEAR))
    return source


def told(folder: Path) -> str:
    """Return a manuscript as one text."""
    import json

    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in REPORTS]
    parts = [
        f"== {path.relative_to(folder).as_posix()}\n{path.read_text(encoding='utf-8') if path.suffix in ('.md', '.yaml') else ''}"
        for path in files
    ]
    report = json.loads((folder / "import-report.json").read_text(encoding="utf-8"))
    lines = [
        f"{name}: {entry['reason']}: {entry['text']}\n"
        for name in ("unplaced", "removed", "doubtful")
        for entry in report[name]
    ]
    lines += [f"note: {note['number']} {note['status']}: {note['text']}\n" for note in report["notes"]]
    return "\n".join(parts) + "\n== report\n" + "".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_source_becomes_this_manuscript(
    case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    golden: Golden,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    source = source_of(case, tmp_path)
    assert import_file(source, Path("made")) == []
    golden(case.parent / f"{case.stem}.golden", told(Path("made")))
    assert build.main(["check", "--manuscript", "made"]) == 0, capsys.readouterr().out
    again = tmp_path / "again"
    assert import_file(source, again) == []
    for path in again.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (Path("made") / path.relative_to(again)).read_bytes()


def test_an_archive_of_the_cases_is_an_archive() -> None:
    assert archive({"a": "b"}).startswith(b"PK")
