"""Inline content of pandoc's document becomes elements, as far as a chapter tree has them.

What it has no element for keeps its text. Links keep their address, elements their id and classes: later
passes decide what they mean.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from lxml import etree

from colofon.book import Element, block_text
from colofon.importing.report import Report
from colofon.reading.sources import FORBIDDEN
from colofon.trees import append_text

CLASSES = "data-class"
"""Attribute that keeps the classes of the source until the passes are through."""
PLAIN = frozenset({"Str", "Space", "SoftBreak"})
QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
LOST = {
    "Strikeout": "text is no longer struck through",
    "SmallCaps": "small capitals have become ordinary letters",
    "Math": "a formula has become code",
    "RawInline": "what only the source's own program understands was left out",
}


def append_clean(parent: Element, text: str) -> None:
    """Append text of a source behind what an element holds, without what no manuscript may hold."""
    append_text(parent, FORBIDDEN.sub("", text).replace("\0", ""))


def set_common(element: Element, attributes: Any) -> None:
    """Lay id, classes and language of pandoc's attributes on an element."""
    id, classes, pairs = attributes
    values = dict(pairs)
    found = {"id": id, CLASSES: " ".join(classes), "lang": values.get("lang") or values.get("xml:lang") or ""}
    for name, value in found.items():
        if value:
            element.set(name, FORBIDDEN.sub("", value))


class Inlines:
    """Fills blocks; notes are handed to `note`, which returns the key that their call gets."""

    def __init__(self, report: Report, note: Callable[[Any], str]) -> None:
        self.report = report
        self.note = note

    def fill(self, parent: Element, inlines: list[Any]) -> Element:
        """Append inline content to an element and return it."""
        # pandoc has an element for each word and each space: they are put in at once, not one by one.
        for is_plain, group in groupby(inlines, lambda inline: inline["t"] in PLAIN):
            if is_plain:
                append_clean(parent, "".join(inline.get("c", " ") for inline in group))
                continue
            for inline in group:
                BUILDERS.get(inline["t"], Inlines.unknown)(self, parent, inline.get("c"), inline["t"])
        return parent

    def wrapped(self, parent: Element, tag: str, inlines: list[Any]) -> Element:
        return self.fill(etree.SubElement(parent, tag), inlines)

    def plain(self, inlines: list[Any]) -> str:
        """Return the text of inline content."""
        holder = etree.Element("p")
        Inlines(Report("", ""), lambda note: "").fill(holder, inlines)
        return " ".join(block_text(holder).split())

    def line_break(self, parent: Element, content: Any, kind: str) -> None:
        etree.SubElement(parent, "br").tail = "\n"

    def emphasis(self, parent: Element, content: Any, kind: str) -> None:
        self.wrapped(parent, {"Strong": "strong"}.get(kind, "em"), content)

    def raised(self, parent: Element, content: Any, kind: str) -> None:
        self.wrapped(parent, "sup" if kind == "Superscript" else "sub", content)

    def only_text(self, parent: Element, content: Any, kind: str) -> None:
        self.report.doubt(self.plain(content), LOST[kind])
        self.fill(parent, content)

    def quoted(self, parent: Element, content: Any, kind: str) -> None:
        opening, closing = tuple(QUOTES[content[0]["t"]])
        append_clean(parent, opening)
        self.fill(parent, content[1])
        append_clean(parent, closing)

    def cited(self, parent: Element, content: Any, kind: str) -> None:
        self.fill(parent, content[1])

    def code(self, parent: Element, content: Any, kind: str) -> None:
        append_clean(etree.SubElement(parent, "code"), content[1])

    def formula(self, parent: Element, content: Any, kind: str) -> None:
        self.report.doubt(content[1], LOST[kind])
        append_clean(etree.SubElement(parent, "code"), content[1])

    def raw(self, parent: Element, content: Any, kind: str) -> None:
        self.report.remove(content[1], LOST[kind])

    def link(self, parent: Element, content: Any, kind: str) -> None:
        attributes, inlines, (address, _) = content
        element = self.wrapped(parent, "a", inlines)
        set_common(element, attributes)
        element.set("class", "link")
        element.set("href", FORBIDDEN.sub("", address))

    def image(self, parent: Element, content: Any, kind: str) -> None:
        attributes, inlines, (address, _) = content
        values = dict(attributes[2])
        element = etree.SubElement(parent, "img", {"src": FORBIDDEN.sub("", address)})
        set_common(element, attributes)
        alternative = values.get("alt") or self.plain(inlines)
        if alternative:
            element.set("alt", FORBIDDEN.sub("", alternative))
        if str(values.get("width", "")).endswith("%"):
            element.set("width", values["width"])

    def called(self, parent: Element, content: Any, kind: str) -> None:
        etree.SubElement(parent, "a", {"class": "noteref", "data-label": self.note(content)})

    def span(self, parent: Element, content: Any, kind: str) -> None:
        attributes, inlines = content
        element = self.wrapped(parent, "span", inlines)
        set_common(element, attributes)
        styles = dict(attributes[2]).get("custom-style")
        if styles:
            element.set("data-style", styles)

    def unknown(self, parent: Element, content: Any, kind: str) -> None:
        self.report.doubt(kind, "pandoc has an element here that this program does not know")


BUILDERS: dict[str, Callable[[Inlines, Element, Any, str], None]] = {
    "LineBreak": Inlines.line_break,
    "Emph": Inlines.emphasis,
    "Strong": Inlines.emphasis,
    "Underline": Inlines.emphasis,
    "Superscript": Inlines.raised,
    "Subscript": Inlines.raised,
    "Strikeout": Inlines.only_text,
    "SmallCaps": Inlines.only_text,
    "Quoted": Inlines.quoted,
    "Cite": Inlines.cited,
    "Code": Inlines.code,
    "Math": Inlines.formula,
    "RawInline": Inlines.raw,
    "Link": Inlines.link,
    "Image": Inlines.image,
    "Note": Inlines.called,
    "Span": Inlines.span,
}
