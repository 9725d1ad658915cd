"""From the lines of a raw text or a PDF to the files of a manuscript: every step, in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from colofon.book import Fault
from colofon.importing.draft import Draft
from colofon.importing.languages import main_language
from colofon.importing.pandoc import day_of_file
from colofon.importing.pandoc.drafting import chapters_of, draft_from
from colofon.importing.pandoc.metadata import Said, book_data
from colofon.importing.pandoc.numbers import take_numbers
from colofon.importing.pandoc.roles import file_names, roles_of
from colofon.importing.pandoc.settling import settle
from colofon.importing.pdf import source_of_pdf
from colofon.importing.report import Passage, Report
from colofon.importing.text.accounts import account
from colofon.importing.text.binding import bind
from colofon.importing.text.citations import Work, works_of
from colofon.importing.text.definitions import glossary_of
from colofon.importing.text.lines import FORM_FEED, Source, source_of
from colofon.importing.text.reconstruction import reconstructed
from colofon.importing.text.structure import give_levels
from colofon.importing.text.trees import trees_of
from colofon.indexing import slug
from colofon.reading.sources import read_source, shown


def read_text(path: Path, scratch: Path, faults: list[Fault]) -> Draft | None:
    """Read a plain text; None, and a fault, when it is none."""
    text = read_source(path, faults, kept=FORM_FEED)
    if text is None:
        return None
    return draft_of(source_of(text, shown(path)), path, scratch, Report(path.name, "text"))


def read_pdf(path: Path, scratch: Path, faults: list[Fault]) -> Draft | None:
    """Read a PDF by its words, their sizes and their places; None, and a fault, when it cannot be read."""
    source = source_of_pdf(path, faults)
    return draft_of(source, path, scratch, Report(path.name, "PDF")) if source is not None else None


def draft_of(source: Source, path: Path, scratch: Path, report: Report) -> Draft | None:
    """Return the manuscript of lines; None when there are none."""
    if not source.lines:
        return None
    made = reconstructed(source)
    give_levels(made)
    language = main_language(made.text(block.lines) for block in made.blocks)
    trees = trees_of(made, language, report)
    account(made, report)
    said = Said(title=trees.title or path.stem, language=language, date=day_of_file(path)())
    report.doubtful.append(Passage(said.date, "the day of the file, since a text names none", score=0.1))
    numbering = take_numbers(trees.parts, report)
    data = book_data(said, numbering, report)
    roles, files = roles_of(trees.parts), file_names(trees.parts)
    chapters = chapters_of(trees.parts, roles, files, language)
    for chapter, id in zip(chapters, _ids_of([chapter.name for chapter in chapters]), strict=True):
        chapter.tree[0].set("id", id)
    bind(chapters, data, report)
    settle(chapters, data, report)
    draft = draft_from(chapters, files, data, scratch, report)
    notes = [(note.number, made.note_text(note)) for note in made.notes if note.lines]
    draft.glossary = glossary_of(notes, language)
    draft.works = _works_data(works_of(notes), report)
    return draft


def _works_data(works: list[Work], report: Report) -> dict[str, Any]:
    """Return what ``references.yaml`` could hold; what is not sure of a work is reported."""
    for work in works:
        numbers = ", ".join(map(str, work.notes))
        work.data["note"] = f"{report.source}: {numbers}"
        if not work.sure:
            report.doubtful.append(
                Passage(work.data["title"], f"a work of which not all is told: {numbers}", score=0.4)
            )
    return {"references": [work.data for work in works]} if works else {}


def _ids_of(names: list[str]) -> list[str]:
    """Return the ids of chapters: the names of their files, with the rank where only that makes one."""
    words = [slug(name.partition("-")[2]) for name in names]
    return [
        slug(f"chapter-{name}") if word == "part" or not word[:1].isalpha() or word in words[:index] else word
        for index, (name, word) in enumerate(zip(names, words, strict=True))
    ]
