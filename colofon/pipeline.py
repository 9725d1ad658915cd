"""The order of the stages and nothing else: read, index, check, make editions, put them in place."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from colofon.book import Book, Fault
from colofon.checks import CHECKS
from colofon.diagnostics import Diagnostic, has_errors, sort
from colofon.docbook import SUFFIX
from colofon.freshness import products_digest, read_record, write_record
from colofon.indexing import index_book
from colofon.pictures import place_pictures
from colofon.placing import UnwritableError, place, place_file, staging, sweep
from colofon.reading.charts import read_charts
from colofon.reading.concordance import read_concordance
from colofon.reading.glossary import read_glossary
from colofon.reading.locks import read_lock
from colofon.reading.metadata import read_metadata
from colofon.reading.spine import read_spine
from colofon.reading.works import read_works

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the things that are built."""

    write: Callable[[Book, Path, tuple[str, ...]], list[Diagnostic]]
    """Write the products into a folder and return what was found.

    Last come those of `links` that lie beside it.
    """
    products: Callable[[Book], list[str]]
    """Files and folders it owns in output/, by relative path; each replaced as a whole."""
    links: tuple[str, ...] = ()
    """The editions it offers to its readers."""


def _pdf(book: Book, folder: Path, beside: tuple[str, ...]) -> list[Diagnostic]:
    from colofon.editions.pdf import write_pdf

    return write_pdf(book, folder / f"{_stem(book)}.pdf")


def _epub(book: Book, folder: Path, beside: tuple[str, ...]) -> list[Diagnostic]:
    from colofon.editions.epub import write_epub

    return write_epub(book, folder / f"{_stem(book)}.epub")


def _web(book: Book, folder: Path, beside: tuple[str, ...]) -> list[Diagnostic]:
    from colofon.editions.web import write_web

    return write_web(book, folder / "web" / book.metadata.language, beside)


def _translation(book: Book, folder: Path, beside: tuple[str, ...]) -> list[Diagnostic]:
    from colofon.translation.package import write_package

    found = [write_package(book, to, folder / "translation" / to) for to in _translated_to(book)]
    return [finding for findings in found for finding in findings]


def _translated_to(book: Book) -> list[str]:
    """Return the languages a book is offered to translators in: English, unless it is English."""
    return [] if book.metadata.language.split("-")[0] == ENGLISH else [ENGLISH]


def _stem(book: Book) -> str:
    return f"{book.metadata.slug}-{book.metadata.language}"


EDITIONS = {
    "pdf": Edition(_pdf, lambda book: [f"{_stem(book)}.pdf"]),
    "epub": Edition(_epub, lambda book: [f"{_stem(book)}.epub"]),
    "web": Edition(_web, lambda book: [f"web/{book.metadata.language}"], links=("pdf", "epub")),
    "translation": Edition(_translation, lambda book: [f"translation/{to}" for to in _translated_to(book)]),
}
"""Imported when they are built: a check needs no typesetter."""


def _docbook(book: Book, chapter: str) -> bytes:
    from colofon.editions.docbook import book_document, chapter_document

    return chapter_document(book, book.chapter(chapter)) if chapter else book_document(book)


def _tbx(book: Book, chapter: str) -> bytes:
    from colofon.editions.tbx import glossary_document

    return glossary_document(book)


@dataclass(frozen=True, slots=True)
class Export:
    """A form that the manuscript is written in for others."""

    write: Callable[[Book, str], bytes]
    """Return the whole book in it, or the chapter of a name."""
    by_chapter: bool = False
    """Whether one chapter can be written by itself; the pictures of a whole book lie beside it."""


EXPORTS = {"docbook": Export(_docbook, by_chapter=True), "tbx": Export(_tbx)}


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles: reading makes many objects, nearly all of them in use."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_collector_at_rest()
def read_book(root: Path) -> Book:
    """Read a manuscript folder; what cannot be read is among the faults of the book."""
    faults: list[Fault] = []
    book = Book(root, read_metadata(root, faults), faults=faults)
    book.chapters = read_spine(root, book.metadata, faults)
    glossary = read_glossary(root, faults, book.metadata.language)
    if glossary is not None:
        book.glossary_path = glossary.path
        book.glossary_runs = glossary.runs
        book.authorities = glossary.authorities
        book.terms = glossary.terms
    book.works = read_works(root, faults)
    sources = (image.get("src", "") for chapter in book.chapters for image in chapter.tree.iter("img"))
    book.charts = read_charts(root, sources, faults)
    book.concordance = read_concordance(root, faults)
    book.lock, book.lock_positions = read_lock(root, faults)
    index_book(book)
    return book


@_collector_at_rest()
def check_book(book: Book) -> list[Diagnostic]:
    """Return the findings of every check, sorted by place."""
    findings = sort(found for check in CHECKS for found in check(book))
    if any(chapter.path.endswith(SUFFIX) for chapter in book.chapters):
        from colofon.checks.docbook_hints import in_docbook

        return [in_docbook(book, found) for found in findings]
    return findings


def build_editions(book: Book, made_from: str, names: Sequence[str], output: Path) -> list[Diagnostic]:
    """Write the editions that changed; none of them is put in place when one has an error.

    `made_from` is the fingerprint of the manuscript before it was read.
    """
    record = read_record(output)
    beside = {name: _beside(book, name, names, output) for name in names}
    sources = {name: " ".join((made_from, *beside[name])) for name in names}
    names = [name for name in names if not _is_fresh(book, name, output, record, sources[name])]
    if not names:
        return []
    sweep(output)
    with staging(output) as folder:
        findings = [found for name in names for found in EDITIONS[name].write(book, folder, beside[name])]
        if has_errors(findings):
            return sort(findings)
        products = {name: EDITIONS[name].products(book) for name in names}
        place(folder, output, [product for name in names for product in products[name]])
    # What has warnings is built again, so that they are said again.
    for name in () if findings else names:
        record[name] = {"made_from": sources[name], "made": products_digest(output, products[name])}
    write_record(output, record)
    return sort(findings)


def export_problem(book: Book, form: str, chapter: str) -> str:
    """Return why a book, or the chapter of a name, cannot be written in a form; empty when it can."""
    names = [found.name for found in book.chapters]
    if chapter and not EXPORTS[form].by_chapter:
        return f"{form} has no chapters"
    if chapter and chapter not in names:
        return f"no chapter is called {chapter}: {', '.join(names)}"
    return "the manuscript has no entry of a glossary" if form == "tbx" and not book.terms else ""


def export_book(book: Book, form: str, chapter: str, path: Path) -> None:
    """Write a book, or the chapter of a name, to a file, and what it shows beside it.

    `UnwritableError` when a folder has the file's name; nothing is written then.
    """
    if path.is_dir():
        raise UnwritableError(f"{path} is a folder")
    data = EXPORTS[form].write(book, chapter)
    if EXPORTS[form].by_chapter and not chapter:
        place_pictures(book, book.root, path.parent)
    place_file(path, data)


def _beside(book: Book, name: str, names: Sequence[str], output: Path) -> tuple[str, ...]:
    """Return the editions that one may link to: those built in the same run, and those that are there."""
    return tuple(
        other
        for other in EDITIONS[name].links
        if other in names or all((output / product).is_file() for product in EDITIONS[other].products(book))
    )


def _is_fresh(book: Book, name: str, output: Path, record: dict[str, Any], made_from: str) -> bool:
    known = record.get(name)
    if not isinstance(known, dict) or known.get("made_from") != made_from:
        return False
    return bool(known.get("made")) and known["made"] == products_digest(output, EDITIONS[name].products(book))
