"""A book with nothing left empty: chapters, glossary and list of works in one form and one language."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from colofon.book import Book, Chapter, Element
from colofon.diagnostics import Diagnostic
from colofon.editions.apparatus import concordance_table, glossary_list, work_list
from colofon.editions.charted import draw_charts
from colofon.editions.filling import Filler, Form


@dataclass(slots=True)
class Filled:
    """A chapter with nothing left empty but its note calls."""

    chapter: Chapter
    tree: Element


BACK = ("glossary", "works", "figure-data", "concordance")
"""Names of the parts behind the chapters."""


@dataclass(slots=True)
class FilledBook:
    """The chapters and the back matter of one edition."""

    chapters: list[Filled]
    glossary: Element | None
    """A ``dl``: ``dt id="term-KEY"`` and ``dd``; None without entries."""
    works: Element | None
    """A ``ul`` of works, ``li id="work-KEY"``; None without works."""
    concordance: Element | None
    """A ``div`` with the table of the notes of the adapted work; None without a concordance."""
    data: Element | None
    """A ``div`` with the data of the figures drawn from it, a table each; None where there are none."""
    drawings: dict[str, bytes]
    """Name of a file of data -> the SVG that is drawn of it."""
    findings: list[Diagnostic]

    def back(self) -> dict[str, Element]:
        """Return what stands behind the chapters, by name, in its order: only what the book has."""
        found = (self.glossary, self.works, self.data, self.concordance)
        return {name: part for name, part in zip(BACK, found, strict=True) if part is not None}


def fill_book(book: Book, form: Form) -> FilledBook:
    """Return the chapters, the glossary and the list of works, filled in the language of the book."""
    filler = Filler(book, form)
    chapters = []
    for chapter in book.chapters:
        tree = deepcopy(chapter.tree)
        filler.fill(tree, chapter)
        chapters.append(Filled(chapter, tree))
    charted = draw_charts(book, [chapter.tree for chapter in chapters], filler.phrases)
    return FilledBook(
        chapters,
        glossary_list(filler),
        work_list(filler),
        concordance_table(filler),
        charted.data,
        charted.drawings,
        [*filler.formatted.findings, *charted.findings],
    )
