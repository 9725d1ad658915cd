"""YAML with places: what a value is, where it stands, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from colofon.book import Fault
from colofon.reading.located import Located, parse_located
from tests.conftest import PROJECT, TESTS

FILES = sorted([*(PROJECT / "manuscript").glob("*.yaml"), *(TESTS / "books").glob("*/*.yaml")])


def located(text: str) -> Located:
    faults: list[Fault] = []
    found = parse_located(text, "file.yaml", faults)
    assert found is not None, faults
    assert not faults
    return found


def refusals(text: str) -> list[str]:
    """Return the place and the words of each fault."""
    faults: list[Fault] = []
    parse_located(text, "file.yaml", faults)
    return [f"{fault.kind} {fault.position.line}:{fault.position.column} {fault.message}" for fault in faults]


def places(value: Any, path: str = "") -> list[str]:
    """Return the path of a value and of all it holds."""
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, f"{path}.{key}" if path else str(key))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_value_stands_where_it_is_said_to_stand(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, found = text.split("\n"), located(text)
    for value_path in places(found.value):
        place = found.position(value_path)
        rest = lines[place.line - 1][place.column - 1 :]
        assert rest, f"{value_path} is said to stand at {place}"
        scalar = found.scalars.get(value_path)
        if scalar is not None and not scalar.style and scalar.value:
            first = scalar.value.split("\n")[0].split(" ")[0]
            assert rest.startswith(first), f"{value_path} is said to stand at {place}"
        elif scalar is not None:
            assert rest[0] == scalar.style or not scalar.value, f"{value_path} is said to stand at {place}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_another_reader_finds_the_same_text(path: Path) -> None:
    """Everything that is not a mapping or a list is the same text to YAML's own plainest reader."""
    text = path.read_text(encoding="utf-8")
    expected = yaml.load(text, Loader=yaml.BaseLoader)
    assert plain(located(text).value) == expected


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    words = {True: "true", False: "false", None: ""}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def test_nothing_is_guessed() -> None:
    text = (
        "a: no\nb: 1.0\nc: 2018-04-01\nd: 007\ne: 0x1F\nf: 1_000\ng: True\nh: 12:30\ni: .inf\nj: '5'\nk: <<\n"
    )
    values = list(located(text).value.values())
    assert values == ["no", "1.0", "2018-04-01", "007", "0x1F", "1_000", "True", "12:30", ".inf", "5", "<<"]


def test_numbers_and_words() -> None:
    value = located("a: 5\nb: -3\nc: 0\nd: true\ne: false\nf: null\ng: ~\nh:\ni: []\nj: {}\n").value
    assert list(value.values()) == [5, -3, 0, True, False, None, None, None, [], {}]


def test_places() -> None:
    found = located("# about\na: b\nc:\n  - d\n  - e: 'f'\n    g: {h: i}\n😀é: x\n")
    positions = {path: (place.line, place.column) for path, place in found.positions.items()}
    assert positions == {
        "": (2, 1), "a": (2, 4), "c": (4, 3), "c.0": (4, 5), "c.1": (5, 5), "c.1.e": (5, 8),
        "c.1.g": (6, 8), "c.1.g.h": (6, 12), "😀é": (7, 5),
    }  # fmt: skip
    assert found.position("c.1.g.h.j.k") == found.positions["c.1.g.h"]
    assert found.key_position("c.1.g.h")[1:] == (6, 9)
    assert found.below("c") == {
        path[2:]: place for path, place in found.positions.items() if path[:2] == "c."
    }


def test_an_empty_file() -> None:
    for text in ("", "\n", "# nothing\n", "---\n", "--- ~\n"):
        assert located(text).value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: c\n", "unreadable-file 2:1 this is no YAML: found character that cannot start any token"),
        (
            "a: b\n c: d\n",
            "unreadable-file 2:3 this is no YAML: mapping values are not allowed in this context",
        ),
        ("a: [1\n", "unreadable-file 2:1 this is no YAML: did not find expected ',' or ']'"),
        ("a: 'b\n", "unreadable-file 2:1 this is no YAML: found unexpected end of stream"),
        ("a: @b\n", "unreadable-file 1:4 this is no YAML: found character that cannot start any token"),
        ("a: b\na: c\n", "invalid-value 2:1 a stands twice"),
        ("a: &b c\nd: *b\n", "unreadable-file 2:4 an alias (*name) is not read here"),
        (
            "a: !!python/name:os.system b\n",
            "unreadable-file 1:4 the tag tag:yaml.org,2002:python/name:os.system is not read here",
        ),
        ("a: !!int 5\n", "unreadable-file 1:4 the tag tag:yaml.org,2002:int is not read here"),
        ("a: !b {c: d}\n", "unreadable-file 1:4 the tag !b is not read here"),
        ("? [a]\n: b\n", "unreadable-file 1:3 a key is a word"),
        ("--- a\n--- b\n", "unreadable-file 2:1 a second document begins here"),
        ('a: "x\\u0007"\n', "unreadable-file 1:6 the value holds the control character U+0007"),
        ('a: "\\r"\n', "unreadable-file 1:5 the value holds the control character U+000D"),
        ("a: b\u0085c\n", "unreadable-file 1:5 the file holds the control character U+0085"),
        ("a: b\u2028c\n", "unreadable-file 1:5 the file holds the control character U+2028"),
        (
            'a: "\\ud800"\n',
            "unreadable-file 1:7 this is no YAML: found invalid Unicode character escape code",
        ),
    ],
)
def test_what_is_refused(text: str, expected: str) -> None:
    assert refusals(text) == [expected]


def test_the_hint_says_what_a_tab_does() -> None:
    faults: list[Fault] = []
    parse_located("a:\n\tb: c\n", "file.yaml", faults)
    assert faults[0].hint == "indent with spaces, not tabs"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: " + "[" * 50 + "]" * 50 + "\n"]
)
def test_deep_nesting_is_a_fault(text: str) -> None:
    assert len(refusals(text)) == 1


def test_many_aliases_grow_nothing() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert len(refusals(text)) == 40
