"""Chapters as pages: notes under the paragraph that calls them, tables that scroll by themselves."""

from __future__ import annotations

from colofon.book import Element
from colofon.editions.linking import heading_link, outline
from colofon.editions.making import make
from colofon.editions.wording import Phrases
from colofon.editions.xhtml import Section

FEWEST = 2
"""Sections a chapter has at least when it gets a list of them."""


def chapter_content(section: Section, words: Phrases) -> Element:
    """Return a chapter with its notes in place."""
    place_notes(section)
    for table in list(section.tree.iter("table")):
        wrap_table(table)
    list_sections(section.tree, words)
    return section.tree


def place_notes(section: Section) -> None:
    """Put every note behind the block in which it is called; the style sheet may move it beside that."""
    calls = {call.get("id"): call for call in section.tree.iter("a") if call.get("class") == "noteref"}
    last: dict[Element, Element] = {}
    for note in section.notes:
        call = calls.get(f"noteref-{note.get('id', '').removeprefix('note-')}")
        if call is not None:
            block = _block(call)
            last.get(block, block).addnext(note)
            last[block] = note


def _block(call: Element) -> Element:
    """Return the outermost block around a call: what stands in a section itself."""
    block = call
    parent = block.getparent()
    while parent is not None and parent.tag != "section":
        block, parent = parent, parent.getparent()
    return block


def beside_rules(section: Section) -> str:
    """Return the rules that put each note of a chapter at the height of its call, or below the one before.

    A rule for each, because names of anchors cannot be made of an id and a page may hold no style.
    """
    numbers = [int(note.get("id", "").removeprefix("note-")) for note in section.notes]
    rules = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        above = f"calc(anchor(--n{before} bottom, -1rem) + 0.8rem)"
        beside = f"max(anchor(--c{number} top, 0px), {above})"
        rules.append(f"#noteref-{number} {{ anchor-name: --c{number}; }}\n")
        rules.append(f"#note-{number} {{ anchor-name: --n{number}; --beside: {beside}; }}\n")
    return "".join(rules)


def wrap_table(table: Element) -> None:
    """Put a table into a box that scrolls when the screen is too narrow, reachable with the keyboard."""
    box = make("div", class_="table", role="group", tabindex="0")
    caption = table.find("caption")
    if caption is not None and table.get("id"):
        caption.set("id", caption.get("id", f"{table.get('id')}-caption"))
        box.set("aria-labelledby", caption.get("id", ""))
    table.addprevious(box)
    box.append(table)


def list_sections(tree: Element, words: Phrases) -> None:
    """List the sections of a chapter under its title."""
    entries = outline(tree, 2)
    title = tree.find("h1")
    if len(entries) < FEWEST or title is None:
        return
    listing = make("ol")
    for entry in entries:
        listing.append(make("li", heading_link(f"#{entry.heading.get('id')}", entry.heading)))
    title.addnext(make("nav", listing, class_="sections", aria_label=words("sections")))
