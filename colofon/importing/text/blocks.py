"""Headings, paragraphs, items and quotations: what the lines of the body make.

A blank line ends a paragraph, a page does not: what stands before and behind it is read together. A
line that ends although the next word would have fitted ends something too: a heading that stands
above its paragraph without a blank line, or, in a text without blank lines, the paragraph itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from colofon.importing.languages import language_of, main_language
from colofon.importing.text.dividing import BODY, Stretch
from colofon.importing.text.lines import Line
from colofon.importing.text.measure import measure, slack, width

OPENING = "“‘«„\"'"
HEADING = "heading"
QUOTE = "quote"
ITEM = "item"
TABLE = "table"
CODE = "code"
"""Only where the file says so."""

MARKER = re.compile(r"\s*(?:[-–•▪◦*·]|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
ENDED = re.compile(r"[.!?…:;][)\]’”\"'»]*$")
STOPPED = re.compile(r"[.!?…][)\]’”\"'»]*$")
INSIDE = re.compile(r"[a-zà-ÿ’”)][.!?] [A-Z‘“]")
"""The end of a sentence within a line: a heading has none."""
CAPITAL = re.compile(r"[\W_]*[A-ZÀ-Þ0-9]")

TABLE_NUMBER = re.compile(r"\s*((?:Tabel|Table|Tabelle|Tableau)\s[0-9.]*[0-9])[.:]?\s*")
"""What an edition puts before the caption of a table."""
UNENDED = re.compile(
    r"\b(?:de|het|een|en|of|van|in|op|met|voor|aan|bij|uit|om|te|dat|die|als|door|tegen|zonder|per|via|vanaf|sinds|naar|over|tot|onder|ook|"
    r"the|a|an|and|or|of|on|at|to|for|with|by|from|as|that|which|is|are|der|die|das|und|oder|von|mit|zu|"
    r"le|la|les|un|une|et|ou|du|des|dans|pour|avec)$"
)
"""A word behind which nothing ends: what follows belongs to it."""
FORCED = 0.05
"""Of the measure: room that a turned line leaves free at most, where letters are narrower than they count."""
DOUBTED = 0.25
"""The same where something speaks against an end: the name that follows, the blank that was kept."""
NARROWER = 0.92
"""Of the measure: what a line of a heading fills at most."""
LONGEST = 5
"""Lines of a heading at most."""
SAME = 0.4
"""Points between sizes that are one."""
LARGER = 1.06
"""Of the size of the body: what is a heading's."""
TRAILING = 0.9
"""Of lines with one behind them in their paragraph: so many keep their blank, where any do."""
NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][\w’-]*")
DOUBTFUL = 0.03
"""Of the measure: room that may be none, since letters are only counted."""
EARLY = 0.12
"""Of the measure: room that is left where a paragraph ends, and hardly ever where a sentence does."""
UNSEPARATED = 0.3
"""Of the sentences that end with a line inside a stretch: so many end early where blank lines tell."""


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, an item or a quotation, in the parts that pages and notes leave of it."""

    kind: str
    parts: list[list[Line]]
    level: int = 0
    score: float = 9.0
    """How certain the kind, and the joining of the parts, is; below two an editor should look."""
    apart: bool = True
    """Nothing of the same stretch stands before it."""
    closes: bool = True
    """Nothing of the same stretch stands behind it."""
    missing: bool = False
    """A heading that is lost; the parts are empty, and the block stands where it stood."""
    path: tuple[tuple[str, int], ...] = ()
    """The element of a tagged file, as `Line.path`."""
    rank: int = 0
    """The level of a heading in a tagged file, from 1."""
    lost: str = ""
    """What is known of a lost heading: the number of its chapter."""

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part]


@dataclass(slots=True)
class Setting:
    """How the body is set, and how a line reads without its calls."""

    room: float
    size: float
    bare: Callable[[Line], str]
    separated: bool = True
    """Blank lines stand between paragraphs."""
    trails: bool = False
    """A line that is turned keeps the blank at which it was; one that ends a paragraph may have none."""
    names: frozenset[str] = frozenset()
    """Words that have a capital within a sentence too: theirs tells nothing."""


def joined_over_pages(blocks: Sequence[Block], bare: Callable[[Line], str]) -> list[Block]:
    """Return the blocks of a tagged file, with those made one that end a page and go on behind it.

    A file that has blocks on two pages knows how to say so, and parts none.
    """
    if any(block.kind == BODY and block.lines[0].page < block.lines[-1].page for block in blocks):
        return list(blocks)
    lines = [line for block in blocks for line in block.lines]
    setting = Setting(measure(lines), 0.0, bare)
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and _goes_over(last, block) and _goes_on(last, block, setting):
            last.parts += block.parts
        else:
            found.append(block)
    return found


def _goes_over(last: Block, block: Block) -> bool:
    """Tell whether a block stands behind a page and may be the rest of the one before it."""
    kinds = {block.kind, last.kind}
    return last.lines[-1].page < block.lines[0].page and len(kinds) == 1 and not kinds & {TABLE, CODE}


def blocks_of(found: Sequence[Stretch], bare: Callable[[Line], str]) -> list[Block]:
    """Return the body as blocks; `bare` gives a line without the calls that stand on it."""
    body = [stretch for stretch in found if stretch.zone == BODY]
    if not body:
        return []
    lines = [line for stretch in body for line in stretch.lines]
    sizes = [line.size for line in lines if line.size]
    setting = Setting(measure(lines), median(sizes) if sizes else 0.0, bare)
    setting.separated = _is_separated(body, setting)
    setting.trails = _trails(body)
    setting.names = frozenset(NAME.findall("\n".join(stretch.text for stretch in found)))
    behind = [*body[1:], None]
    blocks = [
        block
        for stretch, following in zip(body, behind, strict=True)
        for block in _blocks(stretch, following, setting)
    ]
    _find_quotations(blocks, setting)
    return list(_joined(blocks, setting))


def _is_separated(body: Sequence[Stretch], setting: Setting) -> bool:
    """Tell whether blank lines stand between paragraphs, by the stretches that call notes, if any do."""
    proper = [stretch for stretch in body if stretch.calls] or body
    pairs = [pair for stretch in proper for pair in pairwise(stretch.lines) if _ends(*pair, setting, -1.0)]
    early = [pair for pair in pairs if _ends(*pair, setting, EARLY)]
    return len(early) <= UNSEPARATED * len(pairs)


def _trails(body: Sequence[Stretch]) -> bool:
    turned = [line.text for stretch in body for line in stretch.lines[:-1]]
    kept = sum(1 for text in turned if text[-1:].isspace())
    return bool(turned) and TRAILING * len(turned) <= kept < len(turned)


def _ends(line: Line, following: Line, setting: Setting, share: float) -> bool:
    """Tell whether a sentence and a line end together although there was room."""
    text, behind = setting.bare(line).strip(), setting.bare(following)
    return bool(
        STOPPED.search(text)
        and CAPITAL.match(behind)
        and slack(line, following, setting.room) > share * setting.room
    )


def _blocks(stretch: Stretch, following: Stretch | None, setting: Setting) -> Iterator[Block]:
    rest, apart = stretch.lines, True
    while head := _heading_lines(rest, setting):
        if head == len(rest) and following and _begins_small(following.lines[0], setting):
            # The paragraph that a page parts here goes on behind it.
            break
        yield Block(HEADING, [rest[:head]], apart=apart, closes=head == len(rest))
        rest, apart = rest[head:], False
    for part in _paragraphs(rest, setting):
        kind = ITEM if _is_item(part, setting) else BODY
        yield Block(kind, [part], apart=apart, closes=part[-1] is stretch.lines[-1])
        apart = False


def _begins_small(line: Line, setting: Setting) -> bool:
    return _unmarked(setting.bare(line)).lstrip()[:1].islower()


def _unmarked(text: str) -> str:
    """Return a text without the marker that it begins with."""
    marker = MARKER.match(text)
    return text[marker.end() :] if marker else text


def _paragraphs(lines: list[Line], setting: Setting) -> Iterator[list[Line]]:
    """Divide lines where an item begins and, in a text without blank lines, where a paragraph ends."""
    part: list[Line] = []
    for line in lines:
        if part and _divides(part[-1], line, setting):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _divides(line: Line, following: Line, setting: Setting) -> bool:
    if MARKER.match(following.text) and ENDED.search(setting.bare(line).strip()):
        return True
    return not setting.separated and _ends(line, following, setting, DOUBTFUL)


def _is_item(lines: list[Line], setting: Setting) -> bool:
    return bool(MARKER.match(lines[0].text)) and not _is_large(lines[:1], setting)


def _heading_lines(lines: list[Line], setting: Setting) -> int:
    """Return how many lines at the beginning are a heading."""
    broken = (
        at for at, line in enumerate(lines) if _breaks_heading(line, setting, at == 0 and len(lines) > 1)
    )
    most = min(LONGEST, next(broken, len(lines)))
    counts = list(range(1, most + 1))
    if most == len(lines):
        # A stretch that is a heading as a whole is not one and a paragraph without end.
        counts = [most, *counts[:-1]]
    return next((count for count in counts if _is_heading(lines[:count], lines[count:], setting)), 0)


def _breaks_heading(line: Line, setting: Setting, above: bool) -> bool:
    text = setting.bare(line).strip()
    if setting.trails and not line.text[-1:].isspace() and width(line.words) < NARROWER * setting.room:
        # What ends its line for good, above more, may end with an abbreviation.
        text = text.removesuffix(".") if above else text
    return bool(INSIDE.search(_unmarked(text))) or bool(re.search(r"[.;:]$", text))


def _is_heading(head: list[Line], rest: list[Line], setting: Setting) -> bool:
    """Tell whether lines stand as a heading does: alone, or above a paragraph that begins anew."""
    text = " ".join(setting.bare(line).strip() for line in head)
    if any(MARKER.match(line.text) for line in (*head[1:], *rest[:1])) and MARKER.match(head[0].text):
        # Two markers make a list.
        return False
    if not CAPITAL.match(_unmarked(text)) or not re.search(r"[^\W\d_]", text):
        return False
    if UNENDED.search(text) or text.count("(") > text.count(")"):
        return False
    if _is_large(head, setting):
        return _is_one_size(head) and not (rest and _is_one_size([head[-1], rest[0]]))
    if setting.size and head[0].size and not head[0].bold:
        return False
    if any(width(line.words) > NARROWER * setting.room for line in head):
        return False
    if not rest:
        return len(head) <= LONGEST and not text.endswith((",", "-"))
    free = slack(head[-1], rest[0], setting.room) / setting.room
    if text.endswith(","):
        return len(text.split()) <= 2 and free > 0.5 and head[0].opens
    if not CAPITAL.match(setting.bare(rest[0])):
        return False
    if setting.trails:
        return free > (FORCED if not head[-1].text[-1:].isspace() else DOUBTED)
    known = rest[0].words.split()[0].strip(",.;:’”)") in setting.names
    return free > (DOUBTED if known else FORCED)


def _is_one_size(lines: list[Line]) -> bool:
    sizes = [line.size or 0.0 for line in lines]
    return max(sizes) - min(sizes) < SAME


def _is_large(lines: list[Line], setting: Setting) -> bool:
    sizes = [line.size for line in lines if line.size]
    return bool(setting.size and sizes) and median(sizes) > LARGER * setting.size


def _joined(blocks: Sequence[Block], setting: Setting) -> Iterator[Block]:
    """Yield blocks, with those parts made one that a page or its notes part."""
    last: Block | None = None
    for block in blocks:
        if last is not None and _goes_on(last, block, setting):
            last.parts += block.parts
            last.closes = block.closes
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _find_quotations(blocks: Sequence[Block], setting: Setting) -> None:
    """Make quotations of paragraphs that stand between quotation marks, in another language than the rest."""
    texts = {id(block): " ".join(setting.bare(line) for line in block.lines) for block in blocks}
    main = main_language(texts[id(block)] for block in blocks if block.kind == BODY)
    for block in blocks:
        text = texts[id(block)].strip()
        if block.kind == BODY and block.apart and text[:1] in OPENING:
            language = language_of(text)
            if language and language != main:
                block.kind = QUOTE


def _goes_on(last: Block, block: Block, setting: Setting) -> bool:
    """Tell whether a block goes on with the one before it; a doubt lowers the score of both."""
    if last.kind == HEADING or block.kind == HEADING or not block.apart or not last.closes:
        return False
    before, first = last.lines[-1], block.lines[0]
    if first.number == before.number + 1 and not first.opens and not first.apart:
        return False
    text, behind = setting.bare(before).strip(), setting.bare(first).strip()
    parted = first.opens or not _stand_together(before, first)
    if block.kind == ITEM and MARKER.match(first.text):
        return False
    if not ENDED.search(text):
        # A blank line that nothing explains ends a paragraph all the same when a new sentence begins.
        return parted or behind[:1].islower()
    if not parted or not STOPPED.search(text):
        return parted and behind[:1].islower()
    if behind[:1].islower():
        return True
    if setting.trails and not before.text.endswith(" "):
        return False
    if setting.trails and before.text.endswith("  "):
        return True
    full = slack(before, first, setting.room) <= 0
    if full:
        last.score = min(last.score, 1.0)
    return full


def _stand_together(before: Line, first: Line) -> bool:
    """Tell whether nothing but blank lines stands between two lines."""
    return first.number - before.number <= 3
