"""What boxes draw, by the element of the document that it belongs to, in the order in which it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

Source = Any
"""An element of the document that was set (xml.etree)."""
CALL = "footnote-call"
MARKER = "marker"


class Content(NamedTuple):
    """A stretch of marked content."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """A link on a page: the annotation, and where it stands."""

    page: int
    object: Any


@dataclass(frozen=True, slots=True)
class Artifact:
    """What belongs to no text (ISO 32000-1, 14.8.2.2)."""

    subtype: str = ""

    def properties(self) -> Any:
        """Return what is said of it in a content stream."""
        found = {"Type": "/Pagination"}
        if self.subtype:
            found["Subtype"] = f"/{self.subtype}"
        return pydyf.Dictionary(found)


class Piece(NamedTuple):
    """Something that is drawn, or a link, of an element."""

    source: Source
    pseudo: str
    """What was generated for the element and drew it: ``marker``, ``footnote-call``, ``before``."""
    content: Content | Annotation


@dataclass(slots=True)
class Collected:
    """What all pages draw."""

    pieces: list[Piece] = field(default_factory=list)
    figures: dict[Source, tuple[int, Any]] = field(default_factory=dict)
    """Picture -> its page and its box."""
    heights: list[float] = field(default_factory=list)
    """Of each page, in CSS pixels."""


def artifacts_of(pages: list[Any]) -> dict[Any, Artifact]:
    """Return the boxes that draw running heads, page numbers and heads of tables that a page repeats."""
    found: dict[Any, Artifact] = {}
    heads: set[Source] = set()
    for page in pages:
        for box in page._page_box.children:
            if isinstance(box, boxes.MarginBox):
                kind = Artifact("Footer" if box.at_keyword.startswith("@bottom") else "Header")
                found.update(dict.fromkeys(_leaves(box), kind))
        for head in _table_heads(page._page_box):
            if head.element in heads:
                found.update(dict.fromkeys(_leaves(head), Artifact()))
            heads.add(head.element)
    return found


def _table_heads(box: Any) -> Iterator[Any]:
    box = _real(box)
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
        yield box
        return
    for child in box.all_children():
        yield from _table_heads(child)


def _leaves(box: Any) -> Iterator[Any]:
    """Yield the boxes that draw something themselves."""
    box = _real(box)
    if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
        yield box
    for child in box.all_children():
        yield from _leaves(child)


def _real(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def collect(pages: list[Any], streams: list[Any]) -> Collected:
    """Return what the pages draw; `streams` hold what each marked."""
    collected = Collected(heights=[page.height for page in pages])
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        _gather(page._page_box, number, stream._tags, collected)
        assert not stream._tags, "a page draws what no box of it holds"
    return collected


def _gather(box: Any, page: int, tags: dict[Any, Any], collected: Collected) -> None:
    box = _real(box)
    if isinstance(box, boxes.MarginBox):
        return
    pseudo = (box.element_tag or "").partition("::")[2]
    if box.link_annotation:
        collected.pieces.append(Piece(box.element, pseudo, Annotation(page, box.link_annotation)))
    mark = tags.pop(box, None)
    if mark is not None:
        collected.pieces.append(Piece(box.element, pseudo, Content(page, mark["mcid"])))
        if isinstance(box, boxes.ReplacedBox):
            collected.figures[box.element] = page, box
    for child in box.all_children():
        _gather(child, page, tags, collected)
