"""A text that asks everything of the setting of notes: the same one for the same seed.

It is made in the form in which `build_document` gives a document to WeasyPrint, so that no other
part of the program has a say in what is measured.
"""

from __future__ import annotations

import random
from pathlib import Path

from colofon.book import Book, Element, Metadata
from colofon.editions.making import make
from colofon.editions.pdf.gate import prove
from colofon.editions.pdf.setting import set_document

SYLLABLES = (
    "ba",
    "be",
    "do",
    "fi",
    "ga",
    "he",
    "in",
    "ja",
    "ka",
    "lo",
    "mi",
    "ne",
    "on",
    "pa",
    "re",
    "si",
    "to",
    "ur",
    "we",
)
NOTES = 2336
"""Notes of the whole text: four times those of the report it stands for."""


def stress_document(notes: int = NOTES, seed: int = 1) -> Element:
    """Return a document with so many notes, of one line to ten, one to five in a paragraph."""
    source = random.Random(seed)
    body = make("body")
    number, section = 0, 0
    while number < notes:
        if number >= section * 40:
            section += 1
            target = f"#part-{source.randint(1, max(1, section - 1))}"
            body.append(make("h1", sentence(source, 4), id=f"part-{section}"))
            page = make("span", class_="entry-page", data_href=target, style="position: static")
            body.append(make("p", sentence(source, 30), page, sentence(source, 20)))
        count = min(notes - number, source.choice((0, 1, 1, 2, 2, 3, 5)))
        body.append(paragraph(source, number + 1, count))
        number += count
    return make("html", make("head", make("title", "Stress")), body, lang="nl")


def paragraph(source: random.Random, first: int, count: int) -> Element:
    """Return a paragraph that calls so many notes."""
    block = make("p", sentence(source, source.randint(8, 60)))
    for number in range(first, first + count):
        block.append(call(number, sentence(source, source.choice((3, 8, 12, 12, 20, 30, 90)))))
        block[-1].tail = " " + sentence(source, source.randint(5, 50))
    return block


def call(number: int, text: str) -> Element:
    """Return the call of a note with the note in it."""
    back = make("a", str(number), class_="back", href=f"#noteref-{number}")
    note = make("aside", make("p", back, text), class_="note", id=f"note-{number}", data_number=str(number))
    names = {"id": f"noteref-{number}", "href": f"#note-{number}", "data_number": str(number)}
    return make("a", note, class_="noteref", **names)


def sentence(source: random.Random, words: int) -> str:
    """Return a sentence of so many words."""
    made = ["".join(source.choices(SYLLABLES, k=source.choice((1, 2, 2, 3, 4)))) for _ in range(words)]
    return " ".join(made).capitalize() + "."


def stress_book(folder: Path) -> Book:
    """Return the book that a stress text pretends to be."""
    data = {"title": "Stress", "slug": "stress", "language": "nl", "version": "1", "date": "2018-04-01"}
    return Book(folder, Metadata(data, {}, "book.yaml", []))


def lost(folder: Path, notes: int, seed: int, style: str, without: frozenset[str] = frozenset()) -> list[str]:
    """Set a stress text and return the numbers of the notes that are not as they must be."""
    document, path = stress_document(notes, seed), folder / "stress.pdf"
    set_document(stress_book(folder), document, path, style, without)
    return [problem.number for problem in prove(document, path)]
