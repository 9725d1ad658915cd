"""The other languages: how translators are to call a term, and to define it."""

from __future__ import annotations

from typing import Any

from colofon.reading.attributes import VALUES
from colofon.reading.markup import Node
from colofon.reading.tbx.definitions import written
from colofon.reading.tbx.languages import Language, descrip_of, in_use
from colofon.reading.tbx.source import key_of
from colofon.reading.tbx.terms import Form

LANGUAGE = VALUES["lang"][0]


class Translation(Language):
    """Reads every ``langSet`` that is not the entry."""

    def read(self, node: Node, tag: str, shared: list[Node]) -> None:
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
        self.translated_terms(in_use(forms), tag)
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
            self.check_language(form, tag)
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
        descrip = descrip_of(definition)
        target = descrip.attributes.get("target", "")
        data, path = self.holder(key_of(target), tag)
        if target and data is self.data["translations"][tag] and "senses" in self.data:
            hint = "target is the id of a descripGrp of this entry"
            message = f"the entry has no sense {target}"
            self.source.fault("invalid-value", descrip.offset, message, hint)
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
