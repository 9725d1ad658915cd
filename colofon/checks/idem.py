"""Repeated works named by hand: "Idem.", "Ibid." (N109, N110).

The index decides how a repeated work is named, so neither is ever typed. A typed one is a warning
as long as it is beyond doubt which work it means; where it is not, the text is wrong, and N110
stands in the place of N109. Where the note it leans on is lost, it is not the text that is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from colofon.book import Book, Element, Note, Position
from colofon.checks.blocks import TextBlock, around, corpus
from colofon.citations import numbered_notes
from colofon.diagnostics import Diagnostic
from colofon.losses import damaged_notes

TYPED = re.compile(
    r"\b(?P<word>[Ii]dem|IDEM|[Ii]bid(?:em)?|IBID(?:EM)?|I[Dd](?=\.)|id(?=\.))\b\.?"
    # "Idem voor Irak" repeats a remark, not a work; a locator may follow, or the end of the clause.
    r"(?=\s*(?:[,;:)\]\0]|$)|(?<=\.)\s|\s+(?:p|pp|pag|par|noot|note|hfst|ch|vgl|cf)\b|\s+\d)"
)
SENTENCE_START = re.compile(
    r"(?:^|[.;:!?…][’”'\")\]]*\s+|[(\[‘“]\s*|\b(?:zie|vgl\.|vergelijk|ook|see|also|cf\.|compare)\s+)$",
    re.IGNORECASE,
)
"""What stands before a word that names a work: the start of a sentence, or "zie"."""
REACH = 12
"""Characters in which that shows."""
LOCATOR = re.compile(
    r"[,\s]+((?:(?:p{1,2}|par|noot|note|hfst|ch)\.?\s*)?(?:\d[\w–-]*|(?<=[\s.])[ivxlc]+\b)(?:\.\w+)*)"
)
HIDDEN = frozenset({"citation", "work", "elsewhere", "link", "xref", "note-link"})


class Typed(NamedTuple):
    """An "Idem" or "Ibid." in a note."""

    word: str
    locator: str
    position: Position
    before: str
    """What stands before it: ``note [^x]``, ``this note``, or nothing."""
    works: tuple[str, ...]
    """The works it can mean."""
    lost: bool
    """Whether what it means may have stood in what is lost."""


class _Cited:
    """The works that a note cites, looked up once however many words of it repeat one."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.within: dict[Element, tuple[list[int], list[tuple[str, ...]]]] = {}
        """Block -> where each of its citations begins, and the last new work of the block by then."""

    @cached_property
    def works(self) -> tuple[str, ...]:
        """Each once."""
        return _keys(self.note.element.iter("a"))

    @cached_property
    def ahead(self) -> dict[Element, tuple[str, ...]]:
        """Element -> the last work that is cited before it."""
        found: dict[Element, tuple[str, ...]] = {}
        last: tuple[str, ...] = ()
        for element in self.note.element.iter():
            found[element] = last
            last = _keys([element]) or last
        return found

    def before(self, block: TextBlock, offset: int) -> tuple[str, ...]:
        """Return the last work before a place, outside citations, in one of the blocks."""
        if block.element not in self.within:
            self.within[block.element] = _new_works(block)
        starts, works = self.within[block.element]
        index = bisect_right(starts, offset)
        return works[index - 1] if index else self.ahead[block.element]


@dataclass(slots=True)
class _Earlier:
    """What is known of the notes before one."""

    meant: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """Works that a note with a typed repeat names in the end: the next may lean on it."""
    doubtful: set[tuple[str, str]] = field(default_factory=set)
    """Notes of which a part is lost, or that lean on one."""


def typed_idem(book: Book) -> Iterator[Diagnostic]:
    """N109: "Idem" or "Ibid." is typed by hand, and one work stands before it, or what stood there is lost.

    Bad:   [^tweede]: Ibid., p. 5.
    Good:  [^tweede]: [p. 5](cite:hassan2017guardian).
    """
    for typed in typed_repeats(book):
        if typed.lost:
            hint = f"when that is known, cite the work it means: [{typed.locator}](cite:...)"
            message = f"{typed.word} is typed by hand, and what stood before it is lost"
            yield Diagnostic(typed.position, "N109", message, hint)
        elif len(typed.works) == 1:
            hint = f"cite the work again: [{typed.locator}](cite:{typed.works[0]})"
            yield Diagnostic(typed.position, "N109", f"{typed.word} is typed by hand", hint)


