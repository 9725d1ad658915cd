"""Chapters of everything in any order, the same one for the same seed: pages must break somewhere in it."""

from __future__ import annotations

import random


class Jumble:
    """A chapter, and the names by which its parts are known on the pages."""

    def __init__(self, seed: int) -> None:
        self.source = random.Random(seed)
        self.notes: list[str] = []
        self.names: list[str] = []
        kinds = [self.paragraph, self.figure, self.table, self.heading, self.listing, self.quotation]
        chosen = self.source.choices(kinds, (10, 3, 1, 1, 2, 1), k=self.source.randint(15, 45))
        blocks = [make() for make in chosen]
        self.text = "\n".join(["# Begin\n", *blocks, *self.notes])

    def name(self) -> str:
        self.names.append(f"Q{len(self.names)}x")
        return self.names[-1]

    def words(self, most: int) -> str:
        return "woord " * self.source.randint(1, most)

    def note(self, chance: float) -> str:
        if self.source.random() > chance:
            return ""
        label = f"n{len(self.notes)}"
        self.notes.append(f"[^{label}]: Noot {self.words(60)}.\n")
        return f"[^{label}]"

    def paragraph(self) -> str:
        calls = "".join(f" verder{self.note(0.4)} {self.words(9)}" for _ in range(2))
        return f"{self.name()} {self.words(150)}{calls}{self.source.choice('..:')}\n"

    def figure(self) -> str:
        height = self.source.choice(HEIGHTS)
        return f'![{self.name()} bij{self.note(0.3)}](f{height}.svg){{#f{len(self.names)} alt="Vlak"}}\n'

    def table(self) -> str:
        columns = self.source.choice((3, 7, 10, 16))
        head = "| " + " | ".join([self.name(), *["Kop"] * (columns - 1)]) + " |\n" + "|---" * columns + "|\n"
        row = "| " + " | ".join([f"cel{self.note(0.3)}", *["rechtshandhaving"] * (columns - 1)]) + " |\n"
        more = "| " + " | ".join(["samenwerking"] * columns) + " |\n"
        return head + row + more * self.source.choice((1, 5, 30))

    def heading(self) -> str:
        return f"## {self.name()}\n"

    def listing(self) -> str:
        items = range(self.source.randint(1, 5))
        return "".join(f"- {self.name()} {self.words(30)}{self.note(0.2)}\n" for _ in items)

    def quotation(self) -> str:
        return f"> {self.name()} {self.words(60)}{self.note(0.2)}\n"


HEIGHTS = (30, 60, 100, 140, 180)
"""Heights of drawings, in millimetres."""
