"""Which structure elements a sign belongs to, in a file that has a structure tree (ISO 32000-1, 14.7).

A path is given as standard structure types with the number of each element's object, from the root
downwards; types that say nothing of the text are left out. What a damaged tree leaves unsaid has no path.
"""

from __future__ import annotations

from typing import Any

from playa.document import Document
from playa.pdftypes import ObjRef, PSLiteral, resolve1

Path = tuple[tuple[str, int], ...]

HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
KEPT = HEADINGS | {
    "P", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "Note", "FENote", "Code", "Figure", "Formula", "Artifact",
}  # fmt: skip
LEAVES = HEADINGS | {"P", "Caption", "TOCI"}
"""Blocks that hold text and no block."""
LABELLED = frozenset({"LI", "Note", "FENote"})
"""What has a label."""
DEEPEST = 64
"""Elements between a sign and the root: more, and the tree leads in a circle."""


class Structure:
    """The structure tree of an open file."""

    def __init__(self, document: Document) -> None:
        """Take the file; without a tree no sign has a path."""
        self.tree = document.structure
        self.roles: dict[str, str] = self.tree.role_map if self.tree is not None else {}
        self.parents: dict[int, list[Any]] = {}
        self.paths: dict[int, Path] = {}

    def path(self, text: Any) -> Path:
        """Return the path of a text object of a page."""
        key, mcid = text._parentkey, text.mcid
        if self.tree is None or key is None or mcid is None:
            return ()
        if key not in self.parents:
            self.parents[key] = self._parents(key)
        found = self.parents[key]
        reference = found[mcid] if 0 <= mcid < len(found) else None
        return self._path(reference, 0) if isinstance(reference, ObjRef) else ()

    def _parents(self, key: int) -> list[Any]:
        assert self.tree is not None
        try:
            found = resolve1(self.tree.parent_tree[key])
        except KeyError:
            return []
        return found if isinstance(found, list) else []

    def _path(self, reference: ObjRef, depth: int) -> Path:
        if reference.objid in self.paths:
            return self.paths[reference.objid]
        element = resolve1(reference)
        if not isinstance(element, dict) or depth > DEEPEST:
            return ()
        above = element.get("P")
        path = self._path(above, depth + 1) if isinstance(above, ObjRef) else ()
        kind = self._kind(element)
        if kind in KEPT:
            path = (*path, (kind, reference.objid))
        self.paths[reference.objid] = path
        return path

    def _kind(self, element: dict[str, Any]) -> str:
        """Return the standard type of an element, whatever its own is called."""
        literal = element.get("S")
        kind = str(literal.name) if isinstance(literal, PSLiteral) else ""
        for _ in range(DEEPEST):
            if kind in KEPT or kind not in self.roles:
                break
            kind = self.roles[kind]
        return kind


def block_of(path: Path) -> Path:
    """Return a path down to the block that a sign belongs to: without what stands inside a line.

    A label is a block beside the text that it labels.
    """
    end = 0
    for index, (kind, _) in enumerate(path, 1):
        if kind in ("Figure", "Formula", "Code") and end:
            continue
        if kind == "Lbl" and (index < 2 or path[index - 2][0] not in LABELLED):
            # The number of a call within a line.
            continue
        if end and path[end - 1][0] in LEAVES and kind in ("Lbl", "Note", "FENote") and index < len(path):
            # A note that hangs in its call.
            end = index
        elif not (end and path[end - 1][0] in LEAVES and kind in ("Lbl", *LEAVES)):
            end = index
    return path[:end]
