"""Content documents of the EPUB: each a file with its own title, from sections that know no namespace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from colofon.book import POSITION, Element, Position
from colofon.editions.making import make
from colofon.editions.xhtml import Section, direction, lay_out

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
EPUB_TYPE = f"{{{OPS}}}type"
STYLE_SHEET = "styles/book.css"

TYPES = {
    "doc-abstract": "abstract",
    "doc-afterword": "afterword",
    "doc-appendix": "appendix",
    "doc-backlink": "backlink",
    "doc-bibliography": "bibliography",
    "doc-chapter": "chapter",
    "doc-colophon": "colophon",
    "doc-conclusion": "conclusion",
    "doc-cover": "cover",
    "doc-endnotes": "endnotes",
    "doc-epigraph": "epigraph",
    "doc-epilogue": "epilogue",
    "doc-footnote": "footnote",
    "doc-foreword": "foreword",
    "doc-glossary": "glossary",
    "doc-introduction": "introduction",
    "doc-noteref": "noteref",
    "doc-toc": "toc",
}
"""Role -> what reading systems that go by ``epub:type`` know it as (EPUB SSV 1.1)."""


@dataclass(slots=True)
class Document:
    """A file of the EPUB that is read."""

    file: str
    title: str
    body: list[Element]
    language: str
    path: str
    """File of the manuscript it comes from."""
    part: str = ""
    """``frontmatter``, ``bodymatter`` or ``backmatter``."""
    id: str = ""
    """In the package document; the stem of the file."""

    def __post_init__(self) -> None:
        self.id = self.id or f"doc-{self.file.partition('.')[0]}"


@dataclass(slots=True)
class Written:
    """A document as it goes into the container."""

    data: bytes
    places: list[Position]
    """For each element, in the order of the document, where it comes from."""


def chapter_body(section: Section, notes_title: str, language: str) -> Element:
    """Return a chapter with its notes at its end, in the flow, where every reading system shows them."""
    if section.notes:
        notes = make("section", make("h2", notes_title), *section.notes, class_="notes", role="doc-endnotes")
        notes.set("aria-label", notes_title)
        if section.chapter.language not in ("", language):
            notes[0].set("lang", language)
        section.tree.append(notes)
    return section.tree


def write_document(document: Document) -> Written:
    """Return the bytes of a document, and the place of each of its elements in the manuscript."""
    html = _page(document)
    lay_out(html)
    for element in html.iter(etree.Element):
        element.tag = f"{{{XHTML}}}{element.tag}"
        role = element.get("role", "")
        if role in TYPES and element.get(EPUB_TYPE) is None:
            element.set(EPUB_TYPE, TYPES[role])
        if element.get("lang"):
            element.set(f"{{{XML}}}lang", element.get("lang", ""))
    places = [_place(element, document) for element in html.iter(etree.Element)]
    for element in html.iter(etree.Element):
        element.attrib.pop(POSITION, "")
    data = etree.tostring(html, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return Written(data + b"\n", places)


def _page(document: Document) -> Element:
    # lxml's stubs do not know that None stands for the default namespace.
    nsmap: Any = {None: XHTML, "epub": OPS}
    html = etree.Element("html", {"lang": document.language}, nsmap=nsmap)
    if direction(document.language) == "rtl":
        html.set("dir", "rtl")
    style = make("link", rel="stylesheet", type="text/css", href=STYLE_SHEET)
    body = make("body", *document.body)
    if document.part:
        body.set(EPUB_TYPE, document.part)
    html.extend([make("head", make("title", document.title), style), body])
    return html


def _place(element: Element, document: Document) -> Position:
    for ancestor in (element, *element.iterancestors()):
        if ancestor.get(POSITION):
            line, column = map(int, ancestor.get(POSITION, "").split(":"))
            return Position(document.path, line, column)
    return Position(document.path)
