"""Chapters: Markdown becomes a tree in which every element knows its place.

`syntax` makes tokens that carry their line and column, `blocks` and `inlines` a tree of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from colofon.book import POSITION, Chapter, Element, Fault, Run
from colofon.reading.blocks import Blocks
from colofon.reading.inlines import Inlines, Lines
from colofon.reading.lookalikes import lookalike_faults
from colofon.reading.markers import marker_faults
from colofon.reading.sources import read_source, shown
from colofon.reading.syntax.parser import parser


def read_chapter(path: Path, role: str, language: str, faults: list[Fault]) -> Chapter | None:
    """Read a file of the spine; None, and a fault, when it has no text."""
    text = read_source(path, faults)
    if text is None:
        return None
    return parse_chapter(text, path.stem, shown(path), role, language, faults)


def parse_chapter(text: str, name: str, path: str, role: str, language: str, faults: list[Fault]) -> Chapter:
    """Return the chapter of a text in which every line ends with a line feed alone."""
    root = etree.Element("section", {POSITION: "1:1"})
    builder = Blocks(path, text.split("\n"), root, faults)
    given: dict[str, Any] = {}
    tokens = parser().parse(text, given)
    builder.build(tokens)
    builder.definitions(given, tokens)
    faults += marker_faults(path, tokens, builder.lines)
    faults += lookalike_faults(path, tokens, builder.lines)
    if language:
        root.set("lang", language)
    return Chapter(name, path, role, root, builder.runs, language)


def parse_inline(
    text: str, path: str, tag: str, lines: Lines, faults: list[Fault]
) -> tuple[Element, list[Run]]:
    """Return an element with the inline content of a text that stands outside a chapter."""
    line, column = lines.place(0)
    block = etree.Element(tag, {POSITION: f"{line}:{column}"})
    tokens = parser().parseInline(text)[0].children or []
    runs = Inlines(path, text, lines, faults).fill(block, tokens)
    return block, runs
