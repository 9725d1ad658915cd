"""Spans ``[text]{lang=en}``, and attributes behind links, images and code."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from colofon.reading.syntax.attributes import parse_attributes

EXCLAMATION = re.compile(r"(?<!\\)!$")
TAKES_ATTRIBUTES = frozenset({"image", "link_close", "code_inline"})


def span(state: StateInline, silent: bool) -> bool:
    """Read ``[text]{...}``; stands behind the link rule, which has the first say."""
    # Skipped over in one step it would count as a link, and no link may hold another.
    if silent or state.src[state.pos] != "[":
        return False
    start = state.pos
    label_end = state.md.helpers.parseLinkLabel(state, start, False)
    if label_end < 0:
        return False
    attributes = parse_attributes(state.src, label_end + 1)
    if attributes is None or attributes.end > state.posMax:
        return False
    maximum = state.posMax
    if EXCLAMATION.search(state.src, max(0, start - 2), start):
        # An image that lacks its file; pandoc drops the attributes.
        state.push("slip", "", 0).info = "image-label"
    state.pos, state.posMax = start + 1, label_end
    state.push("span_open", "span", 1).meta["attributes"] = attributes
    state.md.inline.tokenize(state)
    state.push("span_close", "span", -1)
    state.posMax = maximum
    state.pos = attributes.end
    return True


def attributes_behind(state: StateInline, silent: bool) -> bool:
    """Read attributes that follow directly on a link, an image or code."""
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    if token.type not in TAKES_ATTRIBUTES or "attributes" in token.meta:
        return False
    attributes = parse_attributes(state.src, state.pos)
    if attributes is None or attributes.end > state.posMax:
        return False
    token.meta["attributes"] = attributes
    state.pos = attributes.end
    return True
