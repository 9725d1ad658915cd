"""docs/docbook.md is true: each construct is read from Markdown and DocBook as one tree, and written so.

`--update-golden` rewrites tree and DocBook of every construct from its Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from colofon import docbook
from colofon.book import POSITION, Book, Chapter, Metadata
from colofon.docbook import NAMESPACE
from colofon.editions.docbook.document import chapter_document
from colofon.indexing import index_book
from colofon.reading.chapters import parse_chapter
from colofon.reading.docbook import chapter_of
from colofon.reading.markup import parse_markup
from tests.conftest import PROJECT

TABLE = PROJECT / "docs" / "docbook.md"
CONSTRUCT = re.compile(
    r"^### (?P<name>[^\n]+)\n\n````markdown\n(?P<markdown>.*?)\n````\n", re.MULTILINE | re.DOTALL
)
HEAD = re.compile(r"<chapter[^>]*>\n")
DECLARED = f'xmlns="{NAMESPACE}" xmlns:xlink="http://www.w3.org/1999/xlink"'


def tree_of(chapter: Chapter) -> str:
    """Return the tree of a chapter as the vocabulary writes it, without places and numbers."""
    lines = []
    for block in chapter.tree:
        for element in block.iter():
            for name in (POSITION, "data-number"):
                element.attrib.pop(name, "")
        lines.append(etree.tostring(block, encoding="unicode"))
    return "\n".join(lines)


def chapter_from(markdown: str) -> Chapter:
    return parse_chapter(f"{markdown}\n", "chapter", "chapter.md", "chapter", "", [])


def docbook_of(chapter: Chapter) -> str:
    """Return what stands in the ``chapter`` element."""
    book = Book(Path(), Metadata({}, {}, "book.yaml", []), chapters=[chapter])
    index_book(book)
    text = chapter_document(book, chapter).decode()
    inside = HEAD.split(text, maxsplit=1)[1].removesuffix("</chapter>\n")
    return "\n".join(line.removeprefix("  ") for line in inside.rstrip().split("\n"))


def chapter_back(written: str, id: str | None) -> Chapter:
    opening = f'<chapter {DECLARED} xml:id="{id}">' if id else f"<chapter {DECLARED}>"
    markup = parse_markup(f"{opening}\n{written}\n</chapter>", "chapter.xml", NAMESPACE, [])
    assert markup is not None
    return chapter_of(markup, markup.root, "chapter", "chapter", "", [])


def test_the_mapping_is_true(golden: Callable[[Path, str], None]) -> None:
    text = TABLE.read_text(encoding="utf-8")
    head = text[: text.index("### ")]
    parts = []
    for construct in CONSTRUCT.finditer(text):
        markdown = construct["markdown"]
        title = re.match(r"# .*\{#(\w+)\}", markdown)
        written = docbook_of(chapter_from(markdown))
        tree = tree_of(chapter_from(markdown))
        assert tree_of(chapter_back(written, title[1] if title else None)) == tree, construct["name"]
        fences = f"````html\n{tree}\n````\n\n````xml\n{written}\n````\n"
        parts.append(f"### {construct['name']}\n\n````markdown\n{markdown}\n````\n\n{fences}")
    assert len(parts) > 30
    golden(TABLE, head + "\n".join(parts))


def test_every_element_and_role_of_the_mapping_is_shown() -> None:
    """What the code knows and the table does not show would be a construct that nobody can look up."""
    text = TABLE.read_text(encoding="utf-8")
    shown = set(re.findall(r"<(\w+)", text)) | set(re.findall(r"`(\w+)`", text))
    assert sorted(set(docbook.ATTRIBUTES) - shown) == []
