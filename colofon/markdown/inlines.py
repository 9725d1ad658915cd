"""Inline content: the text of a block with its emphasis, links, notes, code and images."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from colofon.book import POSITION, Element, block_text
from colofon.markdown.attributes import braces
from colofon.markdown.drafts import CLOSING, CODE, MARKUP, OPENING, Draft
from colofon.markdown.escaping import escape
from colofon.markdown.places import BREAK, Place
from colofon.reading.chapters import parse_inline
from colofon.reading.inlines import Lines

Marks = Callable[[Draft, int], str]
"""Chooses the mark of emphasis that lies so deep in other emphasis."""


def _stars(draft: Draft, depth: int) -> str:
    return "*"


def _apart(draft: Draft, depth: int) -> str:
    return "_" if draft.raw.endswith("*") and draft.kinds[-1] in (OPENING, CLOSING) else "*"


def _by_depth(draft: Draft, depth: int) -> str:
    return "*_"[depth % 2]


def _turned_round(draft: Draft, depth: int) -> str:
    return "_*"[depth % 2]


SPELLINGS: tuple[tuple[Marks, bool], ...] = tuple(
    (marks, careful) for careful in (False, True) for marks in (_stars, _apart, _by_depth, _turned_round)
)


def inline(element: Element, place: Place) -> str:
    """Return the Markdown of what stands in an element."""
    found = ""
    for marks, careful in SPELLINGS:
        found = escape(Drafter(marks, place).draft(element), place, careful)
        if not _has_emphasis(element) or _reads_back(found, element):
            return found
    return found


def _has_emphasis(element: Element) -> bool:
    return next(element.iter("em", "strong"), None) is not None


def _reads_back(text: str, element: Element) -> bool:
    """Tell whether the reader finds in a text what stands in an element."""
    text = text.replace(BREAK, " ")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    read, _ = parse_inline(text, "", element.tag, Lines(starts, [1] * len(starts), [1] * len(starts)), [])
    return list(_outline(read)) == list(_outline(element))


def _outline(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the elements in a block and the text before and behind them, white space as one space."""
    yield "", _plain(element.text)
    for child in element:
        yield str(child.tag), child.get("class", "")
        yield from _outline(child)
        yield "end", _plain(child.tail)


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


class Drafter:
    """Drafts the content of one block."""

    def __init__(self, marks: Marks, place: Place) -> None:
        self.marks = marks
        self.place = place
        self.result = Draft()
        self.result.brackets = int(place.bracketed)
        self.depth = 0

    def draft(self, element: Element) -> Draft:
        """Return the draft of what stands in an element."""
        self.content(element)
        return self.result

    def content(self, element: Element) -> None:
        self.text(element.text)
        for child in element:
            tail = child.tail or ""
            if child.tag == "br":
                tail = self.line_break(child, tail)
            else:
                INLINES[str(child.tag)](self, child)
            self.text(tail)

    def text(self, text: str | None) -> None:
        found = text or ""
        if self.place.width is not None:
            found = found.replace("\n", " ")
        self.result.text(found)

    def markup(self, text: str) -> None:
        """Add markup; a bar in it must not end a cell."""
        self.result.add(text.replace("|", "\\|") if self.place.in_cell else text, MARKUP)

    def line_break(self, element: Element, tail: str) -> str:
        """Add a line break, and return what stands behind it: the line end is part of the tree's text."""
        if self.place.one_line:
            return tail if tail[:1].isspace() else f" {tail}"
        self.result.add("\\\n", MARKUP)
        return tail.removeprefix("\n")

    def bracketed(self, element: Element, opening: str = "[") -> None:
        self.markup(opening)
        self.result.brackets += 1
        self.content(element)
        self.result.brackets -= 1
        self.markup("]")

    def emphasis(self, element: Element) -> None:
        mark = self.marks(self.result, self.depth) * (2 if element.tag == "strong" else 1)
        self.result.add(mark, OPENING)
        self.depth += 1
        self.content(element)
        self.depth -= 1
        self.result.add(mark, CLOSING)

    def code(self, element: Element) -> None:
        text = block_text(element).replace("\n", " ")
        longest = {len(ticks) for ticks in re.findall("`+", text)}
        ticks = "`" * next(count for count in range(1, len(text) + 2) if count not in longest)
        padded = text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and text.strip())
        self.result.add(f"{ticks} {text} {ticks}" if padded else f"{ticks}{text}{ticks}", CODE)
        self.markup(braces(element))

    def span(self, element: Element) -> None:
        if element.get("class") == "definition":
            self.result.add(f"&{element.get('data-key')};", MARKUP)
            return
        self.bracketed(element)
        self.markup(braces(element, element.get("id", ""), element.get("class", "")) or "{}")

    def link(self, element: Element) -> None:
        if element.get("class") == "noteref":
            self.result.add(f"[^{element.get('data-label')}]", MARKUP)
        elif _is_bare(element):
            self.result.add(f"<{element.text}>", MARKUP)
        else:
            self.bracketed(element)
            self.markup(f"({destination(address(element))}){braces(element)}")

    def image(self, element: Element) -> None:
        alternative = element.get("alt")
        id = element.get("id", "")
        self.markup("![")
        self.result.brackets += 1
        if alternative and " ".join(alternative.split()) == alternative:
            self.result.text(alternative)
            values: tuple[str, ...] = ("lang", "width")
        else:
            values = ("lang", "alt", "width")
        self.result.brackets -= 1
        self.markup(f"]({destination(element.get('src', ''))}){braces(element, id, values=values)}")


INLINES: dict[str, Callable[[Drafter, Element], None]] = {
    "em": Drafter.emphasis,
    "strong": Drafter.emphasis,
    "code": Drafter.code,
    "span": Drafter.span,
    "a": Drafter.link,
    "img": Drafter.image,
}

BARE_ADDRESS = re.compile(r"(?:https?|mailto):[!-;=?-\[\]-~]+")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def _is_bare(link: Element) -> bool:
    """Tell whether a link shows its own address and nothing else, so that ``<...>`` says it all."""
    text, href = link.text or "", link.get("href", "")
    if len(link) or link.get("class") != "link" or set(link.attrib) - {"class", "href", POSITION}:
        return False
    if MAIL.fullmatch(text):
        return href == f"mailto:{text}"
    return text == href and BARE_ADDRESS.fullmatch(href) is not None and not re.search(r"[%|]", href)


def address(link: Element) -> str:
    """Return the address of a link as it is typed."""
    kind, key, label = link.get("class"), link.get("data-key", ""), link.get("data-label", "")
    if kind == "xref":
        last = link.get("data-last")
        return f"#{link.get('data-target', '')}" + (f"..{last}" if last is not None else "")
    if kind == "note-link":
        chapter = link.get("data-chapter")
        return f"note:{label}" if chapter is None else f"note:{chapter}/{label}"
    return {"term": f"term:{key}", "citation": f"cite:{key}"}.get(str(kind), link.get("href", ""))


def destination(address: str) -> str:
    """Return an address as it stands behind the brackets of a link (CommonMark 6.3)."""
    address = re.sub(r"\\|&(?=#|[A-Za-z][A-Za-z0-9]*;)", r"\\\g<0>", address.replace("\n", "%0A"))
    if re.search(r"[\s<>\x00-\x20]", address) or _unbalanced(address):
        return "<" + re.sub(r"[<>]", r"\\\g<0>", address) + ">"
    return address


def _unbalanced(address: str) -> bool:
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return depth > 0
