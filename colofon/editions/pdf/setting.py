"""WeasyPrint sets the document; what it says is turned into findings (P801).

The pages are set in the vendored faces, with the mends, and from files of the manuscript, the style
sheets and the fonts only: nothing else is read, and nothing is fetched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import cssselect2  # type: ignore[import-untyped]
import weasyprint.pdf
from lxml import etree
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from colofon.book import Book, Element, Position
from colofon.diagnostics import Diagnostic
from colofon.editions.colours import ACCENT, palette
from colofon.editions.pdf.characters import readable
from colofon.editions.pdf.cover import cover_picture
from colofon.editions.pdf.fonts import FONTS
from colofon.editions.pdf.labels import set_in_words
from colofon.editions.pdf.links import outermost_links
from colofon.editions.pdf.mend import mended
from colofon.editions.pdf.places import position_of
from colofon.editions.pdf.structure import structured
from colofon.editions.pdf.tables import fit_tables
from colofon.editions.release import identifier
from colofon.editions.wording import phrases

STYLES = FONTS.parent
VARIANT = "pdf/a-2a"
"""What archives ask for; `finishing` declares PDF/UA-1 in the same file, as WeasyPrint cannot."""
SHEETS = (STYLES / "print.css",)
COVER = "colofon:cover"
"""Address under which the style sheet finds the picture on the cover."""
BASE = "file:///manuscript-of-this-book/"
"""Address of the manuscript while it is set: the same on every machine, since pictures are named by it."""
DOTS = "colofon:dots"
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 7" width="24" height="7">'
    '<circle cx="12" cy="3.5" r="3.5" fill="#9aa0a6"/></svg>'
)
"""One of the dots between a title in the contents and its page."""
FAMILIES = {
    "serif": '"Source Serif 4", "Noto Naskh Arabic", "Noto Serif Hebrew"',
    "sans": '"Source Sans 3", "Noto Naskh Arabic", "Noto Serif Hebrew"',
}


def set_document(
    book: Book,
    document: Element,
    path: Path,
    style: str = "",
    without: frozenset[str] = frozenset(),
    drawings: dict[str, bytes] | None = None,
) -> list[Diagnostic]:
    """Set a document into a PDF, `style` after the other rules, and return what WeasyPrint said.

    `drawings` are shown in place of the files of data of their names.

    Only tests set pages without a mend.
    """
    made = {f"{BASE}{name}": data.decode() for name, data in (drawings or {}).items()}
    files = Files(book.root, (STYLES,), made | {COVER: cover_picture(book), DOTS: DOT})
    with messages() as records:
        rules = [CSS(filename=str(sheet), url_fetcher=files) for sheet in SHEETS]
        rules += [CSS(string=text, url_fetcher=files) for text in (looks(book), style) if text]
        said = len(records)
        fit_tables(document, lambda part: Document(part, files), rules)
        # What is wrong with a table is said again when it is set.
        del records[said:]
        with mended(without):
            pages = Document(document, files).render(stylesheets=rules, pdf_variant=VARIANT)
        outermost_links(pages)
        words = phrases(book.metadata.language)
        with structured(pages, words), readable(), set_in_words(), closed_profiles():
            pages.write_pdf(path, pdf_variant=VARIANT, pdf_identifier=identifier(book.metadata).hex.encode())
    return [_finding(book, document, record) for record in records]


class Document(HTML):  # type: ignore[misc]
    """A document that is already a tree, so that a note can stand inside its call.

    WeasyPrint 70.0 reads HTML text only, in which a link can hold neither blocks nor links; the sign
    by which this can go is ``HTML(tree=...)``.
    """

    def __init__(self, document: Element, files: Files) -> None:
        tree = ElementTree.fromstring(etree.tostring(document, encoding="unicode"))
        self.base_url = BASE
        self.url_fetcher = files
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class Files(URLFetcher):  # type: ignore[misc]
    """Gives out files of the manuscript and of a few folders, and what was made for this document."""

    def __init__(self, root: Path, folders: tuple[Path, ...], made: dict[str, str]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self.root = root.resolve()
        self.folders = [self.root, *(folder.resolve() for folder in folders)]
        self.made = made

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if unquote(url) in self.made:
            return URLFetcherResponse(url, self.made[unquote(url)], {"Content-Type": "image/svg+xml"})
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        if url.startswith(BASE):
            path = self.root / path.relative_to(urlsplit(BASE).path)
        path = path.resolve()
        if parts.scheme != "file" or not any(folder in path.parents for folder in self.folders):
            raise ValueError("it lies outside the manuscript")
        return URLFetcherResponse(url, path.read_bytes())


@contextmanager
def closed_profiles() -> Iterator[None]:
    """Close the file of the colour profile, which WeasyPrint 70.0 leaves open."""
    original = weasyprint.pdf.ColorProfile

    def closed(file: Any, *rest: Any) -> Any:
        with file:
            return original(file, *rest)

    weasyprint.pdf.ColorProfile = closed
    try:
        yield
    finally:
        weasyprint.pdf.ColorProfile = original


def looks(book: Book) -> str:
    """Return the colours and faces that ``book.yaml`` chooses, as custom properties."""
    found = book.metadata.data.get("design")
    design = found if isinstance(found, dict) else {}
    values = palette(str(design.get("accent", ACCENT)))
    values["text-face"] = FAMILIES[str(design.get("text", "serif"))]
    values["heading-face"] = FAMILIES[str(design.get("headings", "sans"))]
    return ":root {" + "".join(f"--{name}: {value};" for name, value in values.items()) + "}"


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage().strip())


@contextmanager
def messages() -> Iterator[list[str]]:
    """Collect what WeasyPrint says, which is then printed nowhere else."""
    handler = _Records()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield handler.found
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate


def _finding(book: Book, document: Element, message: str) -> Diagnostic:
    place = _place(document, message) or book.metadata.position()
    return Diagnostic(place, "P801", " ".join(message.split()), "this is what WeasyPrint says")


def _place(document: Element, message: str) -> Position | None:
    """Return the place of the image or of the link that a message names."""
    for element in document.iter("img", "a"):
        name = element.get("src") or element.get("href", "").removeprefix("#")
        if name and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", unquote(message)):
            return position_of(element)
    return None
