"""A tree of the source comes down to what a chapter tree may hold.

Divisions are undone, languages go to where the vocabulary has them, raised and lowered text to
characters of their own; what has no form keeps its text and is reported.
"""

from __future__ import annotations

import re

from lxml import etree

from colofon.book import Element, block_text
from colofon.importing.pandoc.inlines import CLASSES
from colofon.importing.pandoc.trees import is_empty, put_in_place, text_of, unwrap
from colofon.importing.report import Report
from colofon.reading.attributes import VALUES
from colofon.trees import put_before, take_out
from colofon.vocabulary import HEADINGS, TEXT_BLOCKS

RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
LANGUAGE = VALUES["lang"][0]
TAKES_LANGUAGE = HEADINGS | {"blockquote", "table", "span", "em", "strong", "code", "a", "img"}
KEPT = {
    "a": {
        "class",
        "href",
        "data-label",
        "data-key",
        "data-target",
        "data-last",
        "data-chapter",
        "data-mark",
        "lang",
    },
    "aside": {"class", "data-label"},
    "blockquote": {"lang", "class"},
    "code": {"class", "lang"},
    "figure": {"id"},
    "img": {"src", "alt", "width", "lang"},
    "ol": {"class", "type", "start", "data-delimiter"},
    "span": {"id", "lang", "class"},
    "table": {"id", "class", "lang"},
    "td": {"data-align"},
    "th": {"data-align", "scope"},
    "ul": {"class"},
    "em": {"lang"},
    "strong": {"lang"},
}
"""Element -> attributes that it may have; a heading has id and lang, any other none."""
INLINE = frozenset({"a", "em", "strong", "code", "br", "span", "img", "sup", "sub"})


def clean(tree: Element, report: Report) -> None:
    """Bring a tree, or a note, to the vocabulary, in place."""
    for block in list(tree.iter("div")):
        _undo_division(block)
    _spread_languages(tree)
    for element in list(tree.iter("sup", "sub")):
        _level(element, report)
    for element in list(tree.iter("span", "em", "strong", "a")):
        _clean_inline(element)
    for block in list(tree.iter("p", "figure", *HEADINGS)):
        _clean_block(block, report)
    for item in tree.iter("li", "dd", "blockquote", "aside"):
        _hold_blocks(item)
    for block in list(tree.iter("ul", "ol", "dl", "blockquote", "table")):
        if is_empty(block) and block.getparent() is not None:
            take_out(block)
    _drop_attributes(tree)


def _undo_division(block: Element) -> None:
    """Undo a ``div``; quotations of it become one, and its language goes to its blocks."""
    kinds = set(block.get(CLASSES, "").split())
    language = block.get("lang", "")
    if kinds & {"quote", "quotation", "blockquote"} and block.find("blockquote") is None:
        block.tag = "blockquote"
        block.attrib.pop("id", "")
        return
    holds_heading = next(block.iter(*HEADINGS), None) is not None
    if kinds & {"box", "epigraph"} and not holds_heading:
        block.set("class", "box" if "box" in kinds else "epigraph")
        block.set("data-keep", "yes")
    for child in block:
        if language and not child.get("lang"):
            child.set("lang", language)
    if block.get("data-keep"):
        block.attrib.pop("lang", "")
        return
    if (block.text or "").strip():
        paragraph = etree.Element("p")
        paragraph.text, block.text = block.text, None
        block.insert(0, paragraph)
    unwrap(block)


def _spread_languages(tree: Element) -> None:
    """Set languages of lists and items down, to what takes one."""
    for element in list(tree.iter()):
        language = element.get("lang", "")
        if not language or not isinstance(element.tag, str):
            continue
        if not LANGUAGE.fullmatch(language):
            del element.attrib["lang"]
        elif element.tag in TEXT_BLOCKS and element.tag not in HEADINGS and element.tag != "pre":
            del element.attrib["lang"]
            _wrap_content(element, language)
        elif element.tag not in TAKES_LANGUAGE and element is not tree:
            del element.attrib["lang"]
            for child in element:
                if not child.get("lang") and child.tag not in ("aside",):
                    child.set("lang", language)


def _wrap_content(block: Element, language: str) -> None:
    span = etree.Element("span", {"lang": language})
    span.text, block.text = block.text, None
    span.extend(list(block))
    block.append(span)


