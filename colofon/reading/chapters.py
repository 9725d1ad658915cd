"""Chapters: Markdown becomes a tree in which every element knows its place.

Block tokens come with lines and no columns. The column of a block is found by walking the line
as the parser did: past the markers of the containers that begin on it and the bars of quotations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from markdown_it.token import Token

from colofon.book import POSITION, Chapter, Element, Fault, Position, Run
from colofon.reading.inlines import Inlines, Lines, set_attributes
from colofon.reading.sources import read_source, shown
from colofon.reading.syntax.attributes import NONE, Attributes
from colofon.reading.syntax.parser import DEEPEST, parser
from colofon.vocabulary import DIV_CLASSES, TABLE_CLASSES


def read_chapter(path: Path, role: str, language: str, faults: list[Fault]) -> Chapter | None:
    """Read a file of the spine; None, and a fault, when it has no text."""
    text = read_source(path, faults)
    if text is None:
        return None
    return parse_chapter(text, path.stem, shown(path), role, language, faults)


def parse_chapter(
    text: str, name: str, path: str, role: str, language: str, faults: list[Fault]
) -> Chapter:
    """Return the chapter of a text with ``\\n`` line ends."""
    root = etree.Element("section", {POSITION: "1:1"})
    builder = Blocks(path, text.split("\n"), root, faults)
    builder.build(parser().parse(text))
    if language:
        root.set("lang", language)
    return Chapter(name, path, role, root, builder.runs, language)


def parse_inline(text: str, path: str, tag: str, lines: Lines, faults: list[Fault]) -> tuple[Element, list[Run]]:
    """Return an element with the inline content of a text that stands outside a chapter."""
    line, column = lines.place(0)
    block = etree.Element(tag, {POSITION: f"{line}:{column}"})
    tokens = parser().parseInline(text)[0].children or []
    runs = Inlines(path, text, lines, faults).fill(block, tokens)
    return block, runs


class Blocks:
    """Builds the tree of a chapter from its block tokens."""

    def __init__(self, path: str, lines: list[str], root: Element, faults: list[Fault]) -> None:
        self.path = path
        self.lines = lines
        self.faults = faults
        self.runs: dict[str, list[Run]] = {}
        self.current = root
        self.containers: list[tuple[int, bool, int]] = []
        """Open containers: first line, whether a bar marks each line, characters of the first line's marker."""
        self.too_deep = False

    def build(self, tokens: list[Token]) -> None:
        index, count = 0, len(tokens)
        while index < count:
            token = tokens[index]
            if token.level >= DEEPEST - 1 and not self.too_deep:
                self.too_deep = True
                self.fault("unreadable-file", token, f"blocks are nested deeper than {DEEPEST} levels")
            if token.type == "inline":
                self.fill(token)
            elif token.type == "paragraph_open" and (image := _only_image(tokens[index + 1])):
                self.figure(tokens[index + 1], image)
                index += 2
            else:
                BUILDERS[token.type](self, token)
            index += 1

    # Places

    def column(self, line: int) -> int:
        """Return the 0-based column at which the block that begins on this line begins."""
        text, position = self.lines[line] if line < len(self.lines) else "", 0
        for first, bar, width in self.containers:
            start = position
            while start < len(text) and text[start] in " \t":
                start += 1
            if bar:
                if text.startswith(">", start):
                    position = start + 1
            elif first == line:
                position = start + width
        while position < len(text) and text[position] in " \t":
            position += 1
        return position

    def position(self, token: Token) -> Position:
        line = token.map[0] if token.map else 0
        return Position(self.path, line + 1, self.column(line) + 1)

    def fault(self, kind: str, token: Token, message: str, hint: str = "") -> None:
        self.faults.append(Fault(kind, self.position(token), message, hint))

    # Elements

    def open(self, token: Token, tag: str = "", column: int | None = None) -> Element:
        line = token.map[0] if token.map else 0
        if column is None:
            column = self.column(line)
        element = etree.SubElement(self.current, tag or token.tag, {POSITION: f"{line + 1}:{column + 1}"})
        self.current = element
        return element

    def close(self, token: Token | None = None) -> None:
        parent = self.current.getparent()
        assert parent is not None
        self.current = parent

    def enter(self, token: Token, width: int, bar: bool = False) -> None:
        self.containers.append((token.map[0] if token.map else 0, bar, width))

    def leave(self, token: Token) -> None:
        self.containers.pop()
        self.close(token)

    def attributes(self, token: Token, element: Element, classes: frozenset[str], names: tuple[str, ...]) -> None:
        found = token.meta.get("attributes", NONE)
        line, column = (int(part) for part in (element.get(POSITION) or "1:1").split(":"))
        self.faults += set_attributes(element, found, Position(self.path, line, column), classes, names)

    def fill(self, token: Token) -> None:
        """Give the current block its inline content."""
        lines = self.content_lines(token)
        runs = Inlines(self.path, token.content, lines, self.faults).fill(self.current, token.children or [])
        self.runs[self.current.get(POSITION, "")] = runs

    def content_lines(self, token: Token) -> Lines:
        first = token.map[0] if token.map else 0
        contents = token.content.split("\n")
        starts, offset = [], 0
        for content in contents:
            starts.append(offset)
            offset += len(content) + 1
        rows = [first + 1 + index for index in range(len(contents))]
        given = token.meta.get("columns")
        if given:
            return Lines(starts, rows, [column + 1 for column in given[: len(contents)]])
        columns = []
        for index, content in enumerate(contents):
            # What the parser took is the end of the source line: containers only cut at its beginning.
            source = self.lines[first + index].rstrip()
            columns.append(len(source) - len(content.rstrip()) + 1)
        return Lines(starts, rows, columns)

    def figure(self, token: Token, image: Token) -> None:
        """An image alone in its paragraph: what stands in its brackets is the caption."""
        lines = self.content_lines(token)
        line, column = lines.place(0)
        figure = etree.SubElement(self.current, "figure", {POSITION: f"{line}:{column}"})
        inlines = Inlines(self.path, token.content, lines, self.faults)
        children, image.children = image.children or [], []
        inlines.fill(figure, [image])
        picture = figure[0]
        if "id" in picture.attrib:
            figure.set("id", picture.attrib.pop("id"))
        if children:
            row, start = lines.place(2)
            caption = etree.SubElement(figure, "figcaption", {POSITION: f"{row}:{start}"})
            runs = Inlines(self.path, token.content, lines, self.faults, base=2).fill(caption, children)
            self.runs[caption.get(POSITION, "")] = runs


