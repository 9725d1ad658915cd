"""Wide tables: each is set in the first way in which it fits its page with every word whole.

What a way needs is asked of WeasyPrint's own boxes, made of the tables alone and not laid out: the
longest word of every column, in its face and size. A table gets the classes of its way, which the style
sheet knows; no other part of the document changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import weasyprint.document
from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout.page import PageType, set_page_type_computed_styles
from weasyprint.layout.preferred import min_content_width
from weasyprint.text.fonts import FontConfiguration

from colofon.book import Element
from colofon.editions.making import make
from colofon.vocabulary import HEADINGS

Measure = Callable[[Element], HTML]
"""Makes of a tree what WeasyPrint sets."""

WAYS = (
    ("small", "smallest"),
    ("outset small", "outset smallest"),
    ("turned", "turned small", "turned smallest"),
    ("turned smallest hyphenated",),
    ("smallest hyphenated",),
)
"""Ways to set a table, the best first: in smaller type, into the margin, turned, with words parted as
the language has it. Where the last of a group does not do, none of it does."""
LEAVING = frozenset({"outset", "turned"})
"""Classes of a table that leaves the column of text."""
LAST = "broken"
"""Class of a table of which no way does: its words may part anywhere."""
OPEN = frozenset({"body", "section", "div", "blockquote"})
"""Elements in which a table may leave the column; in a note, an item or a box it must stay."""
TURNED = "turned"
INDEX = "data-table"
LONGEST = 2
"""Cells of a column that are measured: a table of a thousand rows takes no longer than one of a hundred."""
NARROW, BROAD = frozenset("fijltrI.,:;'|()[]/-"), frozenset("mwMWQO@%—")
TOLERANCE = 0.01
SIDES = ("margin_left", "margin_right", "padding_left", "padding_right")
BORDERS = ("border_left_width", "border_right_width")


def fit_tables(document: Element, measure: Measure, rules: list[Any]) -> None:
    """Give every table of a document that does not fit its column the classes of the way in which it fits."""
    trial = _Trial(document, measure, rules)
    tables = list(document.iter("table"))
    wide = _without(tables, trial.fitting(tables, ""))
    for group in WAYS:
        able = [table for table in wide if is_free(table) or not LEAVING & set(group[-1].split())]
        found = trial.fitting(able, group[-1])
        wide = _without(wide, found)
        for way in group:
            best = found if way == group[-1] else trial.fitting(found, way)
            found = _without(found, best)
            for table in best:
                set_way(table, way)
    for table in wide:
        turned = [TURNED] if is_free(table) else []
        set_way(table, " ".join([*turned, "smallest hyphenated", LAST]))


def _without(tables: list[Element], found: list[Element]) -> list[Element]:
    return [table for table in tables if table not in found]


def is_free(table: Element) -> bool:
    """Tell whether a table may leave the column of text."""
    above = [each for each in table.iterancestors() if each.tag != "html"]
    return all(each.tag in OPEN and "box" not in each.get("class", "").split() for each in above)


def set_way(table: Element, way: str) -> None:
    """Write a way into a table; the headings right before a turned one go with it."""
    add_classes(table, way)
    if TURNED in way.split():
        for heading in headings_before(table):
            add_classes(heading, TURNED)


def headings_before(element: Element) -> Iterator[Element]:
    """Yield the headings that nothing parts from an element."""
    for around in (element, *element.iterancestors()):
        before = around.getprevious()
        while before is not None and before.tag in HEADINGS:
            yield before
            before = before.getprevious()
        if before is not None:
            return


def add_classes(element: Element, names: str) -> None:
    """Add classes to an element."""
    if names:
        element.set("class", " ".join(filter(None, (element.get("class"), names))))


class _Trial:
    """Sets tables of a document by themselves."""

    def __init__(self, document: Element, measure: Measure, rules: list[Any]) -> None:
        self.document, self.measure, self.rules = document, measure, rules

    def fitting(self, tables: list[Element], way: str) -> list[Element]:
        """Return the tables that fit their column when they are set in a way."""
        if not tables:
            return []
        copies = [alone(table, way, index) for index, table in enumerate(tables)]
        html = self.measure(make("html", make("body", *copies), lang=self.document.get("lang", "")))
        overflowing = dict(Boxes(html, self.rules).overflowing())
        return [table for index, table in enumerate(tables) if not overflowing.get(index)]


def alone(table: Element, way: str, index: int) -> Element:
    """Return a copy of a table inside copies of the elements it stands in, without what else is in those."""
    copy = deepcopy(table)
    copy.tail = None
    copy.set(INDEX, str(index))
    add_classes(copy, way)
    for row in short_rows(copy):
        row.getparent().remove(row)  # type: ignore[union-attr]
    for note in copy.iter("aside"):
        # A call is made for a note only; what it says does not matter here.
        del note[:]
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
        for box in (self.root, *self.context.footnotes):
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
