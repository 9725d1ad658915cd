"""The proof that no note is lost: each call has one note, in order, on its page or the next, whole (P803).

It is read back from the finished file and from nothing else. The boxes of the layout would only show
what was meant to be drawn; the file shows what a reader gets, after tagging, font subsetting and
saving. A note is known there by the identifier of its Note element, and its text is what the glyphs
painted inside that element stand for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from colofon.book import Book, Element
from colofon.citations import numbered_notes
from colofon.diagnostics import Diagnostic
from colofon.editions.pdf.drawn import Drawn, DrawnFile, read_drawn

SPACE = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
"""What a line end, a justified line or a font may change without changing the words."""
SHAPING = "\u034f\u180b\u180c\u180d\u180e\ufe00\ufe01\ufe0e\ufe0f"
"""What shapes the letter before it without being a format character: joiners, selectors of a variant."""
HYPHENS = "-\u2010\u00ad"
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
NEAR = 1
"""Pages that a note may stand behind its call."""


class Problem(NamedTuple):
    """What is wrong with a note, and what to do."""

    number: str
    message: str
    hint: str = ""


def unproved_notes(book: Book, document: Element, path: Path) -> list[Diagnostic]:
    """Return the notes that the PDF does not hold as it must."""
    problems = {problem.number: problem for problem in prove(document, path)}
    findings = []
    for note in numbered_notes(book):
        number = str(note.number)
        problem = problems.pop(number, None)
        if document.find(f".//aside[@id='note-{number}']") is None:
            problem = Problem(number, "is not in the document that was set")
        if problem is not None:
            message = f"note {number} [^{note.label}] {problem.message}"
            findings.append(Diagnostic(note.position, "P803", message, problem.hint))
    assert not problems, f"the document has notes that the book has not: {sorted(problems)}"
    return findings


def prove(document: Element, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the notes of a document in the file it was set into."""
    drawn = read_drawn(path)
    by_id: dict[str, list[Drawn]] = {}
    for element in drawn.elements:
        by_id.setdefault(element.id, []).append(element)
    last = (-1, 0.0)
    for note in document.iter("aside"):
        number = note.get("id", "").removeprefix("note-")
        notes, calls = by_id.get(f"note-{number}", []), by_id.get(f"noteref-{number}", [])
        problem = _problem(note_text(note), notes, calls, drawn, last)
        if notes:
            last = max(last, notes[0].place)
        if problem:
            yield Problem(number, *problem)


def note_text(note: Element) -> str:
    """Return what must be drawn of a note, its number first."""
    return plain("".join(map(str, note.itertext())))


def plain(text: str) -> str:
    """Return a text without white space, letters and marks apart, as glyphs may have them."""
    return unicodedata.normalize("NFD", "".join(filter(_is_drawn, SPACE.sub("", text))))


def _is_drawn(character: str) -> bool:
    """Tell whether a character has a glyph: joiners and signs of direction only shape what stands around."""
    return unicodedata.category(character) != "Cf" and character not in SHAPING


def _problem(
    text: str, notes: list[Drawn], calls: list[Drawn], drawn: DrawnFile, last: tuple[int, float]
) -> tuple[str, str] | tuple[str] | None:
    """Return what is wrong with a note and what to do, or None."""
    if not calls or not calls[0].pieces:
        return ("is called nowhere in the PDF",)
    if not notes or not notes[0].pieces:
        return ("is not in the PDF",)
    if len(notes) > 1:
        return (f"stands {len(notes)} times in the PDF",)
    note, call = notes[0], calls[0]
    first = note.pages[0] + 1
    if not 0 <= note.pages[0] - call.pages[0] <= NEAR:
        message = f"stands on page {first}, and is called on page {call.pages[0] + 1}"
        return message, "shorten it or the notes before it, or spread the calls"
    if note.place < last:
        return (f"stands on page {first} before the note that comes before it",)
    if not _inside(note, drawn):
        return f"runs off page {first} or into its text", "a note must fit on a page: shorten it, or make two"
    return _incomplete(text, note)


def _inside(note: Drawn, drawn: DrawnFile) -> bool:
    """Tell whether every point at which a note is drawn lies on its page, under the text and the head."""
    for piece in note.pieces:
        width, height = drawn.sizes[piece.page]
        top = min(height - HEAD, drawn.feet[piece.page] - LINE)
        if not all(0 <= x <= width and 0 <= y <= top for x, y in piece.points):
            return False
    return True


HEAD = 45.0
"""Points at the head of a page that belong to the running head."""
LINE = 6.0
"""Points that the first line of a note must at least stand under the last of the text."""


def _incomplete(text: str, note: Drawn) -> tuple[str] | None:
    found = joined(note, text)
    if found == text or _same_letters(found, text):
        return None
    pairs = enumerate(zip(found, text, strict=False))
    start = next((index for index, (got, wanted) in pairs if got != wanted), min(len(found), len(text)))
    return (f"is not whole in the PDF: {found[start : start + 20]!r} for {text[start : start + 20]!r}",)


def joined(note: Drawn, wanted: str) -> str:
    """Return the text of a note without white space, and without the hyphens that line ends brought."""
    text = ""
    for piece in note.pieces:
        part = plain(piece.text)
        if part and part[-1] in HYPHENS and not wanted.startswith(text + part):
            part = part[:-1]
        text += part
    return text


def _same_letters(found: str, wanted: str) -> bool:
    """Compare a text with words from right to left, whose glyphs stand in the order of the eye."""
    if not any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in wanted):
        return False
    return sorted(found) == sorted(wanted)
