"""How wide tables are at least: their longest words, as WeasyPrint's own boxes have them, not laid out.

Of a table only what may be widest is measured, inside copies of the elements it stands in. Which way it
is set then, `colofon.editions.pdf.tables` decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import weasyprint.document
from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.formatting_structure.build import build_formatting_structure, create_anonymous_boxes
from weasyprint.layout.page import PageType, set_page_type_computed_styles
from weasyprint.layout.preferred import min_content_width
from weasyprint.text.fonts import FontConfiguration

from colofon.book import Element
from colofon.editions.making import make

INDEX = "data-table"
LONGEST = 2
"""Cells of a column that are measured: a table of a thousand rows takes no longer than one of a hundred."""
NARROW, BROAD = frozenset("fijltrI.,:;'|()[]/-"), frozenset("mwMWQO@%—")
TOLERANCE = 0.01
SIDES = ("margin_left", "margin_right", "padding_left", "padding_right")
BORDERS = ("border_left_width", "border_right_width")


def add_classes(element: Element, names: str) -> None:
    """Add classes to an element."""
    if names:
        element.set("class", " ".join(filter(None, (element.get("class"), names))))


def alone(table: Element, way: str, index: int) -> Element:
    """Return a copy of a table inside copies of the elements it stands in, without what else is in those."""
    copy = deepcopy(table)
    copy.tail = None
    copy.set(INDEX, str(index))
    add_classes(copy, way)
    for note in copy.iter("aside"):
        # A call is made for a note only; what it says does not matter here.
        del note[:]
    for row in short_rows(copy):
        row.getparent().remove(row)  # type: ignore[union-attr]
    for around in table.iterancestors():
        if around.tag in ("body", "html"):
            break
        copy = _around(around, copy)
    return copy


def short_rows(table: Element) -> list[Element]:
    """Return the rows that need not be measured: those that are among the longest in no column."""
    rows = table.findall("tbody/tr")
    kept: set[int] = set()
    for column in range(max(map(len, rows), default=0)):
        lengths = [longest(row[column]) if column < len(row) else 0.0 for row in rows]
        kept.update(sorted(range(len(rows)), key=lengths.__getitem__)[-LONGEST:])
    return [row for index, row in enumerate(rows) if index not in kept]


def longest(cell: Element) -> float:
    """Return roughly how wide the longest word of a cell is."""
    words = "".join(map(str, cell.itertext())).split()
    return max(
        (sum(0.5 if c in NARROW else 1.5 if c in BROAD else 1.0 for c in word) for word in words), default=0.0
    )


def _around(element: Element, child: Element) -> Element:
    copy = make(str(element.tag), child)
    for name, value in element.attrib.items():
        if name != "id":
            copy.set(name, value)
    return copy


class Boxes:
    """The boxes of a document that is not laid out."""

    def __init__(self, html: HTML, rules: list[Any]) -> None:
        counters, options = CounterStyle(), {**DEFAULT_OPTIONS, "stylesheets": rules}
        build = weasyprint.document.Document._build_layout_context
        self.html = html
        self.context = build(html, FontConfiguration(), counters, {}, options)
        self.root = build_formatting_structure(
            html.etree_element,
            self.context.style_for,
            self.context.get_image_from_uri,
            html.base_url,
            self.context.target_collector,
            counters,
            self.context.footnotes,
        )
        self.columns: dict[Any, float] = {}

    def overflowing(self) -> Iterator[tuple[int, bool]]:
        """Yield for each table its index, and whether its words need more than its column has."""
        # WeasyPrint 70.0 completes the boxes of notes when it comes to their page.
        for box in (self.root, *map(create_anonymous_boxes, self.context.footnotes)):
            yield from self._below(box, 0.0)

    def _below(self, box: Any, taken: float) -> Iterator[tuple[int, bool]]:
        if box.is_table_wrapper and box.element.get(INDEX):
            room = self._column(box.style["page"]) - taken - _sides(box)
            needed = min_content_width(self.context, box, outer=False)
            yield int(box.element.get(INDEX)), needed > room + TOLERANCE
            return
        for child in getattr(box, "children", ()):
            yield from self._below(child, taken + _sides(box))

    def _column(self, name: str) -> float:
        """Return the width of the column of text on pages of a name."""
        if name not in self.columns:
            page = PageType("right", False, name or None, 0, ())
            set_page_type_computed_styles(page, self.html, self.context.style_for)
            style = self.context.style_for(page)
            self.columns[name] = style["size"][0] - _sides_of(style)
        return self.columns[name]


def _sides(box: Any) -> float:
    return _sides_of(box.style)


def _sides_of(style: Any) -> float:
    """Return what stands left and right of the content; a width in percent is not known here, and nothing."""
    lengths = [style[name] for name in SIDES]
    inside = sum(each.value for each in lengths if each != "auto" and each.unit == "px")
    return float(inside + sum(style[name] for name in BORDERS))
