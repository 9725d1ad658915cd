"""The parser: CommonMark's rules, ours in their places, and what is switched off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import code
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    newline,
)

from colofon.reading.syntax.definitions import definition_list
from colofon.reading.syntax.divs import div
from colofon.reading.syntax.entities import definition_entity
from colofon.reading.syntax.lists import list_block
from colofon.reading.syntax.notes import note_call, note_definition
from colofon.reading.syntax.offsets import PositionedBlock, PositionedInline, join_fragments
from colofon.reading.syntax.paragraphs import heading, paragraph
from colofon.reading.syntax.slips import inline_note, other_mark, unlinked
from colofon.reading.syntax.spans import attributes_behind, span
from colofon.reading.syntax.tables import table

DEEPEST = 60
"""Levels of nesting; what lies deeper is reported, since the parser passes over it."""

ENDS_PARAGRAPH: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
"""What a rule ends when it begins: a list only by what cannot be a marker."""


def _normalize(address: str) -> str:
    return normalizeLink(address) if address.startswith(("http:", "https:")) else address


@cache
def parser() -> MarkdownIt:
    """Return the parser of the dialect."""
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "store_labels": True})
    markdown.inline = _inline_parser()
    markdown.block = _block_parser()
    # Every address is kept: which may stand in an edition is a check's decision, not the parser's.
    markdown.normalizeLink = _normalize  # type: ignore[method-assign, assignment]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    # Escapes and entities stay tokens of their own, since they are longer than what they stand for.
    markdown.core.ruler.disable(["linkify", "replacements", "smartquotes", "text_join"])
    return markdown


def address(state: StateInline, silent: bool) -> bool:
    """Read ``<https://...>``, but not in the text of a link: no link may hold another (CommonMark 6.3)."""
    return state.linkLevel == 0 and autolink(state, silent)


INLINE_RULES: Mapping[str, Sequence[RuleFuncInlineType]] = {
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "*": (emphasis.tokenize,),
    "_": (emphasis.tokenize,),
    "[": (note_call, link, span, unlinked),
    "^": (inline_note, other_mark),
    "~": (other_mark,),
    "!": (image,),
    "<": (address, html_inline),
    "&": (definition_entity, entity),
    "{": (attributes_behind,),
}
"""Character -> the rules for what begins with it, in their order; every other character is text."""


def _inline_parser() -> PositionedInline:
    inline = PositionedInline(INLINE_RULES)
    inline.ruler2.disable(["strikethrough"])
    inline.ruler2.at("fragments_join", join_fragments)
    return inline


def _block_parser() -> PositionedBlock:
    block = PositionedBlock()
    block.for_words = (table, code, list_block, definition_list, paragraph)
    rules = block.ruler
    rules.at("table", table, {"alt": []})
    rules.at("heading", heading, ENDS_PARAGRAPH)
    rules.at("list", list_block, ENDS_PARAGRAPH)
    rules.before("fence", "div", div, INTERRUPTS)
    rules.before("reference", "note", note_definition, INTERRUPTS)
    rules.disable("lheading")
    rules.before("paragraph", "definitions", definition_list, ENDS_PARAGRAPH)
    rules.at("paragraph", paragraph)
    return block
