"""What was found in a text becomes the trees of chapters, with their notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from colofon.book import Element
from colofon.importing.languages import language_of
from colofon.importing.pandoc.dividing import Part
from colofon.importing.report import Report
from colofon.importing.text.blocks import CODE, HEADING, ITEM, MARKER, QUOTE, TABLE, TABLE_NUMBER, Block
from colofon.importing.text.joining import joined
from colofon.importing.text.lines import Line
from colofon.importing.text.reconstruction import Note, Reconstruction
from colofon.importing.text.structure import CHAPTER, NUMBER, TITLE
from colofon.importing.text.tagged_trees import Places, grow_table, until
from colofon.trees import append_text

CALL = re.compile("\ue000([0-9]+)\ue001")
"""A call in running text, between characters that no text has."""
TITLES = re.compile(r"(?<![\w’])‘(?:[^‘’\"“”]|’(?=\w)|(?<=\w)’(?=\s[a-z]))+’")
"""What stands between quotation marks in a note: most often the title of a work."""
LONGEST_TITLE = 300
FEWEST_LETTERS = 12
ORDERED = {"1": re.compile("[0-9]"), "i": re.compile("[ivx]"), "a": re.compile("[a-z]")}


@dataclass(slots=True)
class Trees:
    """The chapters of a text."""

    title: str = ""
    parts: list[Part] = field(default_factory=list)
    numbers: list[list[Line]] = field(default_factory=list)
    """The chapter numbers that the spine gives now, and the lines they stand on."""


def trees_of(made: Reconstruction, language: str, report: Report) -> Trees:
    """Return the chapters of what was found; `language` is that of most of it."""
    return _Growing(made, language, report).grow()


class _Growing:
    def __init__(self, made: Reconstruction, language: str, report: Report) -> None:
        self.made, self.language, self.report = made, language, report
        self.places = Places()
        self.trees = Trees(made.title)
        self.notes = {id(note.call): note for note in made.notes if note.call is not None}

        self.uncalled = [note for note in made.notes if note.call is None]

    def grow(self) -> Trees:
        if self.made.source.tagged:
            return self.grow_tagged()
        for kind, found in groupby(self.made.blocks, key=lambda block: block.kind):
            blocks = list(found)
            if kind == ITEM:
                self.add_uncalled(blocks[0].lines[0].start)
                self.items(blocks)
                continue
            for block in blocks:
                self.add_uncalled(block.lines[0].start if block.lines else 0)
                GROWERS.get(kind, _Growing.paragraph)(self, block)
        self.add_uncalled(len(self.made.source.text))
        return self.trees

    def grow_tagged(self) -> Trees:
        """Put each block where a tagged file has it."""
        for block in self.made.blocks:
            self.add_uncalled(block.lines[0].start if block.lines else 0)
            TAGGED.get(block.kind, _Growing.placed)(self, block)
        self.add_uncalled(len(self.made.source.text))
        return self.trees

    def placed(self, block: Block) -> None:
        holder, text = self.places.holder(self.tree, block.path, self.running(block.lines))
        self.fill(etree.SubElement(holder, "p"), text)
        self.add_notes(block.lines)

    def table(self, block: Block) -> None:
        holder, _ = self.places.holder(self.tree, until(block.path, "Table"), "")
        grow_table(holder, block, self.fill_cell, self.report)
        self.add_notes(block.lines)

    def fill_cell(self, cell: Element, lines: Sequence[Line]) -> None:
        """Put lines into a cell, or into a caption, which loses the number that each edition gives it."""
        text = self.running(lines)
        self.fill(cell, TABLE_NUMBER.sub("", text, count=1) if cell.tag == "caption" else text)

    def code(self, block: Block) -> None:
        holder, _ = self.places.holder(self.tree, block.path, "")
        etree.SubElement(holder, "pre").text = "\n".join(line.text for line in block.lines)

    def add_uncalled(self, end: int) -> None:
        """Put notes of which no call was found where they stand in the source, before a place in it."""
        while self.uncalled and self.uncalled[0].lines[0].start < end:
            self.tree.append(self.note(self.uncalled.pop(0)))

    @property
    def tree(self) -> Element:
        """The chapter that grows; text before the first heading has one of its own."""
        if not self.trees.parts:
            section = etree.Element("section")
            etree.SubElement(section, "h1").text = self.trees.title or "…"
            self.trees.parts.append(Part(section))
        return self.trees.parts[-1].tree

    def heading(self, block: Block) -> None:
        text = self.running(block.lines)
        if block.level == TITLE:
            self.trees.title = CALL.sub("", text)
            return
        if block.level == CHAPTER:
            self.chapter(block, text)
            return
        heading = etree.SubElement(self.tree, f"h{min(block.level - 1, 6)}")
        self.fill(heading, text)
        self.add_notes(block.lines)

    def chapter(self, block: Block, text: str) -> None:
        """Begin a chapter; the number that it types is given by the spine."""
        section = etree.Element("section")
        heading = etree.SubElement(section, "h1")
        number = NUMBER.match(f"{block.lost} " if block.missing else text)
        part = Part(section, number=number[1] if number else "")
        self.trees.parts.append(part)
        if block.missing:
            etree.SubElement(heading, "span", {"class": "lost"})
            return
        self.fill(heading, NUMBER.sub("", text, count=1) if number else text)
        self.add_notes(block.lines)

    def paragraph(self, block: Block) -> None:
        self.fill(etree.SubElement(self.tree, "p"), self.running(block.lines))
        self.add_notes(block.lines)

    def quotation(self, block: Block) -> None:
        """Add to the quotation that stands directly before, or begin one."""
        text = self.running(block.lines)
        language = language_of(CALL.sub("", text))
        before = self.tree[-1] if len(self.tree) else None
        holder = before if before is not None and before.get("lang", "") == language else None
        if holder is None or holder.tag != "blockquote":
            holder = etree.SubElement(self.tree, "blockquote", {"class": "quote", "lang": language})
        self.fill(etree.SubElement(holder, "p"), text)
        self.add_notes(block.lines, holder)

    def items(self, blocks: Sequence[Block]) -> None:
        texts = [self.running(block.lines) for block in blocks]
        marker = MARKER.match(texts[0])
        sign = marker[0].strip(" ().") if marker else ""
        kind = next((kind for kind, form in ORDERED.items() if form.match(sign)), "")
        attributes = {"class": "tight"} | ({"type": kind, "data-delimiter": "period"} if kind else {})
        holder = etree.SubElement(self.tree, "ol" if kind else "ul", attributes)
        for text in texts:
            item = etree.SubElement(holder, "li")
            self.fill(etree.SubElement(item, "p"), MARKER.sub("", text, count=1))
        for block in blocks:
            self.add_notes(block.lines)

    def running(self, lines: Sequence[Line]) -> str:
        """Return lines as running text, with calls as figures between the signs of `CALL`."""
        marks = [mark._replace(text=f"\ue000{mark.text[2:-1]}\ue001") for mark in self.made.marks(lines)]
        return joined(lines, marks)

    def fill(self, block: Element, text: str) -> None:
        """Put text into a block, with its calls."""
        for index, piece in enumerate(CALL.split(text)):
            if index % 2:
                etree.SubElement(block, "a", {"class": "noteref", "data-label": piece})
            else:
                append_text(block, piece)

    def add_notes(self, lines: Sequence[Line], after: Element | None = None) -> None:
        """Put the notes that lines call behind their block."""
        for note in self.called(lines):
            self.tree.append(self.note(note))

    def called(self, lines: Sequence[Line]) -> Iterator[Note]:
        for line in lines:
            for call in self.made.calls_on(line):
                note = self.notes.get(id(call))
                if note is not None:
                    yield note

    def note(self, note: Note) -> Element:
        aside = etree.Element("aside", {"class": "note", "data-label": str(note.number)})
        paragraph = etree.SubElement(aside, "p")
        if note.status == "missing":
            etree.SubElement(paragraph, "span", {"class": "lost"})
            return aside
        if note.status == "partial" and note.begins is None:
            _lack(paragraph)
            append_text(paragraph, " ")
        self.fill_note(paragraph, self.made.note_text(note))
        if note.status == "partial" and note.begins is not None:
            append_text(paragraph, " ")
            _lack(paragraph)
        return aside

    def fill_note(self, paragraph: Element, text: str) -> None:
        """Put text into a note; titles in another language than the book's say which."""
        end = 0
        for title in TITLES.finditer(text):
            language = _foreign(title[0], self.language)
            if language:
                append_text(paragraph, text[end : title.start()])
                etree.SubElement(paragraph, "span", {"lang": language}).text = title[0]
                end = title.end()
        append_text(paragraph, text[end:])


def _foreign(title: str, own: str) -> str:
    if not FEWEST_LETTERS <= len(title) <= LONGEST_TITLE:
        return ""
    language = language_of(title)
    return language if language != own else ""


def _lack(paragraph: Element) -> None:
    etree.SubElement(paragraph, "span", {"class": "partial"}).text = "…"


GROWERS = {HEADING: _Growing.heading, QUOTE: _Growing.quotation}
TAGGED = {HEADING: _Growing.heading, TABLE: _Growing.table, CODE: _Growing.code}
