"""What book.yaml says as the ``info`` of the book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from colofon import docbook
from colofon.book import Book, Element
from colofon.editions.docbook.names import child, element
from colofon.editions.docbook.values import miscellaneous, step, value
from colofon.reading.validity import order

ELSEWHERE = frozenset({"title", "subtitle", "language", "spine"})
"""What the titles, the language of the book and its components say."""


def book_info(book: Book) -> Element:
    """Return the ``info`` of a book."""
    made = element("info")
    data = book.metadata.data
    child(made, "title", text=str(data.get("title", "")))
    if "subtitle" in data:
        child(made, "subtitle", text=str(data["subtitle"]))
    ranks = order("book")
    for key, inner in sorted(data.items(), key=lambda item: ranks[item[0]]):
        if key in SPECIAL and inner:
            SPECIAL[key](made, inner)
        elif key not in ELSEWHERE:
            _plain(made, key, inner)
    return made


def _plain(made: Element, path: str, data: Any) -> None:
    if path in docbook.INFO:
        name, attributes = docbook.INFO[path]
        value(made, name, data, attributes)
    elif path in docbook.STATEMENTS:
        name, role = docbook.STATEMENTS[path]
        value(child(made, name, {"role": role}), "para", data)
    elif isinstance(data, dict) and data and not path.count("."):
        for key, inner in data.items():
            _plain(made, f"{path}.{step(key)}", inner)
    else:
        miscellaneous(made, path, data)


def _contributors(made: Element, people: list[dict[str, str]]) -> None:
    for person in people:
        code = person["role"]
        name = docbook.CREDITS.get(code, "othercredit")
        credit = child(made, name, {} if code in docbook.CREDITS else {"class": "other", "otherclass": code})
        child(credit, "personname", text=person["name"])
        if "file-as" in person:
            child(credit, "contrib", {"role": "file-as"}, person["file-as"])


def _publisher(made: Element, data: dict[str, str]) -> None:
    holder = child(made, "publisher")
    child(holder, "publishername", {"xlink:href": data.get("url", "")}, data["name"])
    if "place" in data:
        child(child(holder, "address"), "city", text=data["place"])


def _series(made: Element, data: dict[str, Any]) -> None:
    holder = child(made, "biblioset", {"relation": "series"})
    child(holder, "title", text=data["title"])
    if "number" in data:
        value(holder, "volumenum", data["number"])


def _subjects(made: Element, subjects: list[str]) -> None:
    holder = child(made, "keywordset")
    for subject in subjects:
        child(holder, "keyword", text=subject)


def _licence(made: Element, data: dict[str, str]) -> None:
    paragraph = child(child(made, "legalnotice", {"role": "licence"}), "para")
    child(paragraph, "link", {"xlink:href": data.get("url", "")}, data["name"])


def _contact(made: Element, text: str) -> None:
    child(made, "address", {"role": "contact"}, text)


def _adaptation(made: Element, data: dict[str, str]) -> None:
    attributes = {"type": "isversionof", "xlink:href": f"#{docbook.WORK_ID}{data['work']}"}
    child(made, "bibliorelation", attributes)
    if "statement" in data:
        _plain(made, "adaptation.statement", data["statement"])


def _cover(made: Element, data: dict[str, str]) -> None:
    media = child(child(made, "cover"), "mediaobject")
    child(child(media, "imageobject"), "imagedata", {"fileref": data["image"]})
    child(child(media, "textobject"), "phrase", text=data["alt"])


SPECIAL: dict[str, Callable[[Element, Any], None]] = {
    "contributors": _contributors,
    "publisher": _publisher,
    "series": _series,
    "subjects": _subjects,
    "licence": _licence,
    "contact": _contact,
    "adaptation": _adaptation,
    "cover": _cover,
}
"""Value of book.yaml -> what writes it, where it is more than an element with a text."""
