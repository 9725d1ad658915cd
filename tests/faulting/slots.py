"""Where a block can be put in: slots between the blocks of a chapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from weakref import WeakKeyDictionary

from colofon.book import Chapter, Element
from tests.faulting.manuscript import Manuscript, Order

CONTAINERS = ("section", "li", "blockquote", "div", "dd", "aside")


@dataclass(frozen=True, eq=False, slots=True)
class Slot:
    """The beginning of a line before which a block of its own can be written."""

    path: str
    offset: int
    prefix: str
    chapter: Chapter
    parent: Element
    following: Element | None
    note: str
    fenced: bool
    """Inside a fenced div."""
    order: Order

    @property
    def own(self) -> bool:
        """At the margin of the chapter."""
        return self.parent is self.chapter.tree

    @property
    def lead(self) -> int:
        """Characters of `block` before its text."""
        return len(self.prefix)

    def block(self, text: str) -> str:
        """Return a block as it is written here."""
        lines = text.split("\n")
        return "".join(f"{self.prefix}{line}".rstrip() + "\n" for line in [*lines, ""])


_slots: WeakKeyDictionary[Manuscript, list[Slot]] = WeakKeyDictionary()


def slots(manuscript: Manuscript) -> list[Slot]:
    """Return every slot of a manuscript."""
    if manuscript not in _slots:
        _slots[manuscript] = [
            slot for chapter in manuscript.book.chapters for slot in _chapter_slots(manuscript, chapter)
        ]
    return _slots[manuscript]


def choose_slot(
    manuscript: Manuscript, random: Random, suits: Callable[[Slot], bool] = lambda slot: True
) -> Slot | None:
    """Choose a slot: first what it stands in, then which."""
    groups: dict[str, list[Slot]] = {}
    for slot in slots(manuscript):
        if suits(slot):
            groups.setdefault(str(slot.parent.tag), []).append(slot)
    return random.choice(groups[random.choice(sorted(groups))]) if groups else None


def slot_in(manuscript: Manuscript, random: Random, chapter: str) -> Slot | None:
    """Choose where a new note of a chapter can be written."""
    return choose_slot(manuscript, random, lambda slot: slot.chapter.name == chapter and not slot.note)


def _chapter_slots(manuscript: Manuscript, chapter: Chapter) -> Iterator[Slot]:
    name, text = manuscript.file_of(chapter), manuscript.text_of(chapter)
    for parent in chapter.tree.iter(*CONTAINERS):
        above = [parent, *parent.iterancestors()]
        note = next((element.get("data-label", "") for element in above if element.tag == "aside"), "")
        fenced = any(element.get("class") in ("box", "epigraph", "quote") for element in above)
        fenced = fenced or any(element.tag == "div" for element in above)
        for following in list(parent)[1:]:
            slot_offset = _line_before(manuscript, chapter, following)
            if slot_offset is None:
                continue
            start = manuscript.offset(chapter.position(following))
            prefix = text[slot_offset:start]
            order = (*manuscript.rank(following), -1)
            fenced_here = fenced or _fenced_quote(manuscript, chapter, above)
            yield Slot(name, slot_offset, prefix, chapter, parent, following, note, fenced_here, order)
    if text.endswith("\n") and len(chapter.tree):
        rank = (*manuscript.rank(list(chapter.tree.iter())[-1]), 1 << 30)
        if not any(element.tag == "pre" for element in chapter.tree[-1].iter()):
            yield EndSlot(name, len(text), "", chapter, chapter.tree, None, "", False, rank)


class EndSlot(Slot):
    """The end of a chapter."""

    __slots__ = ()

    @property
    def lead(self) -> int:
        return 1

    def block(self, text: str) -> str:
        return f"\n{text}\n"


def _line_before(manuscript: Manuscript, chapter: Chapter, following: Element) -> int | None:
    """Return where the line of a block begins when nothing but white space and bars stands before it."""
    name, text = manuscript.file_of(chapter), manuscript.text_of(chapter)
    position = chapter.position(following)
    start = manuscript.line_start(name, position.line)
    prefix = text[start : start + position.column - 1]
    if (
        position.line == 1
        or prefix.strip("> ")
        or following.tag in ("caption", "tbody", "thead", "dt", "dd", "li")
    ):
        return None
    before = text[manuscript.line_start(name, position.line - 1) : start]
    fence = text[start + len(prefix) :][:3]
    if before.strip("> \n") or (following.tag == "pre" and fence not in ("```", "~~~")):
        return None
    return start


def _fenced_quote(manuscript: Manuscript, chapter: Chapter, above: list[Element]) -> bool:
    quotes = [element for element in above if element.tag == "blockquote"]
    text = manuscript.text_of(chapter)
    return any(text.startswith(":::", manuscript.offset(chapter.position(quote))) for quote in quotes)
