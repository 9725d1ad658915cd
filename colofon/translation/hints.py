"""Hints: what an inline code stands for, in words for the translator.

Plain English beside the words of the manuscript. Numbers in them move with the book.
"""

from __future__ import annotations

from collections.abc import Callable

from colofon.book import Book, Element, Note, Target, Work, block_text
from colofon.translation.codes import shows_address
from colofon.translation.prescribed import find_term, prescribed

LONGEST = 80
"""Characters of a hint before it is cut: tools show it inside the line."""


class Hints:
    """Knows what the codes of a chapter stand for; without a chapter, those of the glossary."""

    def __init__(self, book: Book, chapter: str, target_language: str) -> None:
        self.book = book
        self.chapter = chapter
        self.target_language = target_language

    def __call__(self, kind: str, element: Element) -> str:
        """Return the hint for an element that is a code of this kind."""
        describe = DESCRIPTIONS.get(kind)
        return describe(self, element) if describe else f"[{kind.replace('-', ' ')}]"

    def code(self, element: Element) -> str:
        return f"[{cut(block_text(element))}]"

    def image(self, element: Element) -> str:
        return f"[image: {cut(element.get('alt', ''))}]"

    def language(self, element: Element) -> str:
        return f"[in {element.get('lang')}, keep]"

    def span(self, element: Element) -> str:
        return "[words that a reference leads to]"

    def title(self, element: Element) -> str:
        return "[title of a work, keep]"

    def elsewhere(self, element: Element) -> str:
        return "[about another work]"

    def lost(self, element: Element) -> str:
        return "[text that is lost]"

    def partial(self, element: Element) -> str:
        return "[part of a text that is lost]"

    def note(self, element: Element) -> str:
        return self._note(self.book.note(self.chapter, element.get("data-label", "")))

    def note_reference(self, element: Element) -> str:
        label, name = element.get("data-label", ""), element.get("data-chapter", "")
        chapter = next((each.name for each in self.book.chapters if name in (each.id, each.name)), name)
        return self._note(self.book.note(chapter or self.chapter, label))

    def _note(self, note: Note | None) -> str:
        return f"[note {note.number}]" if note is not None and note.number is not None else "[note]"

    def reference(self, element: Element) -> str:
        first = self._target(element.get("data-target", ""))
        last = self._target(element.get("data-last", ""))
        if not first:
            return "[reference]"
        return f"[reference to {first} .. {last}]" if last else f"[reference to {first}]"

    def _target(self, id: str) -> str:
        target: Target | None = self.book.target(id)
        if target is None or target.kind == "block":
            return ""
        number = target.number if target.kind == "chapter" else f"{target.kind} {target.number}"
        return cut(f"{number} {target.title}")

    def term(self, element: Element) -> str:
        term = find_term(self.book, element.get("data-key", ""))
        wanted = prescribed(term.translations, "term", self.target_language) if term else ""
        return f"[term: {wanted}]" if wanted else "[term]"

    def definition(self, element: Element) -> str:
        key = element.get("data-key", "")
        term = find_term(self.book, key)
        return f"[definition of {term.term if term else key}]"

    def citation(self, element: Element) -> str:
        works = self.book.works.get(element.get("data-key", ""))
        parts = [_work(works[0]) if works else "", block_text(element)]
        return f"[{', '.join(' '.join(part.split()) for part in parts if part.strip())}]"

    def link(self, element: Element) -> str:
        return f"[{cut(block_text(element))}]" if shows_address(element) else "[link]"


DESCRIPTIONS: dict[str, Callable[[Hints, Element], str]] = {
    "code": Hints.code,
    "image": Hints.image,
    "language": Hints.language,
    "span": Hints.span,
    "title": Hints.title,
    "elsewhere": Hints.elsewhere,
    "lost": Hints.lost,
    "partial": Hints.partial,
    "note": Hints.note,
    "note-reference": Hints.note_reference,
    "reference": Hints.reference,
    "term": Hints.term,
    "definition": Hints.definition,
    "citation": Hints.citation,
    "link": Hints.link,
}
"""By kind of code; of the others the kind says enough."""


def cut(text: str) -> str:
    """Return a text on one line, not longer than a hint may be."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _work(work: Work) -> str:
    people = work.data.get("author")
    first = people[0] if isinstance(people, list) and people and isinstance(people[0], dict) else {}
    name = str(first.get("family") or first.get("literal") or "")
    year = str(work.data.get("issued", ""))[:4]
    return ", ".join(part for part in (name, f"‘{cut(work.title)}’" if work.title else "", year) if part)
