"""A text made into what it was printed from: its notes, their calls, headings and paragraphs.

The order of deciding: the chains of calls and of notes, each with the other's help; what pages carry;
body or note for every stretch of lines; headings and paragraphs; what is left over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from colofon.importing.text.blocks import Block, blocks_of, joined_over_pages
from colofon.importing.text.calls import beside_notes, call_candidates
from colofon.importing.text.chains import Candidate, best_chain
from colofon.importing.text.dividing import BODY, END, FRAGMENT, Stretch
from colofon.importing.text.furniture import furniture, table_of_contents
from colofon.importing.text.joining import UNSEEN, Mark, joined, marked
from colofon.importing.text.lines import Line, Source
from colofon.importing.text.notes import note_candidates
from colofon.importing.text.tagged import tagged_blocks
from colofon.importing.text.zones import stretches

NOTE_GAP = 0.5
CALL_GAP = 0.35
"""What each number costs that a chain passes over."""
RESTART = 48.0
"""What it costs to begin again at one: as much as six notes that look like notes bring."""
NEVER = 1e9
SURE = 4.0
"""Score of a call or a note from which nobody need look at it."""

Status = Literal["complete", "partial", "missing"]


@dataclass(slots=True)
class Note:
    """A note of the source."""

    number: int
    status: Status
    lines: list[Line] = field(default_factory=list)
    begins: Candidate | None = None
    """Its number, where it has one."""
    call: Candidate | None = None


@dataclass(slots=True)
class Piece:
    """Lines about which something was decided, and why."""

    lines: list[Line]
    reason: str
    score: float | None = None


@dataclass(slots=True)
class Reconstruction:
    """What was found in a source."""

    source: Source
    calls: list[Candidate]
    notes: list[Note]
    blocks: list[Block]
    removed: list[Piece]
    unplaced: list[Piece]
    doubtful: list[Piece] = field(default_factory=list)
    title: str = ""
    """What a title page shows."""

    def line_at(self, place: int) -> Line:
        """Return the line on which a character stands."""
        return self.source.lines[bisect_right(self.source.lines, place, key=lambda line: line.start) - 1]

    def text(self, lines: Sequence[Line]) -> str:
        """Return lines as running text, with calls as ``[^n]``."""
        return joined(lines, self.marks(lines))

    def note_text(self, note: Note) -> str:
        """Return a note without the number that begins it."""
        return joined(note.lines, [number_mark(note)] if note.begins else [])

    def marks(self, lines: Sequence[Line]) -> Iterator[Mark]:
        """Yield the calls that stand on lines."""
        for line in lines:
            for call in self.calls_on(line):
                yield Mark(call.place, call.place + call.width, f"[^{call.number}]")

    def calls_on(self, line: Line) -> list[Candidate]:
        """Return the calls that stand on a line."""
        first = bisect_left(self.calls, line.start, key=lambda call: call.place)
        return self.calls[first : bisect_left(self.calls, line.end, key=lambda call: call.place)]


def number_mark(note: Note) -> Mark:
    """Return the number that begins a note, with the sign behind it, as nothing."""
    assert note.begins is not None
    end = note.begins.place + note.begins.width
    behind = note.lines[0].text[end - note.lines[0].start :]
    return Mark(note.begins.place, end + (behind[:1] in ".)" and behind[:1] != ""), "")


def reconstructed(source: Source) -> Reconstruction:
    """Return what a text was printed from, as far as it can be told."""
    listed = table_of_contents(source)
    calls, begins = _chains(source, listed)
    starts = {source.lines[_index(source, note.place)].number for note in begins}
    left_out = furniture(source, starts, listed)
    found = stretches(source, begins, calls, left_out)
    # What looked like a call and stands in a note is none.
    called = {call.place for stretch in found if stretch.zone == BODY for call in stretch.calls}
    made = Reconstruction(source, [call for call in calls if call.place in called], [], [], [], [])
    made.blocks = (
        joined_over_pages(tagged_blocks([each for each in found if each.zone == BODY]), _barer(made))
        if source.tagged
        else blocks_of(found, _barer(made))
    )
    made.removed = [Piece([line], left_out[line.number]) for line in source.lines if line.number in left_out]
    _gather_notes(made, found, begins)
    _doubt(made, found)
    return made


def _index(source: Source, place: int) -> int:
    return bisect_right(source.lines, place, key=lambda line: line.start) - 1


def _chains(source: Source, listed: dict[int, str]) -> tuple[list[Candidate], list[Candidate]]:
    """Return the calls, and where notes begin."""
    lines = [line for line in source.lines if line.number not in listed]
    told = source.tells_notes
    bodies = [line for line in lines if not (told and line.is_note)]
    could_call = [call for line in bodies for call in call_candidates(line, source.raises)]
    heads = furniture(source, (), listed)
    noted = [line for line in lines if line.is_note] if told else lines
    begins = best_chain(note_candidates(noted, could_call, heads), NOTE_GAP, RESTART)
    calls = _calls(could_call, begins, RESTART if _begins_anew(begins) or not begins else NEVER)
    if _begins_anew(begins) and not _begins_anew(calls):
        # Numbers that nothing calls anew are those of a table, or of pages.
        begins = max(_runs(begins), key=len)
        calls = _calls(could_call, begins, NEVER)
    return calls, begins


def _calls(could_call: Sequence[Candidate], begins: Sequence[Candidate], restart: float) -> list[Candidate]:
    places = {note.place for note in begins}
    weighed = [call for call in beside_notes(could_call, begins) if call.place not in places]
    return best_chain(weighed, CALL_GAP, restart)


def _runs(chain: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the stretches in which the numbers ascend."""
    found: list[list[Candidate]] = []
    for candidate in chain:
        if not found or candidate.number <= found[-1][-1].number:
            found.append([])
        found[-1].append(candidate)
    return found


