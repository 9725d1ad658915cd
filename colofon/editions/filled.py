"""A book with nothing left empty: chapters, glossary and list of works in one form and one language."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from colofon.book import Book, Chapter, Element
from colofon.diagnostics import Diagnostic
from colofon.editions.apparatus import concordance_table, glossary_list, work_list
from colofon.editions.filling import Filler, Form


@dataclass(slots=True)
class Filled:
    """A chapter with nothing left empty but its note calls."""

    chapter: Chapter
    tree: Element


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
    findings: list[Diagnostic]


def fill_book(book: Book, form: Form) -> FilledBook:
    """Return the chapters, the glossary and the list of works, filled in the language of the book."""
    filler = Filler(book, form)
    chapters = []
    for chapter in book.chapters:
        tree = deepcopy(chapter.tree)
        filler.fill(tree, chapter)
        chapters.append(Filled(chapter, tree))
    parts = glossary_list(filler), work_list(filler), concordance_table(filler)
    return FilledBook(chapters, *parts, filler.formatted.findings)
