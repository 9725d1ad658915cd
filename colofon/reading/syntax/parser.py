"""The parser: CommonMark's rules, ours in their places, and what is switched off."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from mdit_py_plugins.deflist import deflist_plugin

from colofon.reading.syntax.divs import div
from colofon.reading.syntax.entities import definition_entity
from colofon.reading.syntax.headings import heading
from colofon.reading.syntax.lists import list_block
from colofon.reading.syntax.notes import note_call, note_definition
from colofon.reading.syntax.offsets import PositionedInline
from colofon.reading.syntax.spans import attributes_behind, span
from colofon.reading.syntax.tables import table

DEEPEST = 60
"""Levels of nesting; what lies deeper is reported, since the parser passes over it."""

INTERRUPTS = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def _normalize(address: str) -> str:
    return normalizeLink(address) if address.startswith(("http:", "https:")) else address


@cache
def parser() -> MarkdownIt:
    """Return the parser of the dialect."""
    inline = PositionedInline()
    inline.ruler.disable(["linkify", "strikethrough"])
    inline.ruler2.disable(["strikethrough"])
    inline.ruler.before("link", "note_call", note_call)
    inline.ruler.after("link", "span", span)
    inline.ruler.before("entity", "definition", definition_entity)
    inline.ruler.push("attributes", attributes_behind)

    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    markdown.inline = inline
    # Every address is kept: which may stand in an edition is a check's decision, not the parser's.
    markdown.normalizeLink = _normalize  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign, assignment]
    markdown.core.ruler.disable(["text_join"])
    block = markdown.block.ruler
    block.at("heading", heading, {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("list", list_block, {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("table", table, {"alt": []})
    block.before("fence", "div", div, INTERRUPTS)
    block.before("reference", "note", note_definition, INTERRUPTS)
    markdown.use(deflist_plugin)
    markdown.enable(["table"])
    return markdown
