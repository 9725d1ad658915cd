"""``glossary.yaml`` or ``glossary.xml``: terms, and the definitions that entities yield.

What the file says is YAML's data in both cases; `tbx` makes it of XML, with the places of the elements.
"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import Any

from colofon.book import POSITION, Element, Fault, Position, Run, Sense, Term
from colofon.reading.chapters import parse_inline
from colofon.reading.inlines import Lines
from colofon.reading.located import Located, read_located
from colofon.reading.sources import shown
from colofon.reading.validity import schema_faults

FILES = ("glossary.yaml", "glossary.xml")
"""Where a glossary may stand; the first that is there is read."""


class Glossary:
    """What the file holds: entries, authorities, and the runs of the definitions."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.terms: dict[str, list[Term]] = {}
        self.authorities: dict[str, dict[str, str]] = {}
        self.runs: dict[str, list[Run]] = {}


def read_glossary(root: Path, faults: list[Fault], language: str = "") -> Glossary | None:
    """Read the glossary of a book in a language; None when the title has none."""
    located = _read_data(root, faults, language)
    if located is None:
        return None
    if located.value is None:
        located.value = {}
    faults += schema_faults(located, "glossary")
    glossary = Glossary(located.path)
    data = located.value if isinstance(located.value, dict) else {}
    if isinstance(data.get("authorities"), dict):
        glossary.authorities = {
            key: {language: str(phrase) for language, phrase in phrases.items()}
            for key, phrases in data["authorities"].items()
            if isinstance(phrases, dict)
        }
    entries = data.get("entries")
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if (
            isinstance(entry, dict)
            and isinstance(entry.get("key"), str)
            and isinstance(entry.get("term"), str)
        ):
            term = _term(entry, f"entries.{index}", located, glossary, faults)
            glossary.terms.setdefault(term.key, []).append(term)
    return glossary


def _read_data(root: Path, faults: list[Fault], language: str) -> Located | None:
    """Read the one file that holds the glossary; a second one is a fault and left aside."""
    yaml, xml = (root / name for name in FILES)
    if not yaml.exists() and xml.exists():
        # Loaded by the books that have one: the reader of XML is large.
        from colofon.reading.tbx import read_tbx

        return read_tbx(xml, language, faults)
    if not yaml.exists():
        return None
    if xml.exists():
        message = f"the manuscript has another glossary: {yaml.name}"
        faults.append(Fault("invalid-value", Position(shown(xml)), message, "keep one of the two"))
    return read_located(yaml, faults)


def _term(
    entry: dict[str, Any], path: str, located: Located, glossary: Glossary, faults: list[Fault]
) -> Term:
    senses = entry.get("senses")
    if isinstance(senses, list):
        found = [
            _sense(sense, f"{path}.senses.{index}", str(sense.get("key", "")), located, glossary, faults)
            for index, sense in enumerate(senses)
            if isinstance(sense, dict)
        ]
    else:
        found = [_sense(entry, path, entry["key"], located, glossary, faults)]
    translations = entry.get("translations")
    return Term(
        key=entry["key"],
        term=entry["term"],
        language=_text(entry, "language"),
        inflections=_texts(entry, "inflections"),
        abbreviation=_text(entry, "abbreviation"),
        expansion=_text(entry, "expansion"),
        senses=tuple(found),
        see=_texts(entry, "see"),
        translations=_translations(translations),
        position=located.position(f"{path}.key"),
        positions=located.below(path),
    )


def _sense(
    entry: dict[str, Any], path: str, key: str, located: Located, glossary: Glossary, faults: list[Fault]
) -> Sense:
    text = _text(entry, "definition")
    definition: Element | None = None
    if f"{path}.definition" in located.blocks:
        definition, runs = located.blocks[f"{path}.definition"]
        glossary.runs[definition.get(POSITION, "")] = runs
    elif text:
        lines = _behind(located.lines(f"{path}.definition"), entry["definition"].index(text))
        definition, runs = parse_inline(text, located.path, "p", lines, faults)
        glossary.runs[definition.get(POSITION, "")] = runs
    place = located.position(f"{path}.key")
    translations = _translations(entry.get("translations"))
    return Sense(key, definition, _text(entry, "authority"), _text(entry, "source"), translations, place)


def _behind(lines: Lines, start: int) -> Lines:
    """Return how a text lies in the file from an offset on."""
    row, column = lines.place(start)
    first = bisect_right(lines.starts, start)
    starts = [0, *(offset - start for offset in lines.starts[first:])]
    return Lines(starts, [row, *lines.rows[first:]], [column, *lines.columns[first:]])


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _texts(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _translations(value: Any) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict):
        return {}
    return {
        language: {key: str(text) for key, text in fields.items()}
        for language, fields in value.items()
        if isinstance(fields, dict)
    }
