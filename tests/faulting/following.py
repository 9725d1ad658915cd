"""What follows by itself when something is taken away, put in, or changes its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from colofon.book import Element, Reference, Term, block_text
from colofon.checks.references import linked_chapter
from tests.faulting.laying import Finding, Place
from tests.faulting.manuscript import Manuscript, Order

Key = tuple[str, str]
"""Chapter and label of a note."""


def below(elements: Iterable[Element]) -> set[Element]:
    """Return elements and all they hold."""
    return {inner for element in elements for inner in element.iter()}


def losses(manuscript: Manuscript, gone: set[Element]) -> list[Finding] | None:
    """Return what is missed or left over when elements of chapters go; None when that is past telling.

    Abbreviations and what explains them hang together over the whole text: none of them may go.
    """
    if _explains(manuscript, gone):
        return None
    left = [reference for reference in manuscript.book.references if reference.element not in gone]
    return [
        *_unused_works(manuscript, left),
        *_unused_entries(manuscript, left),
        *_lost_targets(manuscript, left, gone),
        *_lost_chapters(manuscript, gone),
        *_lost_notes(manuscript, left, gone),
    ]


def terms(manuscript: Manuscript) -> list[Term]:
    return [term for found in manuscript.book.terms.values() for term in found]


def _explains(manuscript: Manuscript, gone: set[Element]) -> bool:
    texts = [element.text or "" for element in gone]
    texts += [element.tail or "" for element in gone if element.getparent() in gone]
    text = " ".join(texts).lower()
    text = " ".join(text.split())
    named = {reference.label for reference in manuscript.book.references if reference.element in gone}
    return any(
        term.abbreviation
        and (named & names_of(term) or term.expansion.lower() in text or term.abbreviation.lower() in text)
        for term in terms(manuscript)
    )


def names_of(term: Term) -> set[str]:
    """Return what an entity or a link may call an entry."""
    return {term.key, *(sense.key for sense in term.senses)}


def _unused_works(manuscript: Manuscript, left: list[Reference]) -> Iterator[Finding]:
    book = manuscript.book
    adaptation = book.metadata.data.get("adaptation")
    used = {adaptation.get("work")} if isinstance(adaptation, dict) else set()
    used |= {sense.source for term in terms(manuscript) for sense in term.senses}
    used |= {reference.label for reference in left if reference.kind == "citation"}
    for key, works in book.works.items():
        if key not in used:
            yield Finding("B702", manuscript.place(works[0].position))


def _unused_entries(manuscript: Manuscript, left: list[Reference]) -> Iterator[Finding]:
    used = {
        reference.label for reference in left if reference.kind in ("entity", "term") and reference.chapter
    }
    for term in terms(manuscript):
        others = [other for other in terms(manuscript) if other is not term]
        named = {name for other in others for name in (*other.see, *named_in(other))}
        if not term.abbreviation and not names_of(term) & (used | named):
            yield Finding("G303", manuscript.place(term.position))


def named_in(term: Term) -> set[str]:
    """Return what the definitions of an entry link or hold."""
    definitions = [sense.definition for sense in term.senses if sense.definition is not None]
    elements = [element for definition in definitions for element in definition.iter("a", "span")]
    return {
        element.get("data-key", "") for element in elements if element.get("class") in ("term", "definition")
    }


def _lost_targets(manuscript: Manuscript, left: list[Reference], gone: set[Element]) -> Iterator[Finding]:
    targets = [target for found in manuscript.book.targets.values() for target in found]
    lost = {target.id for target in targets if target.written and target.element in gone}
    chapters = {target.id for target in targets if target.kind == "chapter" and target.id in lost}
    chapters -= {chapter.name for chapter in manuscript.book.chapters}
    for reference in left:
        ids = {reference.label, reference.last} if reference.kind == "target" else set()
        if ids & lost or (reference.kind == "note" and reference.element.get("data-chapter") in chapters):
            yield Finding("R201", manuscript.place(reference.position))


def _lost_chapters(manuscript: Manuscript, gone: set[Element]) -> Iterator[Finding]:
    targets = [target for found in manuscript.book.targets.values() for target in found]
    for target in targets:
        if target.kind == "chapter" and target.element in gone:
            yield from outlined(manuscript, target.id)


def outlined(manuscript: Manuscript, chapter: str) -> Iterator[Finding]:
    """Yield what is said where a figure shows a chapter by an id that it has no more."""
    for chart in manuscript.book.charts.values():
        for row in chart.rows:
            if "chapter" in row and row["chapter"].text == chapter:
                yield Finding("M808", manuscript.place(row["chapter"].position))


def _lost_notes(manuscript: Manuscript, left: list[Reference], gone: set[Element]) -> Iterator[Finding]:
    book = manuscript.book
    lost = {key for key, notes in book.notes.items() if all(note.element in gone for note in notes)}
    for reference in left:
        if reference.kind == "noteref" and (reference.chapter, reference.label) in lost:
            yield Finding("N101", manuscript.place(reference.position))
        elif reference.kind == "note":
            chapter = linked_chapter(book, reference)
            if chapter is not None and (chapter.name, reference.label) in lost:
                yield Finding("R201", manuscript.place(reference.position))
    called = {(reference.chapter, reference.label) for reference in left if reference.kind == "noteref"}
    for key, notes in book.notes.items():
        if key not in called and key not in lost:
            yield Finding("N102", manuscript.place(notes[0].position))


def calls_in_text(manuscript: Manuscript) -> list[tuple[Order, Key, Place, Element]]:
    """Return the calls that give a number, in no order."""
    book = manuscript.book
    found = []
    for reference in book.references_to("noteref"):
        key = (reference.chapter, reference.label)
        if reference.chapter and not reference.note and key in book.notes:
            order = manuscript.order(reference.element, book.chapter(reference.chapter))
            found.append((order, key, manuscript.place(reference.position), reference.element))
    return found


def renumbered(
    manuscript: Manuscript,
    added: Iterable[tuple[Order, Key, Place]] = (),
    gone: Iterable[Element] = (),
    without: Iterable[Key] = (),
    lock: dict[Key, int] | None = None,
) -> list[Finding]:
    """Return what the lock, and links that state a number, say when calls come and go."""
    gone, without = set(gone), set(without)
    kept = [call[:3] for call in calls_in_text(manuscript) if call[3] not in gone and call[1] not in without]
    numbers: dict[Key, tuple[int, Place]] = {}
    # What is put in where a call stands comes before it.
    for _, key, place in sorted([*added, *kept], key=lambda call: call[0]):
        numbers.setdefault(key, (len(numbers) + 1, place))
    return [*_against_lock(manuscript, numbers, lock), *_against_links(manuscript, numbers)]


def _against_lock(
    manuscript: Manuscript, numbers: dict[Key, tuple[int, Place]], lock: dict[Key, int] | None
) -> Iterator[Finding]:
    book = manuscript.book
    known = locked(manuscript) if lock is None else lock
    for key, number in known.items():
        if key not in numbers:
            if lock is None:
                yield Finding("N108", manuscript.place(book.lock_positions[".".join(key)]))
        elif numbers[key][0] != number:
            yield Finding("N108", numbers[key][1])


def locked(manuscript: Manuscript) -> dict[Key, int]:
    """Return the numbers that the manuscript's own lock keeps."""
    lock = manuscript.book.lock or {}
    return {(chapter, label): number for chapter, labels in lock.items() for label, number in labels.items()}


def _against_links(manuscript: Manuscript, numbers: dict[Key, tuple[int, Place]]) -> Iterator[Finding]:
    book = manuscript.book
    for reference in book.references_to("note"):
        chapter = linked_chapter(book, reference)
        note = book.note(chapter.name, reference.label) if chapter else None
        if note is None or (note.chapter, note.label) not in numbers:
            continue
        stated = str(note.number) in block_text(reference.element)
        if stated and numbers[note.chapter, note.label][0] != note.number:
            yield Finding("R206", manuscript.place(reference.position))


def numbers_are_stated(manuscript: Manuscript) -> bool:
    """Tell whether a link says a number in words of its own, which a new section or figure would belie."""
    return any(
        any(character.isdigit() for character in block_text(reference.element))
        for reference in manuscript.book.references_to("target")
    )


def is_numeric(manuscript: Manuscript, chapter: str) -> bool:
    """Tell whether a chapter labels its notes with numbers."""
    labels = [
        reference.label
        for reference in manuscript.book.references_to("noteref")
        if reference.chapter == chapter and not reference.note
    ]
    return bool(labels) and all(label.isdigit() for label in labels)
