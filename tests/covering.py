"""What of the source stands where in the manuscript: blocks by name, and the facts that must be in both.

``manuscript/coverage.csv`` maps each paragraph of the source, by its lines, to blocks of ours. A block is a paragraph, an
item, a heading, a figure or a table; its name is the id of its chapter and its first words
(``guerrilla/in-het-voorjaar-van``). A row may say which facts are not in these blocks, and why.

``python tests/covering.py CHAPTER`` prints the blocks of a chapter; without a chapter, what is missing.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from colofon.book import Book, Chapter, Element
from colofon.pipeline import read_book
from tests.importing_reference import Reference, Spans, source_text

PROJECT = Path(__file__).resolve().parent.parent
COVERAGE = PROJECT / "tests" / "manuscript" / "coverage.csv"
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "table", "dt", "dd"}
WORDS = 4
"""How many of its first words name a block."""

SPELLED = dict(
    enumerate(
        [
            "nul",
            "een",
            "twee",
            "drie",
            "vier",
            "vijf",
            "zes",
            "zeven",
            "acht",
            "negen",
            "tien",
            "elf",
            "twaalf",
            "dertien",
            "veertien",
            "vijftien",
            "zestien",
            "zeventien",
            "achttien",
            "negentien",
            "twintig",
        ]
    )
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"[\w’'-]*[A-ZÀ-Þ][\w’'-]*")
SENTENCE = re.compile(r"(?:^|[.?!:]\s+|[‘“•\-–]\s*)$")


def folded(text: str) -> str:
    """Return text without accents, in lower case, with plain hyphens and no quotation marks."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.,]+", " ", plain.lower())


def slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", folded(text))[:WORDS])


@dataclass
class Block:
    """A block of the manuscript, with the text of its notes and of what its references are filled with."""

    name: str
    element: Element
    text: str


def text_of(element: Element, chapter: Chapter, book: Book) -> str:
    """Return the text of a block, of the notes it calls, and of the terms it uses in their other forms."""
    parts = [str(text) for text in element.itertext()]
    parts += [element.get("alt", "")] + [img.get("alt", "") for img in element.iter("img")]
    for link in element.iter("a", "span"):
        kind = link.get("class")
        if kind == "noteref":
            for note in book.notes.get((chapter.name, link.get("data-label", "")), ()):
                parts.append(text_of(note.element, chapter, book))
        elif kind == "term":
            for term in book.terms.get(link.get("data-key", ""), ()):
                parts += [term.term, term.abbreviation or "", term.expansion or ""]
        elif kind == "definition":
            senses = book.sense(link.get("data-key", ""))
            parts += [plain_text(sense.definition) for sense in senses if sense.definition is not None]
        elif kind == "xref":
            parts += [f" {number} " for number in numbers_of(link.get("data-target", ""), book)]
    return " ".join(parts)


def numbers_of(target: str, book: Book) -> Iterator[str]:
    """Yield the numbers that a reference to a chapter, or to several, is filled with."""
    for id in target.replace("#", "").split(".."):
        found = book.target(id)
        if found is not None and found.number:
            yield str(found.number)


def owner(element: Element) -> bool:
    """Whether an element is a block of its own: not part of a note, nor of a table or figure that is one."""
    return not any(
        above.tag in ("figure", "table") or above.get("class") == "note" for above in element.iterancestors()
    )


def blocks(chapter: Chapter, book: Book) -> list[Block]:
    """Return the blocks of a chapter in order; of two with the same first words the second is ``...-2``."""
    found: list[Block] = []
    seen: dict[str, int] = {}
    heading = next(chapter.tree.iter("h1"), None)
    home = heading.get("id") if heading is not None else chapter.name
    for element in chapter.tree.iter():
        item = element.tag == "li" and (element.text or "").strip()
        if not isinstance(element.tag, str) or not (element.tag in BLOCKS or item) or not owner(element):
            continue
        text = text_of(element, chapter, book)
        name = element.get("id") if element.tag in ("figure", "table") else slug(plain_text(element))
        name = f"{home}/{name}"
        seen[name] = seen.get(name, 0) + 1
        found.append(Block(name if seen[name] == 1 else f"{name}-{seen[name]}", element, text))
    return found


def plain_text(element: Element) -> str:
    return str(etree.XPath("string()", smart_strings=False)(element))


@dataclass
class Row:
    """A row of the table."""

    line: int
    lines: str
    blocks: list[str]
    excepted: dict[str, str]
    """Fact -> why it does not stand in the blocks."""

    @property
    def first(self) -> int:
        return int(re.split(r"[-+]", self.lines)[0]) if self.lines else 0


