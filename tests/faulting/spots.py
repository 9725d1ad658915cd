"""Where something can be put inside the text: spots behind its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from weakref import WeakKeyDictionary

from colofon.book import Chapter, Element, block_text
from colofon.vocabulary import HEADINGS, TEXT_BLOCKS
from tests.faulting.manuscript import Manuscript, Order

TRANSPARENT = frozenset({"em", "strong"})


@dataclass(frozen=True, eq=False, slots=True)
class Spot:
    """A place directly behind a word of running text, before a space or at the end of its block."""

    path: str
    offset: int
    chapter: Chapter | None
    """None in the glossary."""
    block: Element
    language: str
    """Of the words around it."""
    base: str
    """Of the chapter."""
    note: str
    quoted: bool
    """In a quotation, or in a block of another language: words of others."""
    order: Order
    context: str
    last: bool
    """At the end of its block."""
    key: str = ""
    """Of the entry, in the glossary."""

    @property
    def heading(self) -> bool:
        return self.block.tag in HEADINGS

    @property
    def own(self) -> bool:
        """In the author's own words, in the language of the chapter, outside headings."""
        return not self.quoted and not self.heading and self.language == self.base


_spots: WeakKeyDictionary[Manuscript, list[Spot]] = WeakKeyDictionary()


def spots(manuscript: Manuscript) -> list[Spot]:
    """Return every spot of a manuscript."""
    if manuscript not in _spots:
        _spots[manuscript] = [*_chapter_spots(manuscript), *_glossary_spots(manuscript)]
    return _spots[manuscript]


def choose_spot(
    manuscript: Manuscript, random: Random, suits: Callable[[Spot], bool] = lambda spot: True
) -> Spot | None:
    """Choose a spot: first where it stands (note, caption, cell...), so that rare places come up often."""
    groups: dict[str, list[Spot]] = {}
    for spot in spots(manuscript):
        if suits(spot):
            groups.setdefault(spot.context, []).append(spot)
    return random.choice(groups[random.choice(sorted(groups))]) if groups else None


def in_chapter(spot: Spot) -> bool:
    return spot.chapter is not None


def in_text(spot: Spot) -> bool:
    """In a chapter, outside notes and headings."""
    return spot.chapter is not None and not spot.note and not spot.heading


def _chapter_spots(manuscript: Manuscript) -> Iterator[Spot]:
    for chapter in manuscript.book.chapters:
        base = manuscript.language(chapter)
        for block in chapter.tree.iter(*TEXT_BLOCKS - {"pre"}):
            above = list(block.iterancestors())
            note = next((element.get("data-label", "") for element in above if element.tag == "aside"), "")
            named = next((lang for element in [block, *above] if (lang := element.get("lang"))), base)
            tags = [str(block.tag), *(str(element.tag) for element in above)]
            quoted = (
                "blockquote" in tags
                or _short(named) != base
                or any(element.get("class") == "epigraph" for element in above)
            )
            context = _context(block, tags)
            for offset, language, last in _behind_words(manuscript, chapter, block, named):
                yield Spot(
                    manuscript.file_of(chapter), offset, chapter, block, _short(language), base, note, quoted,
                    (*manuscript.rank(block), offset), context, last,
                )  # fmt: skip


def _context(block: Element, tags: list[str]) -> str:
    if block.tag in HEADINGS:
        return "heading"
    if block.tag != "p":
        return f"{block.tag} in a note" if "aside" in tags else str(block.tag)
    outer = next((tag for tag in tags[1:] if tag != "section"), "")
    return f"p {outer}"


def _glossary_spots(manuscript: Manuscript) -> Iterator[Spot]:
    book = manuscript.book
    base = manuscript.language(None)
    for terms in book.terms.values():
        for sense in (sense for term in terms for sense in term.senses):
            block = sense.definition
            if block is None:
                continue
            file = Chapter("", book.glossary_path, "", block, book.glossary_runs)
            line = int((block.get("data-pos") or "1").partition(":")[0])
            name = manuscript.name(book.glossary_path)
            if "{" in manuscript.texts[name].splitlines()[line - 1].partition("definition:")[0]:
                continue
            for offset, language, last in _behind_words(manuscript, file, block, base):
                if not last:
                    order = (len(book.chapters), line, offset)
                    yield Spot(
                        name, offset, None, block, _short(language), base, "", False, order, "glossary", False,
                        terms[0].key,
                    )  # fmt: skip


def _behind_words(
    manuscript: Manuscript, chapter: Chapter, block: Element, language: str
) -> Iterator[tuple[int, str, bool]]:
    """Yield the places behind small words of a block, outside links and what the glossary spells out."""
    text = block_text(block)
    raw = manuscript.texts[manuscript.name(chapter.path)]
    parts = _open_parts(block, language)
    closed = _spelled_out(manuscript, text)
    for start, end, inner in parts:
        for offset in range(start + 1, end + 1):
            last = offset == len(text)
            if not text[offset - 1].isalpha() or not (
                last or (text[offset] == " " and text[offset + 1 : offset + 2].islower())
            ):
                continue
            if offset == end and not last:
                continue
            if any(first < offset < behind for first, behind in closed):
                continue
            place = manuscript.offset(chapter.position_in(block, offset - 1)) + 1
            if raw[place - 1 : place] == text[offset - 1] and (last or raw[place : place + 1] == " "):
                yield place, inner, last


def _open_parts(block: Element, language: str) -> list[tuple[int, int, str]]:
    """Return the stretches of a block's text that stand in no link or code, each with its language."""
    found: list[tuple[int, int, str]] = []

    def walk(element: Element, offset: int, open_: bool, inner: str) -> int:
        offset = add(element.text, offset, open_, inner)
        for child in element:
            kept = open_ and (
                child.tag in TRANSPARENT or (child.tag == "span" and child.get("class") is None)
            )
            offset = walk(child, offset, kept, child.get("lang") or inner)
            offset = add(child.tail, offset, open_, inner)
        return offset

    def add(text: str | None, offset: int, open_: bool, inner: str) -> int:
        end = offset + len(text or "")
        if open_ and text:
            found.append((offset, end, inner))
        return end

    walk(block, 0, True, language)
    return found


def _spelled_out(manuscript: Manuscript, text: str) -> list[tuple[int, int]]:
    """Return where a text spells out a term or an expansion: words put in there would break it up."""
    found = []
    folded = " ".join(text.lower().split("\n"))
    for terms in manuscript.book.terms.values():
        for words in {form for term in terms for form in (*term.forms, term.expansion) if " " in form}:
            start = folded.find(words.lower())
            while start >= 0:
                # A bracket behind it may hold the abbreviation.
                found.append((start, start + len(words) + 2))
                start = folded.find(words.lower(), start + 1)
    return found


def _short(language: str) -> str:
    return language.partition("-")[0].lower()
