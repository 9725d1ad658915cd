"""Links: which of the things a link can point at an address means, and what is none by a slip."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it.token import Token

from colofon.reading.syntax.offsets import OFFSET
from colofon.vocabulary import SCHEMES

if TYPE_CHECKING:
    from colofon.reading.inlines import Inlines

RANGE = ".."
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
HOST = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)


def open_link(self: Inlines, token: Token) -> None:
    """Open the element that a link becomes."""
    address = str(token.attrs.get("href", ""))
    offset: int = token.meta[OFFSET]
    kind, colon, rest = address.partition(":")
    if address.startswith("#"):
        _open_cross_reference(self, offset, address[1:])
    elif colon and kind in REFERENCES:
        REFERENCES[kind](self, offset, rest)
    else:
        self.open("a", offset, {"class": "link", "href": address})
        fault = address_fault(address)
        if fault is not None:
            kind, message, hint = fault
            self.fault(kind, offset, message, hint)
    if token.attrs.get("title"):
        self.fault("unknown-attribute", offset, "a link has no title here", "say it in the text")


def address_fault(address: str) -> tuple[str, str, str] | None:
    """Return what is wrong with an address that an edition should lead to: kind, message and hint."""
    scheme = SCHEME.match(address)
    if not address:
        return "empty-link", "the link leads nowhere", "write [text](https://...)"
    if scheme is None or scheme[1].lower() not in SCHEMES:
        hint = "an address begins with https:, a reference with #"
        return "unsafe-path", f"no edition can lead to {address}", hint
    if scheme[1].lower() != "mailto" and not HOST.match(address):
        return "empty-link", f"{address} names no place", "write https:// and the whole address"
    return None


def _open_cross_reference(self: Inlines, offset: int, target: str) -> None:
    first, dots, last = target.partition(RANGE)
    element = self.open("a", offset, {"class": "xref", "data-target": first})
    if dots:
        element.set("data-last", last)
    if not first or (dots and not last):
        self.fault("empty-link", offset, "the reference names no target", "write [](#id)")


def _open_term(self: Inlines, offset: int, key: str) -> None:
    self.open("a", offset, {"class": "term", "data-key": key})


def _open_citation(self: Inlines, offset: int, key: str) -> None:
    self.open("a", offset, {"class": "citation", "data-key": key})


def _open_note_link(self: Inlines, offset: int, address: str) -> None:
    chapter, slash, label = address.rpartition("/")
    element = self.open("a", offset, {"class": "note-link", "data-label": label})
    if slash:
        element.set("data-chapter", chapter)


REFERENCES: dict[str, Callable[[Inlines, int, str], None]] = {
    "term": _open_term,
    "cite": _open_citation,
    "note": _open_note_link,
}


def report_slip(self: Inlines, token: Token) -> None:
    """Report what looks like a link, an image or a note, and is none."""
    message, hint = SLIPS[token.info]
    self.fault(KINDS.get(token.info, "empty-link"), token.meta[OFFSET], message, hint)


NO_LINK = "this is no link"
NO_IMAGE = "this is no image"
BRACKET = "a bracket in the text is written \\["
FORM = "write ![caption](figures/...)"
SLIPS = {
    "destination": (NO_LINK, f"an address has no spaces, and a link no other link inside; {BRACKET}"),
    "label": (f"{NO_LINK}: it has no address", f"write [text](https://...) or [text](#id); {BRACKET}"),
    "apart": (f"{NO_LINK}: a space parts it from its address", f"remove the space; {BRACKET}"),
    "turned-round": (f"{NO_LINK}: its brackets are turned round", f"write [text](address); {BRACKET}"),
    "named": (NO_LINK, f"write [](cite:key), [](note:label) or [text](term:key); {BRACKET}"),
    "image-destination": (NO_IMAGE, "the name of a file has no spaces, or stands between < and >"),
    "image-label": (f"{NO_IMAGE}: it names no file", FORM),
    "image-apart": (f"{NO_IMAGE}: a space parts it from its file", FORM),
    "raised": (
        "these signs raise nothing: they would be printed",
        "write ², ⁿ or 1e; the sign itself is \\^",
    ),
    "lowered": ("these signs lower nothing: they would be printed", "write ₂; the sign itself is \\~"),
    "struck": ("these signs strike nothing out: they would be printed", "remove the words, or write \\~"),
    "inline-note": (
        "a note is not written where it is called",
        "write [^label], and below the paragraph [^label]: ...; the sign itself is written \\^",
    ),
}
"""Slip of `syntax.slips` -> what is wrong, and what to write."""
KINDS = {"inline-note": "undefined-note", **dict.fromkeys(("raised", "lowered", "struck"), "doubtful-marker")}
