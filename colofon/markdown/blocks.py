"""Blocks become lines, each block without the indentation of what it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from colofon.book import Element, block_text
from colofon.markdown.attributes import braces
from colofon.markdown.inlines import destination, inline
from colofon.markdown.lines import wrapped
from colofon.markdown.places import Place
from colofon.markdown.tables import table_rows
from colofon.vocabulary import HEADINGS


@dataclass(frozen=True)
class Context:
    """What stands around the blocks that are being written."""

    width: int | None = None
    in_list: bool = False
    derived: frozenset[str] = frozenset()
    """Ids that indexing gave; they are no part of the text."""

    def within(self, indent: int, in_list: bool = False) -> Context:
        """Return the context of blocks that are indented further."""
        width = None if self.width is None else max(1, self.width - indent)
        return replace(self, width=width, in_list=self.in_list or in_list)

    def id(self, element: Element) -> str:
        id = element.get("id", "")
        return "" if id in self.derived else id


def blocks(parent: Element, context: Context) -> list[str]:
    """Return the lines of the blocks in an element, with a blank line between."""
    lines: list[str] = []
    for block in parent:
        found = block_lines(block, context)
        lines += ["", *found] if lines and found else found
    return lines


def block_lines(block: Element, context: Context) -> list[str]:
    """Return the lines of a block."""
    return BLOCKS[str(block.tag)](block, context)


def _text_lines(element: Element, place: Place, behind: str = "") -> list[str]:
    return wrapped(inline(element, place) + behind, place)


def _paragraph(block: Element, context: Context) -> list[str]:
    place = Place(begins_line=True, in_list=context.in_list, width=context.width)
    found = _text_lines(block, place)
    return found if found != [""] else []


def _heading(block: Element, context: Context) -> list[str]:
    attributes = braces(block, context.id(block))
    behind = f" {attributes}" if attributes else ""
    level = int(str(block.tag)[1])
    if level <= len(UNDERLINES) and ("\n" in block_text(block)) and context.width is None:
        place = Place(begins_line=True, in_list=context.in_list, takes_attributes=True)
        return [*_text_lines(block, place, behind), UNDERLINES[level - 1]]
    title = _text_lines(block, Place(one_line=True, takes_attributes=True), behind)[0]
    return [f"{'#' * level} {title}".rstrip() if title.strip() else "#" * level]


UNDERLINES = ("===", "---")
"""Below a heading of several lines."""


def _code(block: Element, context: Context) -> list[str]:
    text = block_text(block)
    code = block.find("code")
    language = (code.get("class", "") if code is not None else "").removeprefix("language-")
    ticks = max((len(found) for found in re.findall(r"^ *(`{3,})", text, re.MULTILINE)), default=2)
    fence = "`" * (ticks + 1)
    lines = text.removesuffix("\n").split("\n") if text else []
    return [f"{fence} {language}".rstrip(), *lines, fence]


def _rule(block: Element, context: Context) -> list[str]:
    # Behind the marker of an item it would be one rule with it, and below a paragraph a heading.
    return ["___" if context.in_list else "---"]


def _quote(block: Element, context: Context) -> list[str]:
    if block.get("class") or block.get("id") or block.get("lang"):
        return _div(block, context)
    inside = blocks(block, context.within(2))
    return [f"> {line}" if line else ">" for line in inside] or [">"]


def _div(block: Element, context: Context) -> list[str]:
    classes = block.get("class", "")
    if block.tag == "blockquote" and "quote" not in classes.split():
        classes = f"quote {classes}"
    colons = ":" * (3 + _height(block))
    attributes = braces(block, context.id(block), classes, ("lang",)) or "{}"
    return [f"{colons} {attributes}", *blocks(block, context), colons]


def _height(block: Element) -> int:
    """Return how deep divs are nested in a block."""
    return max((_height(child) + _is_div(child) for child in block), default=0)


def _is_div(block: Element) -> bool:
    return block.tag == "div" or (block.tag == "blockquote" and len(set(block.attrib) - {"data-pos"}) > 0)


def _figure(block: Element, context: Context) -> list[str]:
    image, caption = block[0], block.find("figcaption")
    text = ""
    if caption is not None:
        text = inline(caption, Place(bracketed=True, width=context.width))
    id = context.id(block)
    behind = f"]({destination(image.get('src', ''))}){braces(image, id)}"
    return wrapped(f"![{text}{behind}", Place(begins_line=True, in_list=context.in_list, width=context.width))


def _table(block: Element, context: Context) -> list[str]:
    rows = [
        [(inline(cell, Place(one_line=True, in_cell=True)), cell) for cell in row] for row in block.iter("tr")
    ]
    lines = table_rows(rows)
    caption = block.find("caption")
    attributes = braces(block, context.id(block), block.get("class", ""), ("lang",))
    if caption is None and not attributes:
        return lines
    place = Place(takes_attributes=True, in_list=context.in_list, width=context.width)
    text = inline(caption, place) if caption is not None else ""
    attributes = attributes or ("" if text else "{}")
    behind = f" {attributes}" if attributes and text else attributes
    return [*lines, "", *wrapped(f": {text}{behind}", place)]


def _note(block: Element, context: Context) -> list[str]:
    inside = blocks(block, context.within(4))
    head = f"[^{block.get('data-label')}]:"
    if not inside:
        return [head]
    if len(block) and block[0].tag in OWN_LINE:
        return [head, *indented(inside, 4)]
    return [f"{head} {inside[0]}", *indented(inside[1:], 4)]


OWN_LINE = frozenset({"pre", "div", "blockquote", "aside", "table", "dl"})
"""What begins below a marker, not behind it, where pandoc may take it for text."""


def indented(lines: list[str], width: int) -> list[str]:
    return [" " * width + line if line else "" for line in lines]


def _list(block: Element, context: Context) -> list[str]:
    from colofon.markdown.lists import list_lines

    return list_lines(block, context)


def _definitions(block: Element, context: Context) -> list[str]:
    lines: list[str] = []
    for child in block:
        if child.tag == "dt":
            place = Place(begins_line=True, one_line=True, in_list=context.in_list)
            lines += [*([""] if lines else []), *_text_lines(child, place)]
        else:
            inside = blocks(child, context.within(4, in_list=True))
            before = child.getprevious()
            gap = [""] if before is not None and before.tag == "dd" else []
            lines += [*gap, f":   {inside[0] if inside else ''}", *indented(inside[1:], 4)]
    return lines


BLOCKS: dict[str, Callable[[Element, Context], list[str]]] = {
    "p": _paragraph,
    **dict.fromkeys(sorted(HEADINGS), _heading),
    "pre": _code,
    "hr": _rule,
    "blockquote": _quote,
    "div": _div,
    "figure": _figure,
    "table": _table,
    "aside": _note,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
}
