"""What the tests of translation share: books, their units, and files as translators return them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from colofon.book import Book, Chapter, Element
from colofon.translation.codes import Content, single_spaced
from colofon.translation.joining import join_chapter
from colofon.translation.parts import Part, book_parts
from colofon.translation.units import Unit
from colofon.translation.xliff12 import named, xliff12
from colofon.vocabulary import TEXT_BLOCKS
from tests.conftest import PROJECT, TESTS

CONSTRUCTS = TESTS / "translation" / "constructs"
BOOKS = {
    "constructs": CONSTRUCTS,
    "small": TESTS / "books" / "small",
    "stress": TESTS / "books" / "stress",
    "manuscript": PROJECT / "manuscript",
}

BookFrom = Callable[..., Book]


def target_of(book: Book) -> str:
    return "nl" if book.metadata.language == "en" else "en"


def units_of(book: Book, target: str = "en") -> list[Unit]:
    return [unit for part in book_parts(book, target) for unit in part.units]


def chapter_units_of(book: Book, target: str = "en") -> list[Unit]:
    return book_parts(book, target)[0].units


def written(book: Book, part: Part, folder: Path, target: str = "en") -> Path:
    path = folder / f"{part.name}.xlf"
    path.write_bytes(xliff12(book, part, target))
    return path


def folded(tree: Element) -> bytes:
    """Return a tree with the line ends of the source as spaces, which mean the same."""
    copy = etree.fromstring(etree.tostring(tree))
    for block in copy.iter(*TEXT_BLOCKS - {"pre"}):
        for element in block.iter():
            if element.tag == "code":
                continue
            element.text = single_spaced(element.text or "", None)
            if element is not block:
                element.tail = single_spaced(element.tail or "", element)
        for code in block.iter("code"):
            code.tail = single_spaced(code.tail or "", code)
    return etree.tostring(copy)


def emptied(chapter: Chapter, units: list[Unit], contents: dict[str, Content]) -> int:
    """Take out of a joined tree what came from units and count the characters that are left."""
    blank = {id: ("",) if kind == "alternative" else () for id, kind in ((u.id, u.kind) for u in units)}
    tree = join_chapter(chapter, units, {id: blank[id] for id in contents})
    left = [text for element in tree.iter() for text in (element.text, element.tail, element.get("alt"))]
    return sum(len((text or "").strip()) for text in left)


def translate(path: Path) -> None:
    """Give every unit of a file its source as translation."""
    tree = etree.parse(path)
    for holder in tree.iter(named("trans-unit")):
        source = holder.find(named("source"))
        assert source is not None
        for old in holder.findall(named("target")):
            holder.remove(old)
        target = etree.fromstring(etree.tostring(source, with_tail=False))
        target.tag = named("target")
        source.addnext(target)
    tree.write(path, encoding="UTF-8", xml_declaration=True)
