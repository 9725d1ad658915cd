"""Inline tokens become inline elements, each with its place, and the runs of their block's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree
from markdown_it.token import Token

from colofon.book import POSITION, Element, Fault, Position, Run
from colofon.reading.syntax.attributes import NONE, Attributes
from colofon.reading.syntax.offsets import OFFSET
from colofon.vocabulary import SCHEMES, SPAN_CLASSES

RANGE = ".."
ID = re.compile(r"(?!.*\.\.)[^\W\d][\w.:-]*$")
"""An id that XML, an address and a range can carry: a letter, then letters, digits, ``_ . : -``."""
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
UNREAD_ATTRIBUTES = re.compile(r"\]?\{[#.:]?[\w-]+[^{}]*\}")


class Lines(NamedTuple):
    """How the content of a block lies in the file."""

    starts: list[int]
    """Offset in the content at which each line begins."""
    rows: list[int]
    """1-based line of the file."""
    columns: list[int]
    """1-based column of the line's first character; may be less than 1 where indentation was cut."""

    def place(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.starts, offset) - 1
        return self.rows[index], self.columns[index] + offset - self.starts[index]


class Inlines:
    """Builds the content of one text block."""

    def __init__(self, path: str, content: str, lines: Lines, faults: list[Fault], base: int = 0) -> None:
        """Take the content of the block; the offsets of the tokens count from `base` in it."""
        self.path = path
        self.content = content
        self.lines = lines
        self.faults = faults
        self.base = base
        self.runs: list[Run] = []
        self.length = 0
        self.current: Element
        self.last: Element | None = None
        self.at_line_start = True

    def fill(self, block: Element, tokens: list[Token]) -> list[Run]:
        """Append the content to a block and return its runs."""
        self.current = block
        self.last = None
        for token in tokens:
            build = BUILDERS.get(token.type)
            if build is None:
                raise ValueError(f"no element for the inline token {token.type}")
            build(self, token)
        return self.runs

    def place(self, offset: int) -> tuple[int, int]:
        return self.lines.place(offset + self.base)

    def position(self, offset: int) -> Position:
        return Position(self.path, *self.place(offset))

    def fault(self, kind: str, offset: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(kind, self.position(offset), message, hint))

    def text(self, text: str, offset: int | None) -> None:
        """Append text; without an offset it goes on where the run before it stopped."""
        if not text:
            return
        if offset is not None:
            self.runs.append(Run(self.length, *self.place(offset)))
            # Folded YAML goes on to the next line inside a stretch of text.
            start = offset + self.base
            for line in self.lines.starts[bisect_right(self.lines.starts, start) :]:
                if line >= start + len(text):
                    break
                self.runs.append(Run(self.length + line - start, *self.lines.place(line)))
        self.length += len(text)
        if self.last is None:
            self.current.text = (self.current.text or "") + text
        else:
            self.last.tail = (self.last.tail or "") + text

    def open(self, tag: str, offset: int, **attributes: str) -> Element:
        """Open an element; text goes into it until `close`."""
        element = self.empty(tag, offset, **attributes)
        self.current, self.last = element, None
        return element

    def close(self) -> None:
        self.last = self.current
        parent = self.current.getparent()
        assert parent is not None
        self.current = parent

    def empty(self, tag: str, offset: int, **attributes: str) -> Element:
        """Append an element without content."""
        line, column = self.place(offset)
        element = etree.SubElement(self.current, tag, {POSITION: f"{line}:{column}"})
        for name, value in attributes.items():
            element.set(name.rstrip("_").replace("_", "-"), value)
        self.last = element
        return element

    def attributes(
        self, element: Element, found: Attributes, offset: int, classes: frozenset[str], names: tuple[str, ...]
    ) -> None:
        """Lay attributes on an element; those the vocabulary does not have are faults."""
        position = self.position(offset)
        self.faults += set_attributes(element, found, position, classes, names)


