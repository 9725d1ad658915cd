"""Units of the metadata: what an edition prints about itself in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from colofon.book import Book
from colofon.translation.naming import Names
from colofon.translation.units import Unit

SCOPE = "metadata"

FIELDS = (
    "title",
    "subtitle",
    "short-title",
    "description",
    "adaptation.statement",
    "disclaimer",
    "rights",
    "cover.alt",
)
"""Fields of ``book.yaml`` that are prose; names, numbers and addresses are the same in every language."""

LISTS = ("subjects",)
"""Fields that are lists of words; their order may change."""


def metadata_units(book: Book, names: Names) -> list[Unit]:
    """Return the units of the metadata."""
    data = book.metadata.data
    fields = [(field, "", _value(data, field)) for field in FIELDS]
    items = [(field, f".{index}", text) for field in LISTS for index, text in _items(data, field)]
    return [
        _unit(book, names, field, place, text)
        for field, place, text in (*fields, *items)
        if isinstance(text, str) and text.strip()
    ]


def _unit(book: Book, names: Names, field: str, place: str, text: str) -> Unit:
    content = (" ".join(text.split()),)
    return Unit(
        id=names.hashed(SCOPE, field, content) if place else names.named(SCOPE, field),
        kind=field,
        segments=(content,),
        language=book.metadata.language,
        translate=True,
        position=book.metadata.position(f"{field}{place}"),
        advice=(f"Metadata of the book: {field.replace('.', ', ').replace('-', ' ')}",),
    )


def _value(data: dict[str, Any], field: str) -> Any:
    value: Any = data
    for key in field.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _items(data: dict[str, Any], field: str) -> Iterator[tuple[int, Any]]:
    value = data.get(field)
    yield from enumerate(value if isinstance(value, list) else [])
