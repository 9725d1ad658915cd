"""Blocks of pandoc's document become elements, as far as a chapter tree has them.

Divisions of the source stay as ``div`` with its classes until the passes have read them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from colofon.book import Element
from colofon.importing.pandoc.inlines import CLASSES, Inlines, append_clean, set_common
from colofon.importing.pandoc.tables import fill_table
from colofon.importing.report import Report
from colofon.vocabulary import TEXT_BLOCKS

STYLES = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
DELIMITERS = {"OneParen": "paren", "TwoParens": "parens"}


class Blocks:
    """Builds one tree, and keeps the notes until their place is known."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.inlines = Inlines(report, self.note)
        self.notes: dict[str, Element] = {}
        """Key of a call -> the note."""

    def tree(self, blocks: list[Any]) -> Element:
        """Return everything as one ``section``."""
        return self.fill(etree.Element("section"), blocks)

    def fill(self, parent: Element, blocks: list[Any]) -> Element:
        """Append blocks to an element and return it."""
        for block in blocks:
            BUILDERS.get(block["t"], Blocks.unknown)(self, parent, block.get("c"))
        return parent

    def note(self, blocks: Any) -> str:
        key = f"\N{SECTION SIGN}{len(self.notes) + 1}"
        # Taken before its blocks are read: a note in it gets the next key.
        aside = self.notes[key] = etree.Element("aside", {"class": "note", "data-label": key})
        self.fill(aside, blocks)
        return key

    def paragraph(self, parent: Element, content: Any) -> None:
        paragraph = self.inlines.fill(etree.SubElement(parent, "p"), content)
        images = list(paragraph.iter("img"))
        alone = len(images) == 1 and len(paragraph) == 1 and images[0] is paragraph[0]
        if alone and not ((paragraph.text or "") + (images[0].tail or "")).strip():
            self._make_figure(paragraph, images[0])

    def _make_figure(self, paragraph: Element, image: Element) -> None:
        """Make a figure of a paragraph that holds nothing but an image."""
        paragraph.tag = "figure"
        paragraph.text = image.tail = None
        if "id" in image.attrib:
            paragraph.set("id", image.attrib.pop("id"))

    def heading(self, parent: Element, content: Any) -> None:
        level, attributes, inlines = content
        heading = etree.SubElement(parent, f"h{min(level, 6)}")
        set_common(heading, attributes)
        self.inlines.fill(heading, inlines)

    def code(self, parent: Element, content: Any) -> None:
        (id, classes, _), text = content
        block = etree.SubElement(parent, "pre", {"id": id} if id else {})
        code = etree.SubElement(block, "code")
        append_clean(code, text if text.endswith("\n") else text + "\n")
        languages = [name for name in classes if name not in ("sourceCode", "numberLines")]
        if languages:
            code.set("class", f"language-{languages[0].removeprefix('language-')}")

    def raw(self, parent: Element, content: Any) -> None:
        self.report.remove(content[1], "what only the source's own program understands was left out")

    def rule(self, parent: Element, content: Any) -> None:
        etree.SubElement(parent, "hr")

    def quote(self, parent: Element, content: Any) -> None:
        self.fill(etree.SubElement(parent, "blockquote"), content)

    def lines(self, parent: Element, content: Any) -> None:
        paragraph = etree.SubElement(parent, "p")
        for index, line in enumerate(content):
            if index:
                etree.SubElement(paragraph, "br").tail = "\n"
            self.inlines.fill(paragraph, line)

    def div(self, parent: Element, content: Any) -> None:
        attributes, blocks = content
        block = etree.SubElement(parent, "div")
        set_common(block, attributes)
        style = dict(attributes[2]).get("custom-style")
        if style:
            block.set("data-style", style)
        self.fill(block, blocks)

    def bullets(self, parent: Element, content: Any) -> None:
        self._items(etree.SubElement(parent, "ul"), content)

    def ordered(self, parent: Element, content: Any) -> None:
        (start, style, delimiter), items = content
        block = etree.SubElement(parent, "ol")
        block.set("type", STYLES.get(style["t"], "1"))
        block.set("data-delimiter", DELIMITERS.get(delimiter["t"], "period"))
        if start != 1:
            block.set("start", str(start))
        self._items(block, items)

    def _items(self, block: Element, items: list[Any]) -> None:
        for item in items:
            self.fill(etree.SubElement(block, "li"), item)
        if all(child["t"] != "Para" for item in items for child in item):
            block.set("class", "tight")

    def definitions(self, parent: Element, content: Any) -> None:
        block = etree.SubElement(parent, "dl")
        for term, meanings in content:
            self.inlines.fill(etree.SubElement(block, "dt"), term)
            for meaning in meanings:
                self.fill(etree.SubElement(block, "dd"), meaning)

    def figure(self, parent: Element, content: Any) -> None:
        """Append a figure for each image in it; what else it holds stays beside them."""
        attributes, caption, blocks = content
        holder = self.fill(etree.Element("div"), blocks)
        images = list(holder.iter("img"))
        others = [block for block in holder if block.find(".//img") is None and block.tag != "figure"]
        captions = self.fill(etree.Element("div"), caption[1])
        for image in images:
            figure = etree.SubElement(parent, "figure")
            if image is images[0]:
                set_common(figure, attributes)
            image.tail = None
            if "id" in image.attrib:
                figure.set("id", figure.get("id") or image.attrib.pop("id"))
                image.attrib.pop("id", "")
            figure.append(image)
        for block in others:
            parent.append(block)
        if len(captions) and images:
            move_caption(captions, parent[-1 - len(others)], "figcaption")
        else:
            parent.extend(captions)

    def table(self, parent: Element, content: Any) -> None:
        table = etree.SubElement(parent, "table")
        set_common(table, content[0])
        fill_table(table, content, self.fill, self.report)
        captions = self.fill(etree.Element("div"), content[1][1])
        if len(captions):
            move_caption(captions, table, "caption")

    def unknown(self, parent: Element, content: Any) -> None:
        self.report.doubt(str(content), "pandoc has a block here that this program does not know")


def move_caption(blocks: Element, owner: Element, tag: str) -> None:
    """Make one caption of the blocks that pandoc has for it."""
    caption = etree.Element(tag)
    for block in [inner for inner in blocks.iter() if inner.tag in TEXT_BLOCKS]:
        if len(caption) or caption.text:
            append_clean(caption, " ")
        move_content(block, caption)
    if tag == "caption":
        owner.insert(0, caption)
    else:
        owner.append(caption)


def move_content(source: Element, target: Element) -> None:
    """Move text and elements of one element behind those of another."""
    append_clean(target, source.text or "")
    target.extend(list(source))
    source.text = None


BUILDERS: dict[str, Callable[[Blocks, Element, Any], None]] = {
    "Para": Blocks.paragraph,
    "Plain": Blocks.paragraph,
    "Header": Blocks.heading,
    "CodeBlock": Blocks.code,
    "RawBlock": Blocks.raw,
    "HorizontalRule": Blocks.rule,
    "BlockQuote": Blocks.quote,
    "LineBlock": Blocks.lines,
    "Div": Blocks.div,
    "BulletList": Blocks.bullets,
    "OrderedList": Blocks.ordered,
    "DefinitionList": Blocks.definitions,
    "Figure": Blocks.figure,
    "Table": Blocks.table,
}
__all__ = ["CLASSES", "Blocks", "move_caption", "move_content"]
