"""A ``langSet``: the definitions and the terms of an entry in one language."""

from __future__ import annotations

from typing import Any

from colofon import tbx
from colofon.reading.markup import Node
from colofon.reading.tbx.source import Source, key_of, same_language, tag_of
from colofon.reading.tbx.terms import Form, read_forms


class Language:
    """Reads a language of one entry into its data; what it is to the entry, the classes below say."""

    def __init__(self, source: Source, data: dict[str, Any], path: str) -> None:
        self.source = source
        self.data = data
        self.path = path

    def parts(self, node: Node) -> tuple[list[Node], list[Form]]:
        """Return the definitions and the terms of a language; references are added."""
        definitions, forms = [], []
        for child in self.source.inner(node):
            if child.name in ("tig", "ntig"):
                form, others = read_forms(self.source, child)
                forms.append(form)
                children = others
            else:
                children = [child]
            for other in children:
                if is_definition(other) and speaks(other, node):
                    definitions.append(other)
                elif other.name == "ref" and other.attributes.get("type") == tbx.REFERENCE:
                    self.refer(other, forms[-1] if other is not child else None)
                else:
                    self.source.leave(other)
        return definitions, forms

    def refer(self, node: Node, form: Form | None) -> None:
        """Add a reference: to another entry, or from a term to the sense of its own entry that it renders."""
        target = node.attributes.get("target", "")
        senses = {sense.get("key") for sense in self.data.get("senses", ())}
        if form is not None and key_of(target) in senses:
            form.sense = key_of(target)
            return
        self.see(node)

    def see(self, node: Node) -> None:
        target = node.attributes.get("target", "")
        if not target:
            hint = 'add target="...", the id of another entry'
            self.source.fault("empty-link", node.offset, "the reference names no entry", hint)
            return
        see = self.data.setdefault("see", [])
        self.source.put(f"{self.path}.see.{len(see)}", node)
        see.append(self.source.owners.get(target) or key_of(target))

    def check_language(self, form: Form, known: str) -> None:
        """Report the language of a term that is not the one known of it, and has no place to stand."""
        if form.language and form.language != known:
            message = f"a glossary has no place for the language of {form.text}"
            self.source.fault("raw-html", form.node.offset, message, "remove hi and xml:lang")

    def put(self, data: dict[str, Any], path: str, field: str, form: Form) -> None:
        data[field] = form.text
        self.source.put(f"{path}.{field}", form.node)

    def companions(self, definition: Node) -> list[Node]:
        """Return what stands beside a definition in its group."""
        if definition.name == "descrip":
            return []
        found = []
        for child in self.source.inner(definition):
            if child is not descrip_of(definition):
                # A group of its own around a source says nothing more.
                found += self.source.inner(child) if child.name == "adminGrp" else [child]
        return found


def is_definition(node: Node) -> bool:
    """Tell whether an element is a definition, or a group around one."""
    inner = node.nodes()[0] if node.name == "descripGrp" and node.nodes() else node
    return inner.name == "descrip" and inner.attributes.get("type") == tbx.DEFINITION


def descrip_of(definition: Node) -> Node:
    """Return the definition itself, out of the group around it."""
    return definition.nodes()[0] if definition.name == "descripGrp" else definition


def speaks(definition: Node, language: Node) -> bool:
    """Tell whether a definition is in the language that it stands in."""
    own = tag_of(descrip_of(definition))
    return not own or same_language(own, tag_of(language))


def in_use(forms: list[Form]) -> list[Form]:
    """Return the terms that are to be used, the one that the term base prefers in front."""
    return sorted((form for form in forms if not form.refused), key=lambda form: not form.preferred)
