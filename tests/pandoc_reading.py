"""What a chapter says by pandoc, as the lines of `our_reading`.

The second reader is the measure of the first: the manuscript must be readable without this program.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pypandoc

from tests.our_reading import Line, nested, opening

FORMAT = "markdown-smart-auto_identifiers"
"""Derived ids differ between the two readers and are no targets in ours: only written ids count."""

STYLES = {"Decimal": "1", "LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
DELIMITERS = {"Period": "period", "OneParen": "paren", "TwoParens": "parens"}
ALIGNMENTS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center", "AlignDefault": ""}


def pandoc_lines(text: str) -> list[Line]:
    """Return what pandoc reads in a chapter."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as no_abbreviations:
        arguments = [f"--abbreviations={no_abbreviations.name}", "--preserve-tabs"]
        document = json.loads(pypandoc.convert_text(text, "json", format=FORMAT, extra_args=arguments))
    return list(_Pandoc().blocks(document["blocks"], ""))


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
        yield Line(indent + opening(tag, **attributes) + self.inlines(inlines))
        while self.called:
            note = self.called.pop(0)
            yield Line(f"{indent}  <note>")
            yield from self.blocks(note, f"{indent}    ")

    def paragraph(self, inlines: Any, indent: str) -> Iterator[Line]:
        if len(inlines) == 1 and inlines[0]["t"] == "Image":
            # pandoc makes no figure of an image without a caption, nor in a list without empty lines.
            attributes, caption, address = inlines[0]["c"]
            yield Line(indent + opening("figure", id=attributes[0]))
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
        yield Line(indent + opening(tag, **found, **{"class": " ".join(classes)}))
        yield from self.blocks(blocks, indent + "  ")

    def bullets(self, items: Any, indent: str) -> Iterator[Line]:
        yield Line(f"{indent}<ul>")
        yield from self.items(items, "li", indent + "  ")

    def ordered(self, content: Any, indent: str) -> Iterator[Line]:
        (start, style, delimiter), items = content
        shown = {"start": "" if start == 1 else str(start), "type": STYLES[style["t"]]}
        yield Line(indent + opening("ol", **shown, delimiter=DELIMITERS[delimiter["t"]]))
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
        yield Line(indent + opening("figure", **_attributes(attributes, "id", "lang")))
        yield Line(f"{indent}  {self.inlines(blocks[0]['c'])}")
        self.called.clear()
        for block in caption[1]:
            yield from self.text("figcaption", block["c"], indent + "  ")

    def table(self, content: Any, indent: str) -> Iterator[Line]:
        attributes, caption, columns, head, bodies, _ = content
        found = _attributes(attributes, "id", "lang")
        yield Line(indent + opening("table", **found, **{"class": " ".join(attributes[1])}))
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
        return opening("code", **_attributes(content[0], "id", "lang")) + f"{content[1]}</code>"

    def span(self, content: Any) -> str:
        attributes, inlines = content
        shown = {**_attributes(attributes, "id", "lang"), "class": " ".join(attributes[1])}
        return f"{opening('span', **shown)}{self.inlines(inlines)}</span>"

    def link(self, content: Any) -> str:
        attributes, inlines, (address, _) = content
        shown = {**_attributes(attributes, "id", "lang"), "href": unquote(address)}
        return f"{opening('a', **shown)}{self.inlines(inlines)}</a>"

    def image(self, content: Any) -> str:
        attributes, inlines, (address, _) = content
        shown = _attributes(attributes, "id", "lang", "alt", "width")
        shown["alt"] = shown["alt"] or _plain(inlines)
        return opening("img", src=address, **shown)


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
