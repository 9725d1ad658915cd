"""The works as a ``bibliography``."""

from __future__ import annotations

from typing import Any

from colofon import docbook
from colofon.book import Book, Element, Work
from colofon.editions.docbook.names import child, element
from colofon.editions.docbook.values import miscellaneous, value
from colofon.reading.validity import order


def bibliography(book: Book) -> Element | None:
    """Return the works of a book in the order of references.yaml; None when it has none."""
    if not book.works:
        return None
    made = element("bibliography")
    for works in book.works.values():
        for work in works:
            _entry(made, work)
    return made


def _entry(made: Element, work: Work) -> None:
    data = work.data
    attributes = {
        "xml:id": docbook.WORK_ID + work.key,
        "role": str(data["type"]),
        "xml:lang": str(data.get("language", "")),
    }
    entry = child(made, "biblioentry", attributes)
    ranks = order("references")
    for field, inner in sorted(data.items(), key=lambda item: ranks[item[0]]):
        if field in docbook.PEOPLE:
            _people(entry, field, inner)
        elif field in docbook.CONTAINERS:
            _container(entry, field, inner)
        elif field == "publisher":
            _publisher(entry, data)
        elif field == "publisher-place" and "publisher" in data:
            continue
        elif field in docbook.FIELDS:
            name, given = docbook.FIELDS[field]
            value(entry, name, inner, given)
        elif field not in ("id", "type", "language"):
            miscellaneous(entry, field, inner)


def _people(entry: Element, field: str, people: list[dict[str, str]]) -> None:
    name, other = docbook.PEOPLE[field]
    for person in people:
        made = child(entry, name, {"class": "other", "otherclass": other} if other else {})
        if "literal" in person:
            child(made, "orgname", text=person["literal"])
            continue
        holder = child(made, "personname")
        for part, (inner, role) in docbook.NAME_PARTS.items():
            if part in person:
                child(holder, inner, {"role": role}, person[part])


def _container(entry: Element, field: str, inner: Any) -> None:
    relation, name = docbook.CONTAINERS[field]
    holder = next((made for made in entry if made.get("relation") == relation), None)
    if holder is None:
        holder = child(entry, "biblioset", {"relation": relation})
    value(holder, name, inner)


def _publisher(entry: Element, data: dict[str, Any]) -> None:
    holder = child(entry, "publisher")
    child(holder, "publishername", text=data["publisher"])
    if "publisher-place" in data:
        child(child(holder, "address"), "city", text=data["publisher-place"])
