"""From pandoc's document to the files of a manuscript: every pass over the tree, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from colofon.book import Chapter, Element, block_text
from colofon.importing.draft import Draft
from colofon.importing.languages import guess_language
from colofon.importing.pandoc.blocks import Blocks
from colofon.importing.pandoc.cleaning import clean, drop_invisible
from colofon.importing.pandoc.dividing import Part, divide
from colofon.importing.pandoc.labelling import list_paragraphs, place_notes
from colofon.importing.pandoc.marks import gather_marked
from colofon.importing.pandoc.metadata import Said, book_data, day_of, language_of
from colofon.importing.pandoc.notes import gather_linked
from colofon.importing.pandoc.numbers import take_numbers
from colofon.importing.pandoc.pictures import Find, keep_pictures
from colofon.importing.pandoc.references import drop_dangling, resolve
from colofon.importing.pandoc.roles import file_names, roles_of
from colofon.importing.pandoc.settling import settle
from colofon.importing.pandoc.styles import apply_styles
from colofon.importing.pandoc.trees import begins, classes, text_of, unwrap
from colofon.importing.report import Report
from colofon.markdown import chapter_text
from colofon.vocabulary import HEADINGS

WIDTH = 110


@dataclass(slots=True)
class Document:
    """A document as pandoc read it, with what was known of its file beforehand."""

    blocks: list[Any]
    said: Said
    find: Find
    """Finds its pictures."""
    day: Callable[[], str]
    """The day of the file, for a document that names none."""
    stem: str
    """Name of the file, for a document without a title."""


def draft_of(document: Document, scratch: Path, report: Report) -> Draft | None:
    """Return the manuscript of a document; None when it holds no text."""
    building = Blocks(report)
    tree, notes = building.tree(document.blocks), building.notes
    for part in [tree, *notes.values()]:
        apply_styles(part, document.said, report)
    gather_linked(tree, notes, report)
    gather_marked(tree, notes, report)
    resolve([tree, *notes.values()], report)
    _set_language(document.said, tree, report)
    _mark_documents(tree, document.said.language)
    everything = [tree, *notes.values()]
    drop_invisible(everything, report)
    for part in everything:
        clean(part, report)
    keep_pictures(everything, document.find, scratch, report)
    known = {**document.said.words(), "stem": document.stem}
    title, parts = divide(tree, known, document.said.language, report)
    if not parts:
        return None
    numbering = {**take_numbers(parts, report), **document.said.numbering}
    document.said.title = document.said.title or title or _alone(parts) or document.stem
    _set_date(document, report)
    roles, files = roles_of(parts), file_names(parts)
    place_notes(parts, files, notes, report)
    drop_dangling([part.tree for part in parts], report)
    list_paragraphs(parts, report)
    data = book_data(document.said, numbering, report)
    chapters = chapters_of(parts, roles, files, document.said.language)
    settle(chapters, data, report)
    return draft_from(chapters, files, data, scratch, report)


def chapters_of(parts: list[Part], roles: list[str], files: list[str], language: str) -> list[Chapter]:
    made = []
    for part, role, file in zip(parts, roles, files, strict=True):
        own = part.language if part.language != language else ""
        _drop_repeated_languages(part.tree, own or language)
        made.append(Chapter(file.removesuffix(".md"), file, role, part.tree, language=own))
    return made


def draft_from(
    chapters: list[Chapter], files: list[str], data: dict[str, Any], scratch: Path, report: Report
) -> Draft:
    spine = []
    for chapter, file in zip(chapters, files, strict=True):
        item = {"file": file, "role": chapter.role}
        spine.append(item | ({"language": chapter.language} if chapter.language else {}))
    texts = {file: chapter_text(chapter.tree, WIDTH) for chapter, file in zip(chapters, files, strict=True)}
    return Draft(book={**data, "spine": spine}, chapters=texts, pictures=scratch, report=report)


def _alone(parts: list[Part]) -> str:
    return text_of(parts[0].title) if len(parts) == 1 else ""


def _set_language(said: Said, tree: Element, report: Report) -> None:
    said.language = language_of(said.language)
    if not said.language:
        text = block_text(tree)
        said.language, score = guess_language(text)
        report.doubt(said.language, "the source names no language; its words are of this one", score)


def _set_date(document: Document, report: Report) -> None:
    words = document.said.date
    document.said.date = day_of(words)
    if words and not document.said.date:
        report.remove(words, "a date that cannot be read as one")
    if not document.said.date:
        document.said.date = document.day()
        report.doubt(
            document.said.date, "the source names no date; the day of its file stands in book.yaml", 0.1
        )


def _mark_documents(tree: Element, language: str) -> None:
    """Tell the first heading of each document of an EPUB what the document is, and in which language."""
    for document in tree.iter("div"):
        kinds = classes(document)
        if not kinds & {"document", "section"}:
            continue
        heading = next(document.iter(*HEADINGS), None)
        own = language_of(document.get("lang", ""))
        if (heading is not None and begins(heading, document)) or (
            heading is not None and heading.text and begins(heading[0] if len(heading) else heading, heading)
        ):
            said = set((heading.get("data-document") or "").split()) | kinds
            heading.set("data-document", " ".join(sorted(said)))
            if own and own != language:
                heading.set("data-language", own)
        if "supplied" in classes(heading) if heading is not None else False:
            heading.set("data-supplied", "yes")  # type: ignore[union-attr]
        if own == language or (heading is not None and heading.get("data-language") == own):
            document.attrib.pop("lang", "")


def _drop_repeated_languages(tree: Element, language: str) -> None:
    """Remove languages that say again what is already said around them."""
    for element in list(tree.iter(etree.Element)):
        own = element.get("lang")
        if not own:
            continue
        around = next(
            (outer.get("lang", "") for outer in element.iterancestors() if outer.get("lang")), language
        )
        if own.partition("-")[0].lower() == around.partition("-")[0].lower():
            del element.attrib["lang"]
            if element.tag == "span" and not element.get("id") and not element.get("class"):
                unwrap(element)
