"""Inline codes: the content of a block as a row of text and opaque marks, and back.

A code stands for an inline element. A pair encloses text to be translated; a place stands for what the
program or the manuscript supplies by itself. A translator sees neither attributes nor labels nor
addresses, only the hint. The row is flat, so that it can be cut into segments anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lxml import etree

from colofon.book import Element, block_text
from colofon.vocabulary import LOSSES

LINE_END = re.compile(" *\n *")
"""A line end of the source; a space means the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """An inline element of the manuscript that a translator moves as a whole."""

    id: str
    """Unique in its unit: its rank in the source."""
    kind: str
    """``emphasis``, ``term``, ``note``...: `KINDS`."""
    hint: str
    """What it stands for, for the eye only; it holds numbers that move, so nothing may compare it."""
    kept: bool
    """Whether the text between the two halves of the pair stays as it is."""
    element: Element


class Mark(NamedTuple):
    """One half of a pair, or a place."""

    role: Literal["open", "close", "place"]
    code: Code


Content = tuple[str | Mark, ...]

KINDS = {
    ("em", ""): "emphasis",
    ("strong", ""): "strong",
    ("code", ""): "code",
    ("br", ""): "line-break",
    ("img", ""): "image",
    ("span", ""): "span",
    ("span", "work"): "title",
    ("span", "elsewhere"): "elsewhere",
    ("span", "lost"): "lost",
    ("span", "partial"): "partial",
    ("span", "definition"): "definition",
    ("a", "noteref"): "note",
    ("a", "term"): "term",
    ("a", "xref"): "reference",
    ("a", "note-link"): "note-reference",
    ("a", "citation"): "citation",
    ("a", "link"): "link",
}
"""Inline elements of the vocabulary, by tag and class."""

PLACES = frozenset({"code", "line-break", "image", "definition", "note", "citation"}) | LOSSES
"""Always a place: what stands in them is not the translator's."""


class Coder:
    """Makes the contents of one chapter, or of one other file."""

    def __init__(self, hint: Callable[[str, Element], str]) -> None:
        """Take what says in words what a code of a kind stands for."""
        self.hint = hint
        self.language = ""
        self.count = 0

    def content(self, block: Element, language: str) -> Content:
        """Return the content of a text block in this language; its codes count from 1."""
        self.language, self.count = language, 0
        return tuple(item for item in self._items(block) if item != "")

    def _items(self, parent: Element) -> Iterator[str | Mark]:
        yield single_spaced(parent.text or "", None)
        for child in parent:
            code = self._code(child)
            if code.kind in PLACES or not _encloses(child, code.kind):
                yield Mark("place", code)
            else:
                yield Mark("open", code)
                yield from self._items(child)
                yield Mark("close", code)
            yield single_spaced(child.tail or "", child)

    def _code(self, element: Element) -> Code:
        self.count += 1
        # Code may name its language in its class, which says nothing here.
        kind = KINDS[element.tag, element.get("class", "") if element.tag in ("a", "span") else ""]
        language = element.get("lang", "")
        foreign = bool(language) and not same_language(language, self.language)
        # Of what is lost there is no text that could be kept.
        kept = kind == "title" or (foreign and kind not in LOSSES)
        if kind == "span" and language:
            kind = "language"
        return Code(str(self.count), kind, self.hint(kind, element), kept, element)


def same_language(first: str, second: str) -> bool:
    """Tell whether two language tags name one language, whatever its region or script."""
    return first.lower().split("-")[0] == second.lower().split("-")[0]


def single_spaced(text: str, before: Element | None) -> str:
    """Return a text with the line ends of the source as spaces; behind a hard break one means nothing."""
    if before is not None and before.tag == "br":
        text = text.lstrip(" \n")
    return LINE_END.sub(" ", text)


def _encloses(element: Element, kind: str) -> bool:
    """Tell whether an element has something in it to translate."""
    if kind == "link" and shows_address(element):
        return False
    return len(element) > 0 or bool((element.text or "").strip())


def shows_address(link: Element) -> bool:
    """Tell whether the text of a link is its address."""
    address = link.get("href", "")
    return block_text(link).strip() in (address, address.removeprefix("mailto:"))


def words_of(content: Content) -> str:
    """Return the text of a content without what is kept."""
    found, kept = [], 0
    for item in content:
        if isinstance(item, str):
            found.append("" if kept else item)
        elif item.code.kept and item.role != "place":
            kept += 1 if item.role == "open" else -1
    return " ".join("".join(found).split())


def shown(content: Content) -> str:
    """Return a content as one line of text, its places as hints."""
    parts = [
        item if isinstance(item, str) else item.code.hint if item.role == "place" else "" for item in content
    ]
    return " ".join("".join(parts).split())


def codes_of(content: Content) -> list[Code]:
    """Return the codes of a content in their order."""
    return [item.code for item in content if isinstance(item, Mark) and item.role != "close"]


def fill(block: Element, content: Content) -> dict[Element, Element]:
    """Give a block this content instead of its own; return for each element of the source the new one."""
    for child in list(block):
        block.remove(child)
    block.text = None
    made: dict[Element, Element] = {}
    current: Element = block
    last: Element | None = None
    for item in content:
        if isinstance(item, str):
            _append(current, last, item)
        elif item.role == "open":
            shell = item.code.element
            current = etree.SubElement(current, shell.tag)
            current.attrib.update(shell.attrib)
            made[shell], last = current, None
        elif item.role == "close":
            last, parent = current, current.getparent()
            assert parent is not None
            current = parent
        else:
            last = deepcopy(item.code.element)
            last.tail = None
            current.append(last)
            made.update(zip(item.code.element.iter(), last.iter(), strict=True))
    return made


def _append(parent: Element, last: Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
