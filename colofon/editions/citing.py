"""Works as they are printed: formatted by citeproc (pandoc), each citation alone.

citeproc is never asked for a whole note or for what was cited before: it would write
``Zie (Idem): een opmerking``. The index has decided what is a repeat; here each form gets its words.
"""

from __future__ import annotations

import json
import logging
import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pypandoc
from lxml import etree, html

from colofon.book import UNDATED, Book, Citation, Element, Work
from colofon.diagnostics import Diagnostic
from colofon.editions.wording import NO_BREAK_SPACE, TEMPLATES

API_VERSION = [1, 23, 1]
"""Version of pandoc's JSON that the document below follows."""

NAMES = ("author", "editor", "translator", "interviewer", "recipient", "container-author")
DATES = ("issued", "accessed", "original-date")
TITLES = ("title", "title-short", "container-title", "collection-title")
FIGURES = re.compile(r"[0-9][0-9\s,–-]*")
"""A locator without a word."""
LABELLED = re.compile(r"\b((?:pp?|pars?|hfst|chs?|vol|nr|no)\.|noot|noten|notes?) (?=\d)")
"""A number and what it counts, which no line end should part."""


@dataclass(slots=True)
class Formatted:
    """The works of a book in their forms; each value is a ``span`` with inline content."""

    full: dict[tuple[str, str], Element] = field(default_factory=dict)
    """By key and locator."""
    short: dict[str, Element] = field(default_factory=dict)
    works: list[tuple[str, Element]] = field(default_factory=list)
    """Key and entry for the list of works, sorted as the language sorts."""
    findings: list[Diagnostic] = field(default_factory=list)


def format_works(book: Book, language: str) -> Formatted:
    """Format every citation of a book, and every work for the list of works."""
    wanted = sorted(
        {(citation.key, citation.locator) for citation in book.citations if citation.key in book.works}
    )
    wanted += [(key, "") for key in _sources(book) if (key, "") not in wanted]
    formatted = Formatted()
    if not book.works:
        return formatted
    references = [_reference(works[0], language) for works in book.works.values()]
    blocks = [_citation(key, locator) for key, locator in wanted]
    page = _run(book, references, blocks, language, "report.csl", True, formatted)
    for pair, paragraph in zip(wanted, page.findall("p"), strict=True):
        formatted.full[pair] = _span(paragraph, "citation")
    for entry in page.iterfind(".//div[@id='refs']/div"):
        key = entry.get("id", "").removeprefix("ref-")
        formatted.works.append((key, _span(entry, "work-entry")))
    keys = sorted(
        {citation.key for citation in book.citations if citation.repeat and citation.key in book.works}
    )
    if keys:
        page = _run(
            book, references, [_citation(key, "") for key in keys], language, "short.csl", False, formatted
        )
        for key, paragraph in zip(keys, page.findall("p"), strict=True):
            formatted.short[key] = _span(paragraph, "citation")
    return formatted


def _sources(book: Book) -> list[str]:
    senses = (sense for terms in book.terms.values() for term in terms for sense in term.senses)
    return sorted({sense.source for sense in senses if sense.source in book.works})


def _run(
    book: Book,
    references: list[dict[str, Any]],
    blocks: list[dict[str, Any]],
    language: str,
    style: str,
    listed: bool,
    formatted: Formatted,
) -> Element:
    meta: dict[str, Any] = {
        "lang": _string(LOCALES.get(language, language)),
        "references": {"t": "MetaList", "c": references},
        "csl": _string(str(TEMPLATES / "csl" / style)),
        "suppress-bibliography": {"t": "MetaBool", "c": not listed},
    }
    if listed:
        nocite = [_cite(work["c"]["id"]["c"], "", "NormalCitation") for work in references]
        meta["nocite"] = {"t": "MetaInlines", "c": nocite}
    document = json.dumps({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks})
    with _Messages() as messages:
        text = pypandoc.convert_text(
            document, "html", format="json", extra_args=["--citeproc", "--wrap=none"]
        )
    position = next(iter(book.works.values()))[0].position._replace(line=1, column=1)
    formatted.findings += [Diagnostic(position, "P805", message) for message in messages.found]
    page: Element = html.fragment_fromstring(text, create_parent="body")
    return page


