"""A document is divided into chapters at the level that it shows itself.

A heading that is alone on its level and first of all is the title of the book, and the chapters are
below it; several on the highest level are the chapters. What stands before the first of them becomes
a part of its own, unless it says what the title page will say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from colofon.book import Element
from colofon.importing.pandoc.trees import is_empty, text_of
from colofon.importing.report import HeadingFound, Report
from colofon.vocabulary import HEADINGS

PART = re.compile(
    r"(?:part|book|deel|boek|teil|buch|partie|livre|section|afdeling)\s+(?:[IVXLC]+|[0-9]+|[A-Z]|\w+)\b.{0,80}",
    re.IGNORECASE,
)
"""The name of what gathers chapters, which a spine has no place for."""
FOREWORDS = {"nl": "Voorwoord", "en": "Foreword", "de": "Vorwort", "fr": "Avant-propos"}
SHORT = 300
"""Characters before the first heading that can be a title page."""


@dataclass(slots=True)
class Part:
    """What becomes one file."""

    tree: Element
    """A ``section`` that begins with its title."""
    kinds: frozenset[str] = frozenset()
    """What the source says it is: ``preface``, ``chapter``."""
    language: str = ""
    number: str = ""
    """As the source types it before the title."""
    labels: dict[str, str] = field(default_factory=dict)
    """Key of a note -> its label here."""

    @property
    def title(self) -> Element:
        return self.tree[0]


def divide(tree: Element, known: dict[str, str], language: str, report: Report) -> tuple[str, list[Part]]:
    """Return the title that the document shows, and its parts; `known` are title and other words of the book."""
    blocks = list(tree)
    title, blocks = _take_title(blocks, known.get("title", ""), report)
    levels = [_level(block) for block in blocks if block.tag in HEADINGS]
    if not levels:
        words = title or known.get("title", "")
        return title, [_part([_heading(words or "…", report, known=bool(words)), *blocks], report)] if blocks else []
    base = min(levels)
    parts: list[list[Element]] = [[]]
    level = base
    for index, block in enumerate(blocks):
        here = _level(block) if block.tag in HEADINGS else 9
        if here == base:
            level = base
            if _gathers(blocks, index):
                report.remove(text_of(block), "a heading that gathers chapters: a spine has no place for it")
                level = base + 1
                continue
        if here <= level:
            parts.append([])
        parts[-1].append(block)
    preamble, *chapters = parts
    divided = [_part(part, report) for part in chapters]
    first = _preamble(preamble, {**known, "shown": title}, language, report)
    return title, [*first, *divided]


def _level(heading: Element) -> int:
    return int(str(heading.tag)[1])


def _same(first: str, second: str) -> bool:
    return re.findall(r"\w+", first.casefold()) == re.findall(r"\w+", second.casefold())


def _take_title(blocks: list[Element], known: str, report: Report) -> tuple[str, list[Element]]:
    """Take the heading that names the whole document out of its blocks."""
    headings = [block for block in blocks if block.tag in HEADINGS]
    if not headings:
        return "", blocks
    top = min(map(_level, headings))
    first = headings[0]
    alone = sum(_level(heading) == top for heading in headings) == 1
    words = text_of(first)
    below = [heading for heading in headings if heading is not first]
    if first.find(".//a[@class='noteref']") is not None:
        return "", blocks
    if known and _same(words, known) and below and (alone or _heads_nothing(blocks, first)):
        report.remove(words, "the title of the book, which stands in book.yaml")
        return words, [block for block in blocks if block is not first]
    if alone and _level(first) == top and not known and len(below) > 1:
        return words, [block for block in blocks if block is not first]
    return "", blocks


def _heads_nothing(blocks: list[Element], heading: Element) -> bool:
    place = blocks.index(heading)
    return place + 1 < len(blocks) and blocks[place + 1].tag in HEADINGS


def _gathers(blocks: list[Element], index: int) -> bool:
    """Tell whether a heading has nothing of its own below it, and is called a part."""
    if index + 1 >= len(blocks) or blocks[index + 1].tag not in HEADINGS:
        return False
    below = _level(blocks[index + 1]) > _level(blocks[index])
    return below and PART.fullmatch(text_of(blocks[index])) is not None


def _heading(words: str, report: Report, known: bool) -> Element:
    heading = etree.Element("h1", {"data-supplied": "" if known else "yes"})
    heading.text = words
    return heading


def _preamble(blocks: list[Element], known: dict[str, str], language: str, report: Report) -> list[Part]:
    """Return what stands before the first chapter, when it is more than a title page."""
    rest = []
    for block in blocks:
        words = text_of(block)
        if block.tag == "p" and words and any(_same(words, said) for said in known.values() if said):
            report.remove(words, "said on the title page, which each edition makes")
        elif block.tag != "hr" and not is_empty(block):
            rest.append(block)
    if not rest:
        return []
    words = FOREWORDS.get(language.partition("-")[0], FOREWORDS["en"])
    heading = etree.Element("h1", {"data-supplied": "yes"})
    heading.text = words
    report.doubt(text_of(rest[0])[:120], f"text before the first heading; “{words}” stands above it", 0.5)
    return [_part([heading, *rest], report)]


def _part(blocks: list[Element], report: Report) -> Part:
    tree = etree.Element("section")
    tree.extend(blocks)
    title = tree[0]
    part = Part(tree, frozenset(title.get("data-document", "").split()), title.get("data-language", ""))
    shift = _level(title) - 1
    before = 1
    for block in tree:
        if block.tag not in HEADINGS:
            continue
        level = max(1, _level(block) - shift)
        if block is not title:
            level = min(max(level, 2), before + 1)
        block.tag = f"h{level}"
        before = level
        supplied = block.attrib.pop("data-supplied", "")
        for name in ("data-document", "data-language"):
            block.attrib.pop(name, None)
        report.headings.append(HeadingFound(level, text_of(block), missing=bool(supplied)))
    return part
