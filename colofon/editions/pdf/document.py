"""The one XHTML document of the whole book, out of its filled chapters.

Takes what `fill_book` gives and changes those trees. Numbers come from the index: CSS counts nothing
but pages. A note moves into its call, where WeasyPrint takes it to the foot of the page.
"""

from __future__ import annotations

import re

from colofon import __version__
from colofon.book import Book, Element
from colofon.editions.filled import Filled, FilledBook
from colofon.editions.making import make, put_first
from colofon.editions.matter import colophon, cover, running_title, title_page
from colofon.editions.pdf.addresses import break_addresses
from colofon.editions.pdf.blocks import shape_blocks
from colofon.editions.pdf.places import PATH
from colofon.editions.pdf.ties import tie_words
from colofon.editions.release import keywords, moment, names
from colofon.editions.wording import NO_BREAK_SPACE, Phrases, phrases
from colofon.editions.xhtml import direction, set_directions
from colofon.trees import take_out
from colofon.vocabulary import HEADINGS

SPACES = re.compile(r"[ \t]*\n[ \t]*")
CONTENTS_LEVELS = ("h1", "h2")
"""Headings that the contents and the bookmarks of the file list."""


def build_document(book: Book, filled: FilledBook) -> Element:
    """Return the document, an ``html`` element without namespace."""
    words = phrases(book.metadata.language)
    parts = [chapter_part(book, chapter, words) for chapter in filled.chapters]
    parts += back_matter(filled, words)
    body = make(
        "body",
        cover(book, words),
        title_page(book, filled, words),
        colophon(book, filled, words),
        contents(parts, words),
        *parts,
    )
    for heading in body.iter("h1"):
        heading.set("data-running", running_title(book))
    close_lines(body)
    break_addresses(body)
    tie_words(body)
    set_directions(body, direction(book.metadata.language))
    return make("html", head(book), body, lang=book.metadata.language)


def head(book: Book) -> Element:
    """Return the metadata as WeasyPrint reads it."""
    metadata = book.metadata
    title = ": ".join(filter(None, (metadata.title, metadata.subtitle)))
    when = moment(metadata)
    values = {
        "description": str(metadata.data.get("description", "")),
        "keywords": ", ".join(keywords(metadata)),
        "generator": f"Colofon {__version__}",
        "dcterms.created": when,
        "dcterms.modified": when,
    }
    found = make("head", make("title", title))
    for name in names(metadata, "aut"):
        found.append(make("meta", name="author", content=name))
    for name, value in values.items():
        if value:
            found.append(make("meta", name=name, content=value))
    return found


def chapter_part(book: Book, filled: Filled, words: Phrases) -> Element:
    """Return a chapter with its blocks shaped for print and its notes in their calls."""
    tree = filled.tree
    tree.set("class", f"chapter {filled.chapter.role}")
    tree.set(PATH, filled.chapter.path)
    place_notes(tree, book.metadata.language)
    for heading in tree.iter(*HEADINGS):
        head_section(heading)
    shape_blocks(tree, words)
    if filled.chapter.language not in ("", book.metadata.language):
        for label in tree.iter("span"):
            if label.get("class") == "label":
                label.set("lang", book.metadata.language)
    return tree


def close_lines(body: Element) -> None:
    """Make spaces of the line ends of the source: WeasyPrint 70.0 keeps those in notes."""
    for element in body.iter():
        if element.text and not in_preformatted(element):
            element.text = SPACES.sub(" ", element.text)
        parent = element.getparent()
        if element.tail and parent is not None and not in_preformatted(parent):
            element.tail = SPACES.sub(" ", element.tail)


def in_preformatted(element: Element) -> bool:
    """Tell whether the lines of an element's text are meant."""
    return element.tag == "pre" or any(above.tag == "pre" for above in element.iterancestors("pre"))


def place_notes(tree: Element, language: str) -> None:
    """Move every note into its call; it keeps the language of the place where it is written."""
    notes = {}
    for aside in list(tree.iter("aside")):
        notes[aside.get("data-label")] = aside
        around = (above.get("lang") for above in aside.iterancestors())
        aside.set("lang", next(filter(None, around), language))
        take_out(aside)
    for call in list(tree.iter("a")):
        if call.get("class") != "noteref":
            continue
        number = call.get("data-number", "")
        call.set("id", f"noteref-{number}")
        call.set("href", f"#note-{number}")
        previous = call.getprevious()
        if previous is not None and previous.get("class", "").startswith("noteref") and not previous.tail:
            call.set("class", "noteref adjacent")
        call.append(numbered(notes[call.get("data-label")], number))


def numbered(note: Element, number: str) -> Element:
    """Give a note its id, and its number as a link back to the call."""
    note.set("id", f"note-{number}")
    first = note[0] if len(note) and note[0].tag == "p" else None
    if first is None:
        first = make("p", class_="number")
        note.insert(0, first)
    put_first(first, make("a", number, class_="back", href=f"#noteref-{number}"))
    return note


def head_section(heading: Element) -> None:
    """Give a heading its number, and the words that stand for it in running heads and bookmarks."""
    number = heading.get("data-number", "")
    title = title_of(heading)
    heading.set("data-title", title)
    if heading.tag in CONTENTS_LEVELS:
        heading.set("data-bookmark", f"{number}{NO_BREAK_SPACE} {title}" if number else title)
    if number:
        put_first(heading, make("span", f"{number} ", class_="heading-number"))


def title_of(heading: Element) -> str:
    """Return the words of a heading without the notes called in it."""
    pieces = heading.xpath(".//text()[not(ancestor::aside) and not(ancestor::*[@class='heading-number'])]")
    assert isinstance(pieces, list)
    return " ".join("".join(map(str, pieces)).split())


def back_matter(filled: FilledBook, words: Phrases) -> list[Element]:
    """Return what the book has of glossary, list of works, data of the figures and concordance."""
    found = []
    for name, content in filled.back().items():
        part = make("section", make("h1", words(name), id=name), content, class_=f"chapter back {name}")
        head_section(part[0])
        shape_blocks(part, words)
        found.append(part)
    return found


def contents(parts: list[Element], words: Phrases) -> Element:
    """Return the table of contents of the parts of the book."""
    listing = make("ol", class_="contents")
    current = listing
    for part in parts:
        for heading in part.iter(*CONTENTS_LEVELS):
            if heading.tag == "h1":
                item = make("li", entry(heading))
                listing.append(item)
                current = item
            else:
                if current[-1].tag != "ol":
                    current.append(make("ol"))
                current[-1].append(make("li", entry(heading)))
    title = make("h1", words("contents"), id="contents", data_title=words("contents"))
    return make("nav", title, listing, class_="contents-page")


def entry(heading: Element) -> Element:
    """Return the line of the contents that leads to a heading."""
    id = f"#{heading.get('id', '')}"
    link = make("a", class_=f"entry {heading.tag}", href=id)
    number = heading.get("data-number")
    if number:
        link.append(make("span", f"{number} ", class_="entry-number"))
    # The blank is not seen, and keeps the number of the page apart for whatever reads the file.
    title = make("span", f"{heading.get('data-title', '')} ", class_="entry-title")
    around = (element.get("lang") for element in (heading, *heading.iterancestors()))
    if language := next(filter(None, around), ""):
        title.set("lang", language)
    link.append(title)
    link.append(make("span", class_="entry-page", data_href=id))
    return link
