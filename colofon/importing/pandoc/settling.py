"""What the checks would refuse in prose that was right in its own book.

A number typed in running text may lead nowhere here, and an "Ibid." may mean what no note cites as a
work: both stay as they are typed, marked as words about another work. A link whose text states another
number than its target has here is filled anew. All of it is reported.
"""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

from lxml import etree

from colofon.book import POSITION, Book, Chapter, Element, Metadata, Run
from colofon.checks.idem import typed_repeats
from colofon.checks.references import contradicting_number
from colofon.checks.typed import stated, typed_references
from colofon.importing.pandoc.trees import text_of
from colofon.importing.report import Report
from colofon.indexing import index_book

SPOT = tuple[int, int, str]
"""Number of an element, offset in its text, and the words that stand there."""


def settle(chapters: list[Chapter], data: dict[str, object], report: Report) -> None:
    """Mark in trees what the checks would refuse."""
    originals: list[Element] = []
    copies = [numbered_copy(chapter, originals) for chapter in chapters]
    book = Book(Path(), Metadata(dict(data), {}, "book.yaml", []), copies)
    index_book(book)
    for finding in list(contradicting_number(book)):
        chapter = next(chapter for chapter in chapters if chapter.path == finding.position.path)
        _refill(originals[finding.position.line], chapter.language or str(data["language"]), report)
    spots = [*_nowhere(book), *_repeats(book)]
    for number, offset, words in sorted(set(spots), reverse=True):
        reason = "typed by hand, and leads to nothing in this book; marked as words about another work"
        if _mark(originals[number], offset, words):
            report.doubt(words, reason, 0.5)


def numbered_copy(chapter: Chapter, originals: list[Element]) -> Chapter:
    """Return a copy in which the line of an element is its place among all originals."""
    tree = deepcopy(chapter.tree)
    runs: dict[str, list[Run]] = {}
    for copy, original in zip(tree.iter(etree.Element), chapter.tree.iter(etree.Element), strict=True):
        number = len(originals)
        originals.append(original)
        copy.set(POSITION, f"{number}:1")
        runs[f"{number}:1"] = [Run(0, number, 1)]
    return Chapter(chapter.name, chapter.path, chapter.role, tree, runs, chapter.language)


def _nowhere(book: Book) -> list[SPOT]:
    return [
        (typed.position.line, typed.position.column - 1, typed.text)
        for typed in typed_references(book)
        if None in typed.places and not typed.doubtful
    ]


def _repeats(book: Book) -> list[SPOT]:
    return [
        (typed.position.line, typed.position.column - 1, typed.word)
        for typed in typed_repeats(book)
        if len(typed.works) != 1
    ]


def _refill(link: Element, language: str, report: Report) -> None:
    """Leave the number of a link to the editions; the word before it becomes the text of the link."""
    holder, before = link.getparent(), link.getprevious()
    ahead = (before.tail if before is not None else holder.text if holder is not None else "") or ""
    word = re.search(r"(\w+\.?)\s+$", ahead)
    spoken = stated(f"{word[1]} {text_of(link)}", language) if word else None
    report.doubt(text_of(link), "the number of this link is another here; it is filled anew", 0.8)
    for child in list(link):
        link.remove(child)
    link.text = word[1] if word and spoken else None
    if word and spoken and before is not None:
        before.tail = ahead[: word.start()]
    elif word and spoken and holder is not None:
        holder.text = ahead[: word.start()]


def _mark(block: Element, offset: int, words: str) -> bool:
    """Put words of a block into a span, if one piece of text holds them."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    start = 0
    for holder, is_tail, text in pieces_of(block):
        if start <= offset < start + len(text):
            match = pattern.match(text, offset - start)
            if match is None:
                return False
            span = etree.Element("span", {"class": "elsewhere"})
            span.text = match.group()
            insert_at(holder, is_tail, span, text[: match.start()], text[match.end() :])
            return True
        start += len(text)
    return False


def pieces_of(block: Element) -> list[tuple[Element, bool, str]]:
    """Return the pieces of a block's text: the element they belong to, and whether they stand behind it."""
    found: list[tuple[Element, bool, str]] = [(block, False, block.text or "")]
    for child in block:
        found += pieces_of(child)
        found.append((child, True, child.tail or ""))
    return found


def insert_at(holder: Element, is_tail: bool, span: Element, before: str, behind: str) -> None:
    if is_tail:
        holder.tail = before
        holder.addnext(span)
    else:
        holder.text = before
        holder.insert(0, span)
    span.tail = behind
