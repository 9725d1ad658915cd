"""Every position points at the character it claims, and every character of a text at its source."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from colofon.book import POSITION, Chapter, Element, Fault, Position, block_text
from colofon.reading.chapters import read_chapter
from colofon.reading.glossary import read_glossary
from colofon.reading.sources import read_source
from colofon.vocabulary import TEXT_BLOCKS
from tests.conftest import PROJECT, TESTS
from tests.manuscripts import compose
from tests.nesting import any_lines

CLAIMS = {
    "blockquote": r">|:::",
    "div": ":::",
    "ul": r"[-+*]( |\t|\n)",
    "ol": r"\(?(\d+|[A-Za-z]+)[.)]",
    "dd": r"[:~][ \t]",
    "caption": r"([Tt]able)?: ",
    "figure": r"!\[",
    "img": r"!\[",
    "figcaption": r"(?<=!\[).",
    "aside": r"\[\^[^\]]+\]:",
    "a noteref": r"\[\^[^\]]+\]",
    "a": r"\[|<",
    "span": r"\[",
    "span definition": r"&[a-z]",
    "em": r"[*_]",
    "strong": r"\*\*|__",
    "code": "`",
    "hr": r"[-*_]",
    "br": r"\\|\n",
    "th": r"(?s:.)",
    "td": r"(?s:.)",
}
"""What stands where an element of that name, or of that name and class, says it stands."""

SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
CHAPTERS = sorted([*(PROJECT / "manuscript").glob("*.md"), *(TESTS / "books").glob("*/*.md")])


class Source:
    """The text of a file by line and column."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def index(self, position: Position) -> int:
        assert 1 <= position.line <= len(self.starts), position
        index = self.starts[position.line - 1] + position.column - 1
        assert position.column >= 1, position
        assert index <= len(self.text), position
        return index