def set_attributes(
    element: Element, found: Attributes, position: Position, classes: frozenset[str], names: tuple[str, ...]
) -> list[Fault]:
    """Lay attributes on an element and return what the vocabulary does not have."""
    faults = []

    def refuse(what: str, hint: str = "") -> None:
        faults.append(Fault("unknown-attribute", position, what, hint))

    allowed = ", ".join((*(f".{name}" for name in sorted(classes)), *names))
    hint = f"allowed here: {allowed}" if allowed else "no attribute is allowed here"
    for id in found.ids[1:]:
        refuse(f"a second id #{id}")
    if found.ids:
        if "id" not in names:
            refuse(f"id #{found.id} cannot stand here", hint)
        elif not ID.match(found.id):
            refuse(f"#{found.id} is no id", "an id begins with a letter and has letters, digits, - and _")
        else:
            element.set("id", found.id)
    kept = [name for name in found.classes if name in classes]
    for name in found.classes:
        if name not in classes:
            refuse(f"class .{name} is not known", hint)
    if kept:
        element.set("class", " ".join(filter(None, (element.get("class"), *kept))))
    seen: set[str] = set()
    for key, value in found.values:
        if key not in names or key == "id":
            refuse(f"attribute {key} is not known", hint)
        elif key in seen:
            refuse(f"attribute {key} stands twice")
        elif key == "lang" and not re.match(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", value):
            refuse(f"{value} is no language", "a language is written as en, fr or ar-Latn")
        else:
            seen.add(key)
            element.set(key, value)
    return faults


def _offset(token: Token) -> int:
    offset = token.meta[OFFSET]
    assert isinstance(offset, int)
    return offset


def _text(self: Inlines, token: Token) -> None:
    offset = _offset(token)
    for match in UNREAD_ATTRIBUTES.finditer(token.content):
        if match.group()[0] == "]" or match.group()[1] in "#.:":
            place = offset + match.start() + (match.group()[0] == "]")
            self.fault("unknown-attribute", place, "these attributes cannot be read", "write {#id .class key=value}")
    if token.content.startswith(":::") and self.at_line_start:
        self.fault("stray-fence", offset, "this fence is no div", "write ::: {.quote lang=en}")
    self.at_line_start = False
    self.text(token.content, offset)


def _special(self: Inlines, token: Token) -> None:
    # An escape shows the character behind the backslash; an entity stands where it begins.
    offset = _offset(token) + (1 if token.info == "escape" and len(token.content) < len(token.markup) else 0)
    self.text(token.content, offset)


def _softbreak(self: Inlines, token: Token) -> None:
    self.at_line_start = True
    self.text("\n", _offset(token))


def _hardbreak(self: Inlines, token: Token) -> None:
    self.empty("br", _offset(token))
    self.at_line_start = True


def _open_simple(self: Inlines, token: Token) -> None:
    # The parser makes the second of two markers the opening one.
    self.open(token.tag, _offset(token) - (1 if token.tag == "strong" else 0))


def _close(self: Inlines, token: Token) -> None:
    found = token.meta.get("attributes")
    element = self.current
    self.close()
    if isinstance(found, Attributes):
        line, column = (int(part) for part in (element.get(POSITION) or "1:1").split(":"))
        self.faults += set_attributes(
            element, found, Position(self.path, line, column), frozenset(), LINK_ATTRIBUTES
        )


LINK_ATTRIBUTES = ("lang",)


def _open_link(self: Inlines, token: Token) -> None:
    address = str(token.attrs.get("href", ""))
    offset = _offset(token)
    if token.markup == "autolink":
        self.open("a", offset, class_="link", href=address)
        return
    kind, _, rest = address.partition(":")
    if address.startswith("#"):
        first, dots, last = address[1:].partition(RANGE)
        element = self.open("a", offset, class_="xref", data_target=first)
        if dots:
            element.set("data-last", last)
        if not first or (dots and not last):
            self.fault("empty-link", offset, "the reference names no target", "write [](#id)")
    elif kind in REFERENCES and ":" in address:
        REFERENCES[kind](self, offset, rest)
    else:
        self.open("a", offset, class_="link", href=address)
        check_address(self, address, offset)
    if token.attrs.get("title"):
        self.fault("unknown-attribute", offset, "a link has no title here", "say it in the text")


def check_address(self: Inlines, address: str, offset: int) -> None:
    """Report an address that no edition may lead to."""
    scheme = SCHEME.match(address)
    if not address:
        self.fault("empty-link", offset, "the link leads nowhere", "write [text](https://...)")
    elif scheme is None or scheme[1].lower() not in SCHEMES:
        hint = "an address begins with https:, a reference with #"
        self.fault("unsafe-path", offset, f"no edition can lead to {address}", hint)


def _open_term(self: Inlines, offset: int, key: str) -> None:
    self.open("a", offset, class_="term", data_key=key)


def _open_citation(self: Inlines, offset: int, key: str) -> None:
    self.open("a", offset, class_="citation", data_key=key)


def _open_note_link(self: Inlines, offset: int, address: str) -> None:
    chapter, slash, label = address.rpartition("/")
    element = self.open("a", offset, class_="note-link", data_label=label)
    if slash:
        element.set("data-chapter", chapter)


REFERENCES: dict[str, Callable[[Inlines, int, str], None]] = {
    "term": _open_term,
    "cite": _open_citation,
    "note": _open_note_link,
}


def _noteref(self: Inlines, token: Token) -> None:
    self.empty("a", _offset(token), class_="noteref", data_label=token.info)


def _definition(self: Inlines, token: Token) -> None:
    self.empty("span", _offset(token), class_="definition", data_key=token.info)


def _open_span(self: Inlines, token: Token) -> None:
    offset = _offset(token)
    element = self.open("span", offset)
    found = token.meta.get("attributes", NONE)
    self.attributes(element, found, offset, SPAN_CLASSES, ("lang", "id"))


def _code(self: Inlines, token: Token) -> None:
    offset = _offset(token)
    self.open("code", offset)
    start = self.base + offset + len(token.markup)
    # One space at each end may have been cut off; a line end has become a space.
    if not self.content[start:].replace("\n", " ").startswith(token.content):
        start += 1
    raw = self.content[start : start + len(token.content)]
    position = 0
    for line in raw.splitlines(keepends=True):
        self.text(token.content[position : position + len(line)], start - self.base + position)
        position += len(line)
    self.close()
    found = token.meta.get("attributes")
    if isinstance(found, Attributes):
        assert self.last is not None
        self.attributes(self.last, found, offset, frozenset(), ("lang",))


def _image(self: Inlines, token: Token) -> None:
    offset = _offset(token)
    element = self.empty("img", offset, src=str(token.attrs.get("src", "")))
    found = token.meta.get("attributes", NONE)
    self.attributes(element, found, offset, frozenset(), ("id", "alt", "lang", "width"))
    if element.get("alt") is None:
        # Text in the brackets of an image inside a line is its alternative (CommonMark 6.4).
        alternative = "".join(child.content if child.type != "softbreak" else " " for child in token.children or [])
        if alternative.strip():
            element.set("alt", alternative)


def _html(self: Inlines, token: Token) -> None:
    self.fault("raw-html", _offset(token), f"raw HTML {token.content.splitlines()[0][:40]}", "write Markdown, or \\<")


BUILDERS: dict[str, Callable[[Inlines, Token], None]] = {
    "text": _text,
    "text_special": _special,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "em_open": _open_simple,
    "em_close": _close,
    "strong_open": _open_simple,
    "strong_close": _close,
    "link_open": _open_link,
    "link_close": _close,
    "span_open": _open_span,
    "span_close": _close,
    "noteref": _noteref,
    "definition": _definition,
    "code_inline": _code,
    "image": _image,
    "html_inline": _html,
}
