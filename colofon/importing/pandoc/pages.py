"""Pages of HTML made ready for pandoc, so that nothing it would drop is lost.

pandoc's reader of HTML forgets ids and languages of blocks, ordinals beside titles, and headers in the
body of a table; here they are put where it keeps them. What is no text of the book (scripts, forms,
navigation, page numbers) is taken out and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import name2codepoint

from lxml import etree, html

from colofon.book import Element, block_text
from colofon.importing.report import Report
from colofon.trees import take_out
from colofon.vocabulary import HEADINGS

DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z][\w.-]*)""")
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
NAME = re.compile(r"[A-Za-z][\w-]*(?::[\w-]+)?", re.ASCII)
XML_NAMES = frozenset({"lt", "gt", "amp", "quot", "apos"})
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SILENT = ("script", "style", "template", "link", "meta", "base", "noscript")
"""What no reader of a page sees."""
STRANGE = (
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "canvas",
    "form",
    "button",
    "select",
    "input",
    "map",
)
"""What a book on paper cannot have."""
REMOVED = {
    "toc": "a table of contents is made anew by each edition",
    "doc-toc": "a table of contents is made anew by each edition",
    "landmarks": "a table of contents is made anew by each edition",
    "page-list": "a list of pages is made anew by each edition",
    "loi": "a list of figures is made anew by each edition",
    "lot": "a list of tables is made anew by each edition",
    "pagebreak": "a page number of the printed source",
    "doc-pagebreak": "a page number of the printed source",
    "pagenum": "a page number of the printed source",
    "pageno": "a page number of the printed source",
    "titlepage": "a title page is made anew by each edition",
    "halftitlepage": "a title page is made anew by each edition",
    "title-block-header": "a title page is made anew by each edition",
    "cover": "the cover of that edition",
    "imprint": "the producer of that edition speaks of itself",
    "colophon": "the producer of that edition speaks of itself",
    "copyright-page": "the producer of that edition speaks of its rights",
    "pg-boilerplate": "the producer of that edition speaks of its rights",
}
"""Type, role, class or id -> why such a part of a page is left out."""
KEEPS_ID = HEADINGS | {"section", "div", "aside", "figure", "table", "li", "span", "a"}
"""Elements whose id pandoc keeps."""
BLOCKS = frozenset(
    {"p", "li", "dd", "td", "th", "blockquote", "div", "aside", "section", "figcaption", "caption"}
)
INLINE_LANG = frozenset(
    {"em", "i", "b", "strong", "cite", "q", "a", "code", "abbr", "small", "dfn", "u", "sup", "sub"}
)

ORDINAL = re.compile(r"\s*(?:\w+\s+)?(?:[IVXLC]+|[0-9]+)\.?\s*")
"""What numbers a title: ``IV``, ``Chapter 4``."""


def read_page(data: bytes) -> Element | None:
    """Return a page as a tree without namespaces; as XML when it is, so that ``<td/>`` is empty."""
    text = _decoded(data)
    if not text.strip():
        return None
    try:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        plain = DOCTYPE.sub("", re.sub(r"^\s*<\?xml[^>]*\?>", "", text), count=1)
        root = etree.fromstring(NAMED.sub(_character, plain), parser)
    except (etree.XMLSyntaxError, ValueError):
        try:
            root = html.document_fromstring(
                text.replace("\0", ""), parser=html.HTMLParser(remove_comments=True, remove_pis=True)
            )
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if "}" in tag and "MathML" not in tag:
            element.tag = tag.rpartition("}")[2]
        elif not NAME.fullmatch(tag.rpartition("}")[2]):
            # What damaged HTML calls an element.
            element.tag = "span"
    etree.cleanup_namespaces(root)
    return root


def _decoded(data: bytes) -> str:
    declared = DECLARED.search(data[:2048])
    for name in ("utf-8", declared[1].decode() if declared else "", "cp1252"):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def _character(match: re.Match[str]) -> str:
    code = name2codepoint.get(match[1])
    return chr(code) if code and match[1] not in XML_NAMES else match[0]


def kinds_of(element: Element) -> list[str]:
    """Return what a page says of an element: its types, role, classes and id."""
    names = ("epub:type", EPUB_TYPE, "role", "class", "id")
    return [word for name in names for word in element.get(name, "").split()]


def prepare(body: Element, report: Report) -> None:
    """Change a body in place, so that pandoc keeps all of it that belongs to the book."""
    for element in list(body.iter(*SILENT)):
        take_out(element)
    for element, reason in list(_unwanted(body)):
        if element is not body:
            report.remove(" ".join(map(str, element.itertext())).strip() or reason, reason)
            take_out(element)
    _join_ordinals(body)
    _raise_headers(body)
    for element in list(body.iter(etree.Element)):
        _mark_kinds(element)
        _keep_language(element)
        _keep_id(element)
        if element.tag in ("aside", "article", "main"):
            element.tag = "div"


