"""The frame of every page of the web edition: head, header, way through the book, footer.

No script, no style in a page, nothing from anywhere else: the policy in the head says so to the browser.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree, html

from colofon.book import POSITION, Book, Element
from colofon.editions.linking import heading_link
from colofon.editions.making import make, put_first
from colofon.editions.matter import running_title
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import direction, lay_out, say_language

INDEX = "index.html"
STYLE_SHEET = "style.css"
ICON = "icon.svg"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(slots=True)
class Page:
    """A page before its links are led to the files they stand in."""

    file: str
    title: str
    content: list[Element]
    """What stands in ``main``; begins with the heading, or with the section that has it."""
    language: str
    path: str
    heading: Element | None = None
    kind: str = ""
    style: str = ""
    """Rules that hold on this page only; they get a sheet of their own."""

    @property
    def style_file(self) -> str:
        """Name of that sheet."""
        return f"styles/{self.file.removesuffix('.html')}.css"


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages share."""

    book: Book
    words: Phrases
    pages: list[Page]
    """In the order of reading."""


def write_page(page: Page, frame: Frame) -> bytes:
    """Return a page as HTML."""
    document = make(
        "html", _head(page, frame), _body(page, frame), lang=page.language, dir=direction(page.language)
    )
    for element in document.iter(etree.Element):
        element.attrib.pop(POSITION, "")
    lay_out(document)
    text = str(html.tostring(document, encoding="unicode", doctype="<!DOCTYPE html>"))
    return (text + "\n").encode()


def _head(page: Page, frame: Frame) -> Element:
    book, title = frame.book, page.title
    if page.file != INDEX:
        title = f"{page.title} – {running_title(book)}"
    head = make(
        "head",
        make("meta", charset="utf-8"),
        make("meta", http_equiv="Content-Security-Policy", content=POLICY),
        make("meta", name="viewport", content="width=device-width, initial-scale=1"),
        make("meta", name="color-scheme", content="light dark"),
        make("meta", name="referrer", content="no-referrer"),
        make("title", title),
    )
    description = str(book.metadata.data.get("description", ""))
    if page.file == INDEX and description:
        head.append(make("meta", name="description", content=" ".join(description.split())))
    head.append(make("link", rel="icon", type="image/svg+xml", href=ICON))
    head.append(make("link", rel="stylesheet", href=STYLE_SHEET))
    if page.style:
        head.append(make("link", rel="stylesheet", href=page.style_file))
    for name, other in zip(("prev", "next"), neighbours(page, frame.pages), strict=True):
        if other is not None:
            head.append(make("link", rel=name, href=other.file))
    return head


def _body(page: Page, frame: Frame) -> Element:
    body = make("body", class_=page.kind or "text")
    if page.file == INDEX:
        body.append(make("main", *page.content))
    else:
        body.append(_header(page, frame))
        body.append(make("main", *page.content))
        body.append(_way(page, frame))
    body.append(_footer(page, frame))
    return body


def _own_language(element: Element, page: Page, frame: Frame) -> Element:
    """Say that what is ours is in the language of the book, on a page in another one."""
    say_language(element, frame.book.metadata.language, page.language)
    return element


def _header(page: Page, frame: Frame) -> Element:
    header = make("header", class_="top")
    if page.heading is not None and page.heading.get("id"):
        start = f"#{page.heading.get('id')}"
        header.append(make("a", frame.words("skip"), class_="skip", href=start))
    header.append(make("p", make("a", running_title(frame.book), href=INDEX, rel="home"), class_="home"))
    header.append(make("p", make("a", frame.words("contents"), href=f"{INDEX}#contents")))
    return _own_language(header, page, frame)


def _way(page: Page, frame: Frame) -> Element:
    """Return the links to the pages before and after this one."""
    way = make("nav", class_="way", aria_label=frame.words("way"))
    for name, other in zip(("previous", "next"), neighbours(page, frame.pages), strict=True):
        if other is not None:
            link = page_link(other)
            link.set("class", name)
            link.set("rel", {"previous": "prev"}.get(name, name))
            direction_word = make("span", frame.words(name), class_="direction")
            say_language(link, other.language, frame.book.metadata.language)
            say_language(direction_word, frame.book.metadata.language, other.language)
            put_first(link, direction_word, " ")
            way.append(link)
    return _own_language(way, page, frame)


def page_link(page: Page) -> Element:
    """Return a link to a page with its title."""
    if page.heading is None:
        return make("a", page.title, href=page.file)
    return heading_link(page.file, page.heading)


def neighbours(page: Page, pages: list[Page]) -> tuple[Page | None, Page | None]:
    """Return the pages before and after one."""
    index = next((index for index, other in enumerate(pages) if other is page), None)
    if index is None:
        return None, None
    before = pages[index - 1] if index else None
    return before, pages[index + 1] if index + 1 < len(pages) else None


def _footer(page: Page, frame: Frame) -> Element:
    book, words = frame.book, frame.words
    footer = make("footer", class_="foot")
    version = f"{words('version').lower()} {book.metadata.data.get('version', '')}"
    footer.append(make("p", f"{running_title(book)}, {version}"))
    footer.append(make("p", make("a", words("colophon"), href="colophon.html")))
    return _own_language(footer, page, frame)
