"""Slips: what looks like a link, an image or a note and is none, so that it would be printed as it is typed.

Each is a token without text before the bracket that stays; its `info` is the key of what `inlines` says.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

ADDRESS = r"(?:https?://|mailto:|(?:term|cite|note):[\w/-])"
DESTINATION = re.compile(rf"\((?:[^()]*\)|#\w|{ADDRESS})")
APART = re.compile(rf"[ \n]\((?:#[\w-]+\)|{ADDRESS})")
MARKS = re.compile(r"(?:(?P<struck>~~)(?=\S)(?:[^~]|~(?!~))*(?<=\S)~~|(?P<sign>\^|~)[^\s~^\\]+(?P=sign))")
LABEL = re.compile(r"\[(?!\^)[^\[\]]*\]")
NAMED = re.compile(r"(?:term|cite|note):[\w/-]+$|-?@[\w:.-]+")


def unlinked(state: StateInline, silent: bool) -> bool:
    """Note a slip at a bracket; stands behind the rules for what a bracket may begin."""
    if silent:
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start, False)
    slip = _slip(state.src[: state.posMax], start, end) if end >= 0 else ""
    if not slip:
        return False
    _push(state, slip)
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """Note ``^[...]``, which pandoc reads as a note written where it is called."""
    start = state.pos + 1
    if silent or not state.src.startswith("[", start) or start >= state.posMax:
        return False
    if state.md.helpers.parseLinkLabel(state, start, False) < 0:
        return False
    _push(state, "inline-note")
    return True


def other_mark(state: StateInline, silent: bool) -> bool:
    """Note ``x^2^``, ``H~2~O`` and ``~~old~~``, which pandoc reads as marks and no edition here prints."""
    found = None if silent else MARKS.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    _push(state, "struck" if found["struck"] else {"^": "raised", "~": "lowered"}[found["sign"]])
    return True


def _slip(text: str, start: int, end: int) -> str:
    """Return what is wrong with the bracket that begins at one offset and ends at another, or nothing."""
    before, behind = text[start - 1 : start], end + 1
    image = "image-" if before == "!" and text[start - 2 : start - 1] != "\\" else ""
    if DESTINATION.match(text, behind):
        return f"{image}destination"
    # What stands directly behind a word or a bracket is an index: a[i][j].
    if LABEL.match(text, behind) and not (before.isalnum() or before == "]"):
        return f"{image}label"
    if APART.match(text, behind):
        return f"{image}apart"
    inside = text[start + 1 : end]
    if before == ")" and re.fullmatch(rf"#[\w-]+|{ADDRESS}\S*", inside):
        return "turned-round"
    return "named" if NAMED.match(inside) else ""


def _push(state: StateInline, slip: str) -> None:
    """Push a slip, and the character it begins with as the text that it is."""
    state.push("slip", "", 0).info = slip
    state.push("text", "", 0).content = state.src[state.pos]
    state.pos += 1
