"""The central structure: a tree per chapter, and records that hold what can be right or wrong.

Everything here is data. `reading` and `indexing` fill it; checks, editions and translation read it.
Index values are lists, because an index that cannot hold a fault cannot report it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from lxml import etree

Element = etree._Element
Tree = etree._Element

POSITION = "data-pos"
"""Attribute of every element of a tree: ``line:column``, both 1-based; columns count code points."""


class Position(NamedTuple):
    """A place in a source file: 1-based line and column in code points, a BOM not counted."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def nearest_position(positions: dict[str, Position], key: str, path: str) -> Position:
    """Return the place of a value by its path in a file, ``spine.0.file``, or of what contains it."""
    while key and key not in positions:
        key = key.rpartition(".")[0]
    return positions.get(key, Position(path))


class Run(NamedTuple):
    """Where a stretch of a block's text stands in the source."""

    offset: int
    """Offset of its first character in the block's text."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something reading could not accept; the check of the same kind reports it."""

    kind: str
    """Name of the rule, as in `diagnostics.RULES`: ``raw-html``, ``stray-fence``..."""
    position: Position
    message: str
    hint: str = ""


@dataclass(slots=True)
class Chapter:
    """A file of the spine."""

    name: str
    """Stem of the file name: the key of the chapter in the index."""
    path: str
    """Path as findings print it, relative to the working folder."""
    role: str
    """``introduction``, ``chapter``, ``appendix``...: `vocabulary.ROLES`."""
    tree: Tree
    """A ``section`` without namespace; `vocabulary` lists what stands in it."""
    runs: dict[str, list[Run]] = field(default_factory=dict)
    """By the `POSITION` of a text block: where its text stands in the source."""
    language: str = ""
    number: str = ""
    """As printed: ``3``, ``III``, ``A``, or empty for a chapter without a number."""
    title: str = ""
    id: str = ""
    note_ids: dict[str, Position] = field(default_factory=dict)
    """Id that a note has beside its label, as it may in DocBook -> its place."""

    def position(self, element: Element) -> Position:
        """Return the place of an element."""
        line, _, column = element.get(POSITION, "1:1").partition(":")
        return Position(self.path, int(line), int(column))

    def position_in(self, block: Element, offset: int) -> Position:
        """Return the place of the character at an offset of a block's text (`block_text`)."""
        runs = self.runs.get(block.get(POSITION, ""))
        if not runs:
            return self.position(block)
        run = runs[max(0, bisect_right(runs, offset, key=lambda run: run.offset) - 1)]
        return Position(self.path, run.line, run.column + max(0, offset - run.offset))


@dataclass(slots=True)
class Note:
    """A note as it is written."""

    chapter: str
    label: str
    position: Position
    element: Element
    """The ``aside``."""
    number: int | None = None
    """Through the whole book, in the order of the calls; None when nothing calls it."""
    call: Element | None = None
    """The first ``a.noteref`` that calls it."""


@dataclass(slots=True)
class Sense:
    """One definition of a term, by one authority: what the entity ``&key;`` yields."""

    key: str
    definition: Element | None
    """A ``p`` with inline content, or None when the entry only expands an abbreviation."""
    authority: str
    source: str
    """Key of a work, or empty."""
    translations: dict[str, dict[str, str]]
    """By language: ``definition``; where there is one sense, the entry's own."""
    position: Position


@dataclass(slots=True)
class Term:
    """An entry of the glossary."""

    key: str
    term: str
    language: str
    inflections: tuple[str, ...]
    abbreviation: str
    expansion: str
    senses: tuple[Sense, ...]
    see: tuple[str, ...]
    translations: dict[str, dict[str, str]]
    """By language: ``term`` and ``definition``."""
    position: Position
    positions: dict[str, Position]
    """Place of each field, by its path: ``see.0``, ``translations.en.term``."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The term and its inflections."""
        return (self.term, *self.inflections)


