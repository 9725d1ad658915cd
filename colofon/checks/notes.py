"""Notes: called and written, once each, whole, outside notes and headings (N1..)."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import POSITION, Book, Note, Position, Reference
from colofon.checks.closeness import Closest
from colofon.checks.faults import refused
from colofon.diagnostics import Diagnostic
from colofon.losses import damaged_notes, marks, survives
from colofon.reading.syntax.notes import LABEL
from colofon.vocabulary import HEADINGS, TEXT_BLOCKS


def undefined_note(book: Book) -> Iterator[Diagnostic]:
    """N101: a call names a note that its chapter does not define.

    Bad:   Habitus[^bourdiue]     and no such note in the file
    Good:  Habitus[^bourdieu]     with [^bourdieu]: in the file
    """
    yield from refused(book, "N101")
    closest: dict[str, Closest] = {}
    for reference in calls(book):
        if (reference.chapter, reference.label) in book.notes:
            continue
        if reference.chapter not in closest:
            closest[reference.chapter] = Closest(book.note_labels(reference.chapter))
        hint = closest[reference.chapter].hint(
            reference.label, "[^{}]", f"write it: [^{reference.label}]: ..."
        )
        yield Diagnostic(reference.position, "N101", f"note [^{reference.label}] is not defined", hint)


def unused_note(book: Book) -> Iterator[Diagnostic]:
    """N102: a note is written and nothing calls it.

    Bad:   [^bourdieu]: Zie hierna.     and no [^bourdieu] in the text
    Good:  Habitus[^bourdieu]           in the text of the same file
    """
    called = {(reference.chapter, reference.label) for reference in calls(book)}
    for key, notes in book.notes.items():
        # What is no label can be called by nothing: N101 says so.
        if key not in called and LABEL.fullmatch(key[1]):
            hint = f"call it where it belongs, with [^{key[1]}], or remove it"
            yield Diagnostic(notes[0].position, "N102", f"note [^{key[1]}] is never called", hint)


def duplicate_note(book: Book) -> Iterator[Diagnostic]:
    """N103: a chapter writes two notes with one label.

    Bad:   [^bron]: Een rapport.     and further down [^bron]: Een krant.
    Good:  [^rapport]: Een rapport.  and [^krant]: Een krant.
    """
    for (_, label), notes in book.notes.items():
        for note in notes[1:]:
            hint = f"the first stands on line {notes[0].position.line}; give one of them another label"
            yield Diagnostic(note.position, "N103", f"note [^{label}] is defined again", hint)


def note_called_twice(book: Book) -> Iterator[Diagnostic]:
    """N104: a note is called a second time.

    Bad:   Mosul[^leger] en Raqqa[^leger]
    Good:  Mosul[^leger] en Raqqa (zie ook [](note:leger))
    """
    first: dict[tuple[str, str], Reference] = {}
    for reference in calls(book):
        key = (reference.chapter, reference.label)
        # A call inside a note is N105's, and gives no number.
        if reference.note or key not in book.notes or first.setdefault(key, reference) is reference:
            continue
        hint = f"the first call stands on line {first[key].position.line}; refer to it with [](note:{key[1]})"
        yield Diagnostic(reference.position, "N104", f"note [^{key[1]}] is called again", hint)


def nested_note(book: Book) -> Iterator[Diagnostic]:
    """N105: a note is called, or written, inside a note or a definition of the glossary.

    Bad:   [^een]: Zie hierna.[^twee]
    Good:  [^een]: Zie hierna en [](note:twee).
    """
    for reference in book.references_to("noteref"):
        if reference.note or not reference.chapter:
            where = f"note [^{reference.note}]" if reference.chapter else "a definition"
            message = f"note [^{reference.label}] is called inside {where}"
            prefix = "" if reference.chapter else "chapter-id/"
            hint = f"refer to it with [](note:{prefix}{reference.label}), or put its text here"
            yield Diagnostic(reference.position, "N105", message, hint)
    for note in written(book):
        outer = next(note.element.iterancestors("aside"), None)
        if outer is not None:
            message = f"note [^{note.label}] is written inside note [^{outer.get('data-label')}]"
            yield Diagnostic(note.position, "N105", message, "move it below the paragraph that calls it")


def empty_note(book: Book) -> Iterator[Diagnostic]:
    """N106: a note says nothing.

    Bad:   [^bron]:
    Good:  [^bron]: [p. 2](cite:hassan2017guardian).
    """
    doubtful = {fault.position for fault in book.faults if fault.kind == "doubtful-marker"}
    for note in written(book):
        if not survives(note.element) and not marks(note.element) and not _begins_list(note, doubtful):
            message = f"note [^{note.label}] is empty"
            yield Diagnostic(note.position, "N106", message, "write it, or remove it")


def note_in_heading(book: Book) -> Iterator[Diagnostic]:
    """N111: a heading calls a note, which then shows in contents and running heads.

    Bad:   ## De sahwa[^sahwa]
    Good:  De sahwa[^sahwa] kwam op.     in the text below the heading
    """
    for reference in calls(book):
        block = next((above for above in reference.element.iterancestors() if above.tag in TEXT_BLOCKS), None)
        if block is not None and block.tag in HEADINGS:
            message = f"note [^{reference.label}] is called in a heading"
            yield Diagnostic(reference.position, "N111", message, "call it in the text below")


def lost_note(book: Book) -> Iterator[Diagnostic]:
    """N112: the text of a note is lost, and nobody has filled it in yet.

    Bad:   [^131]: []{.lost}
    Good:  [^131]: [p. 2](cite:hassan2017guardian).     from another copy of the source
    """
    damaged = damaged_notes(book)
    for note in written(book):
        if (note.chapter, note.label) in damaged and not survives(note.element):
            message = f"the text of note [^{note.label}] is lost"
            yield Diagnostic(note.position, "N112", message, "write it from another copy of the source")


def partial_note(book: Book) -> Iterator[Diagnostic]:
    """N113: a part of a note is lost, and nobody has filled it in yet.

    Bad:   [^132]: Zie […]{.partial} van 3 mei 2017.
    Good:  [^132]: Zie het bericht van 3 mei 2017.      from another copy of the source
    """
    damaged = damaged_notes(book)
    for note in written(book):
        lost = marks(note.element) if (note.chapter, note.label) in damaged else []
        if lost and survives(note.element):
            place = book.chapter(note.chapter).position(lost[0])
            message = f"a part of note [^{note.label}] is lost"
            yield Diagnostic(place, "N113", message, "complete it from another copy of the source")


def calls(book: Book) -> list[Reference]:
    """Return the calls that stand in chapters, wherever."""
    return [reference for reference in book.references if reference.kind == "noteref" and reference.chapter]


def written(book: Book) -> Iterator[Note]:
    """Yield every note as it is written, repeated labels too."""
    for notes in book.notes.values():
        yield from notes


def _begins_list(note: Note, doubtful: set[Position]) -> bool:
    """Tell whether all that a note says is taken for a marker, which S408 reports."""
    path = note.position.path
    items = (item.get(POSITION, "").split(":") for item in note.element.iter("li"))
    return any(Position(path, int(line), int(column)) in doubtful for line, column in items)
