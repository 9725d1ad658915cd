"""Cross-references: each leads to one place, and says nothing that is not so (R2..)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from colofon.book import Book, Chapter, Element, Reference, Target, block_text
from colofon.checks.blocks import elements
from colofon.checks.closeness import Closest
from colofon.checks.faults import lacks_chapters, refused
from colofon.checks.grammars import ENGLISH
from colofon.checks.spoken import grammar_of, numbers_of, same_number
from colofon.checks.typed import kind_of_target, stated
from colofon.diagnostics import Diagnostic
from colofon.losses import marks
from colofon.vocabulary import EDITION_IDS

YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}$")


def undefined_target(book: Book) -> Iterator[Diagnostic]:
    """R201: a cross-reference names an id, or a note, that the book does not have.

    Bad:   Zie [](#virtueele).
    Good:  Zie [](#virtueel).     with # Virtueel kalifaat {#virtueel}
    """
    if lacks_chapters(book):
        return
    closest = Closest(id for id in book.targets if book.target(id))
    for reference in book.references_to("target"):
        for id in filter(None, (reference.label, reference.last)):
            if book.target(id) is None:
                hint = _give_it_an_id(book, id) or closest.hint(id, "#{}")
                yield Diagnostic(reference.position, "R201", f"nothing has the id #{id}", hint)
    for reference in book.references_to("note"):
        yield from _undefined_note_link(book, reference)


def _give_it_an_id(book: Book, id: str) -> str:
    """Return what to do when a heading has this id only because of its words."""
    derived = next(iter(book.targets.get(id, ())), None)
    if derived is None:
        return ""
    return f"give {derived.position} the id it lacks: {{#{id}}}"


def _undefined_note_link(book: Book, reference: Reference) -> Iterator[Diagnostic]:
    if not reference.label:
        return
    named = reference.element.get("data-chapter", "")
    chapter = linked_chapter(book, reference)
    if chapter is None and not named:
        message = f"note:{reference.label} stands in the glossary and names no chapter"
        yield Diagnostic(reference.position, "R201", message, f"write note:chapter/{reference.label}")
    elif chapter is None:
        hint = Closest(chapter.id for chapter in book.chapters).hint(named, f"note:{{}}/{reference.label}")
        yield Diagnostic(reference.position, "R201", f"no chapter has the id {named}", hint)
    elif book.note(chapter.name, reference.label) is None:
        label, prefix = reference.label, f"{named}/" if named else ""
        hint = Closest(book.note_labels(chapter.name)).hint(label, f"note:{prefix}{{}}")
        where = f"chapter {named}" if named else "this chapter"
        yield Diagnostic(reference.position, "R201", f"{where} has no note [^{label}]", hint)


def linked_chapter(book: Book, reference: Reference) -> Chapter | None:
    """Return the chapter of the note that a ``note:`` link names: by its id or the name of its file."""
    named = reference.element.get("data-chapter")
    for chapter in book.chapters:
        if named in (chapter.id, chapter.name) if named else chapter.name == reference.chapter:
            return chapter
    return None


def duplicate_id(book: Book) -> Iterator[Diagnostic]:
    """R202: an id is given twice, or is one that an edition makes itself.

    Bad:   ## Inleiding {#inleiding}    in two chapters
    Good:  ## Inleiding {#virtueel-inleiding}
    """
    yield from refused(book, "R202")
    yield from _ids_of_notes(book)
    for id, targets in book.targets.items():
        written = [target for target in targets if target.written]
        for target in written[1:]:
            hint = f"the first stands at {written[0].position}; ids are unique in the whole book"
            yield Diagnostic(target.position, "R202", f"id #{id} is given again", hint)
        kind, _, key = id.partition("-")
        named = (kind == "term" and key in book.terms) or (kind == "work" and key in book.works)
        named = named or (kind == "data" and book.is_drawn(key))
        if written and (named or EDITION_IDS.match(id)):
            message = f"id #{id} is one that editions make themselves"
            yield Diagnostic(written[0].position, "R202", message, "choose another word")


def _ids_of_notes(book: Book) -> Iterator[Diagnostic]:
    """Yield the ids of notes that another chapter has for something; those of one chapter, reading finds."""
    for chapter in book.chapters:
        for id, place in chapter.note_ids.items():
            others = [target for target in book.targets.get(id, ()) if target.written]
            if others and others[0].chapter != chapter.name:
                hint = f"another stands at {others[0].position}; ids are unique in the whole book"
                yield Diagnostic(place, "R202", f"id #{id} is given again", hint)


def backward_range(book: Book) -> Iterator[Diagnostic]:
    """R205: a range ends before it begins, or goes from one kind of thing to another.

    Bad:   [](#franchises..guerrilla)    where guerrilla comes first
    Good:  [](#guerrilla..franchises)
    """
    for reference in book.references_to("target"):
        first, last = book.target(reference.label), book.target(reference.last)
        if first is None or last is None:
            continue
        range_ = f"#{reference.label}..{reference.last}"
        kinds = kind_of_target(book, first), kind_of_target(book, last)
        if kinds[0] != kinds[1]:
            message = f"the range {range_} goes from a {kinds[0]} to a {kinds[1]}"
            yield Diagnostic(reference.position, "R205", message, "name both by themselves")
        elif first.order > last.order:
            hint = f"write #{reference.last}..{reference.label}"
            yield Diagnostic(reference.position, "R205", f"the range {range_} runs backwards", hint)
        elif first is last:
            hint = f"write [](#{reference.label})"
            yield Diagnostic(reference.position, "R205", f"the range {range_} is one {kinds[0]}", hint)


def contradicting_number(book: Book) -> Iterator[Diagnostic]:
    """R206: the text of a link states a number that its target does not have.

    Bad:   [hoofdstuk 3](#virtueel)    where that is chapter 8
    Good:  [](#virtueel)
    """
    for reference in book.references:
        if reference.kind not in ("target", "note") or lacks_chapters(book):
            continue
        text = " ".join(block_text(reference.element).split())
        if not any(character.isalnum() for character in text):
            continue
        if reference.kind == "target":
            yield from _against_target(book, reference, text)
        else:
            yield from _against_note(book, reference, text)


def _against_target(book: Book, reference: Reference, text: str) -> Iterator[Diagnostic]:
    targets = [target for id in (reference.label, reference.last) if (target := book.target(id))]
    if not targets or re.search(rf"(?<!\w){re.escape(text)}(?!\w)", targets[0].title):
        return
    kind, has = kind_of_target(book, targets[0]), [target.number for target in targets]
    says = _stated(book, reference, text, kind if all(has) else "")
    if says is None or (says[0] == kind and _same(says[1], has)):
        return
    message = f"“{text}” leads to {_described(kind, targets)}"
    yield Diagnostic(reference.position, "R206", message, f"write [](#{_address(reference)})")


def _against_note(book: Book, reference: Reference, text: str) -> Iterator[Diagnostic]:
    chapter = linked_chapter(book, reference)
    note = book.note(chapter.name, reference.label) if chapter else None
    says = _stated(book, reference, text, "note")
    if note is None or note.number is None or says is None or says == ("note", [str(note.number)]):
        return
    named = reference.element.get("data-chapter")
    address = f"{named}/{reference.label}" if named else reference.label
    message = f"“{text}” leads to note {note.number}"
    yield Diagnostic(reference.position, "R206", message, f"write [](note:{address})")


def _stated(book: Book, reference: Reference, text: str, kind: str) -> tuple[str, list[str]] | None:
    """Return kind and numbers that a link text states; a bare number is of the target's kind."""
    language = book.metadata.language
    if reference.chapter:
        language = book.chapter(reference.chapter).language or language
    found = stated(text, language)
    if found is not None and found.numbers:
        return found.kind, found.numbers
    bare = numbers_of(text, grammar_of(language) or ENGLISH) if text[0].isdigit() else []
    if not bare or not kind or (kind != "note" and YEAR.match(bare[0])):
        return None
    return kind, bare


def _same(stated: list[str], has: list[str]) -> bool:
    return len(stated) == len(has) and all(map(same_number, stated, has))


def _described(kind: str, targets: list[Target]) -> str:
    if not targets[0].number:
        return f"a {kind} without a number"
    return f"{kind} " + " to ".join(target.number for target in targets)


def _address(reference: Reference) -> str:
    return f"{reference.label}..{reference.last}" if reference.last else reference.label


def empty_link(book: Book) -> Iterator[Diagnostic]:
    """R207: a link has no text, or leads nowhere.

    Bad:   [](https://example.org)    [tekst]()    [](term:kalifaat)
    Good:  [De website](https://example.org)    [kalifaat](term:kalifaat)    [](#virtueel)
    """
    yield from refused(book, "R207")
    for reference in book.references:
        nameless = not reference.label and reference.kind in ("note", "term", "citation")
        if nameless:
            hint = f"write {reference.kind.replace('citation', 'cite')}: and a name behind it"
            yield Diagnostic(reference.position, "R207", "the link names nothing", hint)
        elif reference.kind == "term" and not _says(reference.element):
            hint = f"write [the word](term:{reference.label}), or &{reference.label}; for the definition"
            yield Diagnostic(reference.position, "R207", "the link names a term and has no text", hint)
    for element, place in elements(book, "a"):
        if element.get("class") == "link" and element.get("href") and not _shows_something(element):
            yield Diagnostic(place, "R207", "the link has no text", "say where it leads, in words")


def _shows_something(link: Element) -> bool:
    alternatives = (image.get("alt") or "" for image in link.iter("img"))
    return _says(link) or any(text.strip() for text in alternatives)


def _says(link: Element) -> bool:
    """Tell whether a link has text, or what says that its text is lost."""
    return bool(block_text(link).strip() or marks(link))


def nested_link(book: Book) -> Iterator[Diagnostic]:
    """R208: a link, the call of a note, or a definition with a link of its own stands inside a link.

    Bad:   [het rapport[^rapport]](https://example.org)
    Good:  [het rapport](https://example.org)[^rapport]
    """
    for element, place in (*elements(book, "a"), *elements(book, "span")):
        if next(element.iterancestors("a"), None) is None:
            continue
        if element.get("class") == "noteref":
            message = "a note is called inside a link"
            yield Diagnostic(place, "R208", message, "call it behind the link")
        elif element.tag == "a":
            yield Diagnostic(place, "R208", "a link stands inside a link", "end the first before the second")
        elif _defines_with_links(book, element):
            message = f"the definition &{element.get('data-key')}; has a link, and stands inside one"
            yield Diagnostic(place, "R208", message, "put it behind the link")


def _defines_with_links(book: Book, element: Element) -> bool:
    """Tell whether an element is a definition that holds a link, or another definition that might."""
    if element.get("class") != "definition":
        return False
    senses = book.sense(element.get("data-key", ""))
    held = (inner for sense in senses if sense.definition is not None for inner in sense.definition.iter())
    return any(inner.tag == "a" or inner.get("class") == "definition" for inner in held)
