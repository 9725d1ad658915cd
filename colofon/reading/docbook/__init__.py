"""Chapters kept as DocBook: the same tree that Markdown becomes, every element with its place.

`..markup` reads the XML, `blocks` and `inlines` make the tree, `notes` puts each note where it is
written. The mapping is `colofon.docbook`, shown construct by construct in docs/docbook.md.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from colofon.book import POSITION, Chapter, Fault
from colofon.docbook import COMPONENTS, NAMESPACE
from colofon.reading.docbook.blocks import Blocks
from colofon.reading.docbook.ids import notes_by_id
from colofon.reading.docbook.notes import place_notes
from colofon.reading.docbook.roots import contradictions, unknown_values
from colofon.reading.markup import Markup, Node, read_markup


def read_docbook_chapter(
    path: Path, role: str, language: str, faults: list[Fault], book_language: str = ""
) -> Chapter | None:
    """Read a file of the spine that is DocBook; None, and a fault, when it is no chapter."""
    markup = read_markup(path, NAMESPACE, faults)
    if markup is None:
        return None
    if markup.root.name not in set(COMPONENTS.values()):
        place = markup.position(markup.root.offset)
        message = f"{markup.root.name} is no chapter of DocBook"
        hint = f'the file holds one chapter, preface or appendix in the namespace "{NAMESPACE}"'
        faults.append(Fault("unreadable-file", place, message, hint))
        return None
    for name, entity in markup.entities.items():
        message = f"the chapter declares the entity {name}"
        hint = "remove it; what entities yield is defined in the glossary"
        faults.append(Fault("raw-html", markup.position(entity.offset), message, hint))
    faults += contradictions(markup, markup.root, role, language or book_language)
    return chapter_of(markup, markup.root, path.stem, role, language, faults)


def chapter_of(
    markup: Markup, node: Node, name: str, role: str, language: str, faults: list[Fault]
) -> Chapter:
    """Return the chapter that a ``chapter``, ``preface`` or ``appendix`` holds."""
    root = etree.Element("section", {POSITION: "1:1"})
    builder = Blocks(markup, root, faults)
    builder.chapter(node)
    faults += unknown_values(markup, node)
    place_notes(root, builder.notes)
    if language:
        root.set("lang", language)
    notes = {id: markup.position(note.offset) for id, note in notes_by_id(node).items()}
    return Chapter(name, markup.path, role, root, builder.runs, language, note_ids=notes)
