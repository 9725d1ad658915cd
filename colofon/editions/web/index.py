"""The first page: title, what the book is, its contents, and the other editions to take along."""

from __future__ import annotations

from dataclasses import dataclass

from colofon.book import Book, Element
from colofon.editions.filled import FilledBook
from colofon.editions.linking import Entry, heading_link, outline
from colofon.editions.making import make
from colofon.editions.parts import title_part
from colofon.editions.web.page import INDEX, Page, page_link
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import say_language

FORMS = {"pdf": ("PDF", "application/pdf"), "epub": ("EPUB", "application/epub+zip")}
"""Edition, which is also the ending of its file -> how it is called, and its media type."""
DEEPEST = 2
"""Level of the last headings that the contents list."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the first page shows that is not in the book: a picture, and files to take along."""

    beside: tuple[str, ...] = ()
    """The editions that lie beside this one, keys of `FORMS`."""
    cover: str | None = None
    """Address of the picture that the manuscript gives for the cover."""


def index_page(book: Book, filled: FilledBook, pages: list[Page], words: Phrases, offer: Offer) -> Page:
    """Return the first page of a book."""
    title = title_part(book, filled, words)
    if offer.cover is not None:
        title.set("class", "title-page pictured")
        alternative = str(book.metadata.data["cover"].get("alt", ""))
        title.append(make("img", src=offer.cover, alt=alternative, class_="cover"))
    heading = title.find("h1")
    content = [title]
    description = str(book.metadata.data.get("description", ""))
    if description:
        content.append(make("p", description, class_="description"))
    if offer.beside:
        content.append(downloads(book, words, offer.beside))
    content.append(contents(book, pages, words))
    return Page(
        INDEX, book.metadata.title, content, book.metadata.language, book.metadata.path, heading, "index"
    )


def downloads(book: Book, words: Phrases, beside: tuple[str, ...]) -> Element:
    """Return the links to the editions that lie beside this one."""
    stem = f"../../{book.metadata.slug}-{book.metadata.language}"
    listing = make(
        "ul",
        *(
            make(
                "li",
                make(
                    "a",
                    words("download", form=FORMS[edition][0]),
                    href=f"{stem}.{edition}",
                    type=FORMS[edition][1],
                ),
            )
            for edition in beside
        ),
    )
    return make("nav", listing, class_="downloads", aria_label=words("downloads"))


def contents(book: Book, pages: list[Page], words: Phrases) -> Element:
    """Return the contents of the book."""
    listing = make("ol")
    for page in pages:
        item = make("li", page_link(page))
        say_language(item, page.language, book.metadata.language)
        entries = outline(page.content[0], DEEPEST)
        if entries:
            item.append(make("ol", *(make("li", _link(page, entry)) for entry in entries)))
        listing.append(item)
    title = make("h2", words("contents"), id="contents")
    return make("nav", title, listing, class_="contents", aria_labelledby="contents")


def _link(page: Page, entry: Entry) -> Element:
    return heading_link(f"{page.file}#{entry.heading.get('id')}", entry.heading)
