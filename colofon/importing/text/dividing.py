"""A text as stretches of lines that belong together: from a blank line, a page or a note to the next."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from colofon.importing.text.chains import Candidate
from colofon.importing.text.lines import Line, Source
from colofon.importing.text.measure import width

BODY = "body"
NOTE = "note"
FRAGMENT = "fragment"
END = re.compile(r"[.!?…](?:[)\]’”\"'»]*)(?:[0-9]{0,4})\s*$|[’”\"»][0-9]{0,4}\s*$")
SPACED = 0.01
"""Share of the lines that stand behind a blank line, from which blank lines tell where things end."""
SHORT = 0.8
"""Share of the usual width, below which a line looks like the last of its note."""


@dataclass(slots=True)
class Stretch:
    """Lines that belong together: from a blank line, a page or a note to the next."""

    lines: list[Line]
    zone: str = BODY
    number: int = 0
    """Of the note, when it is one."""
    begins: bool = False
    """The note begins here."""
    score: float = 0.0
    calls: list[Candidate] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def divided(source: Source, notes: Sequence[Candidate], left_out: dict[int, str]) -> list[Stretch]:
    """Divide a text; `left_out` are the numbers of lines that belong to no stretch."""
    numbers = {note.place: note.number for note in notes}
    found: list[Stretch] = []
    before = 0
    alone = opens = apart = False
    for line in source.lines:
        if line.number in left_out:
            opens, apart = opens or line.opens, apart or line.apart
            continue
        # What stood before it is left out, so the page begins here.
        line.opens, line.apart = line.opens or opens, line.apart or apart
        opens = apart = False
        begin = line.start + len(line.text) - len(line.text.lstrip())
        number = numbers.get(begin)
        apart_by_tag, before = source.tagged and line.block != before, line.block
        if number is not None:
            found.append(Stretch([line], NOTE, number, begins=True))
        elif not found or apart_by_tag or ((line.apart or line.opens) and not alone and not source.tagged):
            found.append(Stretch([line]))
        else:
            found[-1].lines.append(line)
        # A number that stands alone belongs to what comes behind the blank line.
        alone = number is not None and line.words.strip(".)") == str(number)
    return found


def resumed(
    found: Sequence[Stretch], notes: Sequence[Candidate], calls: Sequence[Candidate]
) -> list[Stretch]:
    """Divide a note where the body goes on behind it, in a text without blank lines.

    The call of a later note shows it.
    """
    lines = [line for stretch in found for line in stretch.lines]
    if sum(line.apart for line in lines[1:]) > SPACED * len(lines):
        return list(found)
    begins = {note.number: note.place for note in notes}
    places = [call.place for call in calls if begins.get(call.number, -1) > call.place]
    usual = median(width(line.words) for line in lines) if lines else 0
    divided: list[Stretch] = []
    for stretch in found:
        at = _resumes(stretch, places, SHORT * usual) if stretch.begins else 0
        if at:
            divided.append(replace(stretch, lines=stretch.lines[:at]))
            divided.append(Stretch(stretch.lines[at:]))
        else:
            divided.append(stretch)
    return divided


def _resumes(stretch: Stretch, places: Sequence[int], short: float) -> int:
    """Return the index of the line on which the body goes on, zero for none."""
    at = bisect_left(places, stretch.start)
    if at == len(places) or places[at] >= stretch.lines[-1].end:
        return 0
    before = [index for index, line in enumerate(stretch.lines) if line.end <= places[at]]
    ends = [index for index in before if END.search(stretch.lines[index].words)]
    shorter = [index for index in ends if width(stretch.lines[index].words) < short]
    return (shorter or ends or [-1])[0] + 1
