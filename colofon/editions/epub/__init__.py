"""The EPUB edition: EPUB 3.3, written by us, the same bytes at every build, and checked by EPUBCheck.

documents   content documents of the chapters and the rest, each with its own title
navigation  contents and landmarks          cover          our own, where the book has none
package     metadata, files, order          accessibility  what is true of this book
container   the ZIP file                    validation     EPUBCheck's messages as findings
"""

from __future__ import annotations

from pathlib import Path

from colofon.book import Book
from colofon.diagnostics import Diagnostic
from colofon.editions.epub.container import ROOT, write_container
from colofon.editions.epub.publication import make_publication
from colofon.editions.epub.validation import EMBEDDED_FACE, validate
from colofon.editions.faces import embeds_fonts


def write_epub(book: Book, path: Path) -> list[Diagnostic]:
    """Write the EPUB of a book and return what was found while making and checking it."""
    publication = make_publication(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_container(path, publication.files)
    documents = {f"{ROOT}/{file}": written for file, written in publication.written.items()}
    expected = (EMBEDDED_FACE,) if embeds_fonts(book) else ()
    return publication.findings + validate(path, documents, book.metadata.position(), expected)


__all__ = ["write_epub"]
