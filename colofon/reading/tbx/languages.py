"""A ``langSet``: the definitions and the terms of an entry in one language."""

from __future__ import annotations

from typing import Any

from colofon import tbx
from colofon.markdown import inline_text
from colofon.reading.attributes import VALUES
from colofon.reading.markup import Node
from colofon.reading.tbx.authorities import authority_key
from colofon.reading.tbx.definitions import definition_block, written
from colofon.reading.tbx.source import Source, key_of
from colofon.reading.tbx.terms import Form, read_forms

LANGUAGE = VALUES["lang"][0]


class Language:
    """Reads the languages of one entry into its data."""

    def __init__(self, source: Source, data: dict[str, Any], path: str) -> None:
        self.source = source
        self.data = data
        self.path = path

    def own(self, node: Node, shared: list[Node]) -> None:
        """Add what the entry says in the language of the book."""
        definitions, forms = self.parts(node)
        self.terms(forms)
        definitions = [*shared, *definitions]
        if len(definitions) == 1:
            self.sense(definitions[0], self.data, self.path)
        elif definitions:
            senses = self.data["senses"] = []
            self.source.put(f"{self.path}.senses", definitions[0])
            for index, definition in enumerate(definitions):
                sense: dict[str, Any] = {}
                path = f"{self.path}.senses.{index}"
                self.source.put(path, definition)
                id = definition.attributes.get("id") or _descrip(definition).attributes.get("id", "")
                if key_of(id):
                    sense["key"] = key_of(id)
                    self.source.put(f"{path}.key", definition)
                senses.append(sense)
                self.sense(definition, sense, path)

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
                if is_definition(other):
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

    def terms(self, forms: list[Form]) -> None:
        """Add the terms of the entry: the one it is called by, and its other forms."""
        for form in _in_use(forms):
            if "term" not in self.data:
                self.put(self.data, self.path, "term", form)
                if form.language:
                    self.data["language"] = form.language
                    self.source.put(f"{self.path}.language", form.node)
                if form.field:
                    self.put(self.data, self.path, form.field, form)
            elif form.field and form.field not in self.data:
                self.put(self.data, self.path, form.field, form)
            else:
                inflections = self.data.setdefault("inflections", [])
                self.source.put(f"{self.path}.inflections.{len(inflections)}", form.node)
                inflections.append(form.text)

    def put(self, data: dict[str, Any], path: str, field: str, form: Form) -> None:
        data[field] = form.text
        self.source.put(f"{path}.{field}", form.node)

    def sense(self, definition: Node, data: dict[str, Any], path: str) -> None:
        """Add a definition of the entry, who gives it, and where it stands."""
        descrip = _descrip(definition)
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

    def companions(self, definition: Node) -> list[Node]:
        """Return what stands beside a definition in its group."""
        if definition.name == "descrip":
            return []
        found = []
        for child in self.source.inner(definition):
            if child is not _descrip(definition):
                # A group of its own around a source says nothing more.
                found += self.source.inner(child) if child.name == "adminGrp" else [child]
        return found

    def authority(self, node: Node) -> Node | None:
        """Return what names the organisation that gives a definition."""
        for note in node.nodes("transacNote") if node.name == "transacGrp" else ():
            target = note.attributes.get("target", "")
            if note.attributes.get("type") == tbx.RESPONSIBILITY and target:
                return note if self.source.organisations.get(target, True) else None
        return None

    def translation(self, node: Node, tag: str, shared: list[Node]) -> None:
        """Add what the entry is in another language."""
        if not LANGUAGE.fullmatch(tag):
            message = f"{tag} is no language" if tag else "the langSet names no language"
            self.source.fault("unknown-attribute", node.offset, message, 'write xml:lang="en"')
            return
        translations = self.data.setdefault("translations", {})
        if tag in translations:
            message, hint = f"a second langSet for {tag}", "make one of the two"
            self.source.fault("invalid-value", node.offset, message, hint)
            return
        translations[tag] = {}
        self.source.put(f"{self.path}.translations.{tag}", node)
        definitions, forms = self.parts(node)
        self.translated_terms(_in_use(forms), tag)
        for definition in [*shared, *definitions]:
            self.translated(definition, tag)
        if not translations[tag]:
            del translations[tag]
        if not translations:
            del self.data["translations"]

    def translated_terms(self, forms: list[Form], tag: str) -> None:
        """Add a term, and what it stands for, to the entry or to the sense that it renders."""
        for form in forms:
            data, path = self.holder(form.sense, tag)
            if not form.text:
                continue
            taken = dict(data)
            if "term" not in data and not (form.field == "expansion" and self.is_called(forms, form)):
                self.put(data, path, "term", form)
            if form.field == "expansion" and "expansion" not in data:
                self.put(data, path, "expansion", form)
            if data == taken:
                message = f"a glossary has no place for a second term in {tag}: {form.text}"
                hint = "keep the one that translators are to use"
                self.source.fault("raw-html", form.node.offset, message, hint)

    def is_called(self, forms: list[Form], form: Form) -> bool:
        """Tell whether a term in front of one says, empty as it is, that there is none."""
        return any(not other.text and other.sense == form.sense for other in forms)

    def translated(self, definition: Node, tag: str) -> None:
        """Add a definition in another language, of the entry or of the sense that it names."""
        descrip = _descrip(definition)
        target = descrip.attributes.get("target", "")
        data, path = self.holder(key_of(target), tag)
        if "definition" in data:
            self.source.leave(definition)
            return
        data["definition"] = written(self.source, descrip)
        self.source.put(f"{path}.definition", descrip)
        for companion in self.companions(definition):
            self.source.leave(companion)

    def holder(self, sense: str, tag: str) -> tuple[dict[str, Any], str]:
        """Return the translations of a sense into a language, or of the entry, and where they stand."""
        for index, found in enumerate(self.data.get("senses", ())):
            if sense and found.get("key") == sense:
                path = f"{self.path}.senses.{index}.translations.{tag}"
                return found.setdefault("translations", {}).setdefault(tag, {}), path
        return self.data["translations"][tag], f"{self.path}.translations.{tag}"


def is_definition(node: Node) -> bool:
    """Tell whether an element is a definition, or a group around one."""
    inner = node.nodes()[0] if node.name == "descripGrp" and node.nodes() else node
    return inner.name == "descrip" and inner.attributes.get("type") == tbx.DEFINITION


def _descrip(definition: Node) -> Node:
    return definition.nodes()[0] if definition.name == "descripGrp" else definition


def _is_source(node: Node) -> bool:
    return node.name == "admin" and node.attributes.get("type") == tbx.SOURCE


def _in_use(forms: list[Form]) -> list[Form]:
    """Return the terms that are to be used, the one that the term base prefers in front."""
    return sorted((form for form in forms if not form.refused), key=lambda form: not form.preferred)
