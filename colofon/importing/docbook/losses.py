"""What a manuscript would not keep of a book: nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from colofon.book import Fault
from colofon.docbook import MISCELLANEOUS
from colofon.reading.markup import EntityReference, Markup, Node, Text

HINT = "docs/docbook.md has what a book may hold"
SHOWN = 40
"""Characters of a lost text that a finding repeats."""


def strangers(markup: Markup, node: Node, names: tuple[str, ...], faults: list[Fault]) -> None:
    """Report what an element holds beside elements of some names."""
    for offset, what in node.besides(*names):
        faults.append(Fault("raw-html", markup.position(offset), f"{what} cannot stand in {node.name}", HINT))


def lost_texts(markup: Markup, node: Node, data: Any, faults: list[Fault]) -> None:
    """Report each text below an element that stands nowhere in the data which was made of it.

    Values at a path are left to `values.lay_miscellaneous`.
    """
    kept = "\n".join(" ".join(text.split()) for text in _texts(data))
    for text in _stretches(node):
        if isinstance(text, EntityReference):
            message = f"&{text.name}; cannot stand in {node.name}"
            faults.append(Fault("undefined-entity", markup.position(text.offset), message, HINT))
            continue
        words = " ".join(text.text.split())
        if words and words not in kept:
            place = markup.position(text.offset + len(text.text) - len(text.text.lstrip()))
            faults.append(Fault("raw-html", place, f"“{words[:SHOWN]}” would be lost", HINT))


def unknown_entities(markup: Markup, node: Node, known: Container[str], faults: list[Fault]) -> None:
    """Report each entity below an element that no definition of the glossary has as its key."""
    for child in node.children:
        if isinstance(child, Node):
            unknown_entities(markup, child, known, faults)
        elif isinstance(child, EntityReference) and child.name not in known:
            message = f"&{child.name}; is no definition of the glossary, and its text would be lost"
            faults.append(Fault("undefined-entity", markup.position(child.offset), message, HINT))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _texts(inner)
    else:
        yield str(data).lower() if isinstance(data, bool) else str(data)


def _stretches(node: Node) -> Iterator[Text | EntityReference]:
    for child in node.children:
        if not isinstance(child, Node):
            yield child
        elif child.name != MISCELLANEOUS:
            yield from _stretches(child)
