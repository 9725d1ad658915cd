"""Block tokens become elements, each with its place, and what the vocabulary does not have a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from markdown_it.token import Token

from colofon.book import POSITION, Element, Fault, Position, Run
from colofon.reading.attributes import set_attributes
from colofon.reading.inlines import Inlines, Lines
from colofon.reading.listings import code_runs, is_closed
from colofon.reading.syntax.attributes import NONE
from colofon.reading.syntax.notes import LABEL
from colofon.reading.syntax.offsets import COLUMN, COLUMNS
from colofon.reading.syntax.paragraphs import STRAY_CAPTION
from colofon.reading.syntax.parser import DEEPEST
from colofon.vocabulary import DIV_CLASSES, HEADINGS, TABLE_CLASSES


class Blocks:
    """Builds the tree of a chapter from its block tokens."""

    def __init__(self, path: str, lines: list[str], root: Element, faults: list[Fault]) -> None:
        self.path = path
        self.lines = lines
        self.faults = faults
        self.runs: dict[str, list[Run]] = {}
        self.current = root
        self.too_deep = False

    def build(self, tokens: list[Token]) -> None:
        """Append what the tokens say."""
        for token in tokens:
            if token.type == "inline":
                TEXTS.get(token.tag, _text_block)(self, token)
                continue
            BUILDERS[token.type](self, token)
            if token.level == DEEPEST - 1 and not self.too_deep:
                self.too_deep = True
                message = f"blocks are nested deeper than {DEEPEST} levels"
                self.fault("unreadable-file", token, message, "nest them less deep")

    def place(self, token: Token) -> tuple[int, int]:
        line: int = token.map[0] if token.map else 0
        return line + 1, token.meta[COLUMN] + 1

    def fault(self, kind: str, token: Token, message: str, hint: str = "") -> None:
        self.faults.append(Fault(kind, Position(self.path, *self.place(token)), message, hint))

    def open(self, token: Token, tag: str = "") -> Element:
        """Open an element; what follows goes into it until `close`."""
        line, column = self.place(token)
        self.current = etree.SubElement(self.current, tag or token.tag, {POSITION: f"{line}:{column}"})
        return self.current

    def close(self, token: Token | None = None) -> None:
        parent = self.current.getparent()
        assert parent is not None
        self.current = parent

    def attributes(
        self, token: Token, element: Element, names: tuple[str, ...], classes: frozenset[str] = frozenset()
    ) -> None:
        """Lay the attributes of a token on an element."""
        found = token.meta.get("attributes", NONE)
        self.faults += set_attributes(element, found, self.path, classes, names)

    def text_block(self, token: Token) -> Element:
        """Append a block that holds text."""
        line, column = self.place(token)
        position = f"{line}:{column}"
        element = etree.SubElement(self.current, token.tag, {POSITION: position})
        lines, before = _lines(token), len(self.faults)
        inlines = Inlines(self.path, token.content, lines, self.faults)
        self.runs[position] = inlines.fill(element, token.children or [])
        if STRAY_CAPTION in token.meta:
            self.forgive_id(lines.place(token.meta[STRAY_CAPTION]), before)
        return element

    def forgive_id(self, place: tuple[int, int], first: int) -> None:
        """Take back what was said of an id: a caption that has lost its table is reported as a whole."""
        self.faults[first:] = [
            fault
            for fault in self.faults[first:]
            if fault.kind != "unknown-attribute" or fault.position[1:] < place
        ]

    def figure(self, token: Token, image: Token) -> None:
        """Append an image that is alone in its paragraph; what stands in its brackets is the caption."""
        lines = _lines(token)
        line, column = lines.place(0)
        figure = etree.SubElement(self.current, "figure", {POSITION: f"{line}:{column}"})
        children, image.children = image.children or [], []
        Inlines(self.path, token.content, lines, self.faults).fill(figure, [image])
        picture = figure[0]
        if "id" in picture.attrib:
            figure.set("id", picture.attrib.pop("id"))
        if children:
            start = len("![")
            line, column = lines.place(start)
            caption = etree.SubElement(figure, "figcaption", {POSITION: f"{line}:{column}"})
            inlines = Inlines(self.path, token.content, lines, self.faults, base=start)
            self.runs[caption.get(POSITION, "")] = inlines.fill(caption, children)

    def definitions(self, given: dict[str, Any], tokens: list[Token]) -> None:
        """Report definitions of links (``[label]: address``) that are lost: unused, or written twice."""
        used = set(_labels(tokens)) if "references" in given else set()
        for label, definition in given.get("references", {}).items():
            if label not in used:
                self.lost(definition["map"][0], "is used by no link, and what it says is lost")
        for definition in given.get("duplicate_refs", ()):
            self.lost(definition["map"][0], "is written twice")

    def lost(self, line: int, message: str) -> None:
        """Report a definition of a link that begins on a line (0-based)."""
        column = self.lines[line].find("[")
        label = self.lines[line][column:].partition("]")[0]
        hint = "remove it; a bracket that begins a paragraph is written \\["
        place = Position(self.path, line + 1, column + 1)
        self.faults.append(Fault("empty-link", place, f"{label}]: {message}", hint))


def _labels(tokens: list[Token]) -> Iterator[str]:
    """Yield the labels by which links and images name their address."""
    for token in tokens:
        if "label" in token.meta:
            yield token.meta["label"]
        yield from _labels(token.children or [])


def _lines(token: Token) -> Lines:
    """Return how inline content lies in the file."""
    first = token.map[0] + 1 if token.map else 1
    columns = [column + 1 for column in token.meta[COLUMNS]]
    if len(columns) == 1:
        return Lines([0], [first], columns)
    starts = [0, *(match.end() for match in re.finditer("\n", token.content))]
    return Lines(starts, list(range(first, first + len(starts))), columns)


def _block(self: Blocks, token: Token) -> None:
    self.open(token)


def _text_block(self: Blocks, token: Token) -> None:
    self.text_block(token)


def _paragraph(self: Blocks, token: Token) -> None:
    children = token.children or []
    if len(children) == 1 and children[0].type == "image":
        self.figure(token, children[0])
    else:
        self.text_block(token)


def _heading(self: Blocks, token: Token) -> None:
    self.attributes(token, self.text_block(token), ("id", "lang"))


def _note(self: Blocks, token: Token) -> None:
    element = self.open(token, "aside")
    element.set("class", "note")
    element.set("data-label", token.info)
    if not LABEL.fullmatch(token.info):
        hint = "a label has no spaces and no brackets"
        self.fault("undefined-note", token, f"[^{token.info}] is no label of a note", hint)


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


def _div(self: Blocks, token: Token) -> None:
    quote = "quote" in token.meta["attributes"].classes
    element = self.open(token, "blockquote" if quote else "div")
    self.attributes(token, element, ("id", "lang"), DIV_CLASSES)
    if not token.meta["closed"]:
        self.fault("stray-fence", token, "this fence is never closed", "add ::: below what belongs to it")


def _stray_fence(self: Blocks, token: Token) -> None:
    block = self.current
    inside = block.tag == "div" or next(block.iterancestors("div"), None) is not None
    hint = "begin it under the one it closes" if inside else "remove it, or write the one that opens"
    self.fault("stray-fence", token, "this fence closes nothing", hint)


def _caption(self: Blocks, token: Token) -> None:
    table, caption = self.current, self.text_block(token)
    table.insert(0, caption)
    place = table.get(POSITION, "")
    # What is wrong with the attributes stands in the caption.
    table.set(POSITION, caption.get(POSITION, ""))
    self.attributes(token, table, ("id", "lang"), TABLE_CLASSES)
    table.set(POSITION, place)


def _cell(self: Blocks, token: Token) -> None:
    element = self.text_block(token)
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
    info = token.info.strip()
    name = LANGUAGE_NAME.match(info)
    if name:
        code.set("class", f"language-{name[0]}")
    if info and not (name and name[0] == info):
        hint = "write one word, as in ```html"
        self.fault("unknown-attribute", token, f"{info[:40]} is no name of a language", hint)
    self.runs[element.get(POSITION, "")] = code_runs(token, self.lines)
    self.close()
    if token.type == "fence" and not is_closed(token, self.lines):
        self.fault(
            "stray-fence", token, "this code is never closed", f"add {token.markup} below what belongs to it"
        )


LANGUAGE_NAME = re.compile(r"[\w+#-]+(?!\S)")


def _rule(self: Blocks, token: Token) -> None:
    self.open(token)
    self.close()


def _html(self: Blocks, token: Token) -> None:
    shown = token.content.strip().splitlines()[0][:40]
    self.fault("raw-html", token, f"raw HTML {shown}", "write Markdown, or \\<")


TEXTS: dict[str, Callable[[Blocks, Token], None]] = {
    "p": _paragraph,
    **dict.fromkeys(sorted(HEADINGS), _heading),
    "th": _cell,
    "td": _cell,
    "caption": _caption,
}
"""Tag of a block that holds text -> what makes it, where that is more than filling it."""

BUILDERS: dict[str, Callable[[Blocks, Token], None]] = {
    "note_open": _note,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "list_item_open": _block,
    "blockquote_open": _block,
    "dl_open": _block,
    "dd_open": _block,
    "div_open": _div,
    "stray_fence": _stray_fence,
    "table_open": _block,
    "thead_open": _block,
    "tbody_open": _block,
    "tr_open": _block,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
    "html_block": _html,
}
BUILDERS |= {name.replace("_open", "_close"): Blocks.close for name in BUILDERS if name.endswith("_open")}
