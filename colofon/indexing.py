"""The index over the trees, and every number, assigned once.

Takes a book of which the trees, the glossary and the works are read; fills its notes, targets,
references and citations, and writes ``id`` and ``data-number`` on the elements that are numbered.
Duplicates stay in the lists: what is wrong is for the checks to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from colofon.book import Book, Chapter, Element, Note, Position, Reference, Target, block_text
from colofon.citations import decide_citations
from colofon.numbering import printed
from colofon.vocabulary import EDITION_IDS, HEADINGS

REFERENCE_KINDS = {
    "noteref": ("noteref", "data-label"),
    "note-link": ("note", "data-label"),
    "xref": ("target", "data-target"),
    "term": ("term", "data-key"),
    "citation": ("citation", "data-key"),
    "definition": ("entity", "data-key"),
}
"""Class of an element -> kind of the reference, and the attribute that names its target."""


def index_book(book: Book) -> None:
    """Fill the index of a book."""
    numbers = _Numbers(book)
    for chapter in book.chapters:
        _index_chapter(book, chapter, numbers)
    _index_glossary(book)
    _derive_ids(book)
    _number_notes(book)
    decide_citations(book)


class _Numbers:
    """Counters that run through the book."""

    def __init__(self, book: Book) -> None:
        numbering = book.metadata.numbering
        self.chapters = str(numbering.get("chapters", "arabic"))
        self.appendices = str(numbering.get("appendices", "letter"))
        levels = numbering.get("sections", 0)
        self.levels = levels if isinstance(levels, int) else 0
        self.by_chapter = numbering.get("figures") == "chapter"
        self.count: Counter[tuple[str, str]] = Counter()
        self.sections: list[int] = []
        self.order = 0

    def chapter(self, role: str) -> str:
        """Return the number of the next chapter of a role and begin its sections."""
        self.sections = []
        if role not in ("chapter", "appendix"):
            return ""
        self.count["", role] += 1
        style = self.chapters if role == "chapter" else self.appendices
        return printed(self.count["", role], style)

    def section(self, level: int, chapter: str) -> str:
        """Return the number of the next section of a level (1 for h2); empty below the levels that count."""
        while len(self.sections) < level:
            self.sections.append(0)
        del self.sections[level:]
        self.sections[-1] += 1
        if level > self.levels or not chapter:
            return ""
        return ".".join((chapter, *map(str, self.sections)))

    def object(self, kind: str, chapter: Chapter) -> str:
        """Return the number of the next figure or table."""
        if not self.by_chapter:
            self.count["", kind] += 1
            return str(self.count["", kind])
        # Chapters without a number count on together: no two figures of a book have the same number.
        name = chapter.name if chapter.number else ""
        self.count[name, kind] += 1
        prefix = f"{chapter.number}." if chapter.number else ""
        return f"{prefix}{self.count[name, kind]}"


def _index_chapter(book: Book, chapter: Chapter, numbers: _Numbers) -> None:
    chapter.number = numbers.chapter(chapter.role)
    title = _title(chapter)
    chapter.title = plain(title) if title is not None else ""
    for element, note in _walk(chapter.tree):
        tag = element.tag
        if tag in HEADINGS:
            _index_heading(book, chapter, element, numbers, element is title)
        elif tag in ("figure", "table"):
            _index_object(book, chapter, element, numbers)
        elif tag == "aside":
            label = element.get("data-label", "")
            found = Note(chapter.name, label, chapter.position(element), element)
            book.notes.setdefault((chapter.name, label), []).append(found)
        elif (kind := REFERENCE_KINDS.get(element.get("class", ""))) is not None:
            _add_reference(book, chapter.name, element, kind, chapter.position(element), note)
        elif element.get("id"):
            _add_target(book, chapter, element, "block", "", "", numbers)


def _title(chapter: Chapter) -> Element | None:
    """Return the heading that names a chapter: the first of the first order that stands in no other block."""
    return next((element for element in chapter.tree if element.tag == "h1"), None)


def _walk(tree: Element) -> Iterator[tuple[Element, str]]:
    """Yield the elements of a tree in the order of reading, each with the label of the note around it."""
    notes: list[tuple[str, Element | None]] = []
    for element in tree.iterdescendants():
        while notes and element is notes[-1][1]:
            notes.pop()
        yield element, notes[-1][0] if notes else ""
        if element.tag == "aside":
            notes.append((element.get("data-label", ""), _behind(element)))


def _behind(element: Element) -> Element | None:
    """Return the first element behind one and all it holds."""
    current: Element | None = element
    while current is not None:
        following = current.getnext()
        if following is not None:
            return following
        current = current.getparent()
    return None


def _index_heading(book: Book, chapter: Chapter, element: Element, numbers: _Numbers, is_title: bool) -> None:
    level = int(element.tag[1])
    kind, number = "section", ""
    if is_title:
        kind, number = "chapter", chapter.number
    elif _is_inside(element):
        kind = "block"
    elif level > 1:
        number = numbers.section(level - 1, chapter.number)
    if number:
        element.set("data-number", number)
    _add_target(book, chapter, element, kind, number, plain(element), numbers)


def _is_inside(element: Element) -> bool:
    """Tell whether a heading belongs to a quotation, an item or a note: it begins no section then."""
    around = element.iterancestors()
    return any(parent.tag not in ("section", "div") or parent.get("class") for parent in around)


def _index_object(book: Book, chapter: Chapter, element: Element, numbers: _Numbers) -> None:
    kind = element.tag
    caption = element.find("figcaption" if kind == "figure" else "caption")
    number = numbers.object(kind, chapter)
    element.set("data-number", number)
    title = plain(caption) if caption is not None else ""
    _add_target(book, chapter, element, kind, number, title, numbers)


def _add_target(
    book: Book, chapter: Chapter, element: Element, kind: str, number: str, title: str, numbers: _Numbers
) -> None:
    numbers.order += 1
    id = element.get("id", "")
    place = chapter.position(element)
    target = Target(id, kind, number, title, chapter.name, place, element, bool(id), numbers.order)
    book.targets.setdefault(id, []).append(target)


def _add_reference(
    book: Book, chapter: str, element: Element, kind: tuple[str, str], place: Position, note: str
) -> None:
    name, attribute = kind
    label, last = element.get(attribute, ""), element.get("data-last", "")
    book.references.append(Reference(name, chapter, label, place, element, last, note))  # type: ignore[arg-type]


def _index_glossary(book: Book) -> None:
    for terms in book.terms.values():
        for term in terms:
            for sense in term.senses:
                if sense.definition is None:
                    continue
                for element in sense.definition.iter():
                    kind = REFERENCE_KINDS.get(element.get("class", ""))
                    if kind is not None:
                        line, column = map(int, element.get("data-pos", "1:1").split(":"))
                        place = Position(book.glossary_path, line, column)
                        _add_reference(book, "", element, kind, place, "")


def plain(element: Element) -> str:
    """Return the text of a block on one line."""
    return " ".join(block_text(element).split())


def slug(text: str) -> str:
    """Return the words of a title as an id: ASCII letters, digits and hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_text.lower())
    return "-".join(words)


