"""The whole book as one DocBook file, and one chapter as a file of the spine."""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from colofon import docbook
from colofon.book import Book, Chapter, Element
from colofon.editions.docbook.blocks import Writer
from colofon.editions.docbook.glossary import entities, glossary
from colofon.editions.docbook.info import book_info
from colofon.editions.docbook.names import element
from colofon.editions.docbook.works import bibliography
from colofon.editions.layout import lay_out
from colofon.editions.xml import qualified


def book_document(book: Book) -> bytes:
    """Return a book: definitions as entities of the internal subset, everything else as elements."""
    writer = Writer(book)
    root = element("book", {"version": docbook.VERSION, "xml:lang": book.metadata.language})
    root.append(book_info(book))
    for item, chapter in zip(book.metadata.spine, book.chapters, strict=True):
        made = writer.write(chapter)
        # As what it is imported: a chapter kept as XML comes back as Markdown.
        made.set(qualified("xml:base"), str(PurePosixPath(item.file).with_suffix(".md")))
        root.append(made)
    for part in (glossary(book), bibliography(book)):
        if part is not None:
            root.append(part)
    return _serialised(root, entities(book, writer))


def chapter_document(book: Book, chapter: Chapter) -> bytes:
    """Return a chapter by itself, to be kept in the manuscript; it declares no entity of its own.

    Definitions are the glossary's, and numbers the index's: neither is written down here.
    """
    made = Writer(book, numbers=False).write(chapter)
    made.set("version", docbook.VERSION)
    if chapter.language:
        del made.attrib[qualified("xml:lang")]
    return _serialised(made, {})


def _serialised(root: Element, declared: dict[str, str]) -> bytes:
    lay_out(root, docbook.TEXTS)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])
    lines = [f'<!ENTITY {name} "{_entity_value(text)}">\n' for name, text in sorted(declared.items())]
    name = etree.QName(root).localname
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if lines:
        head += f"<!DOCTYPE {name} [\n{''.join(lines)}]>\n"
    return (head + etree.tostring(root, encoding="unicode") + "\n").encode()


def _entity_value(text: str) -> str:
    """Return a text as the value of a declaration (XML 1.0, 2.3): references stay what they are."""
    return text.replace("%", "&#37;").replace('"', "&#34;")