def _only_image(inline: Token) -> Token | None:
    children = [child for child in inline.children or [] if child.type != "softbreak"]
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _block(self: Blocks, token: Token) -> None:
    self.open(token)


def _heading(self: Blocks, token: Token) -> None:
    element = self.open(token)
    self.attributes(token, element, frozenset(), ("id", "lang"))


def _note(self: Blocks, token: Token) -> None:
    element = self.open(token, "aside")
    element.set("class", "note")
    element.set("data-label", token.info)
    self.enter(token, len(token.markup))


def _list(self: Blocks, token: Token) -> None:
    element = self.open(token)
    marker = token.meta["marker"]
    if token.meta["tight"]:
        element.set("class", "tight")
    if marker.style != "bullet":
        element.set("type", marker.style)
        element.set("data-delimiter", marker.delimiter)
        if marker.value != 1:
            element.set("start", str(marker.value))


def _item(self: Blocks, token: Token) -> None:
    self.open(token)
    self.enter(token, token.meta["marker"].width)


def _quote(self: Blocks, token: Token) -> None:
    self.open(token)
    self.enter(token, 1, bar=True)


def _description(self: Blocks, token: Token) -> None:
    self.open(token)
    self.enter(token, 1)


def _div(self: Blocks, token: Token) -> None:
    found: Attributes = token.meta["attributes"]
    quote = "quote" in found.classes
    element = self.open(token, "blockquote" if quote else "div")
    self.attributes(token, element, DIV_CLASSES, ("id", "lang"))
    if not token.meta["closed"]:
        self.fault("stray-fence", token, "this fence is never closed", "add ::: below what belongs to it")


def _stray_fence(self: Blocks, token: Token) -> None:
    self.fault("stray-fence", token, "this fence closes nothing", "remove it, or write the one that opens")


def _caption(self: Blocks, token: Token) -> None:
    table = self.current
    element = self.open(token)
    table.insert(0, element)
    found: Attributes = token.meta["attributes"]
    position = self.position(token)
    self.faults += set_attributes(table, found, position, TABLE_CLASSES, ("id", "lang"))


def _cell(self: Blocks, token: Token) -> None:
    element = self.open(token, column=token.meta["column"])
    if token.tag == "th":
        element.set("scope", "col")
    if token.meta["align"]:
        element.set("data-align", token.meta["align"])
    if token.meta["extra"]:
        element.set("data-extra", "yes")


def _code(self: Blocks, token: Token) -> None:
    element = self.open(token, "pre")
    code = etree.SubElement(element, "code", {POSITION: element.get(POSITION, "")})
    code.text = token.content
    name = token.info.strip().split(" ")[0]
    if name and re.match(r"[\w+-]+$", name):
        code.set("class", f"language-{name}")
    self.close()


def _rule(self: Blocks, token: Token) -> None:
    self.open(token)
    self.close()


def _html(self: Blocks, token: Token) -> None:
    self.fault("raw-html", token, f"raw HTML {token.content.strip().splitlines()[0][:40]}", "write Markdown, or \\<")


BUILDERS: dict[str, Callable[[Blocks, Token], None]] = {
    "heading_open": _heading,
    "heading_close": Blocks.close,
    "paragraph_open": _block,
    "paragraph_close": Blocks.close,
    "note_open": _note,
    "note_close": Blocks.leave,
    "bullet_list_open": _list,
    "bullet_list_close": Blocks.close,
    "ordered_list_open": _list,
    "ordered_list_close": Blocks.close,
    "list_item_open": _item,
    "list_item_close": Blocks.leave,
    "blockquote_open": _quote,
    "blockquote_close": Blocks.leave,
    "dl_open": _block,
    "dl_close": Blocks.close,
    "dt_open": _block,
    "dt_close": Blocks.close,
    "dd_open": _description,
    "dd_close": Blocks.leave,
    "div_open": _div,
    "div_close": Blocks.close,
    "stray_fence": _stray_fence,
    "table_open": _block,
    "table_close": Blocks.close,
    "thead_open": _block,
    "thead_close": Blocks.close,
    "tbody_open": _block,
    "tbody_close": Blocks.close,
    "tr_open": _block,
    "tr_close": Blocks.close,
    "th_open": _cell,
    "th_close": Blocks.close,
    "td_open": _cell,
    "td_close": Blocks.close,
    "caption_open": _caption,
    "caption_close": Blocks.close,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
    "html_block": _html,
}
