"""Escaping: a draft becomes Markdown in which every text is read as text, with as few signs as that takes."""

from __future__ import annotations

import re
import unicodedata
from html.entities import codepoint2name

from colofon.markdown.drafts import CLOSING, INSIDE, OPENING, Draft
from colofon.markdown.lines import begins_block
from colofon.markdown.places import BREAK, Place
from colofon.reading.lookalikes import first_item
from colofon.reading.syntax.slips import APART, NAMED

ALWAYS = r"[\\`]"
EMPHASIS = re.compile(r"\*+|_+")
WORD = re.compile(r"[^\W_]")
HAZARDS = tuple(
    re.compile(pattern)
    for pattern in (
        ALWAYS,
        r"&(?=#[0-9xX]|[A-Za-z][A-Za-z0-9-]*;)",
        r"<(?=[A-Za-z/!?])",
        r"!(?=\[)",
        # Attributes, and what the reader takes for some that went wrong.
        r"(?<=[\])`>])\{|\{(?=\s*(?:[#.:=}-]|[\w:.-]+=))",
        # pandoc: superscript and notes in the line, subscript, citations, mathematics.
        r"\^(?=\[|[^\s^][^^]*\^)",
        r"~(?=[^\s][^~]*~)",
        r"(?<!\w)@(?=[\w{)*])",
        r"\$(?=\$|[^\s$][^$]*(?<=\S)\$(?!\d))",
    )
)
BRACKET = re.compile(r"\[(?![\^@]|-@|[ xX]\](?:\s|$))([^\[\]\n\\`*_<&!{}^]*)\](?![(\[{:])")
CLOSING_SIGNS = re.compile(r"#+\s*$")
"""Numbers that close a heading: pandoc takes them off also directly behind a word."""
INVISIBLE = frozenset({"Zs", "Zl", "Zp", "Cf"})
VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
"""Signs of Arabic, Syriac and Kaithi that are printed, though Unicode calls them formats."""


def escape(draft: Draft, place: Place, careful: bool) -> str:
    """Return the Markdown of a draft; `careful` sets words apart from marks of emphasis."""
    written = _references(draft, place, careful)
    seen = "".join("&" if index in written else character for index, character in enumerate(draft.raw))
    for position in _hazards(draft, seen, place):
        if draft.is_text(position) and position not in written:
            written[position] = "\\" + draft.raw[position]
    if place.width is not None:
        _add_breaks(draft, seen, written)
    return "".join(written.get(index, character) for index, character in enumerate(draft.raw))


def _references(draft: Draft, place: Place, careful: bool) -> dict[int, str]:
    """Return the characters that are written as references, by position."""
    raw, kinds = draft.raw, draft.kinds
    found = {index for index, character in enumerate(raw) if draft.is_text(index) and is_invisible(character)}
    # Spaces at the ends of a line are not part of its text, and a blank line ends a paragraph.
    found |= {match.start() for match in re.finditer(r"^ | $|\n(?=\n)|^\n|\n$(?!\n)", raw, re.MULTILINE)}
    found |= {index for index in (0, len(raw) - 1) if raw[index : index + 1] == "\n"}
    if place.one_line:
        found |= {index for index, character in enumerate(raw) if character == "\n"}
    for index, kind in enumerate(kinds):
        # Emphasis begins and ends with something that can be seen.
        inside = index + 1 if kind == OPENING else index - 1 if kind == CLOSING else -1
        outside = index - 1 if kind == OPENING else index + 1 if kind == CLOSING else -1
        if inside >= 0 and raw[inside : inside + 1].isspace():
            found.add(inside)
        if careful and outside >= 0 and not raw[outside : outside + 1].isspace():
            found.add(outside)
    return {index: reference(raw[index]) for index in found if draft.is_text(index)}


def is_invisible(character: str) -> bool:
    """Tell whether an editor could not see a character, or not tell it from a space."""
    if " " <= character <= "~" or character == "\n":
        return False
    return (
        character in "\t\r" or unicodedata.category(character) in INVISIBLE
    ) and character not in VISIBLE_FORMATS


def reference(character: str) -> str:
    """Return the reference to a character, by the name that HTML 4 gives it or by its number."""
    name = codepoint2name.get(ord(character))
    return f"&{name};" if name and not character.isalnum() else f"&#{ord(character)};"


def _hazards(draft: Draft, seen: str, place: Place) -> set[int]:
    found = {match.start() for pattern in HAZARDS for match in pattern.finditer(seen)}
    for match in EMPHASIS.finditer(seen):
        if not _is_harmless(seen[: match.start()][-1:], seen[match.end() :][:1], match[0]):
            found |= set(range(*match.span()))
    found |= _brackets(draft, seen)
    if place.in_cell:
        found |= {index for index, character in enumerate(seen) if character == "|"}
    closing = CLOSING_SIGNS.search(seen) if place.takes_attributes else None
    if closing:
        found |= set(range(*closing.span()))
    return found | _line_starts(seen, place)


def _is_harmless(before: str, behind: str, marks: str) -> bool:
    """Tell whether signs for emphasis can be read as nothing else, by what stands beside them."""
    if not (before + behind).strip():
        return True
    return marks[0] == "_" and bool(WORD.match(before) and WORD.match(behind))


def _brackets(draft: Draft, seen: str) -> set[int]:
    """Return the brackets that could be read as those of a link, a span or a note."""
    opening = {index for index, character in enumerate(seen) if character == "["}
    harmless = {
        match.start()
        for match in BRACKET.finditer(seen)
        if not (
            NAMED.match(match[1])
            or APART.match(seen, match.end())
            or seen[match.start() - 1 : match.start()] in (")", "]", "!", "^")
        )
    }
    inside = {index for index, kind in enumerate(draft.kinds) if kind == INSIDE and seen[index] in "[]"}
    return opening - harmless | inside


def _line_starts(seen: str, place: Place) -> set[int]:
    """Return the characters by which a line would begin another block."""
    found, start = set[int](), 0
    # A paragraph swallows items that follow one another, which is a fault.
    in_list = place.in_list or first_item(seen) is not None
    for index, line in enumerate(seen.split("\n")):
        if index or place.begins_line:
            offset = begins_block(line, not index, in_list)
            if offset is not None:
                found.add(start + offset)
        start += len(line) + 1
    return found


def _add_breaks(draft: Draft, seen: str, written: dict[int, str]) -> None:
    for match in re.finditer(r"(?<=\S) (?=\S)", seen):
        if draft.is_text(match.start()) and match.start() not in written:
            written[match.start()] = BREAK
