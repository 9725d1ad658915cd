"""YAML with the place of each value: only text, whole numbers, true, false, lists and mappings.

Dates, decimals and the other guesses of YAML 1.1 stay the text that was typed (``1.0``, ``no``,
``2018-04-01``). Aliases and tags are refused: nothing may grow or be built while reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from colofon.book import Fault, Position
from colofon.reading.inlines import Lines
from colofon.reading.sources import read_source, shown

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})$")
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq")
}
ESCAPE_WIDTHS = {"x": 4, "u": 6, "U": 10}
DEEPEST = 40


@dataclass(slots=True)
class Located:
    """A YAML file: its value, and where each part of it stands."""

    path: str
    text: str
    value: Any
    positions: dict[str, Position] = field(default_factory=dict)
    """By path, keys and indexes joined with dots: ``spine.0.file``; the whole file is the empty path."""
    nodes: dict[str, yaml.ScalarNode] = field(default_factory=dict)

    def position(self, path: str = "") -> Position:
        """Return the place of a value, or of the nearest thing that contains it."""
        while path and path not in self.positions:
            path = path.rpartition(".")[0]
        return self.positions.get(path, Position(self.path))

    def below(self, path: str) -> dict[str, Position]:
        """Return the places of what a value holds, their paths counted from it."""
        start = f"{path}."
        return {key[len(start) :]: place for key, place in self.positions.items() if key.startswith(start)}

    def lines(self, path: str) -> Lines:
        """Return how the text of a scalar lies in the file, however it is quoted or folded."""
        node = self.nodes[path]
        return _align(self.text, node)


def read_located(path: Path, faults: list[Fault]) -> Located | None:
    """Read a YAML file; None, and a fault, when there is none or it cannot be read."""
    text = read_source(path, faults)
    if text is None:
        return None
    return parse_located(text, shown(path), faults)


def parse_located(text: str, path: str, faults: list[Fault]) -> Located | None:
    """Return the value of a text; None, and a fault, when it is no YAML."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path)
        problem = (error.problem or error.context or "cannot be read").strip()
        hint = "indent with spaces, not tabs" if "\\t" in problem or "tab" in problem else ""
        faults.append(Fault("unreadable-file", place, f"this is no YAML: {problem}", hint))
        return None
    except (yaml.YAMLError, RecursionError) as error:
        faults.append(
            Fault("unreadable-file", Position(path), f"this is no YAML: {str(error).splitlines()[0]}")
        )
        return None
    located = Located(path, text, None)
    if root is not None:
        located.value = _Builder(located, faults).build(root, "", 0)
    return located


class _Builder:
    def __init__(self, located: Located, faults: list[Fault]) -> None:
        self.located = located
        self.faults = faults
        self.seen: set[int] = set()

    def build(self, node: yaml.Node, path: str, depth: int) -> Any:
        place = Position(self.located.path, node.start_mark.line + 1, node.start_mark.column + 1)
        self.located.positions[path] = place
        if id(node) in self.seen:
            return self.refuse(place, "an alias (*name) is not read here", "write the value again")
        self.seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            return self.refuse(place, f"the tag {node.tag} is not read here", "remove the tag")
        if depth > DEEPEST:
            return self.refuse(place, f"values are nested deeper than {DEEPEST} levels")
        if isinstance(node, yaml.ScalarNode):
            self.located.nodes[path] = node
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.build(item, _join(path, str(index)), depth + 1) for index, item in enumerate(node.value)
            ]
        return self.mapping(node, path, depth)

    def mapping(self, node: yaml.Node, path: str, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = Position(self.located.path, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(place, "a key is a word")
                continue
            key = str(key_node.value)
            if key in values:
                self.refuse(place, f"{key} stands twice", "keep one of the two", kind="invalid-value")
                continue
            values[key] = self.build(value_node, _join(path, key), depth + 1)
        return values

    def refuse(self, place: Position, message: str, hint: str = "", kind: str = "unreadable-file") -> None:
        self.faults.append(Fault(kind, place, message, hint))


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if not node.style:
        if INTEGER.match(text):
            return int(text)
        return WORDS.get(text, text)
    return text


def _align(text: str, node: yaml.ScalarNode) -> Lines:
    """Walk value and source side by side; only white space and escapes differ between them."""
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    start = line_starts[node.start_mark.line] + node.start_mark.column
    value: str = node.value
    raw = start
    if node.style in ("|", ">"):
        raw = text.find("\n", start) + 1 or len(text)
        while raw < len(text) and text[raw] in " \n":
            raw += 1
    elif node.style:
        raw += 1
    starts, rows, columns = [], [], []
    row, offset, expected = node.start_mark.line, 0, -1
    while offset < len(value):
        if value[offset] in " \n" and raw < len(text) and text[raw] in " \t\n":
            here, raw, following = raw, _skip_space(text, raw), _skip_space(value, offset)
            # A run of spaces on one line is the same in both: go through it one by one.
            if "\n" not in text[here:raw]:
                raw, following = here + 1, offset + 1
        else:
            here, raw, following = raw, raw + _width(text, raw, node.style), offset + 1
        while row + 1 < len(line_starts) and line_starts[row + 1] <= here:
            row += 1
        if here != expected:
            starts.append(offset)
            rows.append(row + 1)
            columns.append(here - line_starts[row] + 1)
        # The next character stands in the same run unless white space or an escape was longer here.
        advance = following - offset
        expected = raw if raw - here == advance else -1
        offset = following
    if not starts:
        return Lines([0], [node.start_mark.line + 1], [node.start_mark.column + 1])
    return Lines(starts, rows, columns)


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\n":
        position += 1
    return position


def _width(text: str, position: int, style: str | None) -> int:
    """Return how many characters of the source make the character that stands here."""
    if style == '"' and text.startswith("\\", position):
        return ESCAPE_WIDTHS.get(text[position + 1 : position + 2], 2)
    if style == "'" and text.startswith("''", position):
        return 2
    return 1


def schema_faults(located: Located, validator: jsonschema_rs.Draft202012Validator) -> list[Fault]:
    """Return what a schema does not allow, each at the place of the value or of what should hold it."""
    faults = []
    for error in validator.iter_errors(located.value):
        path = ".".join(str(part) for part in error.instance_path)
        faults.append(_schema_fault(located, path, error))
    return faults


def _schema_fault(located: Located, path: str, error: jsonschema_rs.ValidationError) -> Fault:
    kind = error.kind.name
    place = located.position(path)
    name = path.rpartition(".")[2]
    if kind == "required":
        missing = error.kind.property  # type: ignore[union-attr]
        owner = "the file" if not path else f"{path}"
        return Fault("missing-metadata", place, f"{owner} has no {missing}", f"add {missing}:")
    if kind == "additionalProperties":
        unknown = list(error.kind.unexpected)  # type: ignore[union-attr]
        first = _join(path, unknown[0])
        message = f"{', '.join(unknown)} is not known here"
        return Fault("invalid-value", located.position(first), message, "see the schema of this file")
    return Fault("invalid-value", place, f"{name or 'the file'} is not what belongs here", _expected(error))


def _expected(error: jsonschema_rs.ValidationError) -> str:
    message = error.message
    return message if len(message) < 160 else message[:157] + "..."
