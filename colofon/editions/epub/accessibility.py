"""What the EPUB says about its accessibility: found in the book, so that it is true of it.

Properties and values are schema.org's, as EPUB Accessibility 1.1 asks for them. Conformance is not
claimed here: that takes the results of this build's checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from colofon.book import Element
from colofon.editions.wording import Phrases

ALWAYS = (
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
"""Features of every book that is made here."""


@dataclass(frozen=True, slots=True)
class Accessibility:
    """Values for the package document."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str


def accessibility(trees: Iterable[Element], words: Phrases) -> Accessibility:
    """Return what holds for the content documents of a book."""
    trees = list(trees)
    images = [image for tree in trees for image in tree.iter("img")]
    tables = any(True for tree in trees for _ in tree.iter("table"))
    notes = any(element.get("class") == "noteref" for tree in trees for element in tree.iter("a"))
    described = all(image.get("alt") for image in images)
    features = sorted(ALWAYS + (("alternativeText",) if images and described else ()))
    # A moving GIF may flash; nothing else that an edition takes can.
    moving = any(image.get("src", "").endswith(".gif") for image in images)
    return Accessibility(
        modes=("textual", "visual") if images else ("textual",),
        sufficient=_sufficient(bool(images), described),
        features=tuple(features),
        hazards=("unknown",) if moving else ("none",),
        summary=_summary(bool(images) and described, tables, notes, words),
    )


def _sufficient(images: bool, described: bool) -> tuple[str, ...]:
    found = ["textual"] if described or not images else []
    return (*found, "textual,visual") if images else tuple(found)


def _summary(described: bool, tables: bool, notes: bool, words: Phrases) -> str:
    keys = ["summary-structure"]
    keys += ["summary-notes"] if notes else []
    keys += ["summary-images"] if described else []
    keys += ["summary-tables"] if tables else []
    return " ".join(words(key) for key in keys)