@dataclass(slots=True)
class Target:
    """What a cross-reference can point at."""

    id: str
    kind: str
    """``chapter``, ``section``, ``figure``, ``table``, ``block``."""
    number: str
    title: str
    chapter: str
    position: Position
    element: Element
    written: bool
    """False for an id derived from a heading, which moves with its words and is no target."""
    order: int
    """Rank in the book, so that ranges can be compared."""


ReferenceKind = Literal["noteref", "note", "target", "term", "entity", "citation"]


@dataclass(slots=True)
class Reference:
    """A place where the manuscript points at something by name."""

    kind: ReferenceKind
    chapter: str
    """Name of the chapter; empty in the glossary."""
    label: str
    position: Position
    element: Element
    last: str = ""
    """End of a range ``[](#first..last)``."""
    note: str = ""
    """Label of the note it stands in, or empty."""


UNDATED = "n.d."
"""What an editor writes as the date of a work that has none."""


@dataclass(slots=True)
class Work:
    """An entry of the bibliography, as CSL data."""

    key: str
    data: dict[str, Any]
    position: Position
    positions: dict[str, Position]
    """Place of each field, by its path: ``title``, ``author.0.family``."""

    @property
    def title(self) -> str:
        return str(self.data.get("title", ""))

    def names(self, role: str = "author") -> list[str]:
        """Return the people of a role, each as read: given name, then family name."""
        people = self.data.get(role)
        parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
        return [
            " ".join(str(person[part]) for part in parts if person.get(part))
            for person in (people if isinstance(people, list) else [])
            if isinstance(person, dict)
        ]


Repeat = Literal["", "idem", "ibid", "earlier"]


@dataclass(slots=True)
class Citation:
    """A citation of a work in a note, with what the index decided about its form."""

    key: str
    locator: str
    note: Note | None
    """None when it stands in the text."""
    reference: Reference
    repeat: Repeat = ""
    """``idem``: work and locator as just before; ``ibid``: another locator; ``earlier``: cited before."""
    earlier: Note | None = None
    """The note that cites the work in full."""


@dataclass(slots=True)
class Cell:
    """A field of a table of data."""

    text: str
    position: Position
    words: Element | None = None
    """A ``span`` with inline content, where the column holds words."""


@dataclass(slots=True)
class Chart:
    """A table of data that a figure is drawn from."""

    path: str
    form: str
    """``bars``, ``ranges``, ``timeline``, ``outline``: `reading.charts.FORMS`."""
    columns: list[str]
    rows: list[dict[str, Cell]]


@dataclass(slots=True)
class Concordance:
    """Which note of the adapted work became which of ours."""

    count: int
    """How many notes the work has."""
    notes: dict[int, tuple[str, ...]]
    """Number in the work -> notes here, each as id of the chapter and label: ``guerrilla#bagdad``."""
    unnumbered: tuple[str, ...]
    """Notes here that represent text of notes whose numbers are lost."""
    lost: tuple[int, ...]
    """Numbers of which no text is left."""
    path: str
    positions: dict[str, Position]
    """Place of each value, by its path: ``notes.131.0``, ``lost.3``."""

    def position(self, key: str) -> Position:
        """Return the place of a value, or of the nearest thing that contains it."""
        return nearest_position(self.positions, key, self.path)


@dataclass(slots=True)
class SpineItem:
    """A file of the spine as ``book.yaml`` names it."""

    file: str
    role: str
    language: str
    position: Position


@dataclass(slots=True)
class Metadata:
    """What ``book.yaml`` says; an edition prints about itself nothing else."""

    data: dict[str, Any]
    positions: dict[str, Position]
    """Place of each value by its path: ``title``, ``spine.0.file``."""
    path: str
    spine: list[SpineItem]

    @property
    def title(self) -> str:
        return str(self.data.get("title", ""))

    @property
    def subtitle(self) -> str:
        return str(self.data.get("subtitle", ""))

    @property
    def slug(self) -> str:
        return str(self.data.get("slug", ""))

    @property
    def language(self) -> str:
        return str(self.data.get("language", ""))

    @property
    def numbering(self) -> dict[str, Any]:
        value = self.data.get("numbering")
        return value if isinstance(value, dict) else {}

    def position(self, key: str = "") -> Position:
        """Return the place of a value, or of the nearest thing that contains it."""
        return nearest_position(self.positions, key, self.path)


