"""EPUBs as one page: their documents in the order of reading, with the ids of all kept apart.

Read here and not by pandoc, which drops titles that stand beside an ordinal, the languages of the
documents, and every document that it takes for no part of the book, without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from colofon.book import Element
from colofon.importing.pandoc.packages import Package, PackageError
from colofon.importing.pandoc.pages import REMOVED, kinds_of, prepare, read_page
from colofon.importing.report import Report
from colofon.vocabulary import HEADINGS

OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
ENCRYPTION = "{http://www.w3.org/2001/04/xmlenc#}"
FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways of locking fonts, which hide no text."""
FRONT = re.compile(
    r"(?:half[ -]?)?title ?page|half ?title|cover|copyright(?: page)?|imprint|colophon|uncopyright"
    r"|(?:table of )?contents|inhoud(?:sopgave)?|titelpagina|omslag|titelseite|impressum|inhalt"
    r"|the full project gutenberg licen[cs]e",
    re.IGNORECASE,
)
"""Names of documents that speak of the edition and not of the book."""


@dataclass(slots=True)
class Entry:
    """A line of the table of contents."""

    label: str
    level: int
    file: str
    fragment: str


@dataclass(slots=True)
class Publication:
    """What the package document says."""

    opf: Element
    documents: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def open_publication(package: Package) -> Publication:
    """Return what the package document of an EPUB says; `PackageError` when it is none."""
    _refuse_locked(package)
    container = package.xml("META-INF/container.xml")
    root = container.find(f".//{CONTAINER}rootfile") if container is not None else None
    place = unquote(root.get("full-path", "")) if root is not None else ""
    opf = package.xml(place) if place else None
    if opf is None:
        raise PackageError("it has no package document that can be read")
    publication = Publication(opf)
    items = {item.get("id"): item for item in opf.iterfind(f".//{OPF}manifest/{OPF}item")}
    for reference in opf.iterfind(f".//{OPF}spine/{OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "html" in item.get("media-type", "html"):
            publication.documents.append(_resolved(place, item.get("href", "")))
    publication.entries = _entries(package, opf, place, items)
    return publication


def _refuse_locked(package: Package) -> None:
    locks = package.xml("META-INF/encryption.xml")
    for method in locks.iter(f"{ENCRYPTION}EncryptionMethod") if locks is not None else ():
        if method.get("Algorithm") not in FONT_LOCKS:
            raise PackageError("its text is locked")


def _resolved(base: str, address: str) -> str:
    return normpath(join(dirname(base), unquote(address)))


def _entries(package: Package, opf: Element, place: str, items: dict[str | None, Element]) -> list[Entry]:
    """Return the table of contents, of EPUB 3 or of EPUB 2."""
    for item in items.values():
        path = _resolved(place, item.get("href", ""))
        if "nav" in item.get("properties", "").split():
            page = read_page(package.read(path) or b"")
            if page is not None:
                return [
                    _entry(" ".join("".join(link.itertext()).split()), depth, path, link.get("href", ""))
                    for nav in page.iter("nav")
                    if "toc" in kinds_of(nav)
                    for link in nav.iter("a")
                    if (depth := sum(1 for _ in link.iterancestors("ol")))
                ]
    for item in items.values():
        path = _resolved(place, item.get("href", ""))
        if item.get("media-type") == "application/x-dtbncx+xml":
            ncx = package.xml(path)
            points = ncx.iter(f"{NCX}navPoint") if ncx is not None else ()
            return [
                _entry(
                    " ".join((point.findtext(f"{NCX}navLabel/{NCX}text") or "").split()),
                    1 + sum(1 for _ in point.iterancestors(f"{NCX}navPoint")),
                    path,
                    content.get("src", ""),
                )
                for point in points
                if (content := point.find(f"{NCX}content")) is not None
            ]
    return []


def _entry(label: str, level: int, base: str, address: str) -> Entry:
    file, _, fragment = address.partition("#")
    return Entry(label, level, _resolved(base, file), unquote(fragment))


def one_page(package: Package, publication: Publication, report: Report) -> Element:
    """Return the documents of an EPUB as one page; ids become ``file__id``, links lead to them."""
    page = etree.Element("html")
    body = etree.SubElement(page, "body")
    languages: list[str] = []
    keys = {name: f"d{index}" for index, name in enumerate(publication.documents, 1)}
    for name in publication.documents:
        found = read_page(package.read(name) or b"")
        document = found.find(".//body") if found is not None else None
        if found is None or document is None:
            report.doubt(name, "this document of the EPUB is not there or cannot be read")
            continue
        reason = _why_left_out(document, name, publication.entries)
        if reason:
            report.remove("".join(document.itertext()), reason)
            continue
        _name_apart(document, name, keys)
        _title(document, name, keys[name], publication.entries, report)
        kinds = [kind for kind in kinds_of(document) if kind not in REMOVED and kind != document.get("id")]
        prepare(document, report)
        language = found.get("lang") or found.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        languages.append(language)
        document.tag = "div"
        document.attrib.clear()
        document.set("id", keys[name])
        document.set("class", " ".join(["document", *kinds]))
        if language:
            document.set("lang", language)
        body.append(document)
    _level_supplied(body)
    return page


def _level_supplied(body: Element) -> None:
    """Give headings that the contents supplied the level of the chapters."""
    levels = [int(str(heading.tag)[1]) for heading in body.iter(*HEADINGS) if heading.get("class") != "supplied"]
    for heading in body.iter(*HEADINGS):
        if heading.get("class") == "supplied":
            heading.tag = f"h{min(levels, default=1)}"


def _why_left_out(document: Element, name: str, entries: list[Entry]) -> str:
    """Return why a document is no part of the book, empty when it is."""
    parts = [document, *document.iterfind("*"), *document.iterfind("*/*")]
    for part in parts[:6]:
        reason = next((REMOVED[kind] for kind in kinds_of(part) if kind in REMOVED), "")
        whole = "".join(part.itertext()).split() == "".join(document.itertext()).split()
        if reason and whole:
            return reason
    label = next((entry.label for entry in entries if entry.file == name), "")
    if FRONT.fullmatch(label.strip()):
        return f"“{label}” belongs to that edition, not to the book"
    words = "".join(document.itertext()).split()
    linked = sum(len("".join(link.itertext()).split()) for link in document.iter("a"))
    if len(words) > 20 and linked > 0.8 * len(words) and next(document.iter("p"), None) is None:
        return REMOVED["toc"]
    return ""


def _name_apart(document: Element, name: str, keys: dict[str, str]) -> None:
    """Rename ids, lead links to them, and give pictures their place in the archive."""
    for element in document.iter(etree.Element):
        for attribute in ("id", "name"):
            if element.get(attribute) and (attribute == "id" or element.tag == "a"):
                element.set(attribute, f"{keys[name]}__{element.get(attribute)}")
        address = element.get("href", "")
        if element.tag == "a" and address and not re.match(r"[A-Za-z][\w+.-]*:", address):
            file, _, fragment = address.partition("#")
            target = _resolved(name, file) if file else name
            key = keys.get(target, "gone")
            element.set("href", f"#{key}__{unquote(fragment)}" if fragment else f"#{key}")
        if element.tag == "img" and element.get("src"):
            element.set("src", _resolved(name, element.get("src", "")))
        if element.tag == "image":
            _picture_of(element, name)


def _picture_of(image: Element, name: str) -> None:
    """Make an ordinary picture of one that a drawing only frames."""
    address = image.get("{http://www.w3.org/1999/xlink}href") or image.get("href") or ""
    frame = next(image.iterancestors("svg"), None)
    if frame is None or not address:
        return
    title = frame.findtext("title") or frame.get("aria-label") or ""
    tail = frame.tail
    for child in list(frame):
        frame.remove(child)
    frame.tag, frame.text, frame.tail = "img", None, tail
    frame.attrib.clear()
    frame.set("src", _resolved(name, address))
    frame.set("alt", title)


def _title(document: Element, name: str, key: str, entries: list[Entry], report: Report) -> None:
    """Make headings of what the table of contents names, where the document has none."""
    mine = [entry for entry in entries if entry.file == name]
    first = next(document.iter(*HEADINGS), None)
    whole = next((entry for entry in mine if not entry.fragment), None)
    if first is None and whole is not None:
        heading = etree.Element("h1", {"class": "supplied"})
        heading.text = whole.label
        document.insert(0, heading)
        heading.tail, document.text = document.text, None
        first = heading
    levels = {entry.level for entry in mine}
    for entry in mine:
        found = document.xpath(".//*[@id=$id]", id=f"{key}__{entry.fragment}") if entry.fragment else []
        if found and first is not None:
            _make_heading(found[0], entry, int(str(first.tag)[1]) + entry.level - min(levels))


def _make_heading(element: Element, entry: Entry, level: int) -> None:
    """Make a heading of the paragraph with which a part begins, when it says what the contents say."""
    line = next((inner for inner in element.iter("p", *HEADINGS)), None)
    words = re.compile(r"\w+")
    if line is None or line.tag in HEADINGS:
        return
    if words.findall("".join(line.itertext()).casefold()) == words.findall(entry.label.casefold()):
        line.tag = f"h{min(level, 6)}"
