"""SVG drawings: whether a file is one, and what in it does more than draw.

A drawing is shown in documents that run nothing and fetch nothing, but a reader may open its file by
itself. So nothing is accepted that acts, moves, or comes from elsewhere; checks and editions go by this list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from colofon.book import Element

SVG = "{http://www.w3.org/2000/svg}"
HTML = "http://www.w3.org/1999/xhtml"
BASE = "{http://www.w3.org/XML/1998/namespace}base"

ACTIVE = frozenset({"script", "foreignobject", "handler", "listener"})
MOVING = frozenset({"set", "animate", "animatecolor", "animatemotion", "animatetransform", "discard"})
"""Beside moving, these write attributes: an address that is harmless in the file need not stay so."""

RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
"""An image that stands in the file itself. Not one of SVG, which nobody would have looked into."""
LINK = re.compile(r"#|https?://|mailto:", re.IGNORECASE)
FETCHING = re.compile(
    r"@import|url\(\s*(?!['\"]?\s*#)|image-set\(|cross-fade\(|(?<![\w-])(?:image|src)\(", re.IGNORECASE
)
"""What fetches, in a style."""
DECLARATION = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\s")
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def read_drawing(data: bytes) -> Element | None:
    """Return the root of a drawing, None when the bytes are none; nothing is fetched, no entity expanded."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return root if root.tag == f"{SVG}svg" else None


def drawing_faults(root: Element) -> Iterator[str]:
    """Yield what a drawing may not hold, as the end of a sentence about it."""
    if _declares(root) or any(isinstance(node, etree._Entity) for node in root.iter()):
        yield "holds entities of its own"
    # A style sheet is named before the root.
    around = (*root.itersiblings(preceding=True), *root.iter())
    if any(isinstance(node, etree._ProcessingInstruction) for node in around):
        yield "holds a processing instruction"
    for element in root.iter(etree.Element):
        yield from _element_faults(element)


def _declares(root: Element) -> bool:
    """Tell whether a document type says what entities stand for, or gives elements attributes unseen."""
    document = root.getroottree()
    # lxml lists no declarations of attributes; written out, they are there.
    return document.docinfo.internalDTD is not None and bool(
        DECLARATION.search(etree.tostring(document, encoding="unicode"))
    )


def _element_faults(element: Element) -> Iterator[str]:
    qualified = etree.QName(element)
    name = qualified.localname.lower()
    if name in ACTIVE or name in MOVING or qualified.namespace == HTML:
        yield f"holds the element {qualified.localname}"
    for key, value in element.attrib.items():
        yield from _attribute_faults(name, str(key), " ".join(str(value).split()))
    if name == "style" and _fetches("".join(map(str, element.itertext()))):
        yield "brings in a style from outside"


def _attribute_faults(element: str, key: str, value: str) -> Iterator[str]:
    name = etree.QName(key).localname.lower()
    if name.startswith("on"):
        yield f"holds the script {name}"
    elif key == BASE:
        yield f"counts its addresses from {value}"
    elif name in ("href", "src"):
        if element == "a" and not LINK.match(value):
            yield f"leads to {value[:40]}"
        elif element != "a" and not (value.startswith("#") or (element != "use" and RASTER.match(value))):
            yield f"brings in {value[:40]}"
    elif _fetches(value):
        yield f"brings in {value[:40]}"


def _fetches(style: str) -> bool:
    """Tell whether a style leads outside the drawing, however its letters are written."""
    return bool(FETCHING.search(ESCAPE.sub(_character, style)))


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if 0 < code <= 0x10FFFF else escape[2] or ""
