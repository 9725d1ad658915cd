"""The package document: metadata from ``book.yaml``, every file, and the order of reading (EPUB 3.3, 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from colofon.book import Book, Element
from colofon.editions.epub.accessibility import Accessibility
from colofon.editions.release import identifier, keywords, moment
from colofon.editions.xhtml import direction
from colofon.numbering import roman_value

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the publication."""

    id: str
    href: str
    media_type: str
    properties: str = ""
    spine: bool = False


def package_document(book: Book, items: list[Item], facts: Accessibility) -> bytes:
    """Return the package document."""
    language = book.metadata.language
    # lxml's stubs do not know that None stands for the default namespace.
    nsmap: Any = {None: OPF}
    package = etree.Element(f"{{{OPF}}}package", nsmap=nsmap)
    package.set("version", "3.0")
    package.set("unique-identifier", IDENTIFIER)
    package.set(XML_LANG, language)
    package.set("dir", direction(language))
    metadata = etree.SubElement(package, f"{{{OPF}}}metadata", nsmap={"dc": DC})
    _Metadata(metadata).write(book, facts)
    manifest = etree.SubElement(package, f"{{{OPF}}}manifest")
    spine = etree.SubElement(package, f"{{{OPF}}}spine")
    if direction(language) == "rtl":
        spine.set("page-progression-direction", "rtl")
    for item in items:
        entry = etree.SubElement(manifest, f"{{{OPF}}}item", id=item.id, href=item.href)
        entry.set("media-type", item.media_type)
        if item.properties:
            entry.set("properties", item.properties)
        if item.spine:
            etree.SubElement(spine, f"{{{OPF}}}itemref", idref=item.id)
    etree.indent(package, space="")
    return etree.tostring(package, encoding="UTF-8", xml_declaration=True) + b"\n"


def unique_identifier(book: Book) -> str:
    """Return the ISBN of the EPUB; without one, a UUID made of the title's slug, language and version."""
    isbn = _mapping(book, "isbn").get("epub")
    if isbn:
        return "urn:isbn:" + "".join(character for character in str(isbn) if character.isalnum())
    return identifier(book.metadata).urn


def modified(book: Book) -> str:
    """Return the moment of the release in the one form the package document allows."""
    found = moment(book.metadata)
    if "T" in found:
        return found
    year, month, day = (*found.split("-"), "01", "01")[:3]
    return f"{year or '0001'}-{month}-{day}T00:00:00Z"


class _Metadata:
    """Writes the elements of ``metadata``, one property at a time."""

    def __init__(self, parent: Element) -> None:
        self.parent = parent
        self.count = 0

    def write(self, book: Book, facts: Accessibility) -> None:
        data = book.metadata.data
        self.dublin("identifier", unique_identifier(book), IDENTIFIER)
        if data.get("doi"):
            self.dublin("identifier", f"https://doi.org/{data['doi']}")
        self.titles(book)
        self.dublin("language", book.metadata.language)
        self.people(data.get("contributors"))
        self.release(book)
        self.meta("dcterms:modified", modified(book))
        self.series(_mapping(book, "series"))
        self.accessibility(facts)

    def titles(self, book: Book) -> None:
        metadata = book.metadata
        self.refine(self.dublin("title", metadata.title), "title-type", "main")
        if metadata.subtitle:
            self.refine(self.dublin("title", metadata.subtitle), "title-type", "subtitle")

    def people(self, contributors: Any) -> None:
        for person in contributors if isinstance(contributors, list) else []:
            kind = "creator" if person.get("role") == "aut" else "contributor"
            id = self.dublin(kind, person.get("name"))
            self.refine(id, "role", person.get("role"), scheme="marc:relators")
            self.refine(id, "file-as", person.get("file-as"))

    def release(self, book: Book) -> None:
        data = book.metadata.data
        self.dublin("publisher", _mapping(book, "publisher").get("name"))
        self.dublin("date", data.get("date"))
        self.dublin("description", data.get("description"))
        for subject in keywords(book.metadata):
            self.dublin("subject", subject)
        self.dublin("source", source(book))
        licence = _mapping(book, "licence")
        for text in (data.get("rights"), licence.get("name"), licence.get("url")):
            self.dublin("rights", text)

    def series(self, series: dict[str, Any]) -> None:
        if series.get("title"):
            id = self.meta("belongs-to-collection", series["title"], named=True)
            self.refine(id, "collection-type", "series")
            # A number by which reading systems sort (EPUB 3.3, D.3.5): print has IV, this has 4.
            number = str(series.get("number", ""))
            self.refine(id, "group-position", roman_value(number) or number)

    def accessibility(self, facts: Accessibility) -> None:
        for name, values in (
            ("accessMode", facts.modes),
            ("accessModeSufficient", facts.sufficient),
            ("accessibilityFeature", facts.features),
            ("accessibilityHazard", facts.hazards),
            ("accessibilitySummary", (facts.summary,)),
        ):
            for value in values:
                self.meta(f"schema:{name}", value)

    def dublin(self, name: str, value: object, id: str = "") -> str:
        """Write a Dublin Core element, if there is a value, and return its id."""
        if value in (None, ""):
            return ""
        return self.element(f"{{{DC}}}{name}", str(value), id or self.new_id())

    def meta(self, name: str, value: str, named: bool = False) -> str:
        id = self.element(f"{{{OPF}}}meta", value, self.new_id() if named else "")
        self.parent[-1].set("property", name)
        return id

    def refine(self, id: str, name: str, value: object, scheme: str = "") -> None:
        if id and value not in (None, ""):
            self.meta(name, str(value))
            self.parent[-1].set("refines", f"#{id}")
            if scheme:
                self.parent[-1].set("scheme", scheme)

    def element(self, tag: str, text: str, id: str) -> str:
        found = etree.SubElement(self.parent, tag)
        found.text = " ".join(text.split())
        if id:
            found.set("id", id)
        return id

    def new_id(self) -> str:
        self.count += 1
        return f"m{self.count}"


def source(book: Book) -> str:
    """Return the work that the book adapts, as one line."""
    work = book.adapted_work()
    if work is None:
        return ""
    issued = str(work.data.get("issued", ""))
    year = issued[:4] if issued[:4].isdigit() else ""
    return ", ".join(filter(None, (work.title, *work.names(), year)))


def _mapping(book: Book, key: str) -> dict[str, Any]:
    found = book.metadata.data.get(key)
    return found if isinstance(found, dict) else {}
