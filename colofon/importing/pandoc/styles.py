"""What the names of paragraph styles say: captions, contents, code, definitions, the title page.

Takes a tree in which a style is an attribute, of a ``div`` or of a paragraph, or stands in the text as
`office` put it there; the blocks become what their style says they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from colofon.book import Element, block_text
from colofon.importing.pandoc.blocks import move_content
from colofon.importing.pandoc.metadata import Said
from colofon.importing.pandoc.office import CLOSING, OPENING, PICTURE
from colofon.importing.pandoc.trees import is_empty, text_of, unwrap
from colofon.importing.report import Report
from colofon.trees import take_out
from colofon.vocabulary import TEXT_BLOCKS

STYLE = "data-style"
IN_TEXT = re.compile(f"{OPENING}([^{CLOSING}]*){CLOSING}")
ALTERNATIVE = re.compile(f"{PICTURE}([^{CLOSING}]*){CLOSING}")
KINDS = {
    "contents": r"(?:toc|inhopg|inhaltsverzeichnis|verzeichnis|tm)(?: heading)? ?\d?|toc heading"
    r"|contents (?:heading|\d)|table of figures|(?:illustration|table|figure)? ?index(?: heading| \d)?",
    "title": "title|titel|titre",
    "subtitle": "subtitle|ondertitel|untertitel|sous-titre",
    "author": "authors?|auteur",
    "date": "date|datum",
    "caption": r"(?:table|image|figure|captioned)? ?captions?|bijschrift|beschriftung|légende"
    r"|table|figure|illustration|drawing",
    "note": r"(?:foot|end)note(?: text)?|(?:voet|eind)noottekst|(?:fuß|end)notentext"
    r"|note de (?:bas de page|fin)",
    "term": "definition term.*",
    "meaning": "definition definition.*",
    "code": "preformatted text|source code|code|html preformatted|plain text",
    "rule": "horizontal line",
    "quote": "quotations?|(?:intense )?quote|block text|(?:duidelijk )?citaat|zitat|citation",
}
"""What a style means -> its names, in Word and LibreOffice, in several languages."""


def kind_of(block: Element) -> str:
    """Return what the style of a block says it is, or nothing."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", block.get(STYLE, "")).strip().lower()
    return next((kind for kind, names in KINDS.items() if name and re.fullmatch(names, name)), "")


def apply_styles(tree: Element, said: Said, report: Report) -> None:
    """Make of blocks what their styles say."""
    for element in list(tree.iter(etree.Element)):
        _take_from_text(element)
    for block in list(tree.iter("div")):
        if block.get(STYLE):
            for child in block:
                if not child.get(STYLE):
                    child.set(STYLE, block.get(STYLE, ""))
            unwrap(block)
    for block in list(tree.iter(*TEXT_BLOCKS, "figure")):
        kind = kind_of(block)
        if kind in BUILDERS and block.getparent() is not None:
            BUILDERS[kind](block, said, report)
    for holder in list(tree.iter("blockquote")):
        if len(holder) and all(child.tag in ("dd", "pre") for child in holder):
            unwrap(holder)
    _gather(tree, {"dt", "dd"}, "dl")
    _join_code(tree)
    for block in list(tree.iter("p")):
        if [inner.tag for inner in block] == ["img"] and not text_of(block):
            block.tag, block.text, block[0].tail = "figure", None, None
    for block in list(tree.iter("table", "figure")):
        _take_caption(block)
    for caption in tree.iter("caption", "figcaption"):
        _take_number(caption, report)


def _take_from_text(element: Element) -> None:
    """Take a style out of the text where it stands, and an alternative to the picture before it."""
    if element.text:
        match = IN_TEXT.match(element.text)
        if match:
            element.text = element.text[match.end() :]
            block = element
            while block.tag not in TEXT_BLOCKS and block.tag != "figure":
                holder = block.getparent()
                if holder is None:
                    break
                block = holder
            block.set(STYLE, match[1])
        element.text = ALTERNATIVE.sub("", element.text)
    if element.tail:
        match = ALTERNATIVE.search(element.tail)
        if match and element.tag == "img":
            element.set("alt", match[1])
        element.tail = IN_TEXT.sub("", ALTERNATIVE.sub("", element.tail))