def read(text: str, encoding: str = "utf-8", line_end: str = "\n") -> tuple[Chapter, list[Fault]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chapter.md"
        path.write_bytes(text.replace("\n", line_end).encode(encoding))
        faults: list[Fault] = []
        chapter = read_chapter(path, "chapter", "", faults)
        assert chapter is not None, faults
        return chapter, faults


def claim(element: Element) -> str:
    tag, name = str(element.tag), element.get("class", "")
    parent = element.getparent()
    if tag == "li" and parent is not None:
        return CLAIMS[str(parent.tag)]
    if tag == "code" and parent is not None and parent.tag == "pre":
        tag = "pre"
    return CLAIMS.get(f"{tag} {name}") or CLAIMS.get(tag) or r"\S"


def check_positions(chapter: Chapter, source: Source) -> None:
    for element in chapter.tree.iterdescendants():
        index = source.index(chapter.position(element))
        found = re.compile(claim(element)).match(source.text, index)
        shown = f"<{element.tag} class={element.get('class')}> {element.get(POSITION)}"
        assert found, f"{shown} points at {source.text[index : index + 20]!r}"


def check_runs(chapter: Chapter, block: Element, source: Source) -> None:
    """Hold every character of a block against the source."""
    text = block_text(block)
    assert not text or block.get(POSITION) in chapter.runs, block.attrib
    for offset, character in enumerate(text):
        position = chapter.position_in(block, offset)
        index = source.index(position)
        found = source.text[index : index + 1]
        if found == character or found == "&":
            continue
        folded = character == " " and found in "\n\t"
        assert folded, f"{text[: offset + 1]!r}: {character!r} points at {found!r} {position}"


def check(text: str, chapter: Chapter, faults: list[Fault], words: list[str]) -> None:
    source = Source(text)
    check_positions(chapter, source)
    places: dict[str, int] = {}
    for block in chapter.tree.iter(*TEXT_BLOCKS):
        check_runs(chapter, block, source)
        content = block_text(block)
        for word in words:
            if word in content:
                places[word] = source.index(chapter.position_in(block, content.index(word)))
    # A figure that something else drew into its paragraph keeps its caption as alternative, or is a fault.
    # What stands behind a fence of code is the name of its language.
    kept = " ".join(
        element.get("alt", "") + element.get("class", "") for element in chapter.tree.iter("img", "code")
    )
    for word in words:
        assert word in places or word in kept or faults, f"{word} is lost"
        assert places.get(word, text.index(word)) == text.index(word)


@SETTINGS
@given(st.randoms(use_true_random=False))
def test_positions_of_generated_manuscripts(random: Random) -> None:
    text, words = compose(random)
    note(text)
    check(text, *read(text), words)


@pytest.mark.slow
@settings(SETTINGS, max_examples=1000)
@given(st.randoms(use_true_random=False))
def test_positions_of_many_generated_manuscripts(random: Random) -> None:
    text, words = compose(random)
    note(text)
    check(text, *read(text), words)


@SETTINGS
@given(st.randoms(use_true_random=False))
def test_positions_of_any_lines(random: Random) -> None:
    text, words = any_lines(random)
    note(text)
    check(text, *read(text), words)


@pytest.mark.slow
@settings(SETTINGS, max_examples=10000)
@given(st.randoms(use_true_random=False))
def test_positions_of_very_many_lines(random: Random) -> None:
    text, words = any_lines(random)
    note(text)
    check(text, *read(text), words)


@settings(SETTINGS, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_line_ends_and_byte_order_mark_change_no_position(random: Random) -> None:
    text, words = compose(random)
    for line_end in ("\r\n", "\r"):
        check(text, *read(text, "utf-8-sig", line_end), words)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_positions_of_real_chapters(path: Path) -> None:
    faults: list[Fault] = []
    text = read_source(path, faults)
    chapter = read_chapter(path, "chapter", "", faults)
    assert text is not None and chapter is not None
    check(text, chapter, faults, [])


WRITTEN = ("{}", "{} {}", "*{} {}*", "[{}]{lang=en} {}", "&kalifaat; {}", "`{}` {}", "{} \u0301{}", "😀 {}")
STYLES = (">-", ">", "|", "|-", "|2", ">2-", '"', "'", "")


def glossary_text(random: Random) -> tuple[str, list[str], str]:
    """Return a glossary of one definition in some style of YAML, the words in it, and the style."""
    words = [f"word{index}z" for index in range(random.randint(2, 12))]
    style, lines, rest = random.choice(STYLES), list[str](), list(words)
    while rest:
        line = random.choice(WRITTEN)
        taken = [rest.pop(0) for _ in range(min(line.count("{}"), len(rest)))]
        for word in taken:
            line = line.replace("{}", word, 1)
        lines.append(line.replace("{}", "x"))
    return _glossary(random, style, lines), words, style


def _glossary(random: Random, style: str, lines: list[str]) -> str:
    between = {
        '"': (" ", "\n        ", "\n\n        ", " \\\n      ", "\\t", "\\u2003", '\\"'),
        "'": (" ", "\n        ", "''"),
    }
    if style in between:
        content = lines[0] + "".join(random.choice(between[style]) + line for line in lines[1:])
        value = f" {style}{content}{style}\n"
    elif style:
        ends = ("\n      ", "\n\n      ", "\n        ", "\n\n\n      ")
        # An indicator counts from the key: further spaces belong to the text.
        space = "\n" if random.random() < 0.2 else ""
        value = f" {style}\n{space}      " + lines[0]
        value += "".join(random.choice(ends) + line for line in lines[1:]) + random.choice(("\n", "\n\n"))
    else:
        value = (
            "\n      t "
            + "".join(random.choice((" ", "\n      ", "\n\n      ")) + line for line in lines)
            + "\n"
        )
    return f"entries:\n  - key: kalifaat\n    term: kalifaat\n    definition:{value}    see: []\n"


@SETTINGS
@given(st.randoms(use_true_random=False))
def test_positions_in_definitions(random: Random) -> None:
    text, words, style = glossary_text(random)
    note(text)
    source = Source(text)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "glossary.yaml").write_text(text, encoding="utf-8")
        faults: list[Fault] = []
        glossary = read_glossary(Path(folder), faults)
    assert glossary is not None, faults
    definition = glossary.terms["kalifaat"][0].senses[0].definition
    assert definition is not None, faults
    chapter = Chapter("", glossary.path, "", definition, glossary.runs)
    check_positions(chapter, source)
    content = block_text(definition)
    for word in words:
        index = source.index(chapter.position_in(definition, content.index(word)))
        assert index == text.index(word), f"{word} is said to stand at {text[index : index + 10]!r}"
    for offset, character in enumerate(content):
        found = text[source.index(chapter.position_in(definition, offset))]
        escaped = style == '"' and found == "\\"
        assert found == character or escaped or (found == "\n" and character == " "), (
            f"{content[: offset + 1]!r} points at {found!r}"
        )
