"""Entries: a ``termEntry`` with its languages becomes an entry of the glossary."""

from __future__ import annotations

from typing import Any

from colofon import tbx
from colofon.indexing import slug
from colofon.reading.markup import Node
from colofon.reading.tbx.languages import is_definition
from colofon.reading.tbx.own import OwnLanguage
from colofon.reading.tbx.source import Source, key_of, same_language, tag_of
from colofon.reading.tbx.translations import Translation


class Entries:
    """Reads the body of a glossary."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def read(self, body: Node) -> None:
        """Add the entries of a body to the data."""
        found = self.source.inner(body, "termEntry")
        keyed = [(node, self.own(node)) for node in found]
        for node, own in keyed:
            self.name(node, key_of(node.attributes.get("id", "")) or _derived(own))
        for node, own in keyed:
            self.entry(node, own)

    def own(self, entry: Node) -> Node | None:
        """Return the langSet that is the entry: the one in the language of the book."""
        language, sets = self.source.language, entry.nodes("langSet")
        if not language:
            return next(iter(sets), None)
        exact = (node for node in sets if tag_of(node).lower() == language.lower())
        near = (node for node in sets if same_language(tag_of(node), language))
        return next(exact, None) or next(near, None)

    def name(self, node: Node, key: str) -> None:
        """Remember that everything in an entry is called by its key."""
        if "id" in node.attributes:
            self.source.owners.setdefault(node.attributes["id"], key)
        for child in node.nodes():
            self.name(child, key)

    def entry(self, node: Node, own: Node | None) -> None:
        entries: list[dict[str, Any]] = self.source.data.setdefault("entries", [])
        if own is None:
            hint = f'add <langSet xml:lang="{self.source.language}">'
            key = node.attributes.get("id", "") or "the entry"
            message = f"{key} has no langSet in the language of the book"
            self.source.fault("missing-metadata", node.offset, message, hint)
            return
        path = f"entries.{len(entries)}"
        data: dict[str, Any] = {}
        key = key_of(node.attributes.get("id", "")) or _derived(own)
        if key:
            data["key"] = key
        entries.append(data)
        self.source.put(path, node)
        self.source.put(f"{path}.key", node)
        self.fill(node, own, data, path)

    def fill(self, node: Node, own: Node, data: dict[str, Any], path: str) -> None:
        """Add what an entry says, in the language of the book and in others."""
        language = OwnLanguage(self.source, data, path)
        translation = Translation(self.source, data, path)
        shared = []
        for child in self.source.inner(node):
            if is_definition(child):
                shared.append(child)
            elif child.name == "ref" and child.attributes.get("type") == tbx.REFERENCE:
                language.see(child)
            elif child.name != "langSet":
                self.source.leave(child)
        language.read(own, [part for part in shared if not self.is_foreign(part)])
        sets = [child for child in node.nodes("langSet") if child is not own]
        for child in sets:
            tag = tag_of(child)
            translation.read(child, tag, [part for part in shared if self.tag(part) == tag])
        tags = {tag_of(child) for child in sets}
        for part in shared:
            if self.is_foreign(part) and self.tag(part) not in tags:
                self.source.leave(part)

    def tag(self, definition: Node) -> str:
        """Return the language of a definition that stands outside the languages."""
        inner = definition.first("descrip") or definition
        return tag_of(inner) or tag_of(self.source.markup.root)

    def is_foreign(self, definition: Node) -> bool:
        return bool(self.tag(definition)) and not same_language(self.tag(definition), self.source.language)


def _derived(own: Node | None) -> str:
    """Return the key that the first term of an entry makes, for an entry without an id."""
    if own is None:
        return ""
    terms = (found for holder in own.nodes("tig", "ntig") for found in _terms(holder))
    term = next(terms, None)
    return slug(term.text()) if term is not None else ""


def _terms(holder: Node) -> list[Node]:
    return [term for group in (holder, *holder.nodes("termGrp")) for term in group.nodes("term")]
