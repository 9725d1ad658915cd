"""A glossary kept as TBX: the same data as that of ``glossary.yaml``, every part with its place.

`..markup` reads the XML; `entries` make data of it, by `own` for the language of the book and by
`translations` for the others, `authorities` of the back matter, `definitions` the trees of definitions;
`source` says what finds no place. The mapping is `colofon.tbx`, shown field by field in docs/glossary-tbx.md.
"""

from __future__ import annotations

from pathlib import Path

from colofon import tbx
from colofon.book import Fault
from colofon.reading.located import Located
from colofon.reading.markup import Markup, read_markup
from colofon.reading.tbx.authorities import Authorities
from colofon.reading.tbx.entries import Entries
from colofon.reading.tbx.source import Source


def read_tbx(path: Path, language: str, faults: list[Fault]) -> Located | None:
    """Read a glossary for a book in a language; None, and a fault, when the file is no TBX."""
    markup = read_markup(path, "", faults, tbx.DTDS)
    if markup is None:
        return None
    if markup.root.name != tbx.ROOT:
        message = f"{markup.root.name} is no glossary of TBX-Basic"
        hint = "the file is TBX of the second version, with martif as its root and no namespace"
        faults.append(Fault("unreadable-file", markup.position(markup.root.offset), message, hint))
        return None
    for name, entity in markup.entities.items():
        message = f"the glossary declares the entity {name}"
        hint = "remove it; what entities yield is defined in the entries"
        faults.append(Fault("raw-html", markup.position(entity.offset), message, hint))
    return _located(markup, language or markup.root.attributes.get("xml:lang", ""), faults)


def _located(markup: Markup, language: str, faults: list[Fault]) -> Located:
    """Return the data of a glossary as `reading.glossary` takes it."""
    located = Located(markup.path, markup.source, {}, line_starts=markup.line_starts)
    located.spellings = tbx.SPELLINGS
    source = Source(markup, located, language, faults)
    source.check_attributes()
    for text in source.inner(markup.root, "martifHeader", "text"):
        if text.name == "text":
            parts = source.inner(text, "body", "back")
            # Definitions name authorities, which stand behind them.
            for back in (part for part in parts if part.name == "back"):
                Authorities(source).read(back)
            for body in (part for part in parts if part.name == "body"):
                Entries(source).read(body)
    return located
