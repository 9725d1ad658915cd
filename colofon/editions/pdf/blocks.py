"""Blocks as print wants them: labels on captions, markers of lists, alignment of cells.

Works on a copy of a chapter's tree; what it adds is text or classes that the style sheet knows.
"""

from __future__ import annotations

import re

from lxml import etree

from colofon.book import Element
from colofon.editions.wording import NO_BREAK_SPACE, Phrases
from colofon.editions.xhtml import label_caption
from colofon.numbering import letter, roman

DELIMITED = {"period": "{}.", "paren": "{})", "parens": "({})"}
"""Delimiter of an ordered list -> how a marker is written."""


BLOCKS = frozenset({"p", "ul", "ol", "dl", "blockquote", "div", "table", "figure", "pre", "hr"})
ANNOUNCED = frozenset({"ul", "ol", "dl", "blockquote", "table", "pre"})
"""What a paragraph that ends in a colon is not parted from."""
ANNOUNCING = "announcing"
WIDTH = re.compile(r"\d{1,4}(?:\.\d+)?(?:%|px|mm|cm|em|pt)?$")


def shape_blocks(tree: Element, words: Phrases) -> None:
    """Shape every list, table and figure below an element."""
    for listing in list(tree.iter("ol")):
        mark_items(listing)
    for item in list(tree.iter("li")):
        wrap_item(item)
    for table in tree.iter("table"):
        shape_table(table)
    for kind in ("figure", "table"):
        for block in tree.iter(kind):
            label_caption(block, words)
    for image in tree.iter("img"):
        size_image(image)
    for paragraph in tree.iter("p"):
        keep_with_next(paragraph)


def mark_items(listing: Element) -> None:
    """Write the marker of each item out, as the manuscript has it: ``(i)``, ``a.``."""
    style = listing.get("type", "1")
    pattern = DELIMITED[listing.get("data-delimiter", "period")]
    for value, item in enumerate(listing.iterchildren("li"), start=int(listing.get("start", "1"))):
        marker = pattern.format(ordinal(value, style))
        item.set("style", f'list-style-type: "{marker}{NO_BREAK_SPACE}"')


def ordinal(value: int, style: str) -> str:
    """Return a number in the style of a list: HTML's ``1 a A i I``."""
    if style in ("i", "I"):
        return roman(value) if style == "I" else roman(value).lower()
    if style in ("a", "A"):
        return letter(value) if style == "A" else letter(value).lower()
    return str(value)


def wrap_item(item: Element) -> None:
    """Put the content of an item into one element, which WeasyPrint tags as the body of the item.

    Without it a paragraph stands beside the label, which PDF/UA-1 refuses (ISO 32000-1, 14.8.4.3.3).
    """
    if not any(child.tag in BLOCKS for child in item):
        return
    body = etree.Element("li", {"class": "body"})
    body.text, item.text = item.text, None
    body.extend(list(item))
    item.append(body)


def shape_table(table: Element) -> None:
    """Align cells, and make row headers of the first cells where the table says so."""
    for cell in table.iter("th", "td"):
        align = cell.get("data-align")
        if align:
            cell.set("class", f"align-{align}")
    if "row-headers" in table.get("class", ""):
        for row in table.iterfind("tbody/tr"):
            if len(row):
                row[0].tag = "th"
                row[0].set("scope", "row")


def size_image(image: Element) -> None:
    """Turn the width that the manuscript gives an image into one of the style sheet's."""
    width = image.get("width", "")
    if width:
        del image.attrib["width"]
    if WIDTH.match(width):
        image.set("style", f"width: {width}{'px' if width.isdigit() else ''}")


def keep_with_next(paragraph: Element) -> None:
    """Mark a paragraph that announces what follows it."""
    following = paragraph.getnext()
    if following is None or following.tag not in ANNOUNCED:
        return
    pieces = paragraph.xpath(".//text()[not(ancestor::aside)]")
    assert isinstance(pieces, list)
    if "".join(map(str, pieces)).rstrip().endswith(":"):
        paragraph.set("class", " ".join(filter(None, (paragraph.get("class"), ANNOUNCING))))
