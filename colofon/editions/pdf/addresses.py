"""Where a web address may go on in the next line: behind its own signs, and never with a hyphen.

An address is one long word, which is else cut at any letter, or leaves the line before it half empty.
"""

from __future__ import annotations

import re

from colofon.book import Element

ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|doi:(?=10\.)|\b10\.\d{4,9}/)[^\s<>]{12,}", re.IGNORECASE)
OPPORTUNITY = "\u200b"
AFTER = re.compile(r"(?<=[/?&=.\-])(?=[^/?&=.\-])")
KEPT = 10
"""Characters at the head of an address that stay together: the scheme and more."""
END = 3
"""Characters that go to the next line at least."""


def break_addresses(body: Element) -> None:
    """Mark in every address below an element where a line may end."""
    for element in body.iter():
        if element.tag == "pre":
            continue
        if element.text:
            element.text = with_opportunities(element.text)
        if element.tail:
            element.tail = with_opportunities(element.tail)


def with_opportunities(text: str) -> str:
    """Return a text with a zero-width space where an address in it may be broken."""
    return ADDRESS.sub(lambda match: _opened(match[0]), text)


def _opened(address: str) -> str:
    middle = address[KEPT:-END]
    return address[:KEPT] + AFTER.sub(OPPORTUNITY, middle) + address[-END:]
