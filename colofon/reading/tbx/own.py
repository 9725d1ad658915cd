"""The language of the book: what an entry of the glossary says itself."""

from __future__ import annotations

from typing import Any

from colofon import tbx
from colofon.markdown import inline_text
from colofon.reading.markup import Node
from colofon.reading.tbx.authorities import authority_key
from colofon.reading.tbx.definitions import definition_block
from colofon.reading.tbx.languages import Language, descrip_of, in_use
from colofon.reading.tbx.source import key_of
from colofon.reading.tbx.terms import Form


class OwnLanguage(Language):
    """Reads the ``langSet`` that is the entry."""

    def read(self, node: Node, shared: list[Node]) -> None:
        """Add what the entry says in the language of the book."""
        own, forms = self.parts(node)
        self.terms(forms)
        definitions = [*shared, *own]
        if len(definitions) == 1:
            self.sense(definitions[0], self.data, self.path)
        elif definitions:
            senses = self.data["senses"] = []
            self.source.put(f"{self.path}.senses", definitions[0])
            for index, definition in enumerate(definitions):
                sense: dict[str, Any] = {}
                path = f"{self.path}.senses.{index}"
                self.source.put(path, definition)
                id = definition.attributes.get("id") or descrip_of(definition).attributes.get("id", "")
                if key_of(id):
                    sense["key"] = key_of(id)
                    self.source.put(f"{path}.key", definition)
                senses.append(sense)
                self.sense(definition, sense, path)

    def terms(self, forms: list[Form]) -> None:
        """Add the terms of the entry: the one it is called by, and its other forms."""
        for form in in_use(forms):
            if "term" not in self.data:
                self.put(self.data, self.path, "term", form)
                if form.language:
                    self.data["language"] = form.language
                    self.source.put(f"{self.path}.language", form.node)
                if form.field:
                    self.put(self.data, self.path, form.field, form)
                continue
            self.check_language(form, self.data.get("language", self.source.language))
            if form.field and form.field not in self.data:
                self.put(self.data, self.path, form.field, form)
            else:
                inflections = self.data.setdefault("inflections", [])
                self.source.put(f"{self.path}.inflections.{len(inflections)}", form.node)
                inflections.append(form.text)

    def sense(self, definition: Node, data: dict[str, Any], path: str) -> None:
        """Add a definition of the entry, who gives it, and where it stands."""
        descrip = descrip_of(definition)
        block, runs = definition_block(self.source, descrip)
        data["definition"] = inline_text(block)
        self.source.put(f"{path}.definition", descrip)
        if data["definition"]:
            self.source.located.blocks[f"{path}.definition"] = (block, runs)
        for companion in self.companions(definition):
            note = self.authority(companion)
            if note is not None and "authority" not in data:
                data["authority"] = authority_key(note.attributes.get("target", ""))
                self.source.put(f"{path}.authority", note)
            elif _is_source(companion) and "source" not in data:
                data["source"] = self.source.words(companion)
                self.source.put(f"{path}.source", companion)
            else:
                self.source.leave(companion)

    def authority(self, node: Node) -> Node | None:
        """Return what names the organisation that gives a definition; who changed it later does not."""
        kind = node.first("transac") if node.name == "transacGrp" else None
        is_origin = kind is not None and kind.text().strip() == tbx.ORIGINATION
        for note in node.nodes("transacNote") if is_origin else ():
            target = note.attributes.get("target", "")
            if note.attributes.get("type") == tbx.RESPONSIBILITY and target:
                return note if self.source.organisations.get(target, True) else None
        return None


def _is_source(node: Node) -> bool:
    return node.name == "admin" and node.attributes.get("type") == tbx.SOURCE
