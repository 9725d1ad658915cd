"""Moves in a tree that every pass makes: taking elements out, asking where text begins."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Element, block_text
from colofon.importing.pandoc.inlines import CLASSES, append_clean
from colofon.trees import put_before, take_out
from colofon.vocabulary import TEXT_BLOCKS

CONTAINERS = frozenset({"div", "section", "blockquote", "li", "ul", "ol", "dl", "dd", "aside"})


def put_in_place(element: Element, text: str) -> None:
    """Replace an element by text."""
    holder = element.getparent()
    assert holder is not None
    put_before(element, text + (element.tail or ""))
    holder.remove(element)


def unwrap(element: Element) -> None:
    """Replace an element by what it holds."""
    holder = element.getparent()
    assert holder is not None
    children = list(element)
    text, tail = element.text or "", element.tail or ""
    place = holder.index(element)
    before = element.getprevious()
    put_before(element, text)
    holder.remove(element)
    for offset, child in enumerate(children):
        holder.insert(place + offset, child)
    last = children[-1] if children else before
    if last is not None:
        last.tail = (last.tail or "") + tail
    else:
        holder.text = (holder.text or "") + tail


def swap(old: Element, new: Element) -> None:
    """Put an element in the place of another."""
    holder = old.getparent()
    assert holder is not None
    new.tail = old.tail
    holder.replace(old, new)


def classes(element: Element) -> set[str]:
    """Return the classes that the source gave."""
    return set(element.get(CLASSES, "").split())


def text_of(element: Element) -> str:
    """Return the text of an element on one line."""
    return " ".join(block_text(element).split())


def words_of(element: Element) -> str:
    """Return the text of an element and all its blocks on one line, a space between two blocks."""
    blocks = [block for block in element.iter() if block.tag in TEXT_BLOCKS]
    return " ".join(filter(None, map(text_of, blocks))) if blocks else text_of(element)


def is_empty(element: Element) -> bool:
    """Tell whether nothing would be seen of an element."""
    if any(text.strip() for text in element.itertext()):
        return False
    seen = element.iter("img", "hr", "td")
    return next(seen, None) is None and element.find(".//a[@class='noteref']") is None


def block_of(element: Element) -> Element:
    """Return the innermost block around an element, or itself."""
    for around in (element, *element.iterancestors()):
        if around.tag in TEXT_BLOCKS or around.tag in CONTAINERS:
            return around
    return element


def begins(element: Element, block: Element) -> bool:
    """Tell whether nothing stands in a block before an element."""
    for inner in block.iter():
        if inner is element:
            return True
        if (inner.text or "").strip() or inner.tag == "img":
            return False
        if len(inner) == 0 and (inner.tail or "").strip() and inner is not block:
            return False
    return False


def leading_text(block: Element) -> str:
    """Return the beginning of a block's text."""
    found = ""
    for text in block.itertext():
        found += str(text)
        if len(found) > 20:
            break
    return found.lstrip()


def prune(element: Element | None, root: Element) -> None:
    """Remove an element, and then what held it, as long as nothing is left in it."""
    while element is not None and element is not root and element.tag != "tr" and is_empty(element):
        holder = element.getparent()
        if holder is not None:
            take_out(element)
        element = holder


def following(block: Element) -> Iterator[Element]:
    """Yield the blocks behind one in the same holder."""
    yield from list(block.itersiblings())


__all__ = [
    "append_clean",
    "begins",
    "block_of",
    "classes",
    "following",
    "is_empty",
    "leading_text",
    "prune",
    "put_in_place",
    "swap",
    "text_of",
    "unwrap",
    "words_of",
]
