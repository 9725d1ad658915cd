"""Body or note: to which of the two each stretch of lines belongs.

Where a note begins is known (`notes`), and where one is called (`calls`). What stands between is weighed:
a call stands in the body, a note is set in its own measure, and a note follows its call.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from statistics import median

from colofon.importing.text.chains import Candidate
from colofon.importing.text.dividing import END, FRAGMENT, NOTE, Stretch, divided, resumed
from colofon.importing.text.lines import Source
from colofon.importing.text.measure import measure, width

CALLED_HERE = -9.0
CALLS = 2
"""Weight of a call in the stretch, and how many count: calls stand in the body, and one may be none."""
BETWEEN = 7.0
"""Weight of standing between two notes that were both called before the first of them."""
MEASURED = 1.2
"""Weight of each line that only one of the two measures explains."""
SMALLER = 6.0
OPENS = -2.5
GOES_ON = 2.5
RESUMES = -3.0
WORK = 2.0
CITED = re.compile(
    r"[^\s‘“][’”\"],\s|(?:^|, )(?:[0-9]{1,2} )?[a-zé]{3,9} (?:19|20)[0-9]{2}\b|\bpp?\. ?[0-9]+"
    r"|, (?:19|20)[0-9]{2}\.",
    re.IGNORECASE | re.MULTILINE,
)
LONE = 3.0
"""Weight of a page of which nothing else is left, without a call."""
FEW = 12
"""Lines of such a page at most."""
TAIL = 4.0
"""Weight of standing between the top of a page and a note, when the note before that one is lost."""
TOP = 2.0
"""Weight of a work cited first on a page, by the end of a note whose beginning is lost."""
INTERRUPTS = 1.5
"""Weight of standing where the sentence before goes on behind."""


def stretches(
    source: Source, notes: Sequence[Candidate], calls: Sequence[Candidate], left_out: dict[int, str]
) -> list[Stretch]:
    """Return a text as stretches, each of the body, of a note, or a fragment of one."""
    found = resumed(divided(source, notes, left_out), notes, calls)
    starts = [stretch.start for stretch in found]
    for call in calls:
        at = bisect_right(starts, call.place) - 1
        if at >= 0:
            found[at].calls.append(call)
    if source.tells_notes:
        _take_told(found)
    else:
        _Weighing(found, notes, calls).decide()
    return found


def _take_told(found: list[Stretch]) -> None:
    """Give every stretch the zone that a tagged file says."""
    current: Stretch | None = None
    for stretch in found:
        if stretch.begins:
            current = stretch
        elif stretch.lines[0].is_note:
            stretch.zone = NOTE if current else FRAGMENT
            stretch.number = current.number if current else 0


class _Weighing:
    """Decides stretch by stretch, with what the certain ones show."""

    def __init__(self, found: list[Stretch], notes: Sequence[Candidate], calls: Sequence[Candidate]) -> None:
        self.found = found
        self.calls = {call.number: call.place for call in calls}
        notes_lines = [line for one in found if one.begins for line in one.lines]
        body = [line for one in found if one.calls and not one.begins for line in one.lines]
        self.note_measure, self.body_measure = measure(notes_lines), measure(body)
        sizes = [[line.size for line in lines if line.size] for lines in (notes_lines, body)]
        self.sizes = tuple(median(values) if values else 0.0 for values in sizes)
        self.lone = _lone(found)
        self.begins = [index for index, one in enumerate(found) if one.begins]
        self.calling = [index for index, one in enumerate(found) if one.calls and not one.begins]

    def decide(self) -> None:
        """Give every stretch its zone."""
        current: Stretch | None = None
        body = ""
        for index, stretch in enumerate(self.found):
            if stretch.begins:
                current = stretch
                continue
            stretch.score = self.score(index, current, body)
            if stretch.score <= 0:
                current, body = None, stretch.text
            elif current is None or (stretch.lines[0].opens and not self.continues(index, current)):
                stretch.zone = FRAGMENT
            else:
                stretch.zone, stretch.number = NOTE, current.number

    def score(self, index: int, current: Stretch | None, body: str) -> float:
        """Return how much speaks for a note: below zero for the body."""
        stretch = self.found[index]
        first = stretch.lines[0]
        score = self.by_measure(stretch) + self.by_size(stretch)
        score += CALLED_HERE * min(len(stretch.calls), CALLS) + OPENS * first.opens
        score += BETWEEN * self.is_between(index, current)
        text = stretch.text.strip()
        if CITED.search(text):
            score += WORK + TOP * (first.opens and not stretch.calls)
        lone, tail = id(stretch) in self.lone and self.lost_near(index, current), self.is_tail(index, current)
        if lone or tail:
            score += LONE * lone + TAIL * tail + INTERRUPTS * self.interrupts(index, body)
        elif body and not END.search(body):
            score += RESUMES if text[:1].islower() else 0.0
        if current is not None and not END.search(self.text_before(index)):
            score += GOES_ON
        return score if current is not None or first.opens else min(score, -1.0)

    def lost_near(self, index: int, current: Stretch | None) -> bool:
        """Tell whether notes are missing between the one before and the one behind."""
        following = self.next_note(index)
        return following is None or current is None or following.number > current.number + 1

    def is_tail(self, index: int, current: Stretch | None) -> bool:
        """Tell whether a stretch may be all that is left of a note, at the top of the page of the next."""
        if index + 1 >= len(self.found) or not self.found[index].lines[0].opens:
            return False
        following = self.found[index + 1]
        lost = following.number - 1
        begins = following.begins and not following.lines[0].opens
        return begins and lost in self.calls and (self.last_note(index) or 0) < lost

    def next_note(self, index: int) -> Stretch | None:
        at = bisect_left(self.begins, index)
        return self.found[self.begins[at]] if at < len(self.begins) else None

    def last_note(self, index: int) -> int | None:
        at = bisect_left(self.begins, index)
        return self.found[self.begins[at - 1]].number if at else None

    def interrupts(self, index: int, body: str) -> bool:
        """Tell whether the body before breaks off and goes on behind."""
        at = bisect_right(self.calling, index)
        following = self.found[self.calling[at]] if at < len(self.calling) else None
        return (
            bool(body)
            and not END.search(body)
            and following is not None
            and following.text.lstrip()[:1].islower()
        )

    def text_before(self, index: int) -> str:
        return self.found[index - 1].text if index else ""

    def continues(self, index: int, current: Stretch) -> bool:
        """Tell whether what opens a page goes on with the note before it."""
        following = self.next_note(index)
        nothing_lost = (
            current is not None and following is not None and following.number == current.number + 1
        )
        return nothing_lost and self.is_between(index, current) and not END.search(self.text_before(index))

    def by_measure(self, stretch: Stretch) -> float:
        """Weigh the widths of lines: too wide for the body, or turned where no note would be."""
        if not self.note_measure or abs(self.note_measure - self.body_measure) < 2:
            return 0.0
        low, high = sorted((self.note_measure, self.body_measure))
        sign = 1.0 if high == self.note_measure else -1.0
        widths = [width(line.words) for line in stretch.lines]
        wide = sum(1 for value in widths if value > low + 1.5)
        turned = [value for value in widths[:-1] if value <= low + 1.5]
        return sign * MEASURED * (1.5 * wide - 0.5 * len(turned) * (not wide))

    def by_size(self, stretch: Stretch) -> float:
        notes, body = self.sizes
        if not notes or not body or abs(notes - body) < 0.4:
            return 0.0
        size = median(line.size or body for line in stretch.lines)
        return SMALLER if abs(size - notes) < abs(size - body) else -SMALLER

    def is_between(self, index: int, current: Stretch | None) -> bool:
        """Tell whether the next note was called before the current one began: they stand in one area."""
        if current is None:
            return False
        following = self.next_note(index)
        if following is None:
            return False
        call = self.calls.get(following.number)
        return call is not None and call < current.start


def _lone(found: Sequence[Stretch]) -> set[int]:
    """Return the stretches, by identity, that are all that is left of a page and call nothing."""
    pages: list[list[Stretch]] = []
    for stretch in found:
        if stretch.lines[0].opens or not pages:
            pages.append([])
        pages[-1].append(stretch)
    return {
        id(stretch)
        for page in pages[1:]
        if sum(len(stretch.lines) for stretch in page) <= FEW
        and not any(stretch.calls or stretch.begins for stretch in page)
        for stretch in page
    }


def zones_by_line(found: Sequence[Stretch]) -> Iterator[tuple[int, Stretch]]:
    """Yield line number and stretch."""
    for stretch in found:
        for line in stretch.lines:
            yield line.number, stretch
