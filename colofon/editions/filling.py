"""What the manuscript leaves empty is filled: references, definitions, citations, what is lost.

Takes a book and gives copies of its trees; every edition begins here, so that a reference, a
definition and a work read the same in all of them. ``form`` is ``print`` or ``screen``: in print a
repeated work is "Idem." or "Ibid.", on a screen, where notes pop up one by one, it is named.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Literal

from lxml import etree

from colofon.book import Book, Chapter, Citation, Element, Note, Reference, Sense, Target, block_text
from colofon.editions.citing import Formatted, format_works, tied
from colofon.editions.damage import say_loss
from colofon.editions.texts import append_content, replace_text, starts_sentence, text_before
from colofon.editions.wording import Phrases, phrases
from colofon.indexing import plain
from colofon.losses import marks
from colofon.trees import append_text
from colofon.vocabulary import HEADINGS, LOSSES

Form = Literal["print", "screen"]

PARTICLE = re.compile(r"(?:de|den|der|het|in|op|te|ten|ter|van|von|’t)\b")
"""What a Dutch name may begin with."""


class Filler:
    """Fills trees in one form and one language."""

    def __init__(self, book: Book, form: Form) -> None:
        self.book = book
        self.form = form
        self.language = book.metadata.language
        self.phrases: Phrases = phrases(self.language)
        self.formatted: Formatted = format_works(book, self.language)
        self.citations = {_place(citation.reference): citation for citation in book.citations}

    def fill(self, tree: Element, chapter: Chapter | None) -> None:
        """Fill every empty element below one."""
        for element in list(tree.iterdescendants("a", "span")):
            name = element.get("class")
            if name == "xref":
                self.cross_reference(element, chapter)
            elif name == "note-link":
                self.note_link(element, chapter)
            elif name == "term":
                self.term(element)
            elif name == "definition":
                self.definition(element)
            elif name == "citation":
                self.citation(element, chapter)
            elif name in LOSSES:
                self.loss(element, chapter)

    def cross_reference(self, element: Element, chapter: Chapter | None) -> None:
        first = self.book.target(element.get("data-target", ""))
        last = self.book.target(element.get("data-last", "")) if element.get("data-last") else None
        if first is None:
            return
        element.set("href", f"#{first.id}")
        element.set("data-chapter", first.chapter)
        text = block_text(element).strip()
        words, marked = self.wording_at(element, chapter)
        if not text or text.casefold() in self.words(first, words):
            wording = self.named(first, last, words)
            if text[:1].isupper() or (not text and not marked and starts_sentence(text_before(element))):
                wording = wording[:1].upper() + wording[1:]
            replace_text(element, wording)
            if marked:
                element.set("lang", marked)

    def wording_at(self, element: Element, chapter: Chapter | None) -> tuple[Phrases, str]:
        """Return the words for a reference in the language around it, and their language if another."""
        language = chapter.language if chapter is not None and chapter.language else self.language
        above = (around.get("lang", "") for around in element.iterancestors() if around.get("lang"))
        language = next(above, language)
        found = phrases(language)
        if found.language == language.split("-")[0]:
            return found, ""
        return self.phrases, self.language

    def words(self, target: Target, words: Phrases) -> set[str]:
        """Return the words that stand for a reference still to be numbered."""
        kind = self.kind(target)
        return {form.casefold() for form in words.forms(kind)} if kind else set()

    def kind(self, target: Target) -> str:
        """Return the key of the phrase for a kind of target."""
        if target.kind == "chapter":
            return "appendix" if self.book.chapter(target.chapter).role == "appendix" else "chapter"
        return target.kind if target.kind in ("section", "figure", "table") else ""

    def named(self, first: Target, last: Target | None, words: Phrases) -> str:
        kind = self.kind(first)
        if last is not None:
            if first.number and last.number and kind and kind == self.kind(last):
                return words.range(kind, first.number, last.number)
            if first.number and kind and not last.number:
                # "de hoofdstukken 1 tot en met ‘Conclusie’": the word for many belongs to both.
                return words.range(kind, first.number, self.named(last, None, words))
            return words("range", first=self.named(first, None, words), last=self.named(last, None, words))
        if first.number and kind:
            return words.counted(kind, first.number)
        return words("section-titled" if kind == "section" else "titled", title=self.title(first, words))

    def title(self, target: Target, words: Phrases) -> str:
        """Return the title of a target, or of the chapter around it, and in words what it lost."""
        chapter = self.book.chapter(target.chapter)
        own = target.title or marks(target.element)
        heading = target.element if own else chapter.tree.find("h1")
        if heading is None or heading.tag not in HEADINGS or not marks(heading):
            return target.title or chapter.title
        copy = deepcopy(heading)
        for mark in marks(copy):
            say_loss(mark, words, self.form == "screen")
        return plain(copy)

    def loss(self, element: Element, chapter: Chapter | None) -> None:
        """Say that a text is lost, in words of ours, whatever its own language was."""
        words, marked = self.wording_at(element, chapter)
        say_loss(element, words, self.form == "screen")
        element.attrib.pop("lang", "")
        if marked:
            element.set("lang", marked)

    def note_link(self, element: Element, chapter: Chapter | None) -> None:
        note = linked_note(self.book, element, chapter)
        if note is None or note.number is None:
            return
        text = block_text(element).strip()
        words, marked = self.wording_at(element, chapter)
        if not text or text.casefold() in {form.casefold() for form in words.forms("note")}:
            wording = words.counted("note", str(note.number))
            capital = text[:1].isupper() or (
                not text and not marked and starts_sentence(text_before(element))
            )
            replace_text(element, wording[:1].upper() + wording[1:] if capital else wording)
            if marked:
                element.set("lang", marked)
        _lead_to_note(element, note)

    def term(self, element: Element) -> None:
        element.set("href", f"#term-{element.get('data-key')}")

    def definition(self, element: Element) -> None:
        senses = self.book.sense(element.get("data-key", ""))
        for index, sense in enumerate(senses):
            if index:
                append_text(element, " ")
            self.append_sense(
                element, sense, self.phrases("sense", number=index + 1) if len(senses) > 1 else ""
            )

    def append_sense(self, parent: Element, sense: Sense, label: str) -> None:
        """Append a definition, who gives it, and where."""
        append_text(parent, label)
        if sense.definition is not None:
            copy = deepcopy(sense.definition)
            self.fill(copy, None)
            for inner in copy.iterdescendants():
                # A place in the glossary would be taken for one in the chapter.
                inner.attrib.pop("data-pos", "")
            append_content(parent, copy)
        else:
            self.append_expansion(parent, sense)
        phrase = self.book.authorities.get(sense.authority, {}).get(self.language)
        if phrase:
            append_text(parent, " " + self.phrases("defined-by", authority=phrase))
        source = self.formatted.full.get((sense.source, "")) if sense.source else None
        if source is not None:
            append_text(parent, " ")
            parent.append(deepcopy(source))
            append_text(parent, ".")

    def append_expansion(self, parent: Element, sense: Sense) -> None:
        term = next(
            (term for terms in self.book.terms.values() for term in terms if sense in term.senses), None
        )
        if term is not None:
            holder = etree.SubElement(parent, "span")
            if term.language:
                holder.set("lang", term.language)
            holder.text = term.expansion or term.term
            append_text(parent, ".")

    def citation(self, element: Element, chapter: Chapter | None) -> None:
        """Replace a citation by the work in the form that its place asks for."""
        key = (chapter.path if chapter else self.book.glossary_path, element.get("data-pos", ""))
        citation = self.citations.get(key)
        if citation is None:
            self.replace_citation(element, self.formatted.full.get((element.get("data-key", ""), "")))
            return
        if self.form == "print" and citation.repeat == "idem":
            self.word(element, "idem")
        elif self.form == "print" and citation.repeat == "ibid":
            self.word(element, "ibid", citation.locator)
        elif citation.repeat and citation.earlier is not None:
            self.short_form(element, citation, citation.earlier)
        else:
            self.replace_citation(element, self.formatted.full.get((citation.key, citation.locator)))

    def word(self, element: Element, key: str, locator: str = "") -> None:
        word = self.phrases(key)
        if not starts_sentence(text_before(element)):
            word = word[:1].lower() + word[1:]
        if not locator and element.tail and element.tail.startswith(".") and word.endswith("."):
            word = word[:-1]
        replace_text(element, f"{word}, {tied(locator)}" if locator else word)
        element.tag = "span"

    def short_form(self, element: Element, citation: Citation, earlier: Note) -> None:
        begins = starts_sentence(text_before(element))
        self.replace_citation(element, self.formatted.short.get(citation.key))
        if element.text and (begins or (self.language.startswith("nl") and PARTICLE.match(element.text))):
            # A name that begins with a particle: "Van Miert", in Dutch wherever no first name stands before.
            element.text = element.text[:1].upper() + element.text[1:]
        if earlier is not citation.note:
            append_text(element, " ")
            link = etree.SubElement(element, "a", {"class": "note-link", "data-label": earlier.label})
            key = "see-note" if self.form == "print" else "note-number"
            # The brackets stand in the link: WeasyPrint 70.0 turns a line a word too early before a link.
            link.text = f"({self.phrases(key, number=earlier.number)})".replace(" ", "\u00a0")
            _lead_to_note(link, earlier)
        if citation.locator:
            append_text(element, f", {tied(citation.locator)}")

    def replace_citation(self, element: Element, formatted: Element | None) -> None:
        if formatted is None:
            return
        replace_text(element, "")
        element.tag = "span"
        append_content(element, deepcopy(formatted))


def linked_note(book: Book, element: Element, chapter: Chapter | None) -> Note | None:
    """Return the note that a ``note:`` link names: by chapter id and label, or by label alone."""
    label, name = element.get("data-label", ""), element.get("data-chapter")
    if name:
        chapter = next((found for found in book.chapters if name in (found.id, found.name)), None)
    return book.note(chapter.name, label) if chapter else None


def _place(reference: Reference) -> tuple[str, str]:
    return reference.position.path, reference.element.get("data-pos", "")


def _lead_to_note(element: Element, note: Note) -> None:
    element.set("data-label", note.label)
    element.set("data-chapter", note.chapter)
    element.set("data-number", str(note.number))
    element.set("href", f"#note-{note.number}")
