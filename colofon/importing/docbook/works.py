"""references.yaml out of the ``bibliography`` of a book."""

from __future__ import annotations

from typing import Any

from colofon import docbook
from colofon.book import Fault
from colofon.importing.docbook.losses import lost_texts, strangers
from colofon.importing.docbook.values import find, has, lay_miscellaneous, value
from colofon.reading.markup import Markup, Node
from colofon.reading.validity import order


def works_data(markup: Markup, faults: list[Fault]) -> dict[str, Any]:
    """Return what ``references.yaml`` holds; empty when the book cites nothing."""
    entries = []
    for holder in markup.root.nodes("bibliography"):
        strangers(markup, holder, ("biblioentry",), faults)
        for node in holder.nodes("biblioentry"):
            entries.append(_work(node, markup, faults))
            lost_texts(markup, node, entries[-1], faults)
    return {"references": entries} if entries else {}


def _work(entry: Node, markup: Markup, faults: list[Fault]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": entry.attributes.get("xml:id", "").removeprefix(docbook.WORK_ID),
        "type": entry.attributes.get("role", "document"),
    }
    for field, (name, attributes) in docbook.FIELDS.items():
        found = next((node for node in entry.nodes(name) if has(node, attributes)), None)
        if found is not None:
            data[field] = value(found)
    data |= {**_people(entry), **_containers(entry), **_publisher(entry)}
    lay_miscellaneous(data, entry, markup, faults)
    if "xml:lang" in entry.attributes:
        data["language"] = entry.attributes["xml:lang"]
    ranks = order("references")
    return {key: data[key] for key in sorted(data, key=lambda key: ranks.get(key, len(ranks)))}


def _people(entry: Node) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for field, (name, other) in docbook.PEOPLE.items():
        people = [node for node in entry.nodes(name) if node.attributes.get("otherclass", "") == other]
        if people:
            found[field] = [_name(node) for node in people]
    return found


def _name(node: Node) -> dict[str, str]:
    organisation, person = node.first("orgname"), node.first("personname")
    if organisation is not None or person is None:
        return {"literal": (organisation or node).text()}
    parts = {}
    for part, (name, role) in docbook.NAME_PARTS.items():
        for inner in person.nodes(name):
            if inner.attributes.get("role", "") == role:
                parts[part] = inner.text()
    return parts or {"literal": person.text()}


def _containers(entry: Node) -> dict[str, Any]:
    found = {}
    for field, (relation, name) in docbook.CONTAINERS.items():
        holders = (node for node in entry.nodes("biblioset") if node.attributes.get("relation") == relation)
        inner = next((made for holder in holders if (made := holder.first(name)) is not None), None)
        if inner is not None:
            found[field] = value(inner)
    return found


def _publisher(entry: Node) -> dict[str, str]:
    found = {}
    name, city = find(entry, "publisher", "publishername"), find(entry, "publisher", "address", "city")
    if name is not None:
        found["publisher"] = name.text()
    if city is not None:
        found["publisher-place"] = city.text()
    return found