LOCALES = {"nl": "nl-NL", "en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
"""Languages as citeproc's locales name them."""


class _Messages(logging.Handler):
    """What pandoc says while it works."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage().strip())

    def __enter__(self) -> _Messages:
        logger = logging.getLogger("pypandoc")
        logger.addHandler(self)
        self.propagate, logger.propagate = logger.propagate, False
        return self

    def __exit__(self, *exception: object) -> None:
        logger = logging.getLogger("pypandoc")
        logger.removeHandler(self)
        logger.propagate = self.propagate


def _string(text: str) -> dict[str, Any]:
    return {"t": "MetaString", "c": text}


def _inlines(text: str) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = []
    for word in text.split():
        if words:
            words.append({"t": "Space"})
        words.append({"t": "Str", "c": word})
    return words


QUOTED = re.compile(r"‘((?:[^‘’]|’(?=\w))*)’(?!\w)|“([^“”]*)”")
"""A quotation inside a title; a ’ before a letter is an apostrophe."""


def _title(text: str) -> list[dict[str, Any]]:
    """Return the inlines of a title, its quotations marked so that citeproc can turn their quotes round."""
    parts: list[dict[str, Any]] = []
    position = 0
    for match in QUOTED.finditer(text):
        parts += _spaced(text[position : match.start()])
        kind = "SingleQuote" if match[1] is not None else "DoubleQuote"
        parts.append(
            {"t": "Quoted", "c": [{"t": kind}, _inlines(match[1] if match[1] is not None else match[2])]}
        )
        position = match.end()
    return parts + _spaced(text[position:])


def _spaced(text: str) -> list[dict[str, Any]]:
    """Return the words of a part of a line, with the spaces at its ends."""
    space: list[dict[str, Any]] = [{"t": "Space"}]
    inner = _inlines(text)
    if not inner:
        return space if text else []
    return (space if text[0].isspace() else []) + inner + (space if text[-1].isspace() else [])


def _cite(key: str, suffix: str, mode: str) -> dict[str, Any]:
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [{"t": "Str", "c": ","}, {"t": "Space"}, *_inlines(_whole(suffix))]
        if suffix
        else [],
        "citationMode": {"t": mode},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], []]}


def _whole(locator: str) -> str:
    """Return a locator in the braces that keep citeproc from taking it apart: ``p. 8 en 17-19``.

    Figures alone stay without, since only so they become pages.
    """
    return locator if FIGURES.fullmatch(locator) or re.search("[{}]", locator) else f"{{{locator}}}"


def _citation(key: str, locator: str) -> dict[str, Any]:
    return {"t": "Para", "c": [_cite(key, locator, "NormalCitation")]}


def _reference(work: Work, language: str) -> dict[str, Any]:
    """Return a work as metadata; a title in another language carries its language."""
    fields: dict[str, Any] = {}
    foreign = str(work.data.get("language", ""))
    for name, value in work.data.items():
        if name in NAMES and isinstance(value, list):
            people = [
                {"t": "MetaMap", "c": {key: _string(str(part)) for key, part in person.items()}}
                for person in value
            ]
            fields[name] = {"t": "MetaList", "c": people}
        elif name in TITLES:
            fields[name] = _marked(str(value), foreign, language)
        elif name == "issued" and value == UNDATED:
            continue
        elif name not in ("note", "annote", "language"):
            # citeproc would print CSL's "note" in some styles; here it is the editor's remark.
            fields[name] = _string(str(value))
    if "title-short" not in fields and "title" in work.data:
        fields["title-short"] = _marked(short_title(str(work.data["title"])), foreign, language)
    return {"t": "MetaMap", "c": fields}


def _marked(title: str, foreign: str, language: str) -> dict[str, Any]:
    inlines = _title(title)
    if foreign and foreign != language:
        inlines = [{"t": "Span", "c": [["", [], [["lang", foreign]]], inlines]}]
    return {"t": "MetaInlines", "c": inlines}


def short_title(title: str) -> str:
    """Return a title without its subtitle: what stands before a colon, a question mark or a full stop."""
    match = re.match(r"(.{8,}?)(?::|\.\s|(?<=\?)\s)", title)
    return match.group(1).strip() if match else title


def _span(block: Element, name: str) -> Element:
    """Return what a block holds as our span: emphasis, language and links, nothing else of citeproc's."""
    span = etree.Element("span", {"class": name})
    inner = block
    while (
        len(inner) == 1
        and inner[0].get("class") in ("citation", "csl-entry")
        and not (inner.text or "").strip()
    ):
        inner = inner[0]
    span.text = inner.text
    for child in inner:
        span.append(deepcopy(child))
    for element in list(span.iterdescendants()):
        if element.tag == "span" and not element.get("lang"):
            _unwrap(element)
        elif element.tag == "a":
            address = element.get("href", "")
            element.attrib.clear()
            element.set("class", "link")
            element.set("href", address)
        else:
            language = element.get("lang")
            element.attrib.clear()
            if language:
                element.set("lang", language)
    last = span[-1] if len(span) else None
    if last is None:
        span.text = (span.text or "").strip()
    else:
        span.text = (span.text or "").lstrip()
        last.tail = (last.tail or "").rstrip() or None
    for element in span.iter():
        element.text = tied(element.text)
        element.tail = tied(element.tail)
    return span


def tied(text: str | None) -> str:
    """Return a text in which no line end can part a number from what it counts: ``p. 131``."""
    return LABELLED.sub(f"\\1{NO_BREAK_SPACE}", text or "")


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    previous = parent[index - 1] if index else None
    if previous is None:
        parent.text = (parent.text or "") + (element.text or "")
    else:
        previous.tail = (previous.tail or "") + (element.text or "")
    tail = element.tail or ""
    children = list(element)
    parent[index : index + 1] = children
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    elif previous is None:
        parent.text = (parent.text or "") + tail
    else:
        previous.tail = (previous.tail or "") + tail


def repeats_in_words(citation: Citation) -> bool:
    """Tell whether print has a word of its own for the repeat: Idem, Ibid."""
    return citation.repeat in ("idem", "ibid")
