"""The parser: CommonMark's rules, ours in their places, and what is switched off."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.ruler import RuleOptionsType

from colofon.reading.syntax.definitions import definition_list
from colofon.reading.syntax.divs import div
from colofon.reading.syntax.entities import definition_entity
from colofon.reading.syntax.lists import list_block
from colofon.reading.syntax.notes import note_call, note_definition
from colofon.reading.syntax.offsets import PositionedBlock, PositionedInline, join_fragments
from colofon.reading.syntax.paragraphs import heading, paragraph
from colofon.reading.syntax.spans import attributes_behind, span
from colofon.reading.syntax.tables import table

DEEPEST = 60
"""Levels of nesting; what lies deeper is reported, since the parser passes over it."""

INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def _normalize(address: str) -> str:
    return normalizeLink(address) if address.startswith(("http:", "https:")) else address


@cache
def parser() -> MarkdownIt:
    """Return the parser of the dialect."""
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    markdown.inline = _inline_parser()
    markdown.block = _block_parser()
    # Every address is kept: which may stand in an edition is a check's decision, not the parser's.
    markdown.normalizeLink = _normalize  # type: ignore[method-assign, assignment]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    # Escapes and entities stay tokens of their own, since they are longer than what they stand for.
    markdown.core.ruler.disable(["linkify", "replacements", "smartquotes", "text_join"])
    return markdown


def _inline_parser() -> PositionedInline:
    inline = PositionedInline()
    inline.ruler.disable(["linkify", "strikethrough"])
    inline.ruler2.disable(["strikethrough"])
    inline.ruler2.at("fragments_join", join_fragments)
    inline.ruler.before("link", "note_call", note_call)
    inline.ruler.after("link", "span", span)
    inline.ruler.before("entity", "definition", definition_entity)
    inline.ruler.push("attributes", attributes_behind)
    return inline


def _block_parser() -> PositionedBlock:
    block = PositionedBlock()
    rules = block.ruler
    rules.at("table", table, {"alt": []})
    rules.at("heading", heading, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("list", list_block, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.before("fence", "div", div, INTERRUPTS)
    rules.before("reference", "note", note_definition, INTERRUPTS)
    rules.disable("lheading")
    rules.before(
        "paragraph", "definitions", definition_list, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    rules.at("paragraph", paragraph)
    return block
