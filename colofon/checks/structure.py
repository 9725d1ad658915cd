"""Structure: headings, images and tables that everyone can follow, and no foreign syntax (S4..)."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Book, Chapter, Element, block_text
from colofon.checks.blocks import elements
from colofon.checks.faults import refused
from colofon.diagnostics import Diagnostic
from colofon.losses import marks, survives
from colofon.vocabulary import HEADINGS, LOSSES


def skipped_heading_level(book: Book) -> Iterator[Diagnostic]:
    """S401: a heading is more than one level below the one before it, or a chapter has a second title.

    Bad:   # Voortzetting    and then ### In 2007
    Good:  # Voortzetting    and then ## In 2007
    """
    yield from refused(book, "S401")
    for chapter in book.chapters:
        level, titled = 1, False
        for heading in chapter.tree.iter(*HEADINGS):
            here, place = int(heading.tag[1]), chapter.position(heading)
            if here == 1 and titled:
                message = "a second title in the chapter"
                yield Diagnostic(place, "S401", message, "write ##, or make a chapter of it in the spine")
            elif here > level + 1:
                message = f"a heading of level {here} follows one of level {level}"
                yield Diagnostic(place, "S401", message, f"write {'#' * (level + 1)}")
            level, titled = here, titled or here == 1


def untitled_chapter(book: Book) -> Iterator[Diagnostic]:
    """S402: a chapter does not begin with its title, or a heading has no text.

    Bad:   a file that begins with a paragraph, or with ##
    Good:  # Voortzetting als guerrillaorganisatie {#guerrilla}
    """
    for chapter in book.chapters:
        first = next(iter(chapter.tree), None)
        title = chapter.tree.find("h1")
        if title is None:
            place = chapter.position(chapter.tree if first is None else first)
            yield Diagnostic(place, "S402", "the chapter has no title", "begin with # and its title")
        elif first is not None and first is not title:
            message = "something stands before the title of the chapter"
            yield Diagnostic(chapter.position(first), "S402", message, "begin with the title")
        for heading in chapter.tree.iter(*HEADINGS):
            if not block_text(heading).strip() and not marks(heading):
                place = chapter.position(heading)
                yield Diagnostic(place, "S402", "the heading has no text", "name the part")


def image_without_alternative(book: Book) -> Iterator[Diagnostic]:
    """S403: an image does not say in words what it shows.

    Bad:   ![Daders](figures/daders.svg){#daders}
    Good:  ![Daders](figures/daders.svg){#daders alt="Staafdiagram: 18 procent vocht eerder bij ISIS."}
    """
    yield from refused(book, "S403")
    for image, place in elements(book, "img"):
        if not (image.get("alt") or "").strip():
            message = f"the image {image.get('src')} has no text alternative"
            yield Diagnostic(place, "S403", message, 'add {alt="what it shows"}')


def table_without_header(book: Book) -> Iterator[Diagnostic]:
    """S404: a table has no header, or a column or a row that no header names.

    Bad:   |      |      |
           |------|------|
           | 2016 | 18 % |
    Good:  | Jaar | Deel |
           |------|------|
           | 2016 | 18 % |
    """
    yield from refused(book, "S404")
    for chapter in book.chapters:
        for table in chapter.tree.iter("table"):
            yield from _headers(chapter, table)
            for cell in table.iter("th", "td"):
                if cell.get("data-extra"):
                    message = "this cell stands beyond the last column of the header"
                    yield Diagnostic(chapter.position(cell), "S404", message, "add a column to the header")


def _headers(chapter: Chapter, table: Element) -> Iterator[Diagnostic]:
    rows = "row-headers" in (table.get("class") or "").split()
    names = [cell for cell in table.iter("th") if not cell.get("data-extra")]
    empty = [cell for cell in names if not _is_named(cell) and cell.find(".//img") is None]
    if len(empty) == len(names):
        message = "the table has no header"
        yield Diagnostic(chapter.position(table), "S404", message, "name its columns in the first row")
        return
    for cell in empty:
        # The corner above a column of headers heads nothing.
        if not (rows and cell is names[0]):
            hint = "name it, or make the table .row-headers"
            yield Diagnostic(chapter.position(cell), "S404", "this column has no header", hint)
    for row in table.iterfind("tbody/tr") if rows else ():
        if len(row) and not _is_named(row[0]):
            yield Diagnostic(chapter.position(row[0]), "S404", "this row has no header", "name it")


def _is_named(cell: Element) -> bool:
    """Tell whether a header says what it heads, or that its words are lost."""
    return bool(block_text(cell).strip() or marks(cell))


def stray_fence(book: Book) -> Iterator[Diagnostic]:
    """S405: a fence of colons opens or closes nothing.

    Bad:   ::: {.quote lang=en}     and no ::: below the quotation
    Good:  ::: {.quote lang=en}     the quotation     :::
    """
    yield from refused(book, "S405")


def raw_html(book: Book) -> Iterator[Diagnostic]:
    r"""S406: HTML stands in the text, where no edition would show it.

    Bad:   H<sub>2</sub>O, or <!-- een opmerking -->
    Good:  what Markdown has; a \< where the character is meant
    """
    yield from refused(book, "S406")


def unknown_attribute(book: Book) -> Iterator[Diagnostic]:
    """S407: attributes in braces say something that no edition knows.

    Bad:   [hearts and minds]{language=en}
    Good:  [hearts and minds]{lang=en}
    """
    yield from refused(book, "S407")


def doubtful_marker(book: Book) -> Iterator[Diagnostic]:
    r"""S408: a mark is read otherwise than it looks: a list is numbered on, a year begins one, ``m^2^``.

    Bad:   1968. was een jaar     or #Titel     or an item 4. that follows item 2.     100 m^2^
    Good:  1968\. was een jaar    or # Titel    and an item 3. that follows item 2.    100 m²
    """
    yield from refused(book, "S408")


def lost_text(book: Book) -> Iterator[Diagnostic]:
    """S410: a heading, or a text that is no note, is lost in whole or in part.

    Bad:   ## []{.lost}
    Good:  ## In 2007        from another copy of the source
    """
    for span, place in elements(book, "span"):
        if span.get("class") in LOSSES and next(span.iterancestors("aside"), None) is None:
            message = f"{_what_is_lost(span)} is lost"
            yield Diagnostic(place, "S410", message, "write it from another copy of the source")


def _what_is_lost(span: Element) -> str:
    heading = next(span.iterancestors(*HEADINGS), None)
    if heading is None:
        return "text" if span.get("class") == "lost" else "a part of the text"
    return "a part of the heading" if survives(heading) else "the heading"