def ambiguous_idem(book: Book) -> Iterator[Diagnostic]:
    """N110: "Idem" or "Ibid." is typed by hand, and what stands before it does not cite exactly one work.

    Bad:   [^tweede]: Ibid.     where the note before cites two works, or none
    Good:  [^tweede]: [](cite:hassan2017guardian).
    """
    for typed in typed_repeats(book):
        if len(typed.works) != 1 and not typed.lost:
            count = f"{len(typed.works)} works" if typed.works else "no work"
            where = f"{typed.before} cites {count}" if typed.before else "nothing stands before it"
            hint = f"cite the work it means: [{typed.locator}](cite:...)"
            yield Diagnostic(typed.position, "N110", f"{typed.word} is ambiguous: {where}", hint)


def typed_repeats(book: Book) -> list[Typed]:
    """Return what is typed by hand in the notes, worked out once."""
    found = book.worked_out.get("typed-repeats")
    if not isinstance(found, list):
        found = book.worked_out["typed-repeats"] = list(_typed_repeats(book))
    return found


def _typed_repeats(book: Book) -> Iterator[Typed]:
    by_note: dict[tuple[str, str], list[tuple[TextBlock, int, re.Match[str]]]] = {}
    for block, offset, match in corpus(book).search(TYPED):
        if block.note and not block.quoted and _names_work(block, match["word"], offset):
            by_note.setdefault((block.chapter.name, block.note), []).append((block, offset, match))
    if not by_note:
        return
    previous: _Cited | None = None
    earlier = _Earlier()
    damaged = damaged_notes(book)
    for note in numbered_notes(book):
        cited = _Cited(note)
        here = (note.chapter, note.label)
        if here in damaged:
            earlier.doubtful.add(here)
        for block, offset, match in by_note.get(here, ()):
            if note.element not in block.element.iterancestors("aside"):
                continue
            typed = _resolve(cited, previous, block, offset, match, earlier)
            earlier.meant[here] = typed.works if len(typed.works) == 1 else ()
            if typed.lost:
                earlier.doubtful.add(here)
            yield typed
        if here in earlier.meant:
            earlier.meant[here] = tuple(dict.fromkeys((*cited.works, *earlier.meant[here])))
        previous = cited


def _resolve(
    cited: _Cited,
    previous: _Cited | None,
    block: TextBlock,
    offset: int,
    match: re.Match[str],
    earlier: _Earlier,
) -> Typed:
    note, before, works = cited.note, "", cited.before(block, offset)
    lost = (note.chapter, note.label) in earlier.doubtful
    if works:
        before = "this note"
    elif previous is not None and previous.note.chapter == note.chapter:
        before = f"note [^{previous.note.label}]"
        key = (note.chapter, previous.note.label)
        works = earlier.meant.get(key, previous.works)
        lost = lost or key in earlier.doubtful
    rest = LOCATOR.match(block.text, offset + len(match.group()))
    locator = _with_label(rest[1]) if rest else ""
    return Typed(match.group(), locator, block.position(offset), before, works, lost)


def _with_label(locator: str) -> str:
    """Return a locator as a citation has it: a bare number is that of a page."""
    return f"p. {locator}" if locator[0].isdigit() else locator


def _new_works(block: TextBlock) -> tuple[list[int], list[tuple[str, ...]]]:
    """Return where each citation of a block begins, and the last work by then that none before it names."""
    starts: list[int] = []
    works: list[tuple[str, ...]] = []
    known = set[str]()
    for part in block.inlines.parts:
        for key in _keys([part.element]):
            starts.append(part.start)
            works.append(works[-1] if key in known else (key,))
            known.add(key)
    return starts, works


def _keys(elements: Iterable[Element]) -> tuple[str, ...]:
    keys = (element.get("data-key", "") for element in elements if element.get("class") == "citation")
    return tuple(dict.fromkeys(keys))


def _names_work(block: TextBlock, word: str, offset: int) -> bool:
    """Tell whether a word names a work here, in words of the author's own; "ibid" always does."""
    if "b" not in word.lower() and not SENTENCE_START.search(block.text[max(0, offset - REACH) : offset]):
        return False
    held = around(block, offset)
    return not any(element.tag == "code" or element.get("class") in HIDDEN for element in held)