def _remove(block: Element, said: Said, report: Report) -> None:
    report.remove(text_of(block), "a table of contents is made anew by each edition")
    take_out(block)


def _say(name: str) -> Callable[[Element, Said, Report], None]:
    def say(block: Element, said: Said, report: Report) -> None:
        words = text_of(block)
        if not words or block.find(".//a[@class='noteref']") is not None:
            return
        if name == "author":
            if words not in [person["name"] for person in said.people]:
                said.people.append({"name": words, "role": "aut"})
        else:
            # What readers see goes before what the properties of the file say.
            setattr(said, name, words)
        report.remove(words, "said on the title page, which each edition makes")
        take_out(block)

    return say


def _become(tag: str) -> Callable[[Element, Said, Report], None]:
    def become(block: Element, said: Said, report: Report) -> None:
        if tag == "dd":
            holder = etree.Element("dd")
            holder.tail, block.tail = block.tail, None
            block.addprevious(holder)
            holder.append(block)
        elif tag == "blockquote":
            _quote(block)
        elif tag != "hr" or is_empty(block):
            block.tag = tag

    return become


def _quote(block: Element) -> None:
    """Put a paragraph into a quotation: that of the paragraph before it, when there is one."""
    if next(block.iterancestors("blockquote"), None) is not None:
        return
    before = block.getprevious()
    if before is None or before.tag != "blockquote" or before.get(STYLE) != block.get(STYLE):
        before = etree.Element("blockquote", {STYLE: block.get(STYLE, "")})
        block.addprevious(before)
    before.append(block)


BUILDERS: dict[str, Callable[[Element, Said, Report], None]] = {
    "contents": _remove,
    "title": _say("title"),
    "subtitle": _say("subtitle"),
    "author": _say("author"),
    "date": _say("date"),
    "term": _become("dt"),
    "meaning": _become("dd"),
    "rule": _become("hr"),
    "quote": _become("blockquote"),
}


def _gather(tree: Element, tags: set[str], tag: str) -> None:
    """Put blocks that stand together into what holds them."""
    for block in list(tree.iter(*tags)):
        holder = block.getparent()
        if holder is None or holder.tag == tag:
            continue
        before = block.getprevious()
        if before is None or before.tag != tag or before.get("data-gathered") is None:
            before = etree.Element(tag, {"data-gathered": "yes"})
            block.addprevious(before)
        before.append(block)


def _join_code(tree: Element) -> None:
    """Make one block of code of the paragraphs that are its lines."""
    for block in list(tree.iter("p")):
        if kind_of(block) != "code" or block.getparent() is None:
            continue
        before = block.getprevious()
        if before is None or before.tag != "pre" or before.get("data-gathered") is None:
            before = etree.Element("pre", {"data-gathered": "yes"})
            etree.SubElement(before, "code").text = ""
            block.addprevious(before)
        for line in block.iter("br"):
            line.tail = "\n" + (line.tail or "").removeprefix("\n")
        before[0].text = (before[0].text or "") + block_text(block) + "\n"
        take_out(block)


def _take_number(caption: Element, report: Report) -> None:
    """Take off the number that a caption types: each edition gives it one."""
    match = NUMBERED.match(caption.text or "")
    if match and caption.text:
        report.remove(match.group(), f"the number typed before “{text_of(caption)[match.end() :].strip()}”")
        caption.text = caption.text[match.end() :]


NUMBERED = re.compile(
    r"\s*(?:tabel|table|tabelle|figuur|figure|fig\.|abbildung|abb\.|tableau|grafiek)\s+[0-9]+(?:[.-][0-9]+)?\s*[:.–—-]?\s+(?=\S)",
    re.IGNORECASE,
)


def _take_caption(block: Element) -> None:
    """Give a table or a figure the paragraph beside it that has the style of a caption."""
    tag = "caption" if block.tag == "table" else "figcaption"
    if block.find(tag) is not None:
        return
    sides = (block.getprevious(), block.getnext())
    for beside in sides if block.tag == "table" else reversed(sides):
        if beside is not None and beside.tag == "p" and kind_of(beside) == "caption" and not is_empty(beside):
            caption = etree.Element(tag)
            move_content(beside, caption)
            block.insert(0 if tag == "caption" else len(block), caption)
            take_out(beside)
            return
