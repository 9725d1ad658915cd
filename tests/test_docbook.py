"""DocBook: what is written is valid and says what the manuscript says; what is read is the same tree."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

import build
from colofon.book import POSITION, Book, Chapter, Element, Fault, Position, block_text
from colofon.docbook import NAMESPACE
from colofon.editions.docbook import book_document, chapter_document
from colofon.pipeline import check_book, read_book
from colofon.reading.docbook import chapter_of
from colofon.reading.markup import Markup, parse_markup
from colofon.vocabulary import TEXT_BLOCKS
from tests.conftest import PROJECT, TESTS
from tests.tiny import contents, write_tiny

BOOKS = (*(TESTS / "books" / name for name in ("small", "stress", "alike")), TESTS / "damaged")
MANUSCRIPTS = (PROJECT / "manuscript", *BOOKS)
SCHEMA = Path("/usr/share/xml/docbook/schema/rng/5.0/docbook.rng")
"""Debian's; a document that is valid by 5.0 and uses nothing that 5.1 took away is valid by 5.1 too."""
DB = f"{{{NAMESPACE}}}"


@pytest.fixture(scope="module", params=MANUSCRIPTS, ids=lambda path: path.name)
def book(request: pytest.FixtureRequest) -> Book:
    return read_book(request.param)


def read(text: str, name: str = "chapter") -> tuple[Markup, Chapter, list[Fault]]:
    faults: list[Fault] = []
    markup = parse_markup(text, f"{name}.xml", NAMESPACE, faults)
    assert markup is not None, faults
    return markup, chapter_of(markup, markup.root, name, "chapter", "", faults), faults


def shown(element: Element, depth: int = 0) -> list[str]:
    """Return a tree as lines, without places and without what indexing adds."""
    left = {POSITION, "data-number", "lang" if depth == 0 else ""}
    attributes = {key: value for key, value in sorted(element.attrib.items()) if key not in left}
    lines = [f"{'  ' * depth}{element.tag} {attributes} {element.text!r}"]
    for child in element:
        lines += shown(child, depth + 1)
        lines += [f"{'  ' * depth}+ {child.tail!r}"] if child.tail else []
    return lines


def as_written(book: Book, chapter: Chapter) -> Element:
    """Return a tree without the ids that indexing made up."""
    derived = (target for targets in book.targets.values() for target in targets if not target.written)
    for target in derived:
        if target.chapter == chapter.name:
            target.element.attrib.pop("id", "")
    return chapter.tree


def test_a_chapter_comes_back_as_the_tree_it_was(book: Book) -> None:
    for chapter in book.chapters:
        _, again, faults = read(chapter_document(book, chapter).decode())
        assert faults == []
        assert shown(again.tree) == shown(as_written(book, chapter))


def test_a_book_is_valid(book: Book) -> None:
    assert SCHEMA.is_file(), "Debian's docbook5-xml is missing: run make test"
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    document = etree.fromstring(book_document(book), etree.XMLParser(resolve_entities=True))
    assert schema.validate(document), schema.error_log


def test_an_entity_is_the_definition_of_the_glossary(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.xml"
    path.write_bytes(book_document(book))
    expanded = subprocess.run(["xmllint", "--nonet", "--noent", path], capture_output=True, check=True)
    document = etree.fromstring(expanded.stdout)
    assert etree.parse(path).docinfo.internalDTD is not None
    ids = {found.get("{http://www.w3.org/XML/1998/namespace}id"): found for found in document.iter()}
    for terms in book.terms.values():
        for term in terms:
            for sense in term.senses:
                if sense.definition is None or sense.definition.xpath(".//span[@class='definition']|.//a"):
                    continue
                holder = ids.get(f"sense-{sense.key}", ids[f"term-{term.key}"])
                paragraph = next(holder.iter(f"{DB}para"))
                text = "".join(map(str, paragraph.itertext()))
                assert text.split() == block_text(sense.definition).split()


def as_xml(root: Path, names: list[str]) -> None:
    """Keep some chapters of a manuscript as DocBook."""
    book = read_book(root)
    for name in names:
        (root / f"{name}.xml").write_bytes(chapter_document(book, book.chapter(name)))
        (root / f"{name}.md").unlink()
        spine = root / "book.yaml"
        text = spine.read_text(encoding="utf-8").replace(f"{name}.md", f"{name}.xml")
        spine.write_text(text, encoding="utf-8")


BOTH = [PROJECT / "manuscript", TESTS / "books" / "stress"]


@pytest.mark.parametrize("manuscript", BOTH, ids=lambda path: path.name)
def test_chapters_kept_as_xml_make_the_same_pages(
    manuscript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_same_editions(manuscript, ["web"], tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("manuscript", BOTH, ids=lambda path: path.name)
def test_chapters_kept_as_xml_make_the_same_editions(
    manuscript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_same_editions(manuscript, ["pdf", "epub", "web"], tmp_path, monkeypatch)


def assert_same_editions(
    manuscript: Path, editions: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Build a manuscript, and a copy of it with three chapters kept as XML."""
    for name in ("markdown", "xml"):
        shutil.copytree(manuscript, tmp_path / name / "manuscript")
    names = [chapter.name for chapter in read_book(manuscript).chapters][1:4]
    as_xml(tmp_path / "xml" / "manuscript", names)
    for name in ("markdown", "xml"):
        monkeypatch.chdir(tmp_path / name)
        assert check_book(read_book(Path("manuscript"))) == []
        assert build.main(["build", *editions]) == 0
    first, second = (contents(tmp_path / name / "output") for name in ("markdown", "xml"))
    assert [name for name in first if first[name] != second.get(name) and not name.startswith(".")] == []


def test_export_writes_the_book_and_its_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny(tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)
    assert build.main(["export", "docbook", "--output", "archive/book.xml"]) == 0
    assert (tmp_path / "archive" / "figures" / "vlak.svg").is_file()
    text = (tmp_path / "archive" / "book.xml").read_text(encoding="utf-8")
    assert '<!ENTITY brug "Weg die over water gaat.">' in text
    assert "<para>&brug;</para>" in text
    (tmp_path / "archive" / "figures" / "vlak.svg").write_text("<svg/>", encoding="utf-8")
    assert build.main(["export", "docbook", "--output", "archive/book.xml"]) == 2
    assert build.main(["export", "docbook", "--output", "x.xml", "--chapter", "no"]) == 2
    assert not (tmp_path / "x.xml").exists()


def test_every_place_is_where_the_element_begins(book: Book) -> None:
    for chapter in book.chapters:
        text = chapter_document(book, chapter).decode()
        markup, again, _ = read(text)
        lines = text.split("\n")
        for element in again.tree.iterdescendants():
            line, column = map(int, element.get(POSITION, "").split(":"))
            assert lines[line - 1][column - 1] in "<&", element
        for block in again.tree.iter(*TEXT_BLOCKS):
            words = block_text(block)
            for offset, character in enumerate(words):
                if character.isalpha():
                    place = again.position_in(block, offset)
                    assert lines[place.line - 1][place.column - 1] == character
        assert markup.position(0) == Position("chapter.xml", 1, 1)
