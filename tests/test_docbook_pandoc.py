"""pandoc reads the DocBook of a book and finds the same headings, paragraphs and notes."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from lxml import etree

from colofon.book import Book, Element, block_text
from colofon.docbook import NAMESPACE
from colofon.editions.docbook import book_document
from colofon.pipeline import read_book
from colofon.vocabulary import HEADINGS, TEXT_BLOCKS
from tests.conftest import PROJECT, TESTS

DB = f"{{{NAMESPACE}}}"
BOOKS = (TESTS / "books" / "small", TESTS / "books" / "stress", TESTS / "damaged")
MANUSCRIPTS = (PROJECT / "manuscript", *BOOKS)
PLAIN = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda path: path.name)
def test_pandoc_finds_the_headings_the_paragraphs_and_the_notes(manuscript: Path, tmp_path: Path) -> None:
    book = read_book(manuscript)
    document = expanded(book, tmp_path)
    ours = [line for chapter in book.chapters for line in Ours(book).lines(chapter.tree)]
    theirs = list(Theirs().lines(by_pandoc(without_references(document), tmp_path)))
    assert theirs == ours
    assert sum(line.startswith("note") for line in theirs) == len(book.notes)


def expanded(book: Book, folder: Path) -> Element:
    """Return the book as xmllint reads it: pandoc knows no entities."""
    path = folder / "book.xml"
    path.write_bytes(book_document(book))
    done = subprocess.run(["xmllint", "--nonet", "--noent", path], capture_output=True, check=True)
    return etree.fromstring(done.stdout)


def without_references(document: Element) -> Element:
    """Take out references that are filled, whose text each reader makes up, and the back matter."""
    for element in list(document.iter(f"{DB}xref")):
        behind = element.tail or ""
        holder, before = element.getparent(), element.getprevious()
        assert holder is not None
        if before is None:
            holder.text = (holder.text or "") + behind
        else:
            before.tail = (before.tail or "") + behind
        holder.remove(element)
    for element in document.findall(f"{DB}glossary") + document.findall(f"{DB}bibliography"):
        document.remove(element)
    return document


def by_pandoc(document: Element, folder: Path) -> Any:
    path = folder / "plain.xml"
    path.write_bytes(etree.tostring(document))
    command = [pypandoc.get_pandoc_path(), "-f", "docbook", "-t", "json", path]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return json.loads(done.stdout)["blocks"]


class Theirs:
    """What pandoc read, a line for each heading and paragraph; notes follow the block that calls them."""

    def __init__(self) -> None:
        self.called: list[Any] = []

    def lines(self, content: Any) -> Iterator[str]:
        for block in content if isinstance(content, list) else [content]:
            if isinstance(block, list):
                yield from self.lines(block)
            elif isinstance(block, dict):
                yield from self.block(block)

    def block(self, block: Any) -> Iterator[str]:
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain", "Header"):
            inlines = content[2] if kind == "Header" else content
            text = squeezed(self.text(inlines))
            called, self.called = self.called, []
            if text or called:
                yield f"{'heading' if kind == 'Header' else 'text'} {text}"
            for note in called:
                yield "note"
                yield from self.lines(note)
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield from self.block({"t": "Plain", "c": term})
                yield from self.lines(definitions)
        elif kind == "CodeBlock":
            yield f"code {squeezed(content[1])}"
        else:
            yield from self.lines(content)

    def text(self, content: Any) -> str:
        if isinstance(content, list):
            return "".join(self.text(inner) for inner in content)
        if not isinstance(content, dict):
            return ""
        kind: str = content["t"]
        inner: Any = content.get("c")
        if kind == "Note":
            self.called.append(inner)
            return ""
        if kind == "Str":
            return str(inner)
        if kind == "Code":
            return str(inner[1])
        return "" if kind == "Image" else PLAIN.get(kind) or self.text(inner)


class Ours:
    """The same of a chapter tree."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.expansions = {term.key: term.expansion for terms in book.terms.values() for term in terms}

    def lines(self, parent: Element) -> Iterator[str]:
        for block in parent:
            if block.tag == "pre":
                yield f"code {squeezed(block_text(block))}"
            elif block.tag in TEXT_BLOCKS:
                yield from self.block(block)
            elif block.tag not in ("aside", "img"):
                yield from self.lines(block)

    def block(self, block: Element) -> Iterator[str]:
        root = block.getroottree().getroot()
        notes = {note.get("data-label"): note for note in root.iter("aside")}
        text = squeezed("".join(self.text(block)))
        called = block.findall(".//a[@class='noteref']")
        if text or called:
            yield f"{'heading' if block.tag in HEADINGS else 'text'} {text}"
        for call in called:
            yield "note"
            yield from self.lines(notes[call.get("data-label")])

    def text(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == "br":
                yield " "
            if child.get("class") == "definition":
                yield " ".join(self.defined(child.get("data-key", "")))
            elif child.get("class") != "noteref":
                yield from self.text(child)
            yield child.tail or ""

    def defined(self, key: str) -> Iterator[str]:
        """Yield what an entity stands for: a sense, every sense of an entry, or an expansion."""
        for sense in self.book.sense(key):
            found = sense.definition
            yield "".join(self.text(found)) if found is not None else self.expansions[key]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
