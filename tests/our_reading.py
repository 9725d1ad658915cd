"""What a chapter says by our reader, as lines that can be compared.

A line is one block with its inline markup; notes follow the block that calls them, indented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from colofon.book import Chapter, Element, Position, block_text
from colofon.vocabulary import HEADINGS


class Line(NamedTuple):
    """One block, or the opening of one that holds blocks."""

    text: str
    place: Position | None = None


def our_lines(chapter: Chapter) -> list[Line]:
    """Return what our reader reads in a chapter."""
    return list(_Ours(chapter).blocks(chapter.tree, ""))


def opening(tag: str, **attributes: str) -> str:
    given = "".join(f" {name}={value}" for name, value in attributes.items() if value)
    return f"<{tag}{given}>"


def nested(text: str) -> str:
    """Return inline markup as both readers could have it.

    ``***both***`` one way round, which they choose differently, and a run of spaces as one.
    """
    text = text.replace("<em><strong>", "<strong><em>").replace("</strong></em>", "</em></strong>")
    return re.sub(" +", " ", text)


class _Ours:
    def __init__(self, chapter: Chapter) -> None:
        self.chapter = chapter
        self.notes = {note.get("data-label"): note for note in chapter.tree.iter("aside")}
        self.called: list[Element] = []

    def blocks(self, parent: Element, indent: str) -> Iterator[Line]:
        for block in parent:
            if block.tag != "aside":
                yield from self.block(block, indent)

    def block(self, block: Element, indent: str) -> Iterator[Line]:
        place = self.chapter.position(block)
        if block.tag in ("p", "dt", "caption", "figcaption", "th", "td", *HEADINGS):
            head = opening(
                block.tag,
                id=block.get("id", ""),
                lang=block.get("lang", ""),
                align=block.get("data-align", ""),
            )
            yield Line(indent + head + self.inlines(block), place)
            yield from self.take_notes(indent)
        elif block.tag == "pre":
            yield Line(f"{indent}<pre>{block_text(block).removesuffix(chr(10))!r}", place)
        elif block.tag == "img":
            yield Line(indent + self.inline(block), place)
        else:
            yield Line(indent + opening(block.tag, **self.attributes(block)), place)
            yield from self.blocks(block, indent + "  ")

    def attributes(self, block: Element) -> dict[str, str]:
        names = {"id": "id", "lang": "lang", "start": "start", "type": "type", "data-delimiter": "delimiter"}
        found = {short: block.get(name, "") for name, short in names.items()}
        if block.tag not in ("ul", "ol"):
            found["class"] = block.get("class", "").replace("quote", "")
        return found

    def take_notes(self, indent: str) -> Iterator[Line]:
        while self.called:
            note = self.called.pop(0)
            yield Line(f"{indent}  <note>", self.chapter.position(note))
            yield from self.blocks(note, f"{indent}    ")

    def inlines(self, element: Element) -> str:
        parts = [element.text or ""]
        for child in element:
            parts += self.inline(child), child.tail or ""
        return nested("".join(parts).replace("<br>\n", "<br>").replace("\n", " "))

    def inline(self, element: Element) -> str:
        kind = element.get("class", "")
        if kind == "noteref":
            note = self.notes.get(element.get("data-label"))
            if note is None:
                return f"[^{element.get('data-label')}]"
            self.called.append(note)
            return "<note>"
        if kind == "definition":
            return f"&{element.get('data-key')};"
        if element.tag == "br":
            return "<br>"
        if element.tag == "img":
            attributes = {name: element.get(name, "") for name in ("id", "lang", "alt", "width")}
            return opening("img", src=element.get("src", ""), **attributes)
        shown = {name: element.get(name, "") for name in ("id", "lang")}
        if element.tag == "a":
            shown["href"] = unquote(_address(element))
        elif kind:
            shown["class"] = kind
        return f"{opening(element.tag, **shown)}{self.inlines(element)}</{element.tag}>"


def _address(link: Element) -> str:
    kind, key = link.get("class"), link.get("data-key", "")
    if kind == "xref":
        last = link.get("data-last")
        return f"#{link.get('data-target')}" + (f"..{last}" if last is not None else "")
    if kind == "note-link":
        chapter = link.get("data-chapter")
        return "note:" + (f"{chapter}/" if chapter else "") + link.get("data-label", "")
    prefixes = {"term": "term:", "citation": "cite:"}
    return prefixes[kind] + key if kind in prefixes else link.get("href", "")
