"""The content of a definition: elements of TBX for what they can say, codes of Markdown for the rest."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from colofon import tbx
from colofon.book import POSITION, Book, Element
from colofon.editions.tbx.elements import element
from colofon.markdown import inline_text
from colofon.reading.chapters import parse_inline
from colofon.reading.inlines import Lines
from colofon.trees import append_text
from colofon.vocabulary import LOSSES

FILLING = "x"
"""Stands for the words between two codes; no code that opens has it."""
HIGHLIGHTED = {"em": tbx.ITALIC, "strong": tbx.BOLD, "a.term": tbx.TERM}
"""Element, and its class, -> type of ``hi``."""


def write_definition(book: Book, source: Element, target: Element) -> None:
    """Append the content of a definition."""
    _Writer(book).content(source, target)


def write_text(book: Book, text: str, target: Element) -> None:
    """Append a definition that is kept as Markdown; written otherwise than usual, it is one code."""
    block, _ = parse_inline(text, "", "p", Lines([0], [1], [1]), [])
    if inline_text(block) == text:
        write_definition(book, block, target)
    else:
        target.append(element("ph", text=text))


class _Writer:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.pairs = 0

    def content(self, source: Element, target: Element) -> None:
        """Append what stands in an element of the tree."""
        append_text(target, source.text or "")
        for inner in source:
            for made in self.inline(inner):
                target.append(made)
            append_text(target, inner.tail or "")

    def inline(self, inner: Element) -> list[Element]:
        """Return what an inline element becomes."""
        kind = f"{inner.tag}.{inner.get('class')}" if inner.get("class") else str(inner.tag)
        others = set(inner.attrib) - {POSITION, "class", "lang"}
        if inner.tag == "br":
            return [element("ph", text="\\")]
        if kind in HIGHLIGHTED and inner.text and not len(inner) and others <= {"data-key"}:
            key = inner.get("data-key", "")
            if not key or key in self.book.terms:
                attributes = {"type": HIGHLIGHTED[kind], "target": key, "xml:lang": inner.get("lang", "")}
                return [element("hi", attributes, inner.text)]
        if kind == "span" and inner.get("lang") and not others and (inner.text or len(inner)):
            made = element("foreign", {"xml:lang": inner.get("lang", "")})
            self.content(inner, made)
            return [made]
        if inner.tag == "code" or inner.get("class") in LOSSES or not (inner.text or len(inner)):
            return [element("ph", text=_markdown(inner))]
        return self.pair(inner)

    def pair(self, inner: Element) -> list[Element]:
        """Return the codes that open and close an element, and its content between them."""
        bare = etree.Element(inner.tag, {str(name): str(value) for name, value in inner.attrib.items()})
        bare.text = FILLING
        opening, _, closing = _markdown(bare).partition(FILLING)
        self.pairs += 1
        number = str(self.pairs)
        holder = element("holder")
        holder.append(element("bpt", {"i": number}, opening))
        self.content(inner, holder)
        holder.append(element("ept", {"i": number}, closing))
        return list(holder)


def _markdown(inner: Element) -> str:
    holder = etree.Element("p")
    copy = deepcopy(inner)
    copy.tail = None
    holder.append(copy)
    return inline_text(holder)
