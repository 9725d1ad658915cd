"""The first page: title, what the book is, its contents, and the other editions to take along."""

from __future__ import annotations

from lxml.builder import E

from colofon.book import Book, Element
from colofon.editions.filling import FilledBook
from colofon.editions.parts import title_part
from colofon.editions.web.page import INDEX, Page, title_of
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import Entry, label_of, outline

DEEPEST = 2
"""Level of the last headings that the contents list."""


def index_page(book: Book, filled: FilledBook, pages: list[Page], words: Phrases) -> Page:
    """Return the first page of a book."""
    title = title_part(book, filled, words)
    heading = title.find("h1")
    content = [title]
    description = str(book.metadata.data.get("description", ""))
    if description:
        content.append(E.p({"class": "description"}, description))
    content += [downloads(book, words), contents(pages, words)]
    return Page(INDEX, book.metadata.title, content, book.metadata.language, book.metadata.path, heading, "index")


def downloads(book: Book, words: Phrases) -> Element:
    """Return the links to the editions that are built beside this one."""
    stem = f"../../{book.metadata.slug}-{book.metadata.language}"
    listing = E.ul(
        *(
            E.li(E.a({"href": f"{stem}.{ending}", "type": media_type}, words("download", form=form)))
            for ending, form, media_type in (
                ("pdf", "PDF", "application/pdf"),
                ("epub", "EPUB", "application/epub+zip"),
            )
        )
    )
    found: Element = E.nav({"class": "downloads", "aria-label": words("downloads")}, listing)
    return found


def contents(pages: list[Page], words: Phrases) -> Element:
    """Return the contents of the book."""
    listing = E.ol()
    for page in pages:
        item = E.li(E.a({"href": page.file}, title_of(page)))
        entries = outline(page.content[0], DEEPEST)
        if entries:
            item.append(E.ol(*(E.li(_link(page, entry)) for entry in entries)))
        listing.append(item)
    title = E.h2({"id": "contents"}, words("contents"))
    found: Element = E.nav({"class": "contents", "aria-labelledby": "contents"}, title, listing)
    return found


def _link(page: Page, entry: Entry) -> Element:
    link: Element = E.a({"href": f"{page.file}#{entry.heading.get('id')}"}, label_of(entry.heading))
    return link
