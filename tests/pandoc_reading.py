"""What a chapter says, as lines that can be compared: from our tree, and from pandoc's.

A line is one block with its inline markup; notes follow the block that calls them, indented. The
second reader is the measure of the first: the manuscript must be readable without this program.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

import pypandoc

from colofon.book import Chapter, Element, Position, block_text
from colofon.vocabulary import HEADINGS

FORMAT = "markdown-smart-auto_identifiers"
"""Derived ids differ between the two readers and are no targets in ours: only written ids count."""

STYLES = {"Decimal": "1", "LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
DELIMITERS = {"Period": "period", "OneParen": "paren", "TwoParens": "parens"}
ALIGNMENTS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center", "AlignDefault": ""}
ITEMS = {"ul": "li", "ol": "li", "dl": "", "thead": "", "tbody": ""}


class Line(NamedTuple):
    """One block, or the opening of one that holds blocks."""

    text: str
    place: Position | None = None


def pandoc_lines(text: str) -> list[Line]:
    """Return what pandoc reads in a chapter."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as no_abbreviations:
        arguments = [f"--abbreviations={no_abbreviations.name}", "--preserve-tabs"]
        document = json.loads(pypandoc.convert_text(text, "json", format=FORMAT, extra_args=arguments))
    return list(_Pandoc().blocks(document["blocks"], ""))


def our_lines(chapter: Chapter) -> list[Line]:
    """Return what our reader reads in a chapter."""
    return list(_Ours(chapter).blocks(chapter.tree, ""))


def _opening(tag: str, **attributes: str) -> str:
    given = "".join(f" {name}={value}" for name, value in attributes.items() if value)
    return f"<{tag}{given}>"


def nested(text: str) -> str:
    """Return inline markup as both readers could have it.

    ``***both***`` one way round, which they choose differently, and a run of spaces as one.
    """
    text = text.replace("<em><strong>", "<strong><em>").replace("</strong></em>", "</em></strong>")
    return re.sub(" +", " ", text)


class _Ours:
    def __init__(self, chapter: Chapter) -> None:
        self.chapter = chapter
        self.notes = {note.get("data-label"): note for note in chapter.tree.iter("aside")}
        self.called: list[Element] = []

    def blocks(self, parent: Element, indent: str) -> Iterator[Line]:
        for block in parent:
            if block.tag != "aside":
                yield from self.block(block, indent)

    def block(self, block: Element, indent: str) -> Iterator[Line]:
        place = self.chapter.position(block)
        if block.tag in ("p", "dt", "caption", "figcaption", "th", "td", *HEADINGS):
            head = _opening(
                block.tag,
                id=block.get("id", ""),
                lang=block.get("lang", ""),
                align=block.get("data-align", ""),
            )
            yield Line(indent + head + self.inlines(block), place)
            yield from self.take_notes(indent)
        elif block.tag == "pre":
            yield Line(f"{indent}<pre>{block_text(block).removesuffix(chr(10))!r}", place)
        elif block.tag == "img":
            yield Line(indent + self.inline(block), place)
        else:
            yield Line(indent + _opening(block.tag, **self.attributes(block)), place)
            yield from self.blocks(block, indent + "  ")

    def attributes(self, block: Element) -> dict[str, str]:
        names = {"id": "id", "lang": "lang", "start": "start", "type": "type", "data-delimiter": "delimiter"}
        found = {short: block.get(name, "") for name, short in names.items()}
        if block.tag not in ("ul", "ol"):
            found["class"] = block.get("class", "").replace("quote", "")
        return found

    def take_notes(self, indent: str) -> Iterator[Line]:
        while self.called:
            note = self.called.pop(0)
            yield Line(f"{indent}  <note>", self.chapter.position(note))
            yield from self.blocks(note, f"{indent}    ")

    def inlines(self, element: Element) -> str:
        parts = [element.text or ""]
        for child in element:
            parts += self.inline(child), child.tail or ""
        return nested("".join(parts).replace("<br>\n", "<br>").replace("\n", " "))

    def inline(self, element: Element) -> str:
        kind = element.get("class", "")
        if kind == "noteref":
            note = self.notes.get(element.get("data-label"))
            if note is None:
                return f"[^{element.get('data-label')}]"
            self.called.append(note)
            return "<note>"
        if kind == "definition":
            return f"&{element.get('data-key')};"
        if element.tag == "br":
            return "<br>"
        if element.tag == "img":
            attributes = {name: element.get(name, "") for name in ("id", "lang", "alt", "width")}
            return _opening("img", src=element.get("src", ""), **attributes)
        shown = {name: element.get(name, "") for name in ("id", "lang")}
        if element.tag == "a":
            shown["href"] = unquote(_address(element))
        elif kind:
            shown["class"] = kind
        return f"{_opening(element.tag, **shown)}{self.inlines(element)}</{element.tag}>"