def _level(element: Element, report: Report) -> None:
    """Make characters of raised and lowered digits, and ordinary text of anything else."""
    text = text_of(element)
    signs = RAISED if element.tag == "sup" else LOWERED
    if len(element) == 0 and text and all(sign in signs for sign in text):
        put_in_place(element, "".join(signs[sign] for sign in text))
        return
    if text:
        where = "raised" if element.tag == "sup" else "lowered"
        report.doubt(text, f"{where} text stands on the line now")
    unwrap(element)


def _clean_inline(element: Element) -> None:
    holder = element.getparent()
    if holder is None or not isinstance(element.tag, str):
        return
    if element.tag in ("em", "strong"):
        if not text_of(element) and element.find(".//img") is None and element.find(".//a") is None:
            put_in_place(element, " " if block_text(element) else "")
        elif any(around.tag == element.tag for around in element.iterancestors()):
            unwrap(element)
        else:
            _trim(element)
    elif (element.tag == "span" and not element.get("id") and not element.get("lang")) or (
        element.tag == "span" and not text_of(element)
    ):
        unwrap(element)


def _trim(element: Element) -> None:
    """Put the spaces at the ends of emphasis outside it."""
    if len(element) == 0:
        text = element.text or ""
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        element.text = text[start:end]
        element.tail = text[end:] + (element.tail or "")
        if start:
            put_before(element, text[:start])


def _clean_block(block: Element, report: Report) -> None:
    holder = block.getparent()
    if holder is None:
        return
    if block.tag == "figure":
        for image in block.findall("img"):
            image.attrib.pop("id", "")
        return
    _squeeze(block)
    if is_empty(block):
        put_in_place(block, "")
    elif block.tag == "p" and len(block) == 1 and block[0].tag == "img" and not text_of(block):
        block.tag = "figure"
    elif block.tag in HEADINGS and not text_of(block):
        block.tag = "p"
        _clean_block(block, report)
    elif block.tag in HEADINGS:
        for line in list(block.iter("br")):
            put_in_place(line, " " if not (line.tail or " ")[0].isspace() else "")
        if holder.tag not in ("section", "body"):
            report.doubt(text_of(block), "a heading inside another block has become a paragraph")
            block.tag = "p"
            strong = etree.Element("strong")
            strong.text, block.text = block.text, None
            strong.extend(list(block))
            block.append(strong)


def _squeeze(block: Element) -> None:
    """Remove the spaces at the ends of a block, and line breaks that end it."""
    block.text = (block.text or "").lstrip(" \n\t")
    while len(block) and block[-1].tag == "br" and not (block[-1].tail or "").strip():
        block.remove(block[-1])
    if len(block):
        block[-1].tail = (block[-1].tail or "").rstrip(" \n\t")
    else:
        block.text = block.text.rstrip(" \n\t")
    for element in block.iter():
        element.text = re.sub(r"[ \t]{2,}", " ", element.text) if element.text else element.text
        if element is not block and element.tail:
            element.tail = re.sub(r"[ \t]{2,}", " ", element.tail)


def _hold_blocks(item: Element) -> None:
    """Put text that stands beside blocks into paragraphs."""
    if (item.text or "").strip() or any(child.tag in INLINE for child in item):
        paragraph = etree.Element("p")
        paragraph.text, item.text = item.text, None
        while len(item) and item[0].tag in INLINE:
            paragraph.append(item[0])
        item.insert(0, paragraph)
    for child in item:
        if child.tail and child.tag not in INLINE:
            child.tail = None


def _drop_attributes(tree: Element) -> None:
    for element in tree.iter(etree.Element):
        kept = KEPT.get(element.tag, set())
        if element.tag in HEADINGS:
            kept = {"id", "lang", "data-document", "data-language", "data-supplied"}
        if element.tag == "div":
            kept = {"class"}
        for name in list(element.attrib):
            if name not in kept and element is not tree:
                del element.attrib[name]


INVISIBLE = {
    "\u2060": "word joiners",
    "\u00ad": "soft hyphens",
    "\ufeff": "zero-width spaces",
    "\u200b": "zero-width spaces",
}
"""Characters by which an edition steers its lines; each edition breaks its lines anew."""


def drop_invisible(trees: list[Element], report: Report) -> None:
    """Remove characters that steer lines, and say how many there were."""
    counts: dict[str, int] = {}
    for tree in trees:
        for element in tree.iter(etree.Element):
            for sign, name in INVISIBLE.items():
                for part in ("text", "tail"):
                    text = getattr(element, part) or ""
                    if sign in text:
                        counts[name] = counts.get(name, 0) + text.count(sign)
                        setattr(element, part, text.replace(sign, ""))
    for name, count in sorted(counts.items()):
        report.remove(f"{count} {name}", "they steer the lines of that edition and are not seen")
