"""What a book says about itself: cover, title page, colophon; all of it from ``book.yaml``.

What ``book.yaml`` does not say is left out, never made up.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from colofon.book import Book, Element, Metadata
from colofon.editions.filled import FilledBook
from colofon.editions.making import make
from colofon.editions.release import names
from colofon.editions.wording import Phrases

FORMS = ("pdf", "epub", "print")
"""Forms of a book that have an ISBN of their own."""


def running_title(book: Book) -> str:
    """Return the title as running heads have it."""
    return str(book.metadata.data.get("short-title") or book.metadata.title)


def cover(book: Book, words: Phrases) -> Element:
    """Return the cover: the picture that the manuscript gives, or our own with the title on it."""
    given = book.metadata.data.get("cover")
    if isinstance(given, dict):
        picture = make("img", src=str(given["image"]), alt=str(given["alt"]))
        return make("div", picture, class_="cover given")
    page = make("div", class_="cover")
    year = str(book.metadata.data.get("date", ""))[:4]
    line = " · ".join(filter(None, (series(book.metadata), publisher_name(book.metadata), year)))
    for name, text in (
        ("imprint", line),
        ("title", book.metadata.title),
        ("subtitle", book.metadata.subtitle),
        ("author", ", ".join(names(book.metadata, "aut"))),
    ):
        if text:
            page.append(make("p", text, class_=name))
    return page


def title_page(book: Book, filled: FilledBook, words: Phrases) -> Element:
    """Return the title page, with what was adapted and by whom that was made."""
    page = make("section", class_="title-page")
    metadata = book.metadata
    for name, text in (
        ("author", ", ".join(names(metadata, "aut"))),
        ("title", metadata.title),
        ("subtitle", metadata.subtitle),
    ):
        if text:
            page.append(make("p", text, class_=name))
    adapted = adapted_work(book, filled)
    if adapted is not None:
        page.append(make("p", words("adaptation-of"), " ", adapted, ".", class_="adaptation"))
    foot = imprint(metadata)
    when = dated(metadata.data.get("date"), words)
    page.append(make("p", *lines([line for line in (foot, when) if line]), class_="imprint"))
    return page


def adapted_work(book: Book, filled: FilledBook) -> Element | None:
    """Return the work that the book adapts, as the list of works has it."""
    work = book.adapted_work()
    if work is None or filled.works is None:
        return None
    for item in filled.works.iter("li"):
        if item.get("id") == f"work-{work.key}":
            found = deepcopy(item)
            found.tag, found.tail = "span", None
            found.attrib.clear()
            last = found[-1] if len(found) else None
            if last is not None and last.tail:
                last.tail = last.tail.rstrip(".")
            elif last is None:
                found.text = (found.text or "").rstrip(".")
            return found
    return None


def colophon(book: Book, filled: FilledBook, words: Phrases) -> Element:
    """Return the page that states how and by whom the book was made."""
    metadata = book.metadata
    data = metadata.data
    page = make("section", make("h1", words("colophon"), id="colophon"), class_="colophon")
    if data.get("description"):
        page.append(make("p", str(data["description"]), class_="description"))
    adapted, statement = adapted_work(book, filled), (data.get("adaptation") or {}).get("statement", "")
    if adapted is not None:
        parts = words("adaptation-of"), " ", adapted, ". ", str(statement)
        page.append(make("p", *parts, class_="statement"))
    listing = make("dl")
    for label, value in stated(metadata, words):
        listing.append(make("dt", label))
        listing.append(make("dd", *lines(value)))
    page.append(listing)
    for name in ("rights", "disclaimer"):
        if data.get(name):
            page.append(make("p", str(data[name]), class_=name))
    return page


def stated(metadata: Metadata, words: Phrases) -> list[tuple[str, list[str]]]:
    """Return label and values of everything that ``book.yaml`` states about the release."""
    data = metadata.data
    licence = data.get("licence") or {}
    publisher = data.get("publisher") or {}
    isbn = data.get("isbn") or {}
    rows: list[tuple[str, list[Any]]] = [
        (words(f"role-{role}"), names(metadata, role)) for role in ("aut", "edt", "trl", "ill")
    ]
    rows += [
        (words("publisher"), [imprint(metadata), publisher.get("url")]),
        (words("series"), [series(metadata)]),
        (words("version"), [data.get("version")]),
        (words("published"), [dated(data.get("date"), words)]),
        (words("text-closed"), [dated(data.get("text-closed"), words)]),
        ("ISBN", [f"{isbn[form]} ({words(f'isbn-{form}')})" for form in FORMS if isbn.get(form)]),
        ("ISSN", [data.get("issn")]),
        ("DOI", [f"https://doi.org/{data['doi']}" if data.get("doi") else None]),
        (words("address"), [data.get("url")]),
        (words("licence"), [licence.get("name"), licence.get("url")]),
        (words("contact"), [data.get("contact")]),
    ]
    kept = [(label, [str(value) for value in values if value]) for label, values in rows]
    return [(label, values) for label, values in kept if values]


def lines(values: list[str]) -> list[Element | str]:
    """Return values as lines of one block; addresses are links."""
    found: list[Element | str] = []
    for value in values:
        if found:
            found.append(make("br"))
        if value.startswith(("http://", "https://")):
            found.append(make("a", value, class_="link", href=value))
        else:
            found.append(value)
    return found


def publisher_name(metadata: Metadata) -> str:
    """Return the name of the publisher, empty when there is none."""
    return str((metadata.data.get("publisher") or {}).get("name", ""))


def imprint(metadata: Metadata) -> str:
    """Return the publisher and where he is."""
    place = str((metadata.data.get("publisher") or {}).get("place", ""))
    return ", ".join(filter(None, (publisher_name(metadata), place)))


def series(metadata: Metadata) -> str:
    """Return the series and the number in it."""
    found = metadata.data.get("series") or {}
    return " ".join(str(found[key]) for key in ("title", "number") if found.get(key))


def dated(value: object, words: Phrases) -> str:
    """Return a date in words: ``2018-04-01`` as 1 April 2018."""
    parts = [int(part) for part in str(value or "").split("-") if part.isdigit()]
    if not parts:
        return ""
    named = [str(parts[0])]
    if len(parts) > 1:
        named.insert(0, words.data["months"][parts[1] - 1])
    if len(parts) > 2:
        named.insert(0, str(parts[2]))
    return " ".join(named)
