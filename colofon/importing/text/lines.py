"""What an import starts from: the lines of a text or of a PDF, with what is known of each.

A text knows its words and where a page or column begins; a PDF also sizes, places and raised figures.
Everything after this works on lines and asks whether the richer knowledge is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

NOTES = frozenset({"Note", "FENote"})
"""Structure types of notes in PDF 1.7 and in PDF 2.0."""
FORM_FEED = "\f"
BREAK = re.compile(r"\r\n|\n|\r|\f")


@dataclass(slots=True)
class Line:
    """A line that is not blank."""

    number: int
    """1-based: in the file, or for a PDF in the order of reading."""
    text: str
    """Without its end; blanks at its beginning and end are kept."""
    start: int
    """Offset of the text in `Source.text`."""
    opens: bool = False
    """A page or a column begins here."""
    page: int = 1
    """1-based; columns count where pages are not known."""
    apart: bool = False
    """A blank line stands before it, or, in a PDF, more room than between lines."""
    left: float | None = None
    """Where it begins, in points from the left edge of its column; for a text nothing."""
    right: float | None = None
    """Where it ends, in points from the same edge."""
    top: float | None = None
    """Where its base line stands, as a share of the page's height from above: 0 to 1."""
    size: float | None = None
    """Size of most of its letters, in points."""
    bold: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    """Where in the text figures stand above the line: offsets (begin, end).

    Smaller ones set higher, the superior figures of a face, and the characters ``¹`` to ``⁹``.
    """
    italic: bool = False
    font: str | None = None
    """Name of the face of most of its letters, without the tag of a subset."""
    soft: bool = False
    """It ends in a hyphen that a typesetter put in, by what the file says; without it nothing is known."""
    column: int = 0
    """1-based number of the column it stands in, from where reading begins; 0 for the whole width."""
    angle: int = 0
    """In which it is printed, in degrees clockwise; 0 is as the text of most pages."""
    artifact: bool = False
    """The file says that it is no part of the text, as a running head or a page number is not."""

    path: tuple[tuple[str, int], ...] = ()
    """The block that a tagged file says it belongs to: types and numbers of elements, from the root on."""

    @property
    def block(self) -> int:
        """The number of its block; 0 when the file tells none."""
        return self.path[-1][1] if self.path else 0

    @property
    def is_note(self) -> bool:
        """Whether a tagged file says that it belongs to a note."""
        return any(kind in NOTES for kind, _ in self.path)

    @property
    def is_caption(self) -> bool:
        """Whether a tagged file says that it belongs to a caption."""
        return any(kind == "Caption" for kind, _ in self.path)

    @property
    def words(self) -> str:
        """The text without blanks around it."""
        return self.text.strip()

    @property
    def end(self) -> int:
        """Offset behind the text in `Source.text`."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Source:
    """A whole text, and its lines that are not blank."""

    path: str
    text: str
    lines: list[Line] = field(default_factory=list)
    pages: bool = False
    """Pages are known for certain, by form feeds or because it is a PDF."""
    tagged: bool = False
    """The file says of its lines which block they belong to, and can be believed."""
    raises: bool = False
    """Figures that stand above the line are known as such."""

    @property
    def tells_notes(self) -> bool:
        """Whether the file says which lines belong to notes."""
        return self.tagged and any(line.is_note for line in self.lines)


def source_of(text: str, path: str) -> Source:
    """Return the lines of a plain text.

    A form feed begins a page. Where a text has none, a line that begins with exactly one blank does
    when hardly any does, as an extraction leaves it that lost its form feeds.
    """
    source = Source(path, text, pages=FORM_FEED in text)
    mark = FORM_FEED if source.pages else _indent_that_opens(text)
    page, apart, opens = 1, True, True
    for number, (start, end, feeds) in enumerate(_spans(text), 1):
        line = text[start:end]
        if feeds:
            page, opens = page + feeds, True
        if not line.strip():
            apart = True
            continue
        if mark == " " and re.match(r" \S", line) and source.lines:
            page, opens = page + 1, True
        source.lines.append(Line(number, line, start, opens, page, apart))
        apart = opens = False
    return source


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield begin, end and the form feeds before each line; a form feed ends no line of its own."""
    start = feeds = 0
    for found in BREAK.finditer(text):
        if found[0] == FORM_FEED and found.start() == start:
            start, feeds = found.end(), feeds + 1
            continue
        yield start, found.start(), feeds
        start, feeds = found.end(), int(found[0] == FORM_FEED)
    yield start, len(text), feeds


OPENING_SHARE = 0.3
"""Of lines with one blank before them: more, and the blank says nothing."""


def _indent_that_opens(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    indented = sum(1 for line in lines if re.match(r" \S", line))
    deeper = sum(1 for line in lines if re.match(r"  +\S", line))
    return " " if lines and indented and indented <= OPENING_SHARE * len(lines) and not deeper else ""
