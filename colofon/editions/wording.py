"""The fixed words of an edition, by language: ``templates/phrases/<language>.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEMPLATES = Path(__file__).parents[2] / "templates"
FALLBACK = "en"
NO_BREAK_SPACE = "\u00a0"


class Phrases:
    """The words of one language; KeyError when a template asks for a phrase that the file lacks."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.language = language
        self.data = data

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase with its values in place."""
        return str(self.data[key]).format(**values)

    def counted(self, kind: str, number: str) -> str:
        """Return ``hoofdstuk 8``, which no line end can part."""
        return f"{self.data[kind]['one']}{NO_BREAK_SPACE}{number}"

    def forms(self, kind: str) -> tuple[str, str]:
        """Return the word for one and for many."""
        return self.data[kind]["one"], self.data[kind]["many"]

    def range(self, kind: str, first: str, last: str) -> str:
        """Return ``hoofdstukken 3 tot en met 6``; ``hoofdstukken 3 en 4`` where one follows the other."""
        pair = first.isdigit() and last.isdigit() and int(last) == int(first) + 1
        numbers = self("pair" if pair else "range", first=first, last=last)
        return f"{self.data[kind]['many']}{NO_BREAK_SPACE}{numbers}"


@cache
def phrases(language: str) -> Phrases:
    """Return the words of a language; those of English when there is no file for it."""
    folder = TEMPLATES / "phrases"
    for name in (language, language.split("-")[0], FALLBACK):
        path = folder / f"{name}.yaml"
        if name and path.is_file():
            return Phrases(name, yaml.safe_load(path.read_text(encoding="utf-8")))
    raise FileNotFoundError(folder / f"{FALLBACK}.yaml")
