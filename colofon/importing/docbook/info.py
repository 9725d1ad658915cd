"""book.yaml out of the ``info`` of a book."""

from __future__ import annotations

from typing import Any

from colofon import docbook
from colofon.book import Fault
from colofon.importing.docbook.losses import lost_texts
from colofon.importing.docbook.values import find, has, lay, lay_miscellaneous, value
from colofon.reading.markup import Markup, Node
from colofon.reading.validity import order

ELEMENTS = {element: code for code, element in docbook.CREDITS.items()}


def book_data(markup: Markup, faults: list[Fault]) -> dict[str, Any]:
    """Return what ``book.yaml`` holds but for its spine, in the order of its schema."""
    root = markup.root
    info = root.first("info") or Node("info", {}, root.offset)
    data: dict[str, Any] = {}
    for name in ("title", "subtitle"):
        node = info.first(name) or root.first(name)
        if node is not None:
            data[name] = node.text()
    if "xml:lang" in root.attributes:
        data["language"] = root.attributes["xml:lang"]
    for path, (name, attributes) in docbook.INFO.items():
        for node in info.nodes(name):
            if has(node, attributes):
                lay(data, path, value(node))
    for path, (name, role) in docbook.STATEMENTS.items():
        for node in info.nodes(name):
            paragraphs = [paragraph.text() for paragraph in node.nodes("para", "simpara")]
            if node.attributes.get("role", "") == role and paragraphs:
                lay(data, path, "\n\n".join(paragraphs))
    _special(data, info)
    lay_miscellaneous(data, info, markup, faults)
    lost_texts(markup, info, data, faults)
    ranks = order("book")
    return {key: data[key] for key in sorted(data, key=lambda key: ranks.get(key, len(ranks)))}


def _special(data: dict[str, Any], info: Node) -> None:
    people = [_person(node) for node in info.nodes("author", "editor", "othercredit")]
    if people:
        data["contributors"] = people
    for node in info.nodes("publisher"):
        data["publisher"] = _publisher(node)
    for node in info.nodes("biblioset"):
        if node.attributes.get("relation") == "series":
            data["series"] = _fields(node, {"title": "title", "number": "volumenum"})
    for node in info.nodes("keywordset"):
        data["subjects"] = [keyword.text() for keyword in node.nodes("keyword")]
    for node in info.nodes("legalnotice"):
        link = find(node, "para", "link")
        if node.attributes.get("role") == "licence" and link is not None:
            url = link.attributes.get("xlink:href")
            data["licence"] = {"name": link.text(), **({"url": url} if url else {})}
    for node in info.nodes("address"):
        if node.attributes.get("role") == "contact":
            data["contact"] = node.text()
    for node in info.nodes("bibliorelation"):
        work = node.attributes.get("xlink:href", "").removeprefix(f"#{docbook.WORK_ID}")
        data["adaptation"] = {"work": work, **data.get("adaptation", {})}
    for node in info.nodes("cover"):
        data["cover"] = _cover(node)


def _fields(holder: Node, names: dict[str, str]) -> dict[str, Any]:
    found = ((key, holder.first(name)) for key, name in names.items())
    return {key: value(node) for key, node in found if node is not None}


def _person(node: Node) -> dict[str, str]:
    name = node.first("personname") or node.first("orgname") or node
    code = ELEMENTS.get(node.name) or node.attributes.get("otherclass", "oth")
    found = {"name": " ".join(name.text().split())}
    for contribution in node.nodes("contrib"):
        if contribution.attributes.get("role") == "file-as":
            found["file-as"] = contribution.text()
    return {**found, "role": code}


def _publisher(node: Node) -> dict[str, str]:
    name, city = node.first("publishername"), find(node, "address", "city")
    found = {"name": name.text() if name is not None else ""}
    if city is not None:
        found["place"] = city.text()
    if name is not None and "xlink:href" in name.attributes:
        found["url"] = name.attributes["xlink:href"]
    return found


def _cover(node: Node) -> dict[str, str]:
    data = find(node, "mediaobject", "imageobject", "imagedata")
    phrase = find(node, "mediaobject", "textobject", "phrase")
    image = data.attributes.get("fileref", "") if data is not None else ""
    return {"image": image, "alt": phrase.text() if phrase is not None else ""}
