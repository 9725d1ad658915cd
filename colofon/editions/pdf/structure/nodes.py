"""Structure elements before they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from colofon.editions.pdf.structure.collecting import Annotation, Content

ROLES = {"Em": "Span", "Strong": "Span", "Aside": "Div"}
"""Types of our own -> the standard type that each is mapped to (ISO 32000-1, 14.8.4)."""


@dataclass(eq=False, slots=True)
class Node:
    """A structure element."""

    kind: str
    """Its type: ``P``, ``Note``, ``Em``."""
    source: Any = None
    """The element of the document it stands for, where it stands for one."""
    language: str = ""
    parent: Node | None = None
    kids: list[Node | Content | Annotation] = field(default_factory=list)
    id: str = ""
    alternative: str | None = None
    actual: str = ""
    """Text that is read in place of what it draws."""
    expansion: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Owner -> attributes: ``List``, ``Table``, ``Layout``."""

    def add(self, kid: Node, index: int | None = None) -> Node:
        """Put a node into this one, last or at an index."""
        kid.parent = self
        self.kids.insert(len(self.kids) if index is None else index, kid)
        return kid

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes it holds itself."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of reading."""
        yield self
        for kid in self.nodes():
            yield from kid.walk()

    def remove(self) -> None:
        """Take this node out of its parent."""
        if self.parent is not None:
            self.parent.kids.remove(self)
            self.parent = None

    def put_behind(self, other: Node) -> None:
        """Put this node directly behind another."""
        assert other.parent is not None
        other.parent.add(self, other.parent.kids.index(other) + 1)

    def set(self, owner: str, **values: Any) -> None:
        """Say something of its form: `set("Table", Scope="/Row")`."""
        self.attributes.setdefault(owner, {}).update(values)
