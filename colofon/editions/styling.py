"""Style sheets with the design of a book: colours and families of ``book.yaml`` in the sheets of styles/.

A sheet asks for a value with ``var(--name)``. In the EPUB the value is written in its place, because
older reading systems know no custom properties; the web edition declares them, once for day and once
for night.
"""

from __future__ import annotations

import re
from pathlib import Path

from colofon.book import Book
from colofon.editions.colours import ACCENT, CHALK, INK, NIGHT, PAPER, screen_palette
from colofon.editions.faces import design, stack

STYLES = Path(__file__).parents[2] / "styles"
VARIABLE = re.compile(r"var\(--([\w-]+)\)")
COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)


def families(book: Book, embedded: bool = True) -> dict[str, str]:
    """Return the families by the name of their custom property; generic ones when no face is embedded."""
    return {f"{role}-family": stack(role, book, embedded) for role in ("text", "headings", "labels", "code")}


def day(book: Book) -> dict[str, str]:
    """Return the colours of a page by day."""
    return screen_palette(design(book).get("accent", ACCENT), PAPER, INK)


def night(book: Book) -> dict[str, str]:
    """Return the colours of a page by night."""
    return screen_palette(design(book).get("accent", ACCENT), NIGHT, CHALK)


def sheet(name: str) -> str:
    """Return a style sheet of styles/ without its comments, which are for us."""
    return COMMENT.sub("", (STYLES / name).read_text(encoding="utf-8")).strip() + "\n"


def with_values(css: str, values: dict[str, str]) -> str:
    """Return a style sheet with values for its variables; KeyError for one that nobody defines."""
    return VARIABLE.sub(lambda match: values[match[1]], css)


def declared(book: Book) -> str:
    """Return the declarations of every variable, by day and by night."""
    by_day = {**families(book), **day(book)}
    return (
        f":root {{\n{_declarations(by_day)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{_declarations(night(book))}}}\n}}\n"
    )


def _declarations(values: dict[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())
