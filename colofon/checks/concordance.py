"""The concordance is complete both ways: every number of the source, every note of ours (N114-N116)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from colofon.book import Book, Note
from colofon.checks.closeness import Closest
from colofon.checks.faults import lacks_chapters
from colofon.diagnostics import Diagnostic


def concordance_unknown_note(book: Book) -> Iterator[Diagnostic]:
    """N114: ``concordance.yaml`` leads to a note that the manuscript does not have.

    Bad:   131: [guerrilla#bagdat]
    Good:  131: [guerrilla#bagdad]
    """
    concordance = book.concordance
    if concordance is None or lacks_chapters(book):
        return
    known = _written(book)
    closest = Closest(known)
    listed = [(f"notes.{number}", addresses) for number, addresses in concordance.notes.items()]
    for path, addresses in [*listed, ("unnumbered", concordance.unnumbered)]:
        for index, address in enumerate(addresses):
            if address not in known:
                hint = closest.hint(address, otherwise="name a note by its chapter's id and its label: a#b")
                place = concordance.position(f"{path}.{index}")
                yield Diagnostic(place, "N114", f"there is no note {address}", hint)


def concordance_unnamed_note(book: Book) -> Iterator[Diagnostic]:
    """N115: a note to which no number of ``concordance.yaml`` leads.

    Bad:   [^bagdad] is called and written, and no number has guerrilla#bagdad
    Good:  131: [guerrilla#bagdad]
    """
    concordance = book.concordance
    if concordance is None:
        return
    named = {address for addresses in concordance.notes.values() for address in addresses}
    named.update(concordance.unnumbered)
    for address, note in _written(book).items():
        if note.number is not None and address not in named:
            hint = f"give it to the number it comes from: [{address}], or list it under unnumbered"
            yield Diagnostic(note.position, "N115", f"no number of the source leads to {address}", hint)


def concordance_number(book: Book) -> Iterator[Diagnostic]:
    """N116: a number of the source is left out of ``concordance.yaml``, stands twice, or is none of it.

    Bad:   count: 3, notes: {1: [inleiding#jihad], 3: [inleiding#jihadisme]}
    Good:  count: 3, notes: {1: [inleiding#jihad], 3: [inleiding#jihadisme]}, lost: [2]
    """
    concordance = book.concordance
    if concordance is None or not concordance.count:
        return
    places = [(number, f"notes.{number}") for number in concordance.notes]
    places += [(number, f"lost.{index}") for index, number in enumerate(concordance.lost)]
    times = Counter(number for number, _ in places)
    beyond = [(number, path) for number, path in places if number > concordance.count]
    if beyond:
        highest = max(times)
        message = f"the source has {concordance.count} notes, and numbers go up to {highest}"
        yield Diagnostic(concordance.position(beyond[0][1]), "N116", message, "correct the number, or count")
    for number, path in places:
        if times[number] > 1 and path.startswith("lost."):
            message = f"note {number} of the source stands elsewhere too"
            yield Diagnostic(concordance.position(path), "N116", message, "keep one of the two")
    numbered = {address for addresses in concordance.notes.values() for address in addresses}
    for index, address in enumerate(concordance.unnumbered):
        if address in numbered:
            message = f"{address} stands under a number, and without one here"
            place = concordance.position(f"unnumbered.{index}")
            yield Diagnostic(place, "N116", message, "keep one of the two")
    for first, last in _gaps(set(times), concordance.count):
        which = f"note {first}" if first == last else f"notes {first} to {last}"
        message = f"{which} of the source {'is' if first == last else 'are'} left out"
        hint = "lead to a note, or list the number under lost"
        yield Diagnostic(concordance.position("notes"), "N116", message, hint)


def _gaps(numbers: set[int], count: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of numbers, first and last, that are not there."""
    ordered = sorted(number for number in numbers if 0 < number <= count)
    before = 0
    for number in [*ordered, count + 1]:
        if number > before + 1:
            yield before + 1, number - 1
        before = number


def _written(book: Book) -> dict[str, Note]:
    """Return the notes by their addresses, the first of each label."""
    ids = {chapter.name: chapter.id for chapter in book.chapters}
    return {f"{ids[name]}#{label}": notes[0] for (name, label), notes in book.notes.items()}
