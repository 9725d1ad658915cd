"""Headings as entries of a contents, and links between the files of an edition."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from colofon.book import POSITION, Element
from colofon.editions.making import make, strip_plain_spans
from colofon.indexing import slug
from colofon.trees import take_out
from colofon.vocabulary import HEADINGS


@dataclass(slots=True)
class Entry:
    """A heading in a table of contents."""

    heading: Element
    children: list[Entry] = field(default_factory=list)


def outline(tree: Element, deepest: int) -> list[Entry]:
    """Return the headings of a section below its title, nested, down to a level."""
    entries: list[Entry] = []
    open_entries: list[tuple[int, list[Entry]]] = [(1, entries)]
    title = tree.find("h1")
    for heading in tree.iter(*HEADINGS):
        level = max(2, int(heading.tag[1]))
        # A heading in a quotation or a box belongs to that; one without an id is not the manuscript's.
        if heading is title or level > deepest or not heading.get("id") or not _structural(heading, tree):
            continue
        while open_entries[-1][0] >= level:
            open_entries.pop()
        entry = Entry(heading)
        open_entries[-1][1].append(entry)
        open_entries.append((level, entry.children))
    return entries


def _structural(heading: Element, tree: Element) -> bool:
    for ancestor in heading.iterancestors():
        if ancestor is tree:
            return True
        if ancestor.tag != "section":
            return False
    return False


def label_of(heading: Element) -> Element:
    """Return the words of a heading as a ``span`` that can stand in a link: no note calls, links or ids."""
    label = deepcopy(heading)
    label.tag, label.tail = "span", None
    label.attrib.clear()
    for name in ("lang", "dir"):
        if heading.get(name):
            label.set(name, heading.get(name, ""))
    unlink(label)
    return label


def unlink(tree: Element) -> None:
    """Leave plain words of what leads somewhere, is shown or has an id, so that it can stand in a link."""
    for element in list(tree.iterdescendants()):
        if element.get("class") == "noteref":
            take_out(element)
        elif element.tag in ("a", "img", "br"):
            _unwrap(element)
        else:
            element.attrib.pop("id", "")
            element.attrib.pop(POSITION, "")
    strip_plain_spans(tree)


def heading_link(address: str, heading: Element) -> Element:
    """Return a link with the words of a heading."""
    label = label_of(heading)
    if label.get("lang"):
        return make("a", label, href=address)
    label.tag = "a"
    label.set("href", address)
    return label


def text_of(heading: Element) -> str:
    """Return the words of a heading as plain text on one line."""
    return " ".join("".join(map(str, label_of(heading).itertext())).split())


def resolve_links(trees: dict[str, Element]) -> None:
    """Lead every link to an id to the file in which it stands; one that leads nowhere is text."""
    own = {file: _ids(tree) for file, tree in trees.items()}
    files = {id: file for file in reversed(own) for id in own[file]}
    for file, tree in trees.items():
        for link in tree.iter("a"):
            id = link.get("href", "").removeprefix("#")
            if not link.get("href", "").startswith("#") or id in own[file]:
                continue
            if id in files:
                link.set("href", f"{files[id]}#{id}")
            else:
                link.tag = "span"
                link.attrib.pop("href")
                link.attrib.pop("role", "")


def _ids(tree: Element) -> set[str]:
    return {element.get("id", "") for element in tree.iter() if element.get("id")}


def free_name(name: str, ending: str, taken: set[str]) -> str:
    """Return the name of a chapter's file, one that is not taken, and take it."""
    base = slug(name) or "chapter"
    file, count = f"{base}.{ending}", 1
    while file in taken:
        count += 1
        file = f"{base}-{count}.{ending}"
    taken.add(file)
    return file


def _unwrap(element: Element) -> None:
    """Make a plain span of an element that cannot stand in a link."""
    language = element.get("lang")
    if element.tag == "img":
        element.text = element.get("alt", "")
    elif element.tag == "br":
        element.text = " "
    element.tag = "span"
    element.attrib.clear()
    if language:
        element.set("lang", language)
