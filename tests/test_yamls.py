"""What is written as YAML reads back as the same data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from colofon.book import Fault
from colofon.importing.yamls import yaml_text
from colofon.reading.located import UNREADABLE, parse_located, read_located
from colofon.reading.sources import FORBIDDEN
from tests.conftest import PROJECT, TESTS

FILES = sorted([*(PROJECT / "manuscript").glob("*.yaml"), *(TESTS / "books").glob("*/*.yaml")])
ODD = [
    "no",
    "true",
    "~",
    "",
    "1.0",
    "12",
    "012",
    "0x1f",
    "2018-04-01",
    "1e3",
    "a: b",
    "# a",
    "- a",
    "'a'",
    '"a"',
]
ODD += [
    " a",
    "a ",
    "a\n",
    "a\n\nb",
    "\na",
    "a  b " * 40,
    "%a",
    "@a",
    "&a",
    "*a",
    "!a",
    "{a",
    "[a",
    "|",
    ">",
    "é\u2003b",
]

characters = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
words = st.text(characters, max_size=200).filter(
    lambda text: not FORBIDDEN.search(text) and not UNREADABLE.search(text)
)
values = st.recursive(
    st.one_of(words, st.sampled_from(ODD), st.integers(-(10**9), 10**9), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(words.filter(bool), inner, max_size=4)
    ),
    max_leaves=12,
)


def back(text: str) -> Any:
    faults: list[Fault] = []
    located = parse_located(text, "file.yaml", faults)
    assert faults == []
    assert located is not None
    return located.value


@given(st.dictionaries(st.sampled_from(["title", "date", "see"]), values, max_size=3))
@settings(max_examples=200, deadline=None)
def test_data_comes_back(data: dict[str, Any]) -> None:
    text = yaml_text(data)
    assert back(text) == data
    assert yaml.safe_load(text) == data


@pytest.mark.parametrize("text", ODD)
def test_odd_text_comes_back(text: str) -> None:
    data = {"title": text, "see": [text, text]}
    assert back(yaml_text(data)) == data


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(Path(path).parts[-2:]))
def test_the_files_of_a_manuscript_come_back(path: Path) -> None:
    located = read_located(path, [])
    assert located is not None
    assert back(yaml_text(located.value)) == located.value
