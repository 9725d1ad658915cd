"""Inline tokens become inline elements, each with its place, and the runs of their block's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree
from markdown_it.token import Token

from colofon.book import POSITION, Element, Fault, Position, Run
from colofon.reading.attributes import set_attributes
from colofon.reading.gaps import Slip, settle_classes, settle_gap
from colofon.reading.growing import Growing
from colofon.reading.links import open_link, report_slip
from colofon.reading.syntax.offsets import OFFSET
from colofon.reading.syntax.parser import DEEPEST
from colofon.vocabulary import SPAN_CLASSES

UNREAD_ATTRIBUTES = re.compile(r"(?<=\])\{[^{}]*\}|\{\s*(?:[#.:][\w-]|[#.](?=[\s}])|[\w:.-]+=|-\})[^{}]*\}?")
"""What was meant as attributes and could not be read as such, or stands where nothing takes any."""
UNHOLDABLE = "\f\ufffd"
"""What a number makes that names no character; HTML lets `&#12;` be one, which XML cannot hold (1.0, 2.2)."""
NO_CALL = re.compile(r"\[\^[^\[\]]{0,40}\]?")
NO_LABEL = "a label has no spaces and no brackets; a bracket in the text is written \\["


class Lines(NamedTuple):
    """How the content of a block lies in the file."""

    starts: list[int]
    """Offset in the content at which each line begins."""
    rows: list[int]
    """1-based line of the file."""
    columns: list[int]
    """1-based column of the line's first character."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        if len(self.starts) == 1:
            return self.rows[0], self.columns[0] + offset
        index = bisect_right(self.starts, offset) - 1
        return self.rows[index], self.columns[index] + offset - self.starts[index]


class Inlines(Growing):
    """Builds the content of one text block."""

    def __init__(self, path: str, content: str, lines: Lines, faults: list[Fault], base: int = 0) -> None:
        """Take the content of the block; the offsets of the tokens count from `base` in it."""
        super().__init__()
        self.path = path
        self.content = content
        self.lines = lines
        self.faults = faults
        self.base = base
        self.depth = 0
        self.expected = -1
        """Offset at which more text would go on in the last run."""

    def fill(self, block: Element, tokens: list[Token]) -> list[Run]:
        """Append the content to a block and return its runs."""
        self.current, self.last, self.depth = block, None, 0
        for token in tokens:
            self.depth += token.nesting > 0
            # Markup that lies too deep is left out and its text stays.
            if self.depth < DEEPEST or not token.nesting:
                BUILDERS[token.type](self, token)
            elif token.nesting > 0 and self.depth == DEEPEST:
                message = f"markup is nested deeper than {DEEPEST} levels"
                self.fault("unreadable-file", token.meta[OFFSET], message, "nest it less deep")
            self.depth -= token.nesting < 0
        self.flush()
        return self.runs

    def place(self, offset: int) -> tuple[int, int]:
        return self.lines.place(offset + self.base)

    def fault(self, kind: str, offset: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(kind, Position(self.path, *self.place(offset)), message, hint))

    def is_line_start(self, offset: int) -> bool:
        """Tell whether a line of a paragraph begins at an offset: what is wrong with a fence is said once."""
        index = offset + self.base
        return self.current.tag in ("p", "dt") and self.content[index - 1 : index] in ("", "\n")

    def text(self, text: str, offset: int) -> None:
        """Append text that stands at an offset."""
        if not text:
            return
        if offset != self.expected:
            self.runs.append(Run(self.length, *self.place(offset)))
        self.expected = offset + len(text)
        if len(self.lines.starts) > 1:
            self.break_runs(offset + self.base, len(text))
        self.append(text)

    def break_runs(self, start: int, length: int) -> None:
        """Begin a new run at each line that begins within a text: code, or folded YAML."""
        starts, rows, columns = self.lines
        index = bisect_right(starts, start)
        while index < len(starts) and starts[index] < start + length:
            self.runs.append(Run(self.length + starts[index] - start, rows[index], columns[index]))
            index += 1
        if index < len(starts) and starts[index] == start + length:
            self.expected = -1

    def open(self, tag: str, offset: int, attributes: Mapping[str, str] = {}) -> Element:
        """Open an element; text goes into it until `close`."""
        element = self.empty(tag, offset, attributes)
        self.current, self.last = element, None
        return element

    def close(self) -> None:
        self.flush()
        self.last = self.current
        parent = self.current.getparent()
        assert parent is not None
        self.current = parent

    def empty(self, tag: str, offset: int, attributes: Mapping[str, str] = {}) -> Element:
        """Append an element without content."""
        self.flush()
        line, column = self.place(offset)
        element = etree.SubElement(self.current, tag, {POSITION: f"{line}:{column}", **attributes})
        self.last = element
        return element

    def attributes(
        self, element: Element, token: Token, names: tuple[str, ...], classes: frozenset[str] = frozenset()
    ) -> None:
        """Lay the attributes of a token on an element; those the vocabulary does not have are faults."""
        if "attributes" in token.meta:
            self.faults += set_attributes(element, token.meta["attributes"], self.path, classes, names)


