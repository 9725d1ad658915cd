"""Wide tables: each is set in the first way in which it fits its page with every word whole.

What a way needs is asked of WeasyPrint's own boxes, made of the tables alone and not laid out: the
longest word of every column, in its face and size. A table gets the classes of its way, which the style
sheet knows; no other part of the document changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint import HTML

from colofon.book import Element
from colofon.editions.making import make
from colofon.editions.pdf.measuring import Boxes, add_classes, alone
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
LAST = "broken"
"""Class of a table of which no way does: its words may part anywhere."""
OPEN = {
    "outset": frozenset({"body", "section", "div"}),
    "turned": frozenset({"body", "section", "div", "blockquote"}),
}
"""Class of a table that leaves its column -> the elements it may do so in: no note, item or box."""
TURNED = "turned"


def fit_tables(document: Element, measure: Measure, rules: list[Any]) -> None:
    """Give every table of a document that does not fit its column the classes of the way in which it fits."""
    trial = _Trial(document, measure, rules)
    tables = list(document.iter("table"))
    wide = _without(tables, trial.fitting(tables, ""))
    for group in WAYS:
        able = [table for table in wide if may(table, group[-1])]
        found = trial.fitting(able, group[-1])
        wide = _without(wide, found)
        for way in group:
            best = found if way == group[-1] else trial.fitting(found, way)
            found = _without(found, best)
            for table in best:
                set_way(table, way)
    for table in wide:
        way = f"smallest hyphenated {LAST}"
        set_way(table, f"{TURNED} {way}" if may(table, TURNED) else way)


def _without(tables: list[Element], found: list[Element]) -> list[Element]:
    return [table for table in tables if table not in found]


def may(table: Element, way: str) -> bool:
    """Tell whether a table may be set in a way where it stands."""
    above = [each for each in table.iterancestors() if each.tag != "html"]
    in_box = any("box" in each.get("class", "").split() for each in above)
    return all(
        not in_box and all(each.tag in OPEN[name] for each in above) for name in way.split() if name in OPEN
    )


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
