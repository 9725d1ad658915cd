"""Files of translation: valid, the same from the same book, read by others, and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from colofon import __version__
from colofon.book import Book
from colofon.pipeline import read_book
from colofon.translation.codes import Content
from colofon.translation.joining import join_chapter
from colofon.translation.package import write_package
from colofon.translation.parts import book_parts
from colofon.translation.units import Unit
from colofon.translation.xliff12 import xliff12
from colofon.translation.xliff12_reading import Side, read_xliff12
from tests.translating import (
    BOOKS,
    CONSTRUCTS,
    BookFrom,
    chapter_units_of,
    emptied,
    folded,
    target_of,
    translate,
    units_of,
    written,
)


@pytest.fixture(scope="module", params=BOOKS)
def book(request: pytest.FixtureRequest) -> Book:
    return read_book(BOOKS[request.param])


@pytest.fixture(scope="module")
def constructs() -> Book:
    return read_book(CONSTRUCTS)


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    tree = etree.parse(shared / "schemas/xliff-1.2/xliff-core-1.2-strict.xsd")
    # It names xml.xsd by an address, and nothing is fetched.
    local = shared / "schemas/xliff-2.1/informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"
    for imported in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        imported.set("schemaLocation", str(local))
    return etree.XMLSchema(tree)


# The files


def test_every_file_is_valid(book: Book, schema: etree.XMLSchema, tmp_path: Path) -> None:
    assert write_package(book, target_of(book), tmp_path) == []
    files = sorted(tmp_path.glob("*.xlf"))
    assert len(files) == len(book.chapters) + bool(book.terms) + 1
    for path in files:
        schema.assertValid(etree.parse(path))


@pytest.mark.parametrize("name", ["vormen", "glossary", "glossary-2", "metadata"])
def test_files_of_every_construct(constructs: Book, golden: Callable[[Path, str], None], name: str) -> None:
    part = next(part for part in book_parts(constructs, "en") if part.name == name)
    text = xliff12(constructs, part, "en").decode()
    golden(CONSTRUCTS / "golden" / f"{name}.xlf", text.replace(f'"{__version__}"', '"VERSION"'))


def test_two_packages_are_the_same_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(read_book(CONSTRUCTS), "en", tmp_path / "one")
    monkeypatch.chdir(CONSTRUCTS)
    write_package(read_book(Path()), "en", tmp_path / "two")
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")
    )
    assert one == two


def test_the_instructions_count_the_words(constructs: Book, tmp_path: Path) -> None:
    write_package(constructs, "en", tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    units = units_of(constructs)
    assert f"| together | {len(units)} | {sum(unit.words for unit in units)} |" in text
    assert "Elke vorm" in text


def test_another_client_reads_the_same_texts(book: Book, tmp_path: Path) -> None:
    from translate.storage import xliff

    for part in book_parts(book, target_of(book)):
        path = written(book, part, tmp_path, target_of(book))
        store: Any = xliff.xlifffile()
        store.parse(path.read_bytes())
        read = {unit.getid().rpartition("\x04")[2]: unit for unit in store.units}
        assert len(read) == len(store.units) == len(part.units)
        for unit in part.units:
            other = read[f"{unit.id}.1"]
            text = "".join(item for item in unit.content if isinstance(item, str))
            assert " ".join(str(other.source).split()) == " ".join(text.split())
            assert other.istranslatable() == (unit.translate and is_shown(unit))
            assert bool(other.target) == bool(unit.target)


def is_shown(unit: Unit) -> bool:
    """Tell whether a client that leaves codes out of a text sees any."""
    return any(isinstance(item, str) and item.strip() for item in unit.content)


# The way back


@pytest.mark.parametrize("side", ["source", "target"])
def test_the_segments_put_together_again_are_the_chapter(book: Book, tmp_path: Path, side: Side) -> None:
    for part in book_parts(book, target_of(book)):
        path = written(book, part, tmp_path, target_of(book))
        if side == "target":
            translate(path)
        contents, refused = read_xliff12(path, part.units, side)
        assert refused == []
        assert len(contents) == len(part.units)
        if part.chapter is not None:
            joined = join_chapter(part.chapter, part.units, contents)
            assert folded(joined) == folded(part.chapter.tree)
            assert emptied(part.chapter, part.units, contents) == 0


def test_definitions_come_back_too(book: Book, tmp_path: Path) -> None:
    part = next(part for part in book_parts(book, target_of(book)) if part.name == "glossary")
    contents, _ = read_xliff12(written(book, part, tmp_path), part.units, "source")
    assert [contents[unit.id] for unit in part.units] == [unit.content for unit in part.units]


TWO = "Een *twee* drie.[^n]\n\nVier *vijf*.\n\n[^n]: Noot.\n"


def returned(book: Book, folder: Path, *changes: tuple[str, str]) -> tuple[dict[str, Content], list[str]]:
    """Translate a chapter by its source, change the text of the file, and read it."""
    part = book_parts(book, "en")[0]
    path = written(book, part, folder)
    translate(path)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    contents, refused = read_xliff12(path, part.units, "target")
    return contents, [refusal.reason for refusal in refused]


CALL = '<x id="2" ctype="x-note" equiv-text="[note 1]"/></target>'
PAIR = '<g id="1" ctype="italic" equiv-text="[emphasis]">'


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((CALL, "</target>"), "code 2 is lost"),
        ((CALL, f"{CALL[:-9]}{CALL}"), "code 2 stands twice"),
        ((CALL, CALL.replace('id="2"', 'id="7"')), "the source has no <x id='7'>"),
        ((CALL, CALL.replace("<x", "<bx")), "the source has no <bx id='2'>"),
        (("<source>Een ", "<source>Een heel "), "the source text is not that of the book"),
        (('.1" xml', '.9" xml'), "the book has no such unit"),
    ],
)
def test_a_damaged_unit_is_refused_alone(
    book_from: BookFrom, tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    contents, reasons = returned(book_from(TWO, language="nl"), tmp_path, change)
    assert reasons == [reason]
    assert len(contents) == 2


def test_a_unit_that_stands_twice_is_refused(book_from: BookFrom, tmp_path: Path) -> None:
    book = book_from(TWO, language="nl")
    first, second = (unit.id for unit in chapter_units_of(book)[:2])
    contents, reasons = returned(book, tmp_path, (f'"{second}.1"', f'"{first}.1"'))
    assert reasons == ["the unit stands in the file more than once"]
    assert first not in contents
    assert second not in contents


def test_an_entity_is_not_expanded(book_from: BookFrom, tmp_path: Path) -> None:
    book = book_from(TWO, language="nl")
    declared = "<!DOCTYPE xliff [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n<xliff"
    contents, reasons = returned(book, tmp_path, ("<xliff", declared), ("<target>Noot", "<target>&b;Noot"))
    assert reasons == ["the source has no entity or comment"]
    assert len(contents) == 2


def test_a_broken_file_is_refused_as_a_whole(book_from: BookFrom, tmp_path: Path) -> None:
    contents, reasons = returned(book_from(TWO, language="nl"), tmp_path, ("</xliff>", ""))
    assert contents == {}
    assert reasons[0].startswith("the file is not well-formed XML")


def test_an_untranslated_unit_is_left_out(book_from: BookFrom, tmp_path: Path) -> None:
    part = book_parts(book_from(TWO, language="nl"), "en")[0]
    path = written(book_from(TWO, language="nl"), part, tmp_path)
    assert read_xliff12(path, part.units, "target") == ({}, [])


def test_codes_may_move_and_tools_may_mark(book_from: BookFrom, tmp_path: Path) -> None:
    moved = ('<target>Een <g id="1"', '<target><x id="2"/><mrk mtype="seg" mid="1">Een </mrk><g id="1"')
    contents, reasons = returned(book_from(TWO, language="nl"), tmp_path, moved, (CALL, "</target>"))
    assert reasons == []
    found = next(iter(contents.values()))
    assert [item if isinstance(item, str) else item.role for item in found] == [
        "place", "Een ", "open", "twee", "close", " drie.",
    ]  # fmt: skip


# Edge input


HOSTILE = {
    "markup": "Tekst met ]]> en &amp; en &lt;g id=&quot;1&quot;/&gt; en {} en \\[ ].",
    "right-to-left": "مرحبا بالعالم \u202eomgekeerd\u202c en שלום.",
    "beyond-the-plane": "Buiten het vlak: 𝔘𝔫𝔦 🏳️‍🌈 𐍈, samengesteld: e\u0301 n\u0303.",
    "spaces": "Vaste\u00a0spatie, dunne\u2009spatie,\u2003regel\u205falinea, zacht\u00adstreepje\u200b.",
    "references": "Een&#13;wagenterugloop, een&#9;tab, een&#10;regel, een &#133; teken.",
    "nested": "*een **twee *drie **vier** vijf* zes** zeven*",
    "long": "a" * 200_000,
    "deep": "*" * 120 + "a" + "*" * 120,
    "calls": "een[^n] " * 3000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_survives(book_from: BookFrom, schema: etree.XMLSchema, tmp_path: Path, name: str) -> None:
    text = HOSTILE[name]
    book = book_from(f"{text}\n\n[^n]: {text}\n", language="nl")
    part = book_parts(book, "en")[0]
    path = written(book, part, tmp_path)
    schema.assertValid(etree.parse(path))
    contents, refused = read_xliff12(path, part.units, "source")
    assert refused == []
    assert folded(join_chapter(book.chapters[0], part.units, contents)) == folded(book.chapters[0].tree)


def test_no_chapter_and_no_glossary(book_from: BookFrom, tmp_path: Path) -> None:
    book = book_from("")
    assert write_package(book, "en", tmp_path / "en") == []
    assert sorted(path.name for path in (tmp_path / "en").iterdir()) == [
        "README.md",
        "chapter.xlf",
        "metadata.xlf",
    ]
