"""YAML with the place of each value: only text, whole numbers, true, false, lists and mappings.

Dates, decimals and the other guesses of YAML 1.1 stay the text that was typed (``1.0``, ``no``,
``2018-04-01``). Aliases and tags are refused: nothing may grow or be built while reading.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from colofon.book import Element, Fault, Position, Run
from colofon.reading.inlines import Lines
from colofon.reading.scalars import scalar_lines
from colofon.reading.sources import FORBIDDEN, read_source, shown

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
UNREADABLE = re.compile("[\x80-\x9f\u2028\u2029]")
"""Characters that YAML 1.1 does not print (5.1), or takes for line ends, which no editor does (5.4)."""
DEEPEST = 40
"""Levels of nesting: more than any file of a manuscript has, fewer than would exhaust the stack."""


@dataclass(slots=True)
class Located:
    """A file of data: its value, as YAML has it, and where each part of it stands."""

    path: str
    text: str
    value: Any = None
    positions: dict[str, Position] = field(default_factory=dict)
    """By path, keys and indexes joined with dots: ``spine.0.file``; the whole file is the empty path."""
    ordered: list[str] = field(default_factory=list)
    """The same paths, sorted when they are first asked for, so that a long glossary takes no longer."""
    keys: dict[str, Position] = field(default_factory=dict)
    """Place of the key of each value, by the same path."""
    scalars: dict[str, yaml.ScalarEvent] = field(default_factory=dict)
    line_starts: list[int] = field(default_factory=list)
    blocks: dict[str, tuple[Element, list[Run]]] = field(default_factory=dict)
    """Texts that XML gives as trees, by the same path."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """How a field is written in this file, where that is not its name and a colon."""

    def spelling(self, name: str) -> str:
        """Return what one writes to add a field."""
        return self.spellings.get(name, f"{name}:")

    def position(self, path: str = "") -> Position:
        """Return the place of a value, or of the nearest thing that contains it."""
        while path and path not in self.positions:
            path = path.rpartition(".")[0]
        return self.positions.get(path, Position(self.path))

    def key_position(self, path: str) -> Position:
        """Return the place of the key of a value."""
        return self.keys.get(path, self.position(path))

    def below(self, path: str) -> dict[str, Position]:
        """Return the places of what a value holds, their paths counted from it."""
        start = f"{path}."
        if len(self.ordered) != len(self.positions):
            self.ordered = sorted(self.positions)
        first = bisect_left(self.ordered, start)
        last = bisect_left(self.ordered, f"{path}/", first)
        return {key[len(start) :]: self.positions[key] for key in self.ordered[first:last]}

    def lines(self, path: str) -> Lines:
        """Return how the text of a scalar lies in the file, however it is quoted or folded."""
        scalar = self.scalars[path]
        start = _start(scalar)
        return scalar_lines(self.text, self.line_starts, start, scalar.style, scalar.value)

    def place(self, index: int) -> Position:
        """Return the place of a character of the file."""
        row = bisect_right(self.line_starts, index)
        return Position(self.path, row, index - self.line_starts[row - 1] + 1)


def read_located(path: Path, faults: list[Fault]) -> Located | None:
    """Read a YAML file; None, and a fault, when there is none or it cannot be read."""
    text = read_source(path, faults)
    if text is None:
        return None
    return parse_located(text, shown(path), faults)


def parse_located(text: str, path: str, faults: list[Fault]) -> Located | None:
    """Return the value of a text; None, and a fault, when it is no YAML."""
    located = Located(path, text)
    located.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    unreadable = UNREADABLE.search(text)
    if unreadable:
        message = f"the file holds the control character U+{ord(unreadable[0]):04X}"
        faults.append(Fault("unreadable-file", located.place(unreadable.start()), message, "remove it"))
        return None
    try:
        located.value = _Builder(located, faults).document()
    except yaml.MarkedYAMLError as error:
        faults.append(_syntax_fault(located, error))
        return None
    return located


def _syntax_fault(located: Located, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(located.text)) if mark else 0
    problem = (error.problem or error.context or "cannot be read").strip()
    tab = "\t" in located.text[located.line_starts[located.place(index).line - 1] : index + 1]
    hint = "indent with spaces, not tabs" if tab else ""
    return Fault("unreadable-file", located.place(index), f"this is no YAML: {problem}", hint)


class _Builder:
    """Builds the value from the events of the parser, which itself never recurses."""

    def __init__(self, located: Located, faults: list[Fault]) -> None:
        self.located = located
        self.faults = faults
        self.events: Iterator[Any] = iter(yaml.parse(located.text, Loader=yaml.CSafeLoader))

    def document(self) -> Any:
        """Return the value of the only document of the file."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self.build(next(self.events), "", 0)
        next(self.events)
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            self.refuse(following, "a second document begins here", "keep everything in one")
        return value

    def build(self, event: Any, path: str, depth: int) -> Any:
        self.located.positions[path] = self.located.place(event.start_mark.index)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(None, None, f"nested deeper than {DEEPEST} levels", event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "an alias (*name) is not read here", "write the value again")
            return None
        if event.tag is not None:
            self.refuse(event, f"the tag {event.tag} is not read here", "remove the tag")
        if isinstance(event, yaml.ScalarEvent):
            self.located.scalars[path] = event
            self.check_characters(event, path)
            return None if event.tag is not None else _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path, depth)
        return self.mapping(path, depth)

    def sequence(self, path: str, depth: int) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.build(event, join_path(path, str(len(values))), depth + 1))
        return values

    def mapping(self, path: str, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse(event, "a key is a word")
                self.build(event, join_path(path, "?"), depth + 1)
                self.build(next(self.events), join_path(path, "?"), depth + 1)
                continue
            key = event.value
            whole = join_path(path, key)
            if key in values:
                self.refuse(event, f"{key} stands twice", "keep one of the two", kind="invalid-value")
                self.build(next(self.events), join_path(path, "?"), depth + 1)
                continue
            self.located.keys[whole] = self.located.place(_start(event))
            values[key] = self.build(next(self.events), whole, depth + 1)
        return values

    def check_characters(self, event: yaml.ScalarEvent, path: str) -> None:
        """Refuse what an escape smuggled in and no edition could carry."""
        found = FORBIDDEN.search(event.value) or re.search("\r", event.value)
        if found:
            row, column = self.located.lines(path).place(found.start())
            message = f"the value holds the control character U+{ord(found[0]):04X}"
            place = Position(self.located.path, row, column)
            self.faults.append(Fault("unreadable-file", place, message, "remove it"))
            event.value = FORBIDDEN.sub(" ", event.value).replace("\r", " ")

    def refuse(self, event: Any, message: str, hint: str = "", kind: str = "unreadable-file") -> None:
        place = self.located.place(event.start_mark.index)
        self.faults.append(Fault(kind, place, message, hint))


def _start(event: yaml.ScalarEvent) -> int:
    assert event.start_mark is not None
    return int(event.start_mark.index)


def join_path(path: str, key: str) -> str:
    """Return the path of what a value holds under a key."""
    return f"{path}.{key}" if path else key


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if not event.style:
        if INTEGER.fullmatch(text):
            return int(text)
        return WORDS.get(text, text)
    return text