def _text(self: Inlines, token: Token) -> None:
    offset, text = token.meta[OFFSET], token.content
    if "{" in text and not (text.startswith(":::") and self.is_line_start(offset)):
        for match in UNREAD_ATTRIBUTES.finditer(text):
            hint = "write {#id .class key=value}, directly behind what they belong to"
            self.fault("unknown-attribute", offset + match.start(), "these attributes cannot be read", hint)
    for match in NO_CALL.finditer(text) if "[^" in text else ():
        self.fault("undefined-note", offset + match.start(), f"{match[0]} is no call of a note", NO_LABEL)
    self.text(text, offset)


def _special(self: Inlines, token: Token) -> None:
    # An escape shows the character behind the backslash; an entity stands where it begins.
    escaped = token.info == "escape" and len(token.content) < len(token.markup)
    if token.content in UNHOLDABLE and token.info == "entity":
        self.fault("unreadable-file", token.meta[OFFSET], f"{token.markup} is no character", "remove it")
        return
    self.text(token.content, token.meta[OFFSET] + escaped)


def _softbreak(self: Inlines, token: Token) -> None:
    self.text("\n", token.meta[OFFSET])


def _hardbreak(self: Inlines, token: Token) -> None:
    offset = token.meta[OFFSET]
    self.empty("br", offset)
    # The line end stays in the text, so that the words around it stay apart.
    self.text("\n", offset + (self.content[offset + self.base] == "\\"))


def _open_simple(self: Inlines, token: Token) -> None:
    # The parser makes the second of two markers the opening one.
    self.open(token.tag, token.meta[OFFSET] - (token.tag == "strong"))


def _close(self: Inlines, token: Token) -> None:
    element = self.current
    self.close()
    self.attributes(element, token, ("lang",))


def _open_span(self: Inlines, token: Token) -> None:
    element = self.open("span", token.meta[OFFSET])
    self.attributes(element, token, ("lang", "id"), SPAN_CLASSES)
    _settle(self, element, settle_classes)


def _close_span(self: Inlines, token: Token) -> None:
    element = self.current
    _close(self, token)
    _settle(self, element, settle_gap)


def _settle(self: Inlines, element: Element, settle: Callable[[Element], Slip | None]) -> None:
    slip = settle(element)
    if slip is not None:
        line, _, column = element.get(POSITION, "").partition(":")
        self.faults.append(Fault("unknown-attribute", Position(self.path, int(line), int(column)), *slip))


def _noteref(self: Inlines, token: Token) -> None:
    self.empty("a", token.meta[OFFSET], {"class": "noteref", "data-label": token.info})


def _definition(self: Inlines, token: Token) -> None:
    self.empty("span", token.meta[OFFSET], {"class": "definition", "data-key": token.info})


def _code(self: Inlines, token: Token) -> None:
    offset = token.meta[OFFSET]
    start = offset + len(token.markup)
    # One space at each end may have been cut off; a line end has become a space (CommonMark 6.1).
    length = len(token.content)
    raw = self.content[self.base + start : self.base + start + length].replace("\n", " ")
    element = self.open("code", offset)
    self.text(token.content, start if raw == token.content else start + 1)
    self.close()
    self.attributes(element, token, ("lang",))


def _image(self: Inlines, token: Token) -> None:
    offset = token.meta[OFFSET]
    element = self.empty("img", offset, {"src": str(token.attrs.get("src", ""))})
    self.attributes(element, token, ("id", "alt", "lang", "width"))
    if token.attrs.get("title"):
        self.fault("unknown-attribute", offset, "an image has no title here", "say it in the caption")
    if element.get("alt") is None:
        # Text in the brackets of an image inside a line is its alternative (CommonMark 6.4).
        alternative = "".join(_alternative(self, child, offset + 2) for child in token.children or [])
        if alternative.strip():
            element.set("alt", alternative.strip())
    elif token.children:
        message = "beside alt, no edition shows what stands in the brackets of an image in a line"
        hint = "a figure has an empty line before and behind it; in a line, leave out alt"
        self.fault("unknown-attribute", offset, message, hint)


def _alternative(self: Inlines, token: Token, start: int) -> str:
    """Return what a token says in a text that has no markup."""
    if token.type in ("noteref", "definition"):
        what = f"[^{token.info}]" if token.type == "noteref" else f"&{token.info};"
        hint = "write it in the line, beside the image"
        message = f"{what} cannot stand in the alternative of an image"
        self.fault("image-without-alternative", start + token.meta[OFFSET], message, hint)
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.children:
        return "".join(_alternative(self, child, start) for child in token.children)
    return token.content if token.type in ("text", "text_special", "code_inline") else ""


def _html(self: Inlines, token: Token) -> None:
    shown = token.content.splitlines()[0][:40]
    self.fault("raw-html", token.meta[OFFSET], f"raw HTML {shown}", "write Markdown, or \\<")


BUILDERS: dict[str, Callable[[Inlines, Token], None]] = {
    "text": _text,
    "text_special": _special,
    "slip": report_slip,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "em_open": _open_simple,
    "em_close": _close,
    "strong_open": _open_simple,
    "strong_close": _close,
    "link_open": open_link,
    "link_close": _close,
    "span_open": _open_span,
    "span_close": _close_span,
    "noteref": _noteref,
    "definition": _definition,
    "code_inline": _code,
    "image": _image,
    "html_inline": _html,
}