def _address(link: Element) -> str:
    kind, key = link.get("class"), link.get("data-key", "")
    if kind == "xref":
        last = link.get("data-last")
        return f"#{link.get('data-target')}" + (f"..{last}" if last is not None else "")
    if kind == "note-link":
        chapter = link.get("data-chapter")
        return "note:" + (f"{chapter}/" if chapter else "") + link.get("data-label", "")
    prefixes = {"term": "term:", "citation": "cite:"}
    return prefixes[kind] + key if kind in prefixes else link.get("href", "")


class _Pandoc:
    def __init__(self) -> None:
        self.called: list[Any] = []

    def blocks(self, blocks: list[Any], indent: str) -> Iterator[Line]:
        for block in blocks:
            if block["t"] in BLOCKS:
                yield from BLOCKS[block["t"]](self, block.get("c"), indent)
            else:
                yield Line(f"{indent}<{block['t']}>")

    def text(self, tag: str, inlines: list[Any], indent: str, **attributes: str) -> Iterator[Line]:
        yield Line(indent + _opening(tag, **attributes) + self.inlines(inlines))
        while self.called:
            note = self.called.pop(0)
            yield Line(f"{indent}  <note>")
            yield from self.blocks(note, f"{indent}    ")

    def paragraph(self, inlines: Any, indent: str) -> Iterator[Line]:
        if len(inlines) == 1 and inlines[0]["t"] == "Image":
            # pandoc makes no figure of an image without a caption, nor in a list without empty lines.
            attributes, caption, address = inlines[0]["c"]
            yield Line(indent + _opening("figure", id=attributes[0]))
            picture = [["", *attributes[1:]], [], address]
            yield Line(f"{indent}  {self.image(picture)}")
            if caption:
                yield from self.text("figcaption", caption, indent + "  ")
        else:
            yield from self.text("p", inlines, indent)

    def heading(self, content: Any, indent: str) -> Iterator[Line]:
        level, attributes, inlines = content
        yield from self.text(f"h{level}", inlines, indent, **_attributes(attributes, "id", "lang"))

    def code(self, content: Any, indent: str) -> Iterator[Line]:
        yield Line(f"{indent}<pre>{content[1]!r}")

    def rule(self, content: Any, indent: str) -> Iterator[Line]:
        yield Line(f"{indent}<hr>")

    def quote(self, content: Any, indent: str) -> Iterator[Line]:
        yield Line(f"{indent}<blockquote>")
        yield from self.blocks(content, indent + "  ")

    def div(self, content: Any, indent: str) -> Iterator[Line]:
        attributes, blocks = content
        found = _attributes(attributes, "id", "lang")
        classes = [name for name in attributes[1] if name != "quote"]
        tag = "blockquote" if "quote" in attributes[1] else "div"
        yield Line(indent + _opening(tag, **found, **{"class": " ".join(classes)}))
        yield from self.blocks(blocks, indent + "  ")

    def bullets(self, items: Any, indent: str) -> Iterator[Line]:
        yield Line(f"{indent}<ul>")
        yield from self.items(items, "li", indent + "  ")

    def ordered(self, content: Any, indent: str) -> Iterator[Line]:
        (start, style, delimiter), items = content
        shown = {"start": "" if start == 1 else str(start), "type": STYLES[style["t"]]}
        yield Line(indent + _opening("ol", **shown, delimiter=DELIMITERS[delimiter["t"]]))
        yield from self.items(items, "li", indent + "  ")

    def items(self, items: list[Any], tag: str, indent: str) -> Iterator[Line]:
        for item in items:
            yield Line(f"{indent}<{tag}>")
            yield from self.blocks(item, indent + "  ")

    def definitions(self, content: Any, indent: str) -> Iterator[Line]:
        yield Line(f"{indent}<dl>")
        for term, definitions in content:
            yield from self.text("dt", term, indent + "  ")
            yield from self.items(definitions, "dd", indent + "  ")

    def figure(self, content: Any, indent: str) -> Iterator[Line]:
        attributes, caption, blocks = content
        yield Line(indent + _opening("figure", **_attributes(attributes, "id", "lang")))
        yield Line(f"{indent}  {self.inlines(blocks[0]['c'])}")
        self.called.clear()
        for block in caption[1]:
            yield from self.text("figcaption", block["c"], indent + "  ")

    def table(self, content: Any, indent: str) -> Iterator[Line]:
        attributes, caption, columns, head, bodies, _ = content
        found = _attributes(attributes, "id", "lang")
        yield Line(indent + _opening("table", **found, **{"class": " ".join(attributes[1])}))
        for block in caption[1]:
            yield from self.text("caption", block["c"], indent + "  ")
        alignments = [ALIGNMENTS[column[0]["t"]] for column in columns]
        yield Line(f"{indent}  <thead>")
        yield from self.rows(head[1], "th", alignments, indent + "    ")
        yield Line(f"{indent}  <tbody>")
        yield from self.rows(bodies[0][3], "td", alignments, indent + "    ")

    def rows(self, rows: list[Any], tag: str, alignments: list[str], indent: str) -> Iterator[Line]:
        for _, cells in rows:
            yield Line(f"{indent}<tr>")
            for cell, alignment in zip(cells, alignments, strict=True):
                inlines = cell[4][0]["c"] if cell[4] else []
                yield from self.text(tag, inlines, indent + "  ", align=alignment)

    def inlines(self, inlines: list[Any]) -> str:
        return nested("".join(self.inline(inline["t"], inline.get("c")) for inline in inlines))

    def inline(self, kind: str, content: Any) -> str:
        if kind in PLAIN:
            return PLAIN[kind] or str(content)
        if kind == "Note":
            self.called.append(content)
            return "<note>"
        if kind in ("Emph", "Strong"):
            tag = "em" if kind == "Emph" else "strong"
            return f"<{tag}>{self.inlines(content)}</{tag}>"
        if kind not in INLINES:
            # Something that is no part of the dialect: shown, so that the difference says what.
            return f"<{kind}>"
        return INLINES[kind](self, content)

    def code_span(self, content: Any) -> str:
        return _opening("code", **_attributes(content[0], "id", "lang")) + f"{content[1]}</code>"

    def span(self, content: Any) -> str:
        attributes, inlines = content
        shown = {**_attributes(attributes, "id", "lang"), "class": " ".join(attributes[1])}
        return f"{_opening('span', **shown)}{self.inlines(inlines)}</span>"

    def link(self, content: Any) -> str:
        attributes, inlines, (address, _) = content
        shown = {**_attributes(attributes, "id", "lang"), "href": unquote(address)}
        return f"{_opening('a', **shown)}{self.inlines(inlines)}</a>"

    def image(self, content: Any) -> str:
        attributes, inlines, (address, _) = content
        shown = _attributes(attributes, "id", "lang", "alt", "width")
        shown["alt"] = shown["alt"] or _plain(inlines)
        return _opening("img", src=address, **shown)


