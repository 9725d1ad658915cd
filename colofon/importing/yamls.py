"""Plain data as the YAML that people edit: block style, long text folded, short lists in one line.

What comes out reads back as the same data, by `reading.located` and by any reader of YAML 1.1: text
that one of them would take for a number, a date or a truth is quoted.
"""

from __future__ import annotations

from typing import Any

import yaml

from colofon.docbook import NAME_PARTS

WIDTH = 110
SHORT = 80
"""Characters of a list or a name that stands in one line."""
NAMES = frozenset({*NAME_PARTS, "literal"})


def yaml_text(data: dict[str, Any]) -> str:
    """Return a mapping of text, whole numbers, truth, lists and mappings as a YAML file."""
    return yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        # An alias is not read here (`reading.located`).
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        # Items stand further in than the key they belong to, as editors write them.
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|"
    elif len(text) > WIDTH - 30:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    plain = all(isinstance(item, str | int) for item in items)
    short = plain and sum(len(str(item)) + 2 for item in items) < SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


def _mapping(dumper: yaml.SafeDumper, mapping: dict[str, Any]) -> yaml.MappingNode:
    name = set(mapping) <= NAMES and sum(len(str(value)) + 10 for value in mapping.values()) < SHORT
    return dumper.represent_mapping(
        "tag:yaml.org,2002:map", mapping.items(), flow_style=bool(mapping) and name
    )


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)
