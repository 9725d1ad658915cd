"""What WeasyPrint's tags lack, added while they are made.

WeasyPrint 70.0 tags notes as divisions without meaning, gives no part its language, describes a link
by the name of its anchor and measures figures in the wrong unit and direction. `tagged` wraps the
function that builds the structure; the sign by which a part can go is a test of
``tests/test_pdf.py`` on the tag tree that passes without it. The structure itself stays WeasyPrint's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf.tags
from weasyprint.layout.absolute import AbsolutePlaceholder

from colofon.editions.pdf.addresses import OPPORTUNITY
from colofon.editions.wording import Phrases

POINTS = 0.75
"""Points of a CSS pixel."""
AGAIN = "~"
"""Stands behind an id, before a count, where it would otherwise stand twice."""


@contextmanager
def tagged(document: Any, words: Phrases) -> Iterator[None]:
    """Write documents with better tags."""
    module = weasyprint.pdf.tags
    original = module._build_box_tree
    heights = [page.height for page in document.pages]
    language = str(document._html.etree_element.get("lang", ""))
    module._build_box_tree = _Tagger(original, words, heights, language).build
    try:
        yield
    finally:
        module._build_box_tree = original


TAGS = {"aside": "/Note", "em": "/Span", "strong": "/Span", "dfn": "/Span", "code": "/Code", "nav": "/Div"}
"""Tags of elements that WeasyPrint has no tag for."""


class _Tagger:
    def __init__(self, original: Any, words: Phrases, heights: list[float], language: str) -> None:
        self.original = original
        self.words = words
        self.heights = heights
        self.languages = [language]
        self.sources: list[Any] = [None]
        self.ids: Counter[str] = Counter()

    def build(self, box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any) -> Iterator[Any]:
        """Yield the elements of a box as WeasyPrint makes them, completed."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        source = box.element
        # A box that layout puts inside the box of an element belongs to the same element.
        own = source is not None and source is not self.sources[-1] and box.element_tag == source.tag
        language = self.languages[-1]
        self.sources.append(source)
        self.languages.append(source.get("lang") or language if own else language)
        for element in self.original(box, parent, pdf, page_number, *rest):
            if element["S"] == "/NonStruct" and not element["K"]:
                # The marker that print.css leaves empty; nothing refers to it, so it is not saved either.
                continue
            if own:
                self.complete(element, box, source, page_number, language)
            yield element
        self.sources.pop()
        self.languages.pop()

    def complete(self, element: Any, box: Any, source: Any, page_number: int, language: str) -> None:
        """Give an element its tag, its id, its language, and what is said of it."""
        if element["S"] == "/NonStruct":
            element["S"] = TAGS.get(source.tag, "/NonStruct")
        if source.get("lang") and source.get("lang") != language:
            element["Lang"] = pydyf.String(source.get("lang"))
        if source.get("class") == "partial" and source.get("title"):
            # What stands for lost text is spoken in words (ISO 32000-1, 14.9.4).
            element["ActualText"] = pydyf.String(source.get("title"))
        if element["S"] == "/Note" or _is_call(source):
            element["ID"] = pydyf.String(self.unique(source.get("id", "")))
        if box.link_annotation:
            box.link_annotation["Contents"] = pydyf.String(self.says(source))
        if element["S"] == "/Figure":
            element["A"]["BBox"] = self.measured(box, page_number)

    def unique(self, id: str) -> str:
        """Return an id that stands in the structure once."""
        self.ids[id] += 1
        return id if self.ids[id] == 1 else f"{id}{AGAIN}{self.ids[id]}"

    def says(self, source: Any) -> str:
        """Return what is said of a link: what it is, or the words it stands on."""
        text = " ".join("".join(source.itertext()).replace(OPPORTUNITY, "").split())
        if _is_call(source):
            return self.words("note-call", number=source.get("data-number", ""))
        if source.get("class") == "back":
            return self.words("note-back", number=text)
        return text or str(source.get("href", ""))

    def measured(self, box: Any, page_number: int) -> Any:
        left, top = box.content_box_x(), box.content_box_y()
        height = self.heights[page_number]
        corners = (left, height - top - box.height, left + box.width, height - top)
        return pydyf.Array([corner * POINTS for corner in corners])


def _is_call(source: Any) -> bool:
    return "noteref" in source.get("class", "").split()
