r"""Glossary entities: ``&key;``, a definition that is written once in the glossary.

HTML's own names stay characters; ``\&key;`` and ``&amp;key;`` stay text.
"""

from __future__ import annotations

import re
from html.entities import html5

from markdown_it.rules_inline import StateInline

ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9-]*);")


def is_reserved(key: str) -> bool:
    """Tell whether HTML5 or XML gives this name to a character."""
    return f"{key};" in html5 or key in html5


def definition_entity(state: StateInline, silent: bool) -> bool:
    """Read ``&key;`` unless HTML5 has that name."""
    if state.src[state.pos] != "&":
        return False
    match = ENTITY.match(state.src, state.pos, state.posMax)
    if not match or f"{match[1]};" in html5:
        return False
    if not silent:
        token = state.push("definition", "span", 0)
        token.info = match[1]
    state.pos = match.end()
    return True
