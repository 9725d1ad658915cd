"""The glossary as TBX: what is written is valid and reads back as the glossary it was, in every edition."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

import build
from colofon.book import POSITION, Book, Chapter, Element, block_text
from colofon.editions.tbx import glossary_document
from colofon.pipeline import check_book, read_book
from tests.conftest import PROJECT, TESTS
from tests.tiny import contents, write_tiny

MANUSCRIPTS = (PROJECT / "manuscript", TESTS / "books" / "small", TESTS / "books" / "stress")


@pytest.fixture(scope="module", params=MANUSCRIPTS, ids=lambda path: path.name)
def book(request: pytest.FixtureRequest) -> Book:
    return read_book(request.param)


def valid(document: bytes, shared: Path) -> bool:
    """Tell whether a file is valid by the DTD that it names."""
    dtd = etree.DTD(str(shared / "schemas" / "tbx" / "TBXcoreStructV02.dtd"))
    assert dtd.validate(etree.fromstring(document)), dtd.error_log
    return True


def shown(book: Book) -> list[object]:
    """Return what a glossary says, without its places."""
    said: list[object] = [list(book.authorities.items())]
    for key, terms in book.terms.items():
        for term in terms:
            fields = (term.term, term.language, term.inflections, term.abbreviation, term.expansion, term.see)
            said.append(
                (key, fields, [(name, [*found.items()]) for name, found in term.translations.items()])
            )
            for sense in term.senses:
                tree = written(sense.definition) if sense.definition is not None else ""
                said.append((sense.key, tree, sense.authority, sense.source, sense.translations))
    return said


def written(definition: Element) -> str:
    bare = deepcopy(definition)
    for element in bare.iter():
        element.attrib.pop(POSITION, "")
        element.attrib.pop("data-form", "")
    return etree.tostring(bare, encoding="unicode")


def keep_as_xml(root: Path) -> None:
    """Keep the glossary of a manuscript as TBX."""
    document = glossary_document(read_book(root))
    (root / "glossary.xml").write_bytes(document)
    (root / "glossary.yaml").unlink()


def test_a_glossary_is_valid(book: Book, shared: Path) -> None:
    assert valid(glossary_document(book), shared)


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda path: path.name)
def test_a_glossary_comes_back(manuscript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(manuscript, tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    first = read_book(Path("manuscript"))
    document = glossary_document(first)
    keep_as_xml(Path("manuscript"))
    second = read_book(Path("manuscript"))
    assert second.glossary_path == "manuscript/glossary.xml"
    assert shown(second) == shown(first)
    assert check_book(second) == check_book(first) == []
    assert glossary_document(second) == document


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda path: path.name)
def test_a_glossary_kept_as_xml_makes_the_same_pages(
    manuscript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_same_editions(manuscript, ["web", "translation"], tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda path: path.name)
def test_a_glossary_kept_as_xml_makes_the_same_editions(
    manuscript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_same_editions(manuscript, ["pdf", "epub"], tmp_path, monkeypatch)


def assert_same_editions(
    manuscript: Path, editions: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Build a manuscript, and a copy of it with the glossary kept as XML; only its name may differ."""
    for name in ("yaml", "xml"):
        shutil.copytree(manuscript, tmp_path / name / "manuscript")
    keep_as_xml(tmp_path / "xml" / "manuscript")
    for name in ("yaml", "xml"):
        monkeypatch.chdir(tmp_path / name)
        assert build.main(["build", *editions]) == 0
        assert build.main(["export", "docbook", "--output", "output/book.xml"]) == 0
    first, second = (contents(tmp_path / name / "output") for name in ("yaml", "xml"))
    second = {name: data.replace(b"glossary.xml", b"glossary.yaml") for name, data in second.items()}
    assert [name for name in first if first[name] != second.get(name) and not name.startswith(".")] == []
    assert sorted(first) == sorted(second)


def test_every_place_is_where_the_element_begins(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = glossary_document(book).decode()
    lines = text.split("\n")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(book.root, "manuscript")
    keep_as_xml(Path("manuscript"))
    again = read_book(Path("manuscript"))
    for terms in again.terms.values():
        for term in terms:
            for place in (term.position, *term.positions.values()):
                assert lines[place.line - 1][place.column - 1] == "<"
            for sense in term.senses:
                if sense.definition is not None:
                    assert_places(again, sense.definition, lines)


def assert_places(book: Book, definition: Element, lines: list[str]) -> None:
    file = Chapter("", book.glossary_path, "", definition, book.glossary_runs)
    for element in definition.iterdescendants():
        place = file.position(element)
        assert lines[place.line - 1][place.column - 1] == "<"
    for offset, character in enumerate(block_text(definition)):
        place = file.position_in(definition, offset)
        if character != "\n":
            assert lines[place.line - 1][place.column - 1] == character


def test_export_writes_the_glossary_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shared: Path
) -> None:
    write_tiny(tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    assert build.main(["export", "tbx", "--output", "terms/glossary.xml"]) == 0
    assert [path.name for path in Path("terms").iterdir()] == ["glossary.xml"]
    assert valid(Path("terms/glossary.xml").read_bytes(), shared)
    assert build.main(["export", "tbx", "--output", "x.xml", "--chapter", "01-begin"]) == 2
    assert "tbx has no chapters" in capsys.readouterr().err
    Path("manuscript/glossary.yaml").write_text("entries: []\n", encoding="utf-8")
    for name in ("01-begin", "02-einde"):
        Path(f"manuscript/{name}.md").write_text(f"# Titel {{#deel-{name}}}\n\nTekst.\n", encoding="utf-8")
    assert build.main(["export", "tbx", "--output", "x.xml"]) == 2
    assert "no entry of a glossary" in capsys.readouterr().err
    assert not Path("x.xml").exists()
