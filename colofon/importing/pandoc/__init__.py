"""What pandoc reads becomes a manuscript: DOCX, ODT, EPUB, HTML, LaTeX, RTF, DocBook of others.

packages     an archive, looked at before anything unpacks it
pages, epub  HTML made ready, so that pandoc loses nothing of it
office       the same for DOCX and ODT
running      pandoc, with bounds
blocks, inlines, tables        its document becomes one tree
links, marks, notes            notes that the document only makes of links or of raised numbers
references, cleaning           ids, languages, what the vocabulary does not have
dividing, numbers, roles, labelling      chapters, numbers that are typed, the spine, labels of notes
settling, metadata, pictures   what the checks would refuse, book.yaml, figures/
drafting     all of it in order
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from colofon.book import Fault, Position
from colofon.importing.draft import Draft
from colofon.importing.pandoc.drafting import Document, draft_of
from colofon.importing.pandoc.epub import one_page, open_publication
from colofon.importing.pandoc.metadata import merged, said_by_office, said_by_opf, said_by_pandoc
from colofon.importing.pandoc.office import ready_docx, ready_odt, ready_rtf
from colofon.importing.pandoc.packages import Package, PackageError
from colofon.importing.pandoc.pages import prepare, read_page
from colofon.importing.pandoc.pictures import beside
from colofon.importing.pandoc.running import PandocError, ask_pandoc
from colofon.importing.report import Report
from colofon.reading.sources import shown

LARGEST = 64 << 20
"""Bytes of a file that is text."""
Ready = Callable[[Package, Path, Report], Path]
HTML = "html-auto_identifiers"


def _refusing(
    read: Callable[[Path, Path], Draft | None],
) -> Callable[[Path, Path, list[Fault]], Draft | None]:
    """Turn what keeps a file from being read into a fault."""

    def reading(source: Path, scratch: Path, faults: list[Fault]) -> Draft | None:
        hint = "see docs/importing.md for what can be read"
        try:
            draft = read(source, scratch)
        except (PackageError, PandocError) as error:
            message = f"{source.name} cannot be read: {error}"
        except RecursionError:
            message = f"{source.name} cannot be read: its parts are nested too deep"
        else:
            if draft is not None:
                return draft
            message = f"{source.name} holds no text"
        faults.append(Fault("unreadable-file", Position(shown(source)), message, hint))
        return None

    return reading


def _ask(form: str, file: Path, scratch: Path, report: Report) -> tuple[list[Any], dict[str, Any]]:
    document, warnings = ask_pandoc(form, file, scratch)
    for warning in warnings:
        report.doubt(warning, "what pandoc says of the source")
    return document["blocks"], document["meta"]


def day_of_file(source: Path) -> Callable[[], str]:
    return lambda: datetime.fromtimestamp(source.stat().st_mtime, UTC).strftime("%Y-%m-%d")


def _read_text(form: str, name: str) -> Callable[[Path, Path], Draft | None]:
    def read(source: Path, scratch: Path) -> Draft | None:
        if source.stat().st_size > LARGEST:
            raise PackageError(f"it is larger than {LARGEST >> 20} MB")
        report = Report(source.name, name)
        file = ready_rtf(source, scratch) if form == "rtf" else source
        blocks, meta = _ask(form, file, scratch, report)
        said = said_by_pandoc(meta)
        return draft_of(
            Document(blocks, said, beside(source.parent), day_of_file(source), source.stem), scratch, report
        )

    return read


def _read_html(source: Path, scratch: Path) -> Draft | None:
    if source.stat().st_size > LARGEST:
        raise PackageError(f"it is larger than {LARGEST >> 20} MB")
    page = read_page(source.read_bytes())
    body = page.find(".//body") if page is not None else None
    if page is None or body is None:
        return None
    report = Report(source.name, "HTML")
    language = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    prepare(body, report)
    file = scratch / "page.html"
    file.write_bytes(etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"))
    blocks, meta = _ask(HTML, file, scratch, report)
    said = said_by_pandoc(meta)
    said.language = said.language or language
    return draft_of(
        Document(blocks, said, beside(source.parent), day_of_file(source), source.stem), scratch, report
    )


def _read_epub(source: Path, scratch: Path) -> Draft | None:
    report = Report(source.name, "EPUB")
    with closing(Package(source)) as package:
        publication = open_publication(package)
        said = said_by_opf(publication.opf, report)
        page = one_page(package, publication, report)
        file = scratch / "page.html"
        file.write_bytes(etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"))
        blocks, _ = _ask(HTML, file, scratch, report)
        return draft_of(
            Document(blocks, said, package.read, day_of_file(source), source.stem), scratch, report
        )


def _read_office(form: str, folder: str, ready: Ready) -> Callable[[Path, Path], Draft | None]:
    def read(source: Path, scratch: Path) -> Draft | None:
        report = Report(source.name, form.partition("+")[0].upper())
        with closing(Package(source)) as package:
            blocks, meta = _ask(form, ready(package, scratch, report), scratch, report)
            said = merged(said_by_pandoc(meta), said_by_office(package))
            find = lambda name: package.read(f"{folder}{name}")  # noqa: E731
            return draft_of(Document(blocks, said, find, day_of_file(source), source.stem), scratch, report)

    return read


read_docbook = _refusing(_read_text("docbook", "DocBook"))
read_docx = _refusing(_read_office("docx+styles", "word/", ready_docx))
read_epub = _refusing(_read_epub)
read_html = _refusing(_read_html)
read_latex = _refusing(_read_text("latex", "LaTeX"))
read_odt = _refusing(_read_office("odt", "", ready_odt))
read_rtf = _refusing(_read_text("rtf", "RTF"))