@dataclass(slots=True)
class Book:
    """The manuscript, read: trees, glossary, works, and the index over them."""

    root: Path
    metadata: Metadata
    chapters: list[Chapter] = field(default_factory=list)
    glossary_path: str = ""
    """Path of the glossary, empty when there is none."""
    glossary_runs: dict[str, list[Run]] = field(default_factory=dict)
    """As `Chapter.runs`, for definitions."""
    authorities: dict[str, dict[str, str]] = field(default_factory=dict)
    """Key -> language -> who defines, as it stands in a sentence."""
    terms: dict[str, list[Term]] = field(default_factory=dict)
    works: dict[str, list[Work]] = field(default_factory=dict)
    notes: dict[tuple[str, str], list[Note]] = field(default_factory=dict)
    targets: dict[str, list[Target]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    charts: dict[str, Chart] = field(default_factory=dict)
    """By the name of the file that an image gives."""
    concordance: Concordance | None = None
    """From ``concordance.yaml``; None when there is none."""
    lock: dict[str, dict[str, int]] | None = None
    """Chapter -> label -> number, from ``numbering.lock``; None when there is no such file."""
    lock_positions: dict[str, Position] = field(default_factory=dict)
    worked_out: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What several checks need and is worked out once, by name; no edition reads it."""

    def chapter(self, name: str) -> Chapter:
        """Return the chapter of that name; KeyError if there is none."""
        for chapter in self.chapters:
            if chapter.name == name:
                return chapter
        raise KeyError(name)

    def chapter_of_id(self, id: str) -> Chapter | None:
        """Return the first chapter of that id."""
        return next((chapter for chapter in self.chapters if chapter.id == id), None)

    def references_to(self, kind: ReferenceKind) -> list[Reference]:
        """Return the references of a kind in the order of the book."""
        return [reference for reference in self.references if reference.kind == kind]

    def note_labels(self, chapter: str) -> list[str]:
        """Return the labels a chapter defines, in the order of writing."""
        return [label for name, label in self.notes if name == chapter]

    def note(self, chapter: str, label: str) -> Note | None:
        """Return the first note of that label."""
        found = self.notes.get((chapter, label))
        return found[0] if found else None

    def target(self, id: str) -> Target | None:
        """Return the first written target of that id."""
        return next((target for target in self.targets.get(id, ()) if target.written), None)

    def adapted_work(self) -> Work | None:
        """Return the work that this book adapts, as ``book.yaml`` names it."""
        adaptation = self.metadata.data.get("adaptation")
        key = adaptation.get("work") if isinstance(adaptation, dict) else None
        found = self.works.get(key) if isinstance(key, str) else None
        return found[0] if found else None

    def is_drawn(self, id: str) -> bool:
        """Tell whether a figure is drawn from data, which then are found at the id ``data-ID``."""
        images = (
            target.element.find("img") for target in self.targets.get(id, ()) if target.kind == "figure"
        )
        return any(image is not None and image.get("src", "") in self.charts for image in images)

    def note_at(self, address: str) -> Note | None:
        """Return the note of an address, id of its chapter and label: ``guerrilla#bagdad``."""
        id, _, label = address.partition("#")
        chapter = self.chapter_of_id(id)
        return self.note(chapter.name, label) if chapter is not None else None

    def sense(self, key: str) -> list[Sense]:
        """Return what an entity yields: the sense of that key, or every sense of the entry of that key."""
        for terms in self.terms.values():
            for term in terms:
                if term.key == key:
                    return list(term.senses)
                for sense in term.senses:
                    if sense.key == key:
                        return [sense]
        return []


_TEXT = etree.XPath("string()", smart_strings=False)
"""Twice as quick as `itertext`, and asked for every block several times."""


def block_text(block: Element) -> str:
    """Return the text of a block that holds inline content; a line end of the source is a newline."""
    return str(_TEXT(block))
