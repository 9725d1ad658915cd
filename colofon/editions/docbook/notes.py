"""Which notes stand elsewhere than directly behind the block that calls them."""

from __future__ import annotations

from collections.abc import Iterator

from colofon.book import Chapter, Element


def displaced(chapter: Chapter) -> dict[Element, str]:
    """Return note -> its place, as indexes joined with dots, where reading would put it elsewhere."""
    usual = set(_usual(chapter.tree))
    notes = (note for note in chapter.tree.iter("aside") if note not in usual)
    return {note: ".".join(map(str, _indexes(chapter.tree, note))) for note in notes}


def _usual(tree: Element) -> Iterator[Element]:
    """Yield the notes that follow the block of the chapter that calls them, in the order of the calls."""
    block: Element | None = None
    group: list[Element] = []
    for child in [*tree, None]:
        if child is not None and child.tag == "aside":
            group.append(child)
            continue
        yield from _in_order(block, group)
        block, group = child, []


def _in_order(block: Element | None, group: list[Element]) -> list[Element]:
    called = _calls(block) if block is not None else []
    found = [note for note in group if note.get("data-label") in called]
    labels = [note.get("data-label", "") for note in found]
    return found if labels == [label for label in called if label in labels] else []


def _calls(block: Element) -> list[str]:
    """Return the labels that a block calls, those of its notes apart."""
    calls = (call for call in block.iter("a") if call.get("class") == "noteref")
    return [
        call.get("data-label", "")
        for call in calls
        if not any(outer.tag == "aside" for outer in call.iterancestors())
    ]


def _indexes(tree: Element, note: Element) -> list[int]:
    found = []
    inner = note
    for outer in note.iterancestors():
        found.append(outer.index(inner))
        if outer is tree:
            break
        inner = outer
    return found[::-1]
