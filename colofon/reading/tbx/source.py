"""What all parts of a glossary in TBX are read with: places, keys, plain text, and what finds no place.

Nothing is passed over without a word: an element that a glossary cannot keep is a fault, unless
`tbx.LEFT` says that it serves only the term base.
"""

from __future__ import annotations

from typing import Any

from colofon import tbx
from colofon.book import Fault
from colofon.indexing import slug
from colofon.reading.located import Located
from colofon.reading.markup import EntityReference, Markup, Node, Text
from colofon.reading.prose import KEY, LINE_END, SPACES, undefined_entity

HINT = "remove it, or say it in the definition; docs/glossary-tbx.md has what a glossary keeps"


class Source:
    """A file that is being read, and the data that come out of it."""

    def __init__(self, markup: Markup, located: Located, language: str, faults: list[Fault]) -> None:
        self.markup = markup
        self.located = located
        self.language = language
        """Of the book: the langSet in it is the entry, every other one a translation."""
        self.faults = faults
        self.data: dict[str, Any] = located.value
        self.organisations: dict[str, bool] = {}
        """Id of an object of the back matter -> whether it is an authority."""
        self.owners: dict[str, str] = {}
        """Id of anything in an entry -> the key of the entry."""

    def fault(self, kind: str, offset: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(kind, self.markup.position(offset), message, hint))

    def put(self, path: str, node: Node) -> None:
        """Keep the place of a value, and of its key."""
        place = self.markup.position(node.offset)
        self.located.positions[path] = self.located.keys[path] = place

    def check_attributes(self) -> None:
        """Report attributes that mean nothing."""
        left = [self.markup.root]
        while left:
            current = left.pop()
            known = tbx.ATTRIBUTES.get(current.name)
            for name in current.attributes if known is not None else ():
                if name not in (known or "").split():
                    allowed = f"allowed here: {', '.join((known or '').split())}"
                    self.fault("unknown-attribute", current.offset, f"attribute {name} is not known", allowed)
            left += current.nodes()

    def inner(self, node: Node, *names: str) -> list[Node]:
        """Return the elements in one that holds nothing else; with names, any other is a fault."""
        elements = tuple(child.name for child in node.nodes())
        for offset, what in node.besides(*(names or elements)):
            self.fault("raw-html", offset, f"{what} cannot stand in {node.name}", HINT)
        return node.nodes(*names)

    def leave(self, node: Node) -> None:
        """Report what a glossary cannot keep, unless it serves only the term base."""
        is_group = node.name.endswith("Grp") and node.name not in tbx.LEFT and bool(node.nodes())
        category = node.nodes()[0] if is_group else node
        if self.is_left(category):
            for companion in self.inner(node)[1:] if is_group else ():
                self.leave(companion)
        else:
            kind = category.attributes.get("type", "")
            what = f"{category.name} of the type {kind}" if kind else f"the element {category.name}"
            self.fault("raw-html", category.offset, f"a glossary has no place for {what}", HINT)

    def is_left(self, node: Node) -> bool:
        """Tell whether an element serves only the term base."""
        kinds = tbx.LEFT.get(node.name)
        return kinds is not None and (not kinds or node.attributes.get("type", "") in kinds)

    def words(self, node: Node) -> str:
        """Return the text of an element that has no markup, each line end as one space."""
        parts = [self.word(node, child) for child in node.children]
        return LINE_END.sub(" ", "".join(parts)).strip(SPACES)

    def word(self, node: Node, child: Node | Text | EntityReference) -> str:
        if isinstance(child, Text):
            return child.text
        if isinstance(child, EntityReference):
            message, hint = undefined_entity(child.name)
            if KEY.fullmatch(child.name) and not hint:
                message = f"&{child.name}; cannot stand in {node.name}"
            self.fault("undefined-entity", child.offset, message, hint)
            return ""
        self.fault("raw-html", child.offset, f"the element {child.name} cannot stand in {node.name}", HINT)
        return self.words(child)


def key_of(id: str) -> str:
    """Return the key that an id stands for: itself, or what of it a key can have."""
    return id if KEY.fullmatch(id) else slug(id)


def same_language(first: str, second: str) -> bool:
    """Tell whether two tags name one language: ``nl`` and ``nl-BE`` do."""
    return first.partition("-")[0].lower() == second.partition("-")[0].lower()


def tag_of(node: Node) -> str:
    """Return the language of an element, with its name in small letters as a book has it."""
    name, hyphen, rest = node.attributes.get("xml:lang", "").partition("-")
    return f"{name.lower()}{hyphen}{rest}"
