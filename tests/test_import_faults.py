"""What cannot be imported is said with a code, in time, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

import build
from colofon.diagnostics import Severity
from colofon.importing import import_file
from colofon.importing.pandoc import packages
from colofon.pipeline import check_book, read_book
from tests.conftest import TESTS

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def archive(members: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def docx(body: str, **others: bytes | str) -> bytes:
    base = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": WORD.format(body),
    }
    return archive({**base, **others})


TEXT = docx("<w:p><w:r><w:t>Woorden.</w:t></w:r></w:p>")


def locked() -> bytes:
    data = bytearray(TEXT)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


BAD = {
    "truncated.docx": TEXT[: len(TEXT) // 2],
    "binary.docx": bytes(range(256)) * 20,
    "binary.html": bytes(range(256)) * 20,
    "binary.tex": bytes(range(256)) * 20,
    "empty.docx": b"",
    "empty.html": b"",
    "empty.epub": archive({"mimetype": "application/epub+zip"}),
    "locked.docx": locked(),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "encrypted.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "wrong.odt": TEXT,
    "wrong.epub": b"<!DOCTYPE html><html><body><p>x</p></body></html>",
    "notext.html": b"<!DOCTYPE html><html><body></body></html>",
    "nothing.docx": docx(""),
    "garbled.docx": docx("<w:p><w:r><w:t>"),
    "stranger.xyz": b"words",
    "locked.epub": archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/encryption.xml": '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
            '<e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>',
        }
    ),
    "damaged.pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_file_that_cannot_be_read_is_a_finding(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(BAD[name])
    assert build.main(["import", name, "--into", "made"]) == 1
    assert f"{name}:1:1: error M806 {name} " in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [found.code for found in import_file(Path("gone.docx"), Path("made"))] == ["M804"]


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bomb.docx").write_bytes(docx("", **{"word/media/a.png": bytes(packages.LARGEST + 1)}))
    started = time.monotonic()
    found = import_file(Path("bomb.docx"), Path("made"))
    assert time.monotonic() - started < 10
    assert [one.code for one in found] == ["M806"]
    assert "larger than" in found[0].message


def test_entities_that_multiply_are_not_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "lol">{levels}]><html><body><p>&a11; words</p></body></html>'
    Path("laughs.html").write_text(text, encoding="utf-8")
    started = time.monotonic()
    import_file(Path("laughs.html"), Path("made"))
    assert time.monotonic() - started < 20


def test_what_is_nested_too_deep_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deep.html").write_text(
        f"<!DOCTYPE html><html><body>{'<div>' * 5000}x</body></html>", encoding="utf-8"
    )
    found = import_file(Path("deep.html"), Path("made"))
    assert all(one.code == "M806" for one in found)


def test_a_full_folder_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(TEXT)
    Path("made").mkdir()
    Path("made/mine.txt").write_text("mine", encoding="utf-8")
    assert build.main(["import", "a.docx", "--into", "made"]) == 2
    assert [path.name for path in Path("made").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "\\documentclass{article}\\begin{document}A\\input{secret}\\end{document}",
        "\\documentclass{article}\\begin{document}A\\include{/etc/passwd}\\end{document}",
        "\\documentclass{article}\\begin{document}A\\includegraphics{../secret.png}\\end{document}",
    ],
)
def test_nothing_outside_is_read(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret.tex").write_text("geheim", encoding="utf-8")
    Path("in").mkdir()
    Path("secret.png").write_bytes(b"\x89PNG\r\n\x1a\n geheim")
    Path("in/a.tex").write_text(text, encoding="utf-8")
    import_file(Path("in/a.tex"), Path("made"))
    written = b"".join(path.read_bytes() for path in Path("made").rglob("*") if path.is_file())
    assert b"geheim" not in written
    assert b"root:" not in written


def test_the_form_of_a_file_without_suffix_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report").write_bytes(TEXT)
    assert import_file(Path("report"), Path("made")) == []
    assert "Woorden." in Path("made/01-report.md").read_text(encoding="utf-8")


PIECES = (
    "<p>",
    "</div>",
    "<li>",
    "<td>",
    "<sup>1</sup>",
    "\\",
    "&",
    "<h3>",
    "§",
    "\ue000",
    '<a href="#n1">1</a>',
    "<dl>",
)
SOURCES = sorted(
    path
    for folder in ("pages", "texts")
    for path in (TESTS / "importing" / folder).iterdir()
    if path.suffix != ".golden"
)


@pytest.mark.parametrize("seed", range(24))
def test_damage_gives_a_finding_or_a_manuscript(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = Random(seed)
    source = chance.choice(SOURCES)
    text = source.read_text(encoding="utf-8")
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text))
        behind = place + chance.randint(1, 60) * chance.randrange(2)
        text = text[:place] + chance.choice(PIECES) + text[behind:]
    Path(source.name).write_text(text, encoding="utf-8")
    found = import_file(Path(source.name), Path("made"))
    if found:
        assert {one.code for one in found} == {"M806"}
        assert not Path("made").exists()
    else:
        errors = [one for one in check_book(read_book(Path("made"))) if one.severity is Severity.ERROR]
        # A note may have lost its text, and a picture its alternative: nobody can make them up.
        assert [str(one) for one in errors if one.code not in ("N106", "S403")] == []


def test_a_pipe_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.txt")
    assert build.main(["import", "pipe.txt", "--into", "made"]) == 1
    assert "pipe.txt:1:1: error M806 pipe.txt is no file" in capsys.readouterr().out
