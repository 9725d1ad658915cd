"""A block twice as long takes twice the work, whatever it is full of: counted in lines that run, not by a clock.

What is one line however long it takes, a pattern or the joining of texts, is given so much that only
work that grows with the length ends in good time.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from colofon.pipeline import check_book, read_book
from tests.test_checks import BASE
from tests.test_docbook_faults import lay_out

DOCBOOK = (
    '<chapter xmlns="http://docbook.org/ns/docbook" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' version="5.1"><title>Titel</title><para>{}</para></chapter>'
)
MARKDOWN = "# Titel {{#titel}}\n\n{}\n"
NOTE = "# Titel\n\nWoord.[^een]\n\n[^een]: {}\n"
FEW = 200
"""Times that a shape is repeated, and then twice as often."""
MOST = 2.5
"""Times the lines that twice the text may take."""

SHAPES = {
    "entities in XML": (DOCBOOK, "&kalifaat; "),
    "unknown entities in XML": (DOCBOOK, "&nope; "),
    "notes in XML": (DOCBOOK, "a<footnote><para>b</para></footnote> "),
    "entities": (MARKDOWN, "&kalifaat; "),
    "entities in a note": (NOTE, "&kalifaat; "),
    "terms": (MARKDOWN, "[kalifaat](term:kalifaat) "),
    "abbreviations": (MARKDOWN, "CAT *x* "),
    "typed references": (MARKDOWN, "hoofdstuk 3 *x* "),
    "typed references in a note": (NOTE, "hoofdstuk 3 *x* "),
    "typed repeats": (NOTE, "Ibid. *x* "),
    "typed repeats of a work": (NOTE, "Ibid. [p. 1](cite:hassan2017guardian). "),
    "citations": (NOTE, "[p. 1](cite:hassan2017guardian) "),
    "calls": (MARKDOWN, "woord[^een] "),
    "links": (MARKDOWN, "[](#titel) "),
    "spans": (MARKDOWN, "[words]{lang=en} "),
    "one title many times": (MARKDOWN, "## Titel\n\n"),
}


def lines_of_a_check(root: Path, chapter: str) -> int:
    """Return how many lines of Python run to read and to check a chapter."""
    lay_out(root, chapter)
    if not chapter.startswith("<"):
        shutil.copy(BASE / "book.yaml", root)
        (root / "chapter.xml").rename(root / "chapter.md")
    lines = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        check_book(read_book(root))
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(("around", "shape"), SHAPES.values(), ids=SHAPES)
def test_twice_the_text_is_twice_the_work(tmp_path: Path, around: str, shape: str) -> None:
    # What is made once and kept, such as patterns, counts for neither.
    lines_of_a_check(tmp_path, around.format(shape))
    least, once, twice = (
        lines_of_a_check(tmp_path, around.format(shape * times)) for times in (1, FEW, 2 * FEW)
    )
    assert twice - least < MOST * (once - least)


@pytest.mark.parametrize("shape", [" ", "&#233;", "woord\n"])
def test_a_long_paragraph_of_xml(tmp_path: Path, shape: str) -> None:
    lay_out(tmp_path, DOCBOOK.format(f"a{shape * 300_000}b"))
    start = time.perf_counter()
    assert check_book(read_book(tmp_path)) == []
    assert time.perf_counter() - start < 30
