"""Definitions that notes give, with who gives them: proposals for the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from colofon.indexing import slug

GIVEN = re.compile(
    r"\s*(?:(?:Deze )?[Dd]efinities?(?: worden)?(?: zoals)? (?:gehanteerd|vermeld|gebruikt)"
    r"(?: door| op(?: de)? website van)?"
    r"|(?:These )?[Dd]efinitions?(?: are)?(?: as)? (?:used|given)(?: by)?)"
    r"\s+(?P<who>[^.,]+)(?:,[^.]*|\.[a-z]+)*\."
)
"""The sentence that says whose a definition is."""
DEFINED = re.compile(
    r"(?:(?:Een|Het|De|An?|The) )?(?P<term>(?:[\w’‘-]+ ){0,3}?[\w’‘-]+)\s+(?:is|zijn|are|[-–:])\s",
    re.IGNORECASE,
)
MEANING = re.compile(
    r"(?:De|The) (?:basis|grond|core |basic )?(?:betekenis|meaning) (?:van|of) (?:de |het |the )?"
    r"(?P<term>[\w’-]+)",
    re.IGNORECASE,
)
LONGEST = 40
ARTICLES = re.compile(r"(?:de|het|the)\s+", re.IGNORECASE)


def glossary_of(notes: Iterable[tuple[int, str]], language: str) -> dict[str, Any]:
    """Return what ``glossary.yaml`` could hold; `notes` are numbers and texts."""
    authorities: dict[str, dict[str, str]] = {}
    entries: dict[str, dict[str, Any]] = {}
    for _, text in notes:
        start = 0
        for given in GIVEN.finditer(text):
            definition, start = text[start : given.start()].strip(), given.end()
            term = MEANING.match(definition) or DEFINED.match(definition)
            if term is None or len(term["term"]) > LONGEST:
                continue
            who = given["who"].strip()
            authority = _key(ARTICLES.sub("", who))
            authorities.setdefault(authority, {language: who})
            words = term["term"].strip("‘’")
            key = _key(words)
            if key not in entries:
                words = words if words.isupper() else words[0].lower() + words[1:]
                entries[key] = {"key": key, "term": words, "definition": definition, "authority": authority}
    return {"authorities": authorities, "entries": list(entries.values())} if entries else {}


def _key(words: str) -> str:
    key = slug(words)[:LONGEST].strip("-")
    return key if key[:1].isalpha() else f"term-{key}"
