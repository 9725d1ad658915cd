"""The chapters of a book as Markdown, and the spine that names them."""

from __future__ import annotations

from pathlib import PurePosixPath

from colofon.book import Fault
from colofon.docbook import COMPONENTS
from colofon.indexing import slug
from colofon.markdown import chapter_text
from colofon.reading.docbook import chapter_of
from colofon.reading.markup import Markup, Node

DEFAULTS = {"preface": "introduction", "chapter": "chapter", "appendix": "appendix"}
"""Element -> role of a component that names none."""


def chapters_of(markup: Markup, faults: list[Fault]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return file -> Markdown, and the spine."""
    texts, spine = {}, []
    taken: set[str] = set()
    for number, node in enumerate(markup.root.nodes(*DEFAULTS), 1):
        file = _file(node, number)
        while file.lower() in taken:
            file = f"{number:02}-{file}"
        taken.add(file.lower())
        role = node.attributes.get("role", DEFAULTS[node.name])
        item = {"file": file, "role": role if role in COMPONENTS else DEFAULTS[node.name]}
        if "xml:lang" in node.attributes:
            item["language"] = node.attributes["xml:lang"]
        spine.append(item)
        name = PurePosixPath(file).stem
        texts[file] = chapter_text(chapter_of(markup, node, name, item["role"], "", faults).tree)
    return texts, spine


def _file(node: Node, number: int) -> str:
    """Return the file that a component came from, or a name of its own; never one outside the folder."""
    base = PurePosixPath(node.attributes.get("xml:base", ""))
    if base.suffix and not base.is_absolute() and ".." not in base.parts and ":" not in str(base):
        return str(base.with_suffix(".md"))
    return f"{number:02}-{slug(node.attributes.get('xml:id', '')) or node.name}.md"
