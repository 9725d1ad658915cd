"""The first page: title, what the book is, its contents, and the other editions to take along."""

from __future__ import annotations

from colofon.book import Book, Element
from colofon.editions.filled import FilledBook
from colofon.editions.linking import Entry, heading_link, outline
from colofon.editions.making import make
from colofon.editions.parts import title_part
from colofon.editions.web.page import INDEX, Page, page_link
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import say_language

DEEPEST = 2
"""Level of the last headings that the contents list."""


def index_page(book: Book, filled: FilledBook, pages: list[Page], words: Phrases) -> Page:
    """Return the first page of a book."""
    title = title_part(book, filled, words)
    heading = title.find("h1")
    content = [title]
    description = str(book.metadata.data.get("description", ""))
    if description:
        content.append(make("p", description, class_="description"))
    content += [downloads(book, words), contents(book, pages, words)]
    return Page(
        INDEX, book.metadata.title, content, book.metadata.language, book.metadata.path, heading, "index"
    )


def downloads(book: Book, words: Phrases) -> Element:
    """Return the links to the editions that are built beside this one."""
    stem = f"../../{book.metadata.slug}-{book.metadata.language}"
    listing = make(
        "ul",
        *(
            make("li", make("a", words("download", form=form), href=f"{stem}.{ending}", type=media_type))
            for ending, form, media_type in (
                ("pdf", "PDF", "application/pdf"),
                ("epub", "EPUB", "application/epub+zip"),
            )
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
