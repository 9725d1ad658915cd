"""Notes that a document only types: raised numbers in the text, and paragraphs that begin with them."""

from __future__ import annotations

from colofon.book import Element
from colofon.importing.report import Report


def gather_marked(tree: Element, notes: dict[str, Element], report: Report) -> None:
    """Make notes of typed calls and of the paragraphs that answer them."""
