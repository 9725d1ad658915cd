"""A whole book of DocBook becomes a manuscript: chapters, glossary, works and metadata.

Takes the nodes of the file; gives plain data and texts, and what it could not use as faults. The
inverse of `editions.docbook`, by the same mapping (`colofon.docbook`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from colofon.book import Fault
from colofon.docbook import COMPONENTS, NAMESPACE
from colofon.importing.docbook.chapters import chapters_of
from colofon.importing.docbook.glossary import glossary_data
from colofon.importing.docbook.info import book_data
from colofon.importing.docbook.losses import strangers, unknown_entities
from colofon.importing.docbook.works import works_data
from colofon.importing.draft import Draft
from colofon.reading.markup import read_markup

PARTS = ("title", "subtitle", "info", "glossary", "bibliography", *sorted(set(COMPONENTS.values())))
"""What a book may hold; parts, which would gather chapters, are none of a manuscript's."""


def read_docbook_file(path: Path, scratch: Path, faults: list[Fault]) -> Draft | None:
    """Read a book as `importing.forms` asks; nothing has to be unpacked."""
    return read_docbook(path, faults)


def read_docbook(path: Path, faults: list[Fault]) -> Draft | None:
    """Read a book; None, and a fault, when the file is no DocBook book."""
    markup = read_markup(path, NAMESPACE, faults)
    if markup is None:
        return None
    if markup.root.name != "book":
        message, hint = f"{markup.root.name} is no book of DocBook", "one chapter is a file of the spine"
        faults.append(Fault("unreadable-file", markup.position(markup.root.offset), message, hint))
        return None
    strangers(markup, markup.root, PARTS, faults)
    chapters, spine = chapters_of(markup, faults)
    glossary = glossary_data(markup, faults)
    for node in markup.root.nodes(*COMPONENTS.values()):
        unknown_entities(markup, node, _keys(glossary), faults)
    return Draft(
        book={**book_data(markup, faults), "spine": spine},
        glossary=glossary,
        works=works_data(markup, faults),
        chapters=chapters,
        pictures=path.parent,
    )


def _keys(glossary: dict[str, Any]) -> set[str]:
    """Return the keys of the entries and of their senses."""
    entries = glossary.get("entries", [])
    return {one["key"] for entry in entries for one in (entry, *entry.get("senses", ()))}
