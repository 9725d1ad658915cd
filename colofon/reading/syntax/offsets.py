"""Where tokens stand: parsers that note where each token begins.

markdown-it-py gives lines of blocks and nothing for inline content. The loops below are its own
(`ParserBlock.tokenize`, `ParserInline.tokenize` and `skipToken`), with two things more: what a rule
pushed is told where the rule began, and rules that cannot match a character are not asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, text
from markdown_it.token import Token

OFFSET = "offset"
"""Key in `Token.meta`: offset of an inline token's first character in the content of its block."""
COLUMN = "column"
"""Key in `Token.meta`: 0-based column of a block's first character on its first line."""
COLUMNS = "columns"
"""Key in `Token.meta` of a block that holds text: the 0-based column at which each of its lines begins."""


def column(state: StateBlock, line: int) -> int:
    """Return the 0-based column of the first character that a line has for the block being read."""
    return column_of(state, line, state.bMarks[line] + state.tShift[line])


def column_of(state: StateBlock, line: int, offset: int) -> int:
    """Return the 0-based column of an offset; `bMarks` may stand behind a marker, so it is no help."""
    return offset - (state.src.rfind("\n", 0, state.bMarks[line]) + 1)


def text_of(state: StateBlock, line: int) -> str:
    """Return a line without the markers and the white space before it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def push_text(
    state: StateBlock, tag: str, content: str, lines: tuple[int, int], columns: list[int], **meta: object
) -> None:
    """Push a block that holds text, from a line to before another: one token, content and all."""
    token = state.push("inline", tag, 0)
    token.content = content
    token.map = [*lines]
    token.children = []
    token.meta = {COLUMNS: columns, **meta}


class PositionedBlock(ParserBlock):
    """A block parser of which the first token that each rule pushes carries `COLUMN`."""

    for_words: Sequence[RuleFuncBlockType] = ()
    """The rules for a line that begins with a letter or a digit: no other can match there."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        rules = self.ruler.getRules("")
        tokens = state.tokens
        line, empty_lines = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= state.md.options["maxNesting"]:
                state.line = endLine
                break
            start, count = state.bMarks[line] + state.tShift[line], len(tokens)
            first = column_of(state, line, start)
            for rule in self.for_words if state.src[start].isalnum() else rules:
                if rule(state, line, endLine, False):
                    break
            if len(tokens) > count:
                tokens[count].meta.setdefault(COLUMN, first)
            state.tight = not empty_lines
            line = state.line
            # A paragraph in a nested list may have taken the empty line behind it.
            if line - 1 < endLine and state.isEmpty(line - 1):
                empty_lines = True
            if line < endLine and state.isEmpty(line):
                empty_lines = True
                line += 1
                state.line = line


class PositionedInline(ParserInline):
    """An inline parser whose tokens carry `OFFSET`; a rule is asked where its first character stands."""

    def __init__(self, rules: Mapping[str, Sequence[RuleFuncInlineType]]) -> None:
        super().__init__()
        self.rules = rules

    def tokenize(self, state: StateInline) -> None:
        end = state.posMax
        deepest = state.md.options["maxNesting"]
        tokens = state.tokens
        pending_start, pending = state.pos, False
        while state.pos < end:
            start = state.pos
            if not pending:
                pending_start = start
            count = len(tokens)
            character = state.src[start]
            rules = self.rules.get(character, TEXT) if state.level < deepest else ()
            for rule in rules:
                if rule(state, False):
                    break
            else:
                state.append_pending(character)
                state.pos = start + 1
            if len(tokens) > count:
                _note_offsets(tokens, count, pending_start, start)
            # A rule may take characters and make nothing of them: attributes.
            pending = len(tokens) == count and bool(state.pending)
        if state.pending:
            state.pushPending().meta[OFFSET] = pending_start

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        start = state.pos
        if start in state.cache:
            state.pos = state.cache[start]
            return
        matched = False
        if state.level < state.md.options["maxNesting"]:
            for rule in self.rules.get(state.src[start], TEXT):
                # No token is pushed: this only bounds how deep rules call one another.
                state.level += 1
                matched = rule(state, True)
                state.level -= 1
                if matched:
                    break
        else:
            state.pos = state.posMax
        if not matched:
            state.pos += 1
        state.cache[start] = state.pos


TEXT: Sequence[RuleFuncInlineType] = (text,)


def _note_offsets(tokens: list[Token], first: int, pending_start: int, start: int) -> None:
    """Tell the tokens from `first` on where they stand: text that was pending, then what the rule pushed."""
    token = tokens[first]
    if pending_start < start and token.type == "text" and not token.meta:
        token.meta[OFFSET] = pending_start
        first += 1
    for token in tokens[first:]:
        # What nested tokenizing pushed has its offset already.
        if OFFSET in token.meta:
            continue
        token.meta[OFFSET] = start
        if token.type == "text":
            start += len(token.content)
        elif token.markup == "autolink":
            # The text of an automatic link stands behind its "<".
            start += 1


def join_fragments(state: StateInline) -> None:
    """Join the text that emphasis left in pieces; the whole stands where its first piece stood.

    Takes the place of markdown-it-py's rule of that name, which keeps the offset of the last piece.
    """
    joined: list[Token] = []
    pieces: list[str] = []
    for token in state.tokens:
        if token.type != "text":
            _end_pieces(joined, pieces)
            joined.append(token)
        elif token.content:
            if not pieces:
                joined.append(token)
            pieces.append(token.content)
    _end_pieces(joined, pieces)
    state.tokens[:] = joined


def _end_pieces(joined: list[Token], pieces: list[str]) -> None:
    if len(pieces) > 1:
        joined[-1].content = "".join(pieces)
    pieces.clear()