def _begins_anew(chain: Sequence[Candidate]) -> bool:
    return any(second.number <= first.number for first, second in pairwise(chain))


def _barer(made: Reconstruction) -> Callable[[Line], str]:
    """Return what gives a line without its calls, and gives it again without work."""
    known: dict[int, str] = {}

    def bare(line: Line) -> str:
        if line.number not in known:
            known[line.number] = _bare(line, made)
        return known[line.number]

    return bare


def _bare(line: Line, made: Reconstruction) -> str:
    return UNSEEN.sub("", marked(line, [mark._replace(text="") for mark in made.marks([line])]))


def _gather_notes(made: Reconstruction, found: Sequence[Stretch], begins: Sequence[Candidate]) -> None:
    """Give each note its lines and its call; what belongs to none is left over."""
    starts = {note.place: note for note in begins}
    current: Note | None = None
    for index, stretch in enumerate(found):
        if stretch.begins:
            place = stretch.start + len(stretch.lines[0].text) - len(stretch.lines[0].text.lstrip())
            current = Note(stretch.number, "complete", list(stretch.lines), starts[place])
            made.notes.append(current)
        elif stretch.zone == FRAGMENT:
            tail_of = _tail_of(found, index, made)
            if tail_of:
                current = Note(tail_of, "partial", list(stretch.lines))
                made.notes.append(current)
            else:
                made.unplaced.append(Piece(stretch.lines, "the end of a note whose number is lost", 0.5))
        elif stretch.zone != BODY and current is not None:
            current.lines += stretch.lines
    _settle(made, found)


def _tail_of(found: Sequence[Stretch], index: int, made: Reconstruction) -> int:
    """Return the number of the note that a fragment ends: it stands directly before the next one."""
    if index + 1 >= len(found):
        return 0
    following = found[index + 1]
    number = following.number - 1
    known = any(note.number == number for note in made.notes[-2:])
    directly = following.begins and not following.lines[0].opens
    return number if directly and number > 0 and not known else 0


def _settle(made: Reconstruction, found: Sequence[Stretch]) -> None:
    """Pair notes with calls, mark those that break off, and add those of which nothing is left."""
    behind = {stretch.lines[-1].number: following for stretch, following in pairwise(found)}
    for note in made.notes:
        following = behind.get(note.lines[-1].number)
        if note.begins is not None and not made.source.tagged and _breaks_off(note, following):
            note.status = "partial"
    free: dict[int, list[Note]] = defaultdict(list)
    for note in made.notes:
        free[note.number].append(note)
    for call in made.calls:
        fits = free[call.number]
        later = [note for note in fits if note.lines[0].start > call.place]
        if fits:
            found_note = (later or fits)[0]
            found_note.call = call
            fits.remove(found_note)
        else:
            made.notes.append(Note(call.number, "missing", call=call))
    made.notes.sort(key=lambda note: note.call.place if note.call else note.lines[0].start)


def _breaks_off(note: Note, following: Stretch | None) -> bool:
    """Tell whether the end of a note is lost: a page begins behind it before its sentence ends."""
    last = note.lines[-1]
    lost = following is not None and following.lines[0].opens
    if not lost:
        return False
    return not END.search(last.words) or last.text.endswith("  ")


def _doubt(made: Reconstruction, found: Sequence[Stretch]) -> None:
    """Collect what an editor should look at."""
    for call in made.calls:
        if call.score < SURE:
            made.doubtful.append(Piece([made.line_at(call.place)], f"call {call.number}", _share(call.score)))
    for stretch in found:
        if not stretch.begins and abs(stretch.score) < 1.5 and not stretch.calls:
            reason = "text of a note, or of the body"
            made.doubtful.append(Piece(stretch.lines, reason, _share(abs(stretch.score))))
    for note in made.notes:
        if note.call is None:
            made.doubtful.append(
                Piece(note.lines[:1], f"note {note.number}, of which no call was found", 0.5)
            )
    for block in made.blocks:
        if block.score < SURE:
            made.doubtful.append(Piece(block.lines, "one paragraph, or two", _share(block.score)))


def _share(score: float) -> float:
    """Return a score as a share between 0 and 1."""
    return round(min(max(0.5 + score / 16, 0.0), 1.0), 2)
