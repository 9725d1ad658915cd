"""Manuscripts made up at random from every construct of the dialect, nested in one another.

Every word is used once, so that a test can find in the source what the tree says of it.
"""

from __future__ import annotations

from random import Random

STEMS = ("word", "naïve", "e\u0301tude", "שלום", "القرآن", "𝄞", "😀", "x\u0323\u0307", "漢字", "Straße")
ESCAPES = ("\\*", "\\_", "\\\\", "\\[", "\\]", "\\&", "\\<", "\\#", "\\:")
ENTITIES = ("&amp;", "&copy;", "&nbsp;", "&#8364;", "&#x2603;", "&#128512;", "&lt;")
BULLETS = ("-", "*", "+", "1.", "3)", "a.", "B)", "(i)", "(iv)", "IV.")
BREAKS = (" ", " ", " ", "\n", " \n", "  \n", "\\\n", "\n   ")
KEY = "kalifaat"
TOP = 2
"""Depth of the blocks of a common manuscript that stand in no other."""


class Composer:
    """Composes a manuscript; the same random numbers give the same text."""

    def __init__(self, random: Random, common: bool = False) -> None:
        """Take what to compose with; `common`: only what CommonMark and pandoc read alike."""
        self.random = random
        self.common = common
        self.words: list[str] = []
        self.notes: list[str] = []
        self.called = 0
        self.in_note = False

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def word(self) -> str:
        word = f"{self.random.choice(STEMS)}{len(self.words)}z"
        self.words.append(word)
        return word

    def line(self, depth: int = 2) -> str:
        """Return inline content on one line."""
        return " ".join(self.piece(depth) for _ in range(self.random.randint(1, 4)))

    def lines(self, depth: int = 2) -> str:
        """Return inline content that may go on over several lines, each of which begins with a word."""
        parts = [self.line(depth)]
        for _ in range(self.random.randint(0, 3)):
            parts += self.random.choice(BREAKS), self.word(), " ", self.line(depth)
        return "".join(parts)

    def piece(self, depth: int) -> str:
        """Return a word or something with markup."""
        kinds = [
            self.word,
            self.word,
            self.escape,
            self.entity,
            self.code,
            self.call,
            self.autolink,
            self.image,
        ]
        if depth:
            kinds += [self.emphasis, self.strong, self.span, self.link, self.underscored]
        if self.common:
            kinds.remove(self.image)
        # Emphasis within emphasis is where the two disagree.
        self.depth = 0 if self.common else depth - 1
        return self.random.choice(kinds)()

    def escape(self) -> str:
        return self.random.choice(ESCAPES) + self.word()

    def entity(self) -> str:
        return self.word() + self.random.choice((*ENTITIES, f"&{KEY};")) + self.word()

    def code(self) -> str:
        first, second = self.word(), self.word()
        return self.random.choice(
            (
                f"`{first} {second}`",
                f"`` {first}`{second} ``",
                f"`{first} \\| {second}`",
                f"`{first}{second}`{{lang=en}}",
            )
        )

    def call(self) -> str:
        if self.in_note:
            return self.word()
        self.called += 1
        self.notes.append(f"n{self.called}")
        return f"{self.word()}[^n{self.called}]"

    def autolink(self) -> str:
        return "<https://www.example.org/>"

    def image(self) -> str:
        return self.random.choice(("![een teken](teken.svg)", '![](teken.svg){alt="een teken"}'))

    def emphasis(self) -> str:
        return f"*{self.word()} {self.line(self.depth)}*"

    def underscored(self) -> str:
        return f"_{self.line(self.depth)} {self.word()}_"

    def strong(self) -> str:
        return f"**{self.word()} {self.line(self.depth)}**" if self.chance(0.5) else f"**{self.word()}**"

    def span(self) -> str:
        if self.chance(0.2):
            return self.random.choice(("[]{.lost}", "[…]{.partial}", "[]{#s .lost lang=en}"))
        return f"[{self.line(self.depth)}]{{{self.random.choice(('lang=en', '.work', '.elsewhere', 'lang=ar #s'))}}}"

    def link(self) -> str:
        target = self.random.choice(
            ("#id", "#a..b", "term:k", "cite:k", "note:n", "note:c/n", "https://example.org/")
        )
        text = self.line(0) if self.chance(0.7) else ""
        return f"[{text}]({target}){self.random.choice(('', '', '{lang=en}'))}"

    # Blocks: each is a list of lines without the indentation of what it stands in.

    def blocks(self, depth: int, count: int) -> list[str]:
        """Return blocks with blank lines between."""
        lines: list[str] = [self.word(), ""] if self.common else []
        for _ in range(self.random.randint(1, count)):
            lines += self.block(depth)
            lines += [""] * self.random.randint(1, 2)
            if self.common:
                lines += [self.word(), ""]
            while self.notes and not self.in_note and self.chance(0.7):
                lines += [*self.note(depth), ""]
        return lines[:-1] if lines[-1] == "" else lines

    def block(self, depth: int) -> list[str]:
        kinds = [
            self.paragraph,
            self.paragraph,
            self.heading,
            self.table,
            self.figure,
            self.fence,
            self.rule,
            self.indented,
        ]
        if depth:
            kinds += [self.items, self.items, self.quote, self.div, self.definitions]
        if self.common and (depth < TOP or self.in_note):
            # Where indentation adds up to an odd number, pandoc finds no headings.
            kinds.remove(self.heading)
        self.level = depth - 1
        return self.random.choice(kinds)()

    def paragraph(self) -> list[str]:
        return f"{self.word()} {self.lines()}".split("\n")

    def heading(self) -> list[str]:
        title = f"{self.word()} {self.line()}"
        attributes = self.random.choice(("", " {#id-x}", " {#id lang=en}"))
        if self.chance(0.2):
            return [title + attributes, self.random.choice(("===", "---", "-"))]
        return ["#" * self.random.randint(1, 6) + " " + title + self.random.choice(("", " ##")) + attributes]

    def table(self) -> list[str]:
        columns = self.random.randint(1, 3)
        rule = (
            "|" + "|".join(self.random.choice(("---", ":--", "--:", " :-: ")) for _ in range(columns)) + "|"
        )
        rows = [self.row(columns) for _ in range(self.random.randint(1, 3))]
        if self.common:
            rows.insert(0, f"| {self.word()}" * columns + " |")
        lines = [rows[0], rule, *rows[1:]]
        caption = [f": {self.word()} {self.line()}{self.random.choice(('', ' {#tab}'))}"]
        if self.chance(0.2) and not self.common:
            return [*caption, "", *lines]
        return [*lines, *self.random.choice(([], [""])), *caption] if self.chance(0.6) else lines

    def row(self, columns: int) -> str:
        cells = [self.cell() for _ in range(columns)]
        ending = "|" if columns == 1 else self.random.choice(("|", " |  ", ""))
        return "| " + self.random.choice((" | ", "|", "  |\t")).join(cells) + ending

    def cell(self) -> str:
        if self.chance(0.2):
            return ""
        return self.line(1) if self.chance(0.7) else f"{self.word()} \\| {self.word()}"

    def figure(self) -> list[str]:
        caption = f"{self.word()} {self.lines(1)}" if self.chance(0.8) else ""
        return f'![{caption}](driehoek.svg){{#fig alt="een figuur"}}'.split("\n")

    def fence(self) -> list[str]:
        mark = self.random.choice(("```", "~~~", "````"))
        tab = "   " if self.common else "\t"
        inside = [
            f"{self.random.choice(('', '  ', tab))}{self.word()}",
            "",
            f"{self.word()}  {self.word()}",
        ]
        return [mark + self.random.choice(("", " python")), *inside, mark]

    def indented(self) -> list[str]:
        return [f"    {self.word()}", f"      {self.word()}", "", f"    {self.word()}"]

    def rule(self) -> list[str]:
        return [self.random.choice(("---", "***", "_ _ _"))]

    def items(self) -> list[str]:
        marker, depth = self.random.choice(BULLETS), self.level
        tight = self.chance(0.5)
        lines: list[str] = []
        for _ in range(self.random.randint(1, 3)):
            inside = self.paragraph() if tight else self.blocks(depth, 2)
            space = " " * self.random.randint(1, 4)
            width = len(marker + space)
            # A code block as the first thing would take the space behind the marker for its own.
            if inside[0].startswith(" "):
                inside = [self.word(), "", *inside]
            lines += [marker + space + inside[0], *self.indent(inside[1:], width)]
            lines += [] if tight else [""]
        return lines if tight else lines[:-1]

    def indent(self, lines: list[str], width: int) -> list[str]:
        white = "\t" if width == 4 and not self.common and self.chance(0.3) else " " * width
        return [white + line if line else "" for line in lines]

    def quote(self) -> list[str]:
        inside = self.blocks(self.level, 3)
        bar = self.random.choice(("> ", "> ", ">"))
        # Without a space a code block or a tab would count otherwise.
        lines = [bar + line if line[:1] not in " \t" else f"> {line}" for line in inside]
        if self.chance(0.3):
            lines += [">", f"> {self.word()}", self.word()]
        return lines

    def div(self) -> list[str]:
        opening = self.random.choice(
            ("::: {.quote lang=en}", "::: box", ":::: {.epigraph #div} ::::", "::: {lang=ar}")
        )
        return [opening, *self.blocks(self.level, 3), self.random.choice((":::", "::::"))]

    def definitions(self) -> list[str]:
        depth = self.level
        lines: list[str] = []
        for _ in range(self.random.randint(1, 2)):
            lines += [f"{self.word()} {self.line(1)}", *self.random.choice(([], [""]))]
            for _ in range(self.random.randint(1, 2)):
                inside = self.blocks(depth, 2)
                if inside[0].startswith(" "):
                    inside = [self.word(), "", *inside]
                marker = self.random.choice((":   ", ": ", "~  "))
                lines += [marker + inside[0], *self.indent(inside[1:], len(marker)), ""]
        return lines[:-1]

    def note(self, depth: int) -> list[str]:
        label, self.in_note = self.notes.pop(0), True
        inside = self.blocks(max(0, depth - 1), 2) if self.chance(0.4) else self.paragraph()
        self.in_note = False
        if inside[0].startswith(" "):
            inside = [self.word(), "", *inside]
        if self.chance(0.1):
            return [f"[^{label}]:", *self.indent(inside, 4)]
        return [f"[^{label}]: {inside[0]}", *self.indent(inside[1:], 4)]


def compose(random: Random) -> tuple[str, list[str]]:
    """Return a manuscript and its words."""
    composer = Composer(random)
    text = "\n".join(composer.blocks(3, 6)) + "\n"
    return text, [word for word in composer.words if word in text]


def compose_common(random: Random) -> str:
    """Return a manuscript that CommonMark and pandoc read alike, with all its notes."""
    composer = Composer(random, common=True)
    lines = ["# Title", "", *composer.blocks(TOP, 5), ""]
    while composer.notes:
        lines += [*composer.note(1), ""]
    return "\n".join(lines) + "\n"
