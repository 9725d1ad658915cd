"""Where inline tokens stand: an inline parser that notes the offset at which each token begins.

markdown-it-py gives lines of blocks and nothing for inline content. The loop below is its own
(`ParserInline.tokenize`), with one thing more: what a rule pushed is told where the rule began.
"""

from __future__ import annotations

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

OFFSET = "offset"
"""Key in `Token.meta`: offset of the token's first character in the content of its block."""


class PositionedInline(ParserInline):
    """An inline parser whose tokens carry `OFFSET`."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        end = state.posMax
        deepest = state.md.options["maxNesting"]
        tokens = state.tokens
        pending_start = state.pos
        pending = False
        while state.pos < end:
            start = state.pos
            if not pending:
                pending_start = start
            count = len(tokens)
            matched = False
            if state.level < deepest:
                for rule in rules:
                    if rule(state, False):
                        matched = True
                        break
            if not matched:
                state.append_pending(state.src[start])
                state.pos = start + 1
                pending = True
                continue
            if len(tokens) == count:
                pending = True
                continue
            first = count
            if pending and tokens[first].type == "text" and not tokens[first].meta:
                tokens[first].meta[OFFSET] = pending_start
                first += 1
            for token in tokens[first:]:
                # What nested tokenizing pushed has its offset already.
                if OFFSET not in token.meta:
                    token.meta[OFFSET] = start
                    if token.type == "text":
                        start += len(token.content)
                    elif token.markup == "autolink":
                        # The text of an automatic link stands behind its "<".
                        start += 1
            pending = False
        if state.pending:
            state.pushPending().meta[OFFSET] = pending_start