def rows(path: Path = COVERAGE) -> list[Row]:
    """Read the table: lines, blocks apart by blanks, ``fact: reason; fact: reason``."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                number,
                row["lines"],
                row["blocks"].split(),
                dict(part.strip().split(": ", 1) for part in row["reason"].split("; ") if ": " in part),
            )
            for number, row in enumerate(csv.DictReader(file), 2)
        ]


class Source:
    """The paragraphs of the source, by lines."""

    def __init__(self, shared: Path) -> None:
        self.reference = Reference(source_text(shared))

    @staticmethod
    def lines(spans: Spans) -> str:
        """Return the name of a paragraph: ``6-19``, ``21-28+42-43``."""
        return "+".join(f"{first}-{last}" for first, _, last, _ in spans)

    @cached_property
    def paragraphs(self) -> dict[str, str]:
        """Lines -> text without calls. Paragraphs that share their lines are taken together."""
        found: dict[str, str] = {}
        for paragraph in self.reference.data["paragraphs"]:
            name = self.lines(paragraph["spans"])
            text = re.sub(r"\[\^\d+\]", "", self.reference.running(paragraph["spans"]))
            found[name] = f"{found[name]} {text}" if name in found else text
        return found

    @cached_property
    def common(self) -> set[str]:
        """Words that the source also writes small: no names, though a sentence begins with them."""
        return {word for text in self.paragraphs.values() for word in re.findall(r"\b[a-zà-þ][\w’-]*", text)}

    def facts(self, lines: str) -> list[str]:
        """Return the numbers and names of a paragraph, each once."""
        text = re.sub(r"(\w)-\s", r"\1-", self.paragraphs[lines])
        found = [match.group() for match in NUMBER.finditer(text)]
        for match in NAME.finditer(text):
            word = "-".join(part for part in match.group().strip("’'-").split("-") if part != part.lower())
            opening = SENTENCE.search(text[: match.start()])
            if word and not (opening and (word.lower() in self.common or word not in self.mid)):
                found.append(word)
        return list(dict.fromkeys(found))

    @cached_property
    def mid(self) -> set[str]:
        """Words that stand with a capital within a sentence somewhere."""
        return {
            match.group().strip("’'-")
            for text in self.paragraphs.values()
            for match in NAME.finditer(text)
            if not SENTENCE.search(text[: match.start()])
        }


def stands(fact: str, text: str) -> bool:
    """Whether a number or a name is in a text: a number in figures or in words, a name in any form of it."""
    place = folded(text)
    if fact[0].isdigit():
        spelled = SPELLED.get(int(fact)) if fact.isdigit() else None
        if spelled and re.search(rf"\b{spelled}", place):
            return True
        return re.search(rf"(?<![\d.,]){re.escape(fact)}(?![\d]|[.,]\d)", place) is not None
    return all(form in place for form in stems(fact))


def stems(name: str) -> list[str]:
    """Return what must stand of a name: of each part the beginning that its derivations share."""
    found = []
    for part in folded(name).replace(".", " ").replace(",", " ").split():
        if len(part) > 1:
            found.append(part[: max(4, round(len(part) * 0.6))] if len(part) > 4 else part[:3])
    return found


def missing(row: Row, source: Source, texts: dict[str, str]) -> list[str]:
    """Return the facts of a row that its blocks do not hold and for which it gives no reason."""
    text = " ".join(texts.get(name, "") for name in row.blocks)
    return [
        fact
        for fact in (source.facts(row.lines) if row.lines else ())
        if not stands(fact, text) and fact not in row.excepted
    ]


def all_blocks(book: Book) -> dict[str, Block]:
    return {block.name: block for chapter in book.chapters for block in blocks(chapter, book)}


def main() -> None:
    shared = Path(os.environ.get("COLOFON_SHARED", PROJECT.parent / "shared"))
    folder = Path(os.environ.get("MANUSCRIPT", PROJECT / "manuscript"))
    table = Path(os.environ.get("COVERAGE", COVERAGE))
    found = all_blocks(read_book(folder))
    if len(sys.argv) > 1:
        for name, block in found.items():
            if name.startswith(f"{sys.argv[1]}/"):
                print(f"{name}\t{block.element.tag}\t{plain_text(block.element)[:70]!r}")
        return
    source = Source(shared)
    texts = {name: block.text for name, block in found.items()}
    table_rows = rows(table)
    for row in table_rows:
        for name in row.blocks:
            if name not in found:
                print(f"{table}:{row.line}: no block {name}")
        if row.lines and row.lines not in source.paragraphs:
            print(f"{table}:{row.line}: no paragraph {row.lines} in the source")
        elif absent := missing(row, source, texts):
            print(f"{table}:{row.line}: {row.lines}: not in its blocks: {', '.join(absent)}")
    for lines in source.paragraphs.keys() - {row.lines for row in table_rows}:
        print(f"no row for {lines}: {source.paragraphs[lines][:60]!r}")
    used = {name for row in table_rows for name in row.blocks}
    for name, block in found.items():
        if name not in used and not block.element.tag.startswith("h"):
            print(f"no row names the block {name}")


if __name__ == "__main__":
    main()
