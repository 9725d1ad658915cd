"""The back matter of a glossary: who defines, as it stands in a sentence of each language."""

from __future__ import annotations

from colofon import tbx
from colofon.reading.markup import Node
from colofon.reading.tbx.source import Source, key_of, tag_of


class Authorities:
    """Reads the objects that definitions refer to."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def read(self, back: Node) -> None:
        """Add the authorities of a back matter to the data."""
        for group in self.source.inner(back, "refObjectList"):
            kind = group.attributes.get("type", "")
            if kind == "bibl":
                message, hint = "a glossary lists no works", "list them in references.yaml"
                self.source.fault("raw-html", group.offset, message, hint)
            for item in self.source.inner(group, "refObject"):
                self.source.organisations[item.attributes.get("id", "")] = kind == tbx.AUTHORITIES
                if kind == tbx.AUTHORITIES:
                    self.authority(item)

    def authority(self, item: Node) -> None:
        phrases = self.phrases(item)
        key = authority_key(item.attributes.get("id", ""))
        if not key:
            hint = f'add id="{tbx.AUTHORITY_ID}nctv"'
            self.source.fault("missing-metadata", item.offset, "the authority has no id", hint)
            return
        authorities = self.source.data.setdefault("authorities", {})
        if key in authorities:
            self.source.fault("invalid-value", item.offset, f"{key} stands twice", "keep one of the two")
            return
        authorities[key] = phrases
        self.source.put(f"authorities.{key}", item)

    def phrases(self, holder: Node) -> dict[str, str]:
        """Return language -> name; an address and the like serve only the term base."""
        found: dict[str, str] = {}
        for node in self.source.inner(holder):
            if node.name in ("itemSet", "itemGrp"):
                found |= self.phrases(node)
            elif node.name != "item":
                self.source.leave(node)
            elif node.attributes.get("type") == tbx.ORGANISATION:
                found |= self.names(node)
        return found

    def names(self, item: Node) -> dict[str, str]:
        parts = item.nodes("foreign")
        if not parts or any(what != "the element foreign" for _, what in item.besides("foreign")):
            return {self.source.language: self.source.words(item)}
        return {tag_of(part): self.source.words(part) for part in parts}


def authority_key(id: str) -> str:
    """Return the key of an authority from the id of its object."""
    return key_of(id.removeprefix(tbx.AUTHORITY_ID))
