"""Markdown from a chapter tree: the inverse of `reading.chapters`."""

from __future__ import annotations

from colofon.book import Element
from colofon.markdown.blocks import Context, blocks
from colofon.markdown.inlines import inline
from colofon.markdown.places import Place

__all__ = ["chapter_text", "inline_text"]


def chapter_text(tree: Element, width: int | None = None, derived: frozenset[str] = frozenset()) -> str:
    """Return the file of a chapter; `width` breaks its lines anew, `derived` are ids that nobody typed."""
    return "\n".join(blocks(tree, Context(width, derived=derived))) + "\n"


def inline_text(element: Element) -> str:
    """Return inline content that stands outside a chapter: a definition of the glossary."""
    return inline(element, Place())
