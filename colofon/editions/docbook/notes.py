"""Notes: the id of each, and which stand elsewhere than directly behind the block that calls them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from colofon import docbook
from colofon.book import Book, Chapter, Element
from colofon.editions.docbook.names import as_id


def note_ids(book: Book) -> dict[tuple[str, str], str]:
    """Return chapter and label of each note -> its id: one that nothing else of the book has.

    A number stands behind an id that would be there twice. No other note loses its own by that.
    """
    chapters = {chapter.name: chapter for chapter in book.chapters}
    usual = {(name, label): usual_id(chapters[name], label) for name, label in book.notes}
    taken, reserved = _other_ids(book), set(usual.values())
    found = {}
    for key, id in usual.items():
        numbered = (f"{id}-{number}" for number in count(2))
        free = id if id not in taken else next(one for one in numbered if one not in taken | reserved)
        taken.add(free)
        found[key] = free
    return found


def usual_id(chapter: Chapter, label: str) -> str:
    """Return the id of a note by its chapter and its label."""
    return f"{docbook.NOTE_ID}{as_id(chapter.id)}-{as_id(label)}"


def _other_ids(book: Book) -> set[str]:
    """Return the ids that stand in the file of a book, those of notes apart."""
    written = {id for id, targets in book.targets.items() if any(target.written for target in targets)}
    terms = [term for terms in book.terms.values() for term in terms]
    entries = {docbook.TERM_ID + term.key for term in terms}
    senses = {docbook.SENSE_ID + sense.key for term in terms for sense in term.senses}
    return written | entries | senses | {docbook.WORK_ID + key for key in book.works}


def displaced(chapter: Chapter) -> dict[Element, str]:
    """Return note -> its place, as indexes joined with dots, where reading would put it elsewhere."""
    usual = set(_usual(chapter.tree))
    notes = (note for note in chapter.tree.iter("aside") if note not in usual)
    return {note: ".".join(map(str, _indexes(chapter.tree, note))) for note in notes}


def _usual(tree: Element) -> Iterator[Element]:
    """Yield the notes that follow the block of the chapter that calls them, in the order of the calls."""
    block: Element | None = None
    group: list[Element] = []
    for child in [*tree, None]:
        if child is not None and child.tag == "aside":
            group.append(child)
            continue
        yield from _in_order(block, group)
        block, group = child, []


def _in_order(block: Element | None, group: list[Element]) -> list[Element]:
    called = _calls(block) if block is not None else []
    found = [note for note in group if note.get("data-label") in called]
    labels = [note.get("data-label", "") for note in found]
    return found if labels == [label for label in called if label in labels] else []


def _calls(block: Element) -> list[str]:
    """Return the labels that a block calls, those of its notes apart."""
    calls = (call for call in block.iter("a") if call.get("class") == "noteref")
    return [
        call.get("data-label", "")
        for call in calls
        if not any(outer.tag == "aside" for outer in call.iterancestors())
    ]


def _indexes(tree: Element, note: Element) -> list[int]:
    found = []
    inner = note
    for outer in note.iterancestors():
        found.append(outer.index(inner))
        if outer is tree:
            break
        inner = outer
    return found[::-1]
