"""Text of elements: what stands before one and ends a sentence there, what is put in or behind another."""

from __future__ import annotations

import re

from colofon.book import Element
from colofon.trees import append_text
from colofon.vocabulary import TEXT_BLOCKS

SENTENCE_END = re.compile(r"(?:^|[.?!…]|[.?!]['’”)])\s*$")
ABBREVIATED = re.compile(
    r"\b(?:vgl|cf|bijv|bv|resp|incl|excl|ca|nr|art|par|afb|fig|tab|hfst|m\.n|o\.a|m\.b\.t|i\.e|e\.g|esp|vol|ed)\.\s*$",
    re.IGNORECASE,
)
"""What ends with a full stop and no sentence."""


def starts_sentence(before: str) -> bool:
    """Tell whether what follows a text begins a sentence."""
    return bool(SENTENCE_END.search(before)) and not ABBREVIATED.search(before)


def text_before(element: Element) -> str:
    """Return what stands before an element in its text block."""
    block: Element | None = element
    while block is not None and block.tag not in TEXT_BLOCKS:
        block = block.getparent()
    if block is None:
        return ""
    found: list[str] = [block.text or ""]
    for inner in block.iterdescendants():
        if inner is element:
            break
        found.append(inner.text or "")
        # The tail of an element that contains this one stands behind it.
        if element not in inner.iterdescendants(element.tag):
            found.append(inner.tail or "")
    return "".join(found)


def replace_text(element: Element, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text


def append_content(parent: Element, source: Element) -> None:
    """Move the content of an element to the end of another."""
    append_text(parent, source.text or "")
    for child in list(source):
        parent.append(child)