def _derive_ids(book: Book) -> None:
    """Give headings, figures and tables without an id one of their own; it is an anchor, not a target."""
    unnamed = book.targets.pop("", [])
    names = [*book.targets, *(f"term-{key}" for key in book.terms), *(f"work-{key}" for key in book.works)]
    names += (f"data-{id}" for id in book.targets if book.is_drawn(id))
    taken = dict.fromkeys(names, 1)
    for target in unnamed:
        id = _free(_derived(target), taken)
        target.id = id
        target.element.set("id", id)
        book.targets.setdefault(id, []).append(target)
    for chapter in book.chapters:
        title = _title(chapter)
        chapter.id = _free(slug(chapter.name), taken) if title is None else title.get("id", "")


def _derived(target: Target) -> str:
    """Return an id from the words of a heading, or from a number; an id begins with a letter."""
    words = slug(target.number if target.kind in ("figure", "table") else target.title)
    return words if words[:1].isalpha() else f"{target.kind}-{words}".rstrip("-")


def _free(id: str, taken: dict[str, int]) -> str:
    """Return an id, with a number behind it if it is taken, and take it.

    `taken` keeps the last number behind each, so that a title that returns is not counted from one again.
    """
    base = id or "chapter"
    free, count = base, taken.get(base, 1)
    while free in taken or EDITION_IDS.match(free):
        count += 1
        free = f"{base}-{count}"
    taken[base] = count
    taken.setdefault(free, 1)
    return free


def _number_notes(book: Book) -> None:
    """Number notes by their first call; a call inside a note (N105) gives no number."""
    number = 0
    for reference in book.references:
        if reference.kind != "noteref" or reference.note:
            continue
        note = book.note(reference.chapter, reference.label)
        if note is None:
            continue
        if note.number is None:
            number += 1
            note.number, note.call = number, reference.element
            note.element.set("data-number", str(number))
        reference.element.set("data-number", str(note.number))
