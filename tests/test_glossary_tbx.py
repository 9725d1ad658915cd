"""The glossary as TBX: what is written is valid and reads back as the glossary it was, in every edition."""

from __future__ import annotations

import re
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

import build
from colofon.book import POSITION, Book, Chapter, Element, Metadata, block_text
from colofon.editions.tbx import glossary_document
from colofon.importing.yamls import yaml_text
from colofon.pipeline import check_book, read_book
from colofon.reading.glossary import read_glossary
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


PIECES = ["rijk", " ", "\n", "*", "**", "[", "](term:emir)", "](https://example.org/a_b)", "]{lang=en}", "]{.work}", "]{#a lang=fr}",
          "[](#titel)", "[](#titel..eind)", "&emir;", "`a_b`", "<https://example.org/>", "![x](f.svg)", "\\*", "\\\n", "&amp;emir;", "_",
          "&nbsp;", "\\", "é😀", "!", "(", ")", "&lt;", "[p. 2](cite:werk)", "[hier](note:een)", "{}", "x", ".", "“", "<ph>"]  # fmt: skip
EDGES = re.compile(r"^\s|\s$|\s[\]*_]|[\[*_]\s|^$")
"""White space that XML would take for layout: at the ends, also of an element."""
markdown = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)
markdown = markdown.filter(lambda text: not EDGES.search(text))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(definition=markdown, translation=markdown)
def test_any_definition_comes_back(definition: str, translation: str, shared: Path) -> None:
    data = {
        "entries": [
            {
                "key": "emir",
                "term": "emir",
                "definition": definition,
                "translations": {"en": {"definition": translation}},
            }
        ]
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "glossary.yaml").write_text(yaml_text(data), encoding="utf-8")
        first = glossary_of(root)
        assume(first.terms["emir"][0].senses[0].definition is not None and not first.faults)
        document = glossary_document(first)
        (root / "glossary.yaml").unlink()
        (root / "glossary.xml").write_bytes(document)
        second = glossary_of(root)
    assert valid(document, shared)
    assert second.faults == []
    assert [spaced(one) for one in shown(second)] == [spaced(one) for one in shown(first)]


def glossary_of(root: Path, language: str = "nl") -> Book:
    """Read the glossary of a folder as that of a book."""
    metadata = Metadata({"title": "Titel", "slug": "titel", "language": language}, {}, "book.yaml", [])
    book = Book(root, metadata)
    glossary = read_glossary(root, book.faults, language)
    assert glossary is not None
    book.authorities, book.terms = glossary.authorities, glossary.terms
    return book


def spaced(said: object) -> str:
    """Return what a glossary says with every stretch of white space as one space, as XML lays it out."""
    return re.sub(r"(?:\\n|[ \n])+", " ", str(said))


PLACED = """<martif type="TBX" xml:lang="nl"><text><body><termEntry id="a"><langSet xml:lang="nl">
  <descripGrp><descrip type="definition">
      alfa &#233;&amp; bravo <![CDATA[<c> charlie]]> <!-- x --> delta
    <hi type="italics">echo</hi>😀 foxtrot <ph>`golf`</ph> hotel <ph>&amp;a;</ph> india
    <bpt i="1">[</bpt>juliet <foreign xml:lang="en">kilo</foreign> lima<ept i="1">](https://example.org/)</ept> mike
    <ph>*november*
      oscar</ph> <hi type="unknown">papa</hi> <p>quebec</p><ph>\\</ph>
    romeo
  </descrip></descripGrp><tig><term>a</term></tig></langSet></termEntry></body></text></martif>
"""


def test_every_word_of_a_definition_has_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("glossary.xml").write_text(PLACED, encoding="utf-8")
    glossary = read_glossary(Path(), [], "nl")
    assert glossary is not None
    definition = glossary.terms["a"][0].senses[0].definition
    assert definition is not None
    file = Chapter("", glossary.path, "", definition, glossary.runs)
    lines = PLACED.split("\n")
    words = re.findall(r"[a-z]{4,}", block_text(definition))
    assert (words[0], words[-1], len(words)) == ("alfa", "romeo", 18)
    for word in words:
        place = file.position_in(definition, block_text(definition).index(word))
        assert lines[place.line - 1][place.column - 1 :].startswith(word), word
