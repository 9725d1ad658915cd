"""What stands behind a marker: the content of an item of a list, or of a definition (CommonMark 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from markdown_it.rules_block import StateBlock


@contextmanager
def behind_marker(state: StateBlock, line: int, width: int) -> Iterator[bool]:
    """Let a line begin behind its marker, and what belongs to it be indented as far as its text.

    Gives whether there is anything behind the marker.
    """
    position = state.bMarks[line] + state.tShift[line] + width
    end = state.eMarks[line]
    initial = reached = state.sCount[line] + width
    while position < end and state.src[position] in " \t":
        reached += 4 - (reached + state.bsCount[line]) % 4 if state.src[position] == "\t" else 1
        position += 1
    space = reached - initial
    kept = (state.tight, state.tShift[line], state.sCount[line], state.blkIndent)
    state.tight = True
    state.tShift[line] = position - state.bMarks[line]
    state.sCount[line] = reached
    # Five or more columns begin indented code behind one space (CommonMark 5.2, rule 2).
    state.blkIndent = initial + (1 if position >= end or space > 4 else space)
    yield position < end
    state.tight, state.tShift[line], state.sCount[line], state.blkIndent = kept
