"""docs/glossary-tbx.md is true: each field is written as it shows, valid, and read as what it was.

`--update-golden` rewrites the TBX of every field from its YAML, and the findings of the term base.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from colofon import tbx
from colofon.checks.faults import found_by_reading
from colofon.editions.tbx import glossary_document
from tests.conftest import PROJECT
from tests.test_glossary_tbx import glossary_of, shown, valid

TABLE = PROJECT / "docs" / "glossary-tbx.md"
FIELD = re.compile(r"^### (?P<name>[^\n]+)\n\n````yaml\n(?P<yaml>.*?)\n````\n", re.MULTILINE | re.DOTALL)
TERM_BASE = re.compile(r"````xml\n(?P<xml>.*?)\n````\n\n````text\n(?P<found>.*?)````\n", re.DOTALL)


def part(text: str, name: str) -> str:
    """Return what stands in an element of a file, as far to the left as it can."""
    match = re.search(rf"^( *)<{name}>\n(.*?)\n *</{name}>", text, re.MULTILINE | re.DOTALL)
    if match is None:
        return ""
    indent = f"{match[1]}  "
    return "\n".join(line.removeprefix(indent) for line in match[2].split("\n"))


def test_the_mapping_is_true(golden: Callable[[Path, str], None], shared: Path, tmp_path: Path) -> None:
    text = TABLE.read_text(encoding="utf-8")
    parts = []
    for count, field in enumerate(FIELD.finditer(text)):
        root = tmp_path / str(count)
        root.mkdir()
        (root / "glossary.yaml").write_text(f"{field['yaml']}\n", encoding="utf-8")
        book = glossary_of(root)
        assert book.faults == []
        document = glossary_document(book)
        assert valid(document, shared), field["name"]
        (root / "glossary.yaml").unlink()
        (root / "glossary.xml").write_bytes(document)
        again = glossary_of(root)
        assert again.faults == []
        assert shown(again) == shown(book), field["name"]
        written = "\n".join(filter(None, (part(document.decode(), name) for name in ("body", "back"))))
        yaml = f"````yaml\n{field['yaml']}\n````"
        parts.append(f"### {field['name']}\n\n{yaml}\n\n````xml\n{written}\n````\n")
    assert len(parts) > 10
    golden(TABLE, text[: text.index("### ")] + "\n".join(parts))


def test_the_findings_of_a_term_base_are_those_shown(
    golden: Callable[[Path, str], None], shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TABLE.read_text(encoding="utf-8")
    example = TERM_BASE.search(text)
    assert example
    assert valid(example["xml"].encode(), shared)
    monkeypatch.chdir(tmp_path)
    Path("glossary.xml").write_text(example["xml"], encoding="utf-8")
    book = glossary_of(Path(), "en")
    found = "".join(f"{one}\n" for one in found_by_reading(book.faults))
    golden(TABLE, text[: example.start("found")] + found + text[example.end("found") :])
    (term,) = book.terms["c12"]
    assert (term.term, term.inflections) == ("caliphate", ("caliph’s state",))
    assert term.translations == {"nl": {"term": "kalifaat"}}


def test_every_element_and_type_of_the_mapping_is_named() -> None:
    text = TABLE.read_text(encoding="utf-8")
    named = set(re.findall(r"[\w.-]+", text))
    types = {kind for kinds in tbx.LEFT.values() for kind in kinds} | set(tbx.FIELDS)
    assert sorted(types - named) == []
    inner = {"itemSet", "itemGrp", "termComp", "termCompGrp", "descripNote", "adminNote", "xref", "termGrp"}
    assert sorted(set(tbx.ATTRIBUTES) - inner - named) == []
