"""Faults of the concordance: notes that are not there, notes without a number, numbers left out (N114-N116)."""

from __future__ import annotations

from random import Random

from colofon.book import Concordance, Note
from tests.faulting import words
from tests.faulting.laying import Edit, Finding, Kind, Laid, Place, within
from tests.faulting.manuscript import CONCORDANCE, Manuscript
from tests.faulting.notes import labels


def addresses(concordance: Concordance) -> list[tuple[str, str]]:
    """Return every address with its path in the file."""
    listed = [(f"notes.{number}", found) for number, found in concordance.notes.items()]
    listed.append(("unnumbered", concordance.unnumbered))
    return [(f"{path}.{index}", each) for path, found in listed for index, each in enumerate(found)]


def at(manuscript: Manuscript, concordance: Concordance, path: str) -> Place:
    return manuscript.place(concordance.positions[path])


def note_of(manuscript: Manuscript, address: str) -> Note:
    note = manuscript.book.note_at(address)
    assert note is not None
    return note


def misspelt_address(manuscript: Manuscript, random: Random) -> Laid | None:
    """A slip of the hand in the label of a note, which another number leads to as well or nothing does now."""
    concordance = manuscript.book.concordance
    if concordance is None:
        return None
    listed = addresses(concordance)
    path, address = random.choice(listed)
    place = at(manuscript, concordance, path)
    other = words.misspelt(random, address.partition("#")[2], labels(manuscript))
    start = place.offset + len(address.partition("#")[0]) + 1
    edit = Edit(CONCORDANCE, start, place.offset + len(address), other)
    note = note_of(manuscript, address)
    alone = [each for _, each in listed].count(address) == 1
    besides = [Finding("N115", manuscript.place(note.position))] if alone else []
    return Laid(Finding("N114", place), [edit], besides)


def exchanged_address(manuscript: Manuscript, random: Random) -> Laid | None:
    """A number that leads to the note of another one."""
    concordance = manuscript.book.concordance
    if concordance is None:
        return None
    listed = addresses(concordance)
    single = [(path, each) for path, each in listed if [other for _, other in listed].count(each) == 1]
    if len(single) < 2:
        return None
    (path, address), (_, other) = random.sample(single, 2)
    place = at(manuscript, concordance, path)
    edit = Edit(CONCORDANCE, place.offset, place.offset + len(address), other)
    return Laid(Finding("N115", manuscript.place(note_of(manuscript, address).position)), [edit])


def number_left_out(manuscript: Manuscript, random: Random) -> Laid | None:
    """A row that is gone."""
    concordance = manuscript.book.concordance
    if concordance is None:
        return None
    text = manuscript.texts[CONCORDANCE]
    listed = [address for _, address in addresses(concordance)]
    number = random.choice(list(concordance.notes)[1:])
    start = at(manuscript, concordance, f"notes.{number}").offset
    end = text.index("\n", start) + 1
    start = text.rindex("\n", 0, start) + 1
    gone = set(concordance.notes[number])
    besides = [
        Finding("N115", manuscript.place(note_of(manuscript, address).position))
        for address in sorted(gone)
        if listed.count(address) == concordance.notes[number].count(address)
    ]
    place = at(manuscript, concordance, "notes")
    return Laid(Finding("N116", place), [Edit(CONCORDANCE, start, end, "")], besides)


def lost_and_found(manuscript: Manuscript, random: Random) -> Laid | None:
    """A number that is listed as lost and leads to a note too."""
    concordance = manuscript.book.concordance
    if concordance is None or not concordance.lost:
        return None
    number = random.choice(list(concordance.notes))
    place = at(manuscript, concordance, "lost.0")
    edit = Edit(CONCORDANCE, place.offset, place.offset, f"{number}, ")
    return Laid(Finding("N116", within(edit)), [edit])


def too_few(manuscript: Manuscript, random: Random) -> Laid | None:
    """A count below the highest number."""
    concordance = manuscript.book.concordance
    if concordance is None:
        return None
    numbers = [*concordance.notes, *concordance.lost]
    count = random.randint(1, concordance.count - 1)
    place = at(manuscript, concordance, "count")
    edit = Edit(CONCORDANCE, place.offset, place.offset + len(str(concordance.count)), str(count))
    first = next(number for number in numbers if number > count)
    lost = len(numbers) - len(concordance.lost)
    path = f"notes.{first}" if first in concordance.notes else f"lost.{numbers.index(first) - lost}"
    return Laid(Finding("N116", at(manuscript, concordance, path)), [edit])


KINDS: dict[str, tuple[Kind, ...]] = {
    "N114": (misspelt_address,),
    "N115": (exchanged_address,),
    "N116": (number_left_out, lost_and_found, too_few),
}