def _attributes(attributes: Any, *names: str) -> dict[str, str]:
    values = {"id": attributes[0], **dict(attributes[2])}
    return {name: values.get(name, "") for name in names}


def _plain(inlines: list[Any]) -> str:
    """Return the text of an image's alternative, as our reader keeps it."""
    parts = []
    for inline in inlines:
        content = inline.get("c")
        if inline["t"] in PLAIN:
            parts.append(PLAIN[inline["t"]] or str(content))
        elif inline["t"] == "Code":
            parts.append(content[1])
        elif inline["t"] in ("Link", "Span"):
            parts.append(_plain(content[1]))
        elif isinstance(content, list) and inline["t"] != "Note":
            parts.append(_plain(content))
    return "".join(parts)


PLAIN = {"Str": "", "Space": " ", "SoftBreak": " ", "LineBreak": "<br>"}
BLOCKS: dict[str, Callable[[_Pandoc, Any, str], Iterator[Line]]] = {
    "Para": _Pandoc.paragraph,
    "Plain": _Pandoc.paragraph,
    "Header": _Pandoc.heading,
    "CodeBlock": _Pandoc.code,
    "HorizontalRule": _Pandoc.rule,
    "BlockQuote": _Pandoc.quote,
    "Div": _Pandoc.div,
    "BulletList": _Pandoc.bullets,
    "OrderedList": _Pandoc.ordered,
    "DefinitionList": _Pandoc.definitions,
    "Figure": _Pandoc.figure,
    "Table": _Pandoc.table,
}
INLINES: dict[str, Callable[[_Pandoc, Any], str]] = {
    "Code": _Pandoc.code_span,
    "Span": _Pandoc.span,
    "Link": _Pandoc.link,
    "Image": _Pandoc.image,
}