def _unwanted(body: Element) -> Iterator[tuple[Element, str]]:
    for element in body.iter(etree.Element):
        if element.tag in STRANGE:
            yield element, "what a book cannot hold: a form, a film, a window on another page"
        elif element.tag == "nav":
            yield element, "navigation is made anew by each edition"
        elif element.tag == "img" and element.get("alt") == "" and not _in_figure(element):
            yield element, f"a picture that says nothing: {element.get('src', '')[:80]}"
        elif element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", ""):
            yield element, "the page does not show it"
        else:
            reason = next((REMOVED[kind] for kind in kinds_of(element) if kind in REMOVED), "")
            if reason and element.tag not in ("html", "body"):
                yield element, reason


def _in_figure(image: Element) -> bool:
    return any(around.tag == "figure" for around in image.iterancestors())


def _join_ordinals(body: Element) -> None:
    """Make one heading of an ordinal and the title beside it: ``hgroup``, or a ``header`` with paragraphs."""
    for group in list(body.iter("hgroup", "header")):
        lines = [line for line in group if isinstance(line.tag, str)]
        headings = [line for line in lines if line.tag in HEADINGS]
        others = [line for line in lines if line.tag == "p"]
        if not headings and len(others) == len(lines) == 1 and ORDINAL.fullmatch(block_text(others[0])):
            _make_heading(others[0])
        if len(headings) != 1 or len(headings) + len(others) != len(lines) or group.tag == "header":
            continue
        heading = headings[0]
        ordinal = ORDINAL.fullmatch(block_text(heading))
        for line in others:
            mark = ". " if ordinal else ": "
            last = heading[-1] if len(heading) else None
            if last is None:
                heading.text = (heading.text or "").rstrip(" .:\n\t") + mark + (line.text or "").lstrip()
            else:
                last.tail = (last.tail or "").rstrip(" .:\n\t") + mark + (line.text or "").lstrip()
            heading.extend(list(line))
            group.remove(line)
            ordinal = None
        group.tag = "div"


def _make_heading(line: Element) -> None:
    """Make a heading of an ordinal that is all that heads a section, one level below what is around it."""
    own = next(line.iterancestors("section"), None)
    for around in own.iterancestors() if own is not None else ():
        heading = next(around.iter(*HEADINGS), None)
        if heading is not None:
            line.tag = f"h{min(int(str(heading.tag)[1]) + 1, 6)}"
            return


def _raise_headers(body: Element) -> None:
    """Put rows of nothing but headers with which a table begins into its head."""
    for table in body.iter("table"):
        if table.find("thead") is not None:
            continue
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        leading = []
        for row in rows[:-1]:
            if not all(cell.tag == "th" for cell in row):
                break
            leading.append(row)
        if leading:
            head = etree.Element("thead")
            place = next((index for index, child in enumerate(table) if child.tag in ("tbody", "tr")), 0)
            table.insert(place, head)
            head.extend(leading)


def _mark_kinds(element: Element) -> None:
    """Keep types and roles as classes, and hide them from pandoc, which would take some for notes."""
    kinds = [kind for kind in kinds_of(element) if kind != element.get("id")]
    for name in ("epub:type", EPUB_TYPE, "role"):
        element.attrib.pop(name, "")
    if kinds:
        element.set("class", " ".join(dict.fromkeys(kinds)))


def _keep_language(element: Element) -> None:
    language = str(element.attrib.pop(XML_LANG, "")) or element.get("lang", "")
    element.attrib.pop("lang", "")
    if not language or element.tag in ("html", "body"):
        return
    if element.tag in INLINE_LANG:
        _wrap(element, etree.Element("span", {"lang": language}))
    elif element.tag in ("span", "div", "section"):
        element.set("lang", language)
    elif element.tag in ("blockquote", "ul", "ol", "dl", "table", "figure", "pre", "aside"):
        _wrap(element, etree.Element("div", {"lang": language}))
    elif element.tag in BLOCKS | HEADINGS:
        _wrap_content(element, etree.Element("span" if element.tag != "aside" else "div", {"lang": language}))


def _wrap(element: Element, around: Element) -> None:
    holder = element.getparent()
    assert holder is not None
    around.tail, element.tail = element.tail, None
    holder.replace(element, around)
    around.append(element)


def _wrap_content(element: Element, inner: Element) -> None:
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def _keep_id(element: Element) -> None:
    """Put an id that pandoc would drop on an empty span where the text of its element begins."""
    id = element.get("id") or ""
    if not id or element.tag in KEEPS_ID:
        return
    place = element
    while place.tag not in ("p", "td", "th", "dt", "caption", "figcaption", *INLINE_LANG):
        inner = next((child for child in place if isinstance(child.tag, str)), None)
        if inner is None or (place.text or "").strip():
            break
        place = inner
    del element.attrib["id"]
    anchor = etree.Element("span", {"id": id})
    anchor.tail, place.text = place.text, None
    if place.tag in ("table", "tbody", "thead", "tr", "ul", "ol", "dl", "img", "hr", "br", "pre", "svg"):
        place.text, anchor.tail = anchor.tail, None
        place.addprevious(anchor)
    else:
        place.insert(0, anchor)
