"""Texts made up at random of blocks in blocks: well formed ones, and lines in which anything follows anything.

Unlike `manuscripts` the blocks stand directly behind their markers, and code looks like other blocks.
"""

from __future__ import annotations

from random import Random

LOOKALIKES = (":::", "::: box", "- a", "> a", "| a | b |", "[^n1]: a", "a\n\nb")
"""What stands in code and is none of what it looks like."""
NUMBERS = (
    ("1. ", "2. ", "3. "),
    ("9.  ", "10. ", "11. "),
    ("a)  ", "b)  ", "c)  "),
    ("(i) ", "(ii) ", "(iii) "),
    ("-   ", "-   ", "-   "),
    ("- ", "- ", "- "),
)
PIECES = (
    "- ", "* ", "1. ", "a) ", "11. ", "(i) ", "> ", ":   ", ": ", "~ ", "[^a]: ", "[^b]: ", "    ", "  ", "   ", "\t", "",
    "::: box", "::: {.quote lang=en}", ":::", "::::", "```", "~~~", "| ", "|---|---|", "| {} | {} |", "{} | {}", "# ", "===", "---",
    "***", "{}", "{}", "{}", "Table: ", ": {} {#t}", '![{}](a.svg){alt="x"}', "`{}", "[{}](#x)", "*{}", "{}*", "**", "[^a]",
    "{}\\", "{}  ", "`", "``` {} ```", "[{}]: #x", "[[^b]({})]", "&kalifaat;",
)  # fmt: skip
"""Pieces of lines; a pair of braces becomes a word."""


class Nest:
    """Composes blocks in blocks that CommonMark and pandoc read alike, all of it without a fault."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.words = 0
        self.notes: list[str] = []
        self.in_note = False

    def word(self) -> str:
        self.words += 1
        return f"word{self.words}z"

    def text(self) -> str:
        """Return the whole: blocks, and the notes they call."""
        lines = self.blocks(3)
        called = len(self.notes)
        self.in_note = True
        for label in self.notes[:called]:
            # A fence directly behind a label is none for pandoc.
            lines += ["", *behind(f"[^{label}]: ", [*self.paragraph(0), "", *self.blocks(1)], 4)]
        return "\n".join(lines) + "\n"

    def blocks(self, depth: int) -> list[str]:
        """Return blocks with blank lines between."""
        lines = self.block(depth)
        for _ in range(self.random.randint(0, 2)):
            block = self.block(depth)
            # A list goes on behind a blank line, and pandoc takes an item below a definition for a term.
            between = ["", self.word(), ""] if listed(lines) and block[0][:1] in "-(19a|" else [""]
            lines += [*between, *block]
        return lines

    def block(self, depth: int) -> list[str]:
        kinds = [self.paragraph, self.call, self.code, self.ticks, self.table]
        if depth:
            kinds += [
                self.items,
                self.items,
                self.definitions,
                self.definitions,
                self.quote,
                self.div,
                self.div,
            ]
        return self.random.choice(kinds)(depth - 1)

    def paragraph(self, depth: int) -> list[str]:
        return [f"{self.word()} {self.word()}", *[self.word()] * self.random.randint(0, 1)]

    def call(self, depth: int) -> list[str]:
        if self.in_note:
            return self.paragraph(depth)
        self.notes.append(f"n{len(self.notes)}")
        return [f"{self.word()}[^{self.notes[-1]}] {self.word()}"]

    def ticks(self, depth: int) -> list[str]:
        return [f"``` {self.word()} ``` {self.word()}"]

    def code(self, depth: int) -> list[str]:
        mark = self.random.choice(("```", "~~~", "````"))
        return [mark, *self.random.choice((*LOOKALIKES, f"  {self.word()}")).split("\n"), mark]

    def table(self, depth: int) -> list[str]:
        rows = [f"| {self.word()} | {self.word()} |" for _ in range(2)]
        # pandoc wants a blank line behind a caption, which the last line of an item has not.
        caption = [f": {self.word()}"] if depth == 2 else []
        return [rows[0], "|---|:-:|", rows[1], *caption]

    def items(self, depth: int) -> list[str]:
        lines: list[str] = []
        loose = self.random.random() < 0.6
        for marker in self.random.choice(NUMBERS)[: self.random.randint(1, 3)]:
            inside = self.blocks(depth) if loose else self.block(depth)
            if inside[0].startswith("|"):
                # pandoc takes the marker for a part of the first cell.
                inside = [self.word(), "", *inside]
            lines += ["", *behind(marker, inside)] if lines and loose else behind(marker, inside)
        return lines

    def definitions(self, depth: int) -> list[str]:
        lines = [self.word(), *self.random.choice(([], [""]))]
        for _ in range(self.random.randint(1, 2)):
            lines += [*behind(":   ", self.blocks(depth)), *self.random.choice(([], [""]))]
        return lines[:-1] if not lines[-1] else lines

    def quote(self, depth: int) -> list[str]:
        return [f"> {line}".rstrip() for line in self.blocks(depth)]

    def div(self, depth: int) -> list[str]:
        opening = self.random.choice(("::: box", "::: {.quote lang=en}", ":::: box"))
        return [opening, *self.blocks(depth), self.random.choice((":::", "::::"))]


def behind(marker: str, lines: list[str], width: int = 0) -> list[str]:
    """Return lines behind a marker, indented as far as the first of them."""
    white = " " * (width or len(marker))
    return [marker + lines[0], *(white + line if line else "" for line in lines[1:])]


def listed(lines: list[str]) -> bool:
    """Tell whether the last of some blocks is a list."""
    last = next((line for line in reversed(lines) if line and not line.startswith(" ")), "")
    return last[:1] in "-(19abc:|"


def any_lines(random: Random) -> tuple[str, list[str]]:
    """Return lines of pieces in any order, and the words in them."""
    lines: list[str] = []
    words: list[str] = []
    for _ in range(random.randint(1, 12)):
        line = "".join(random.choice(PIECES) for _ in range(random.choice((1, 1, 2, 2, 3, 4))))
        first = len(words)
        words += [f"word{number}z" for number in range(first, first + line.count("{}"))]
        pieces = line.split("{}")
        lines.append(pieces[0] + "".join(map("".join, zip(words[first:], pieces[1:], strict=True))))
    return "\n".join(lines) + "\n", words
