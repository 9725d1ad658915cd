"""glossary.yaml out of the ``glossary`` of a book, and its definitions out of the entities."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from colofon import docbook
from colofon.book import POSITION, Fault
from colofon.importing.docbook.losses import HINT, lost_texts, strangers
from colofon.importing.docbook.values import lay_miscellaneous
from colofon.markdown import inline_text
from colofon.reading.docbook.blocks import Blocks
from colofon.reading.docbook.inlines import Inlines
from colofon.reading.markup import XLINK, Entity, EntityReference, Markup, Node, parse_markup

PARAGRAPHS = ("para", "simpara")
ENTRY = ("glossterm", "abbrev", "acronym", "indexterm", "glossdef")


def glossary_data(markup: Markup, faults: list[Fault]) -> dict[str, Any]:
    """Return what ``glossary.yaml`` holds; empty when the book has no glossary."""
    holder = markup.root.first("glossary")
    if holder is None:
        return {}
    for second in markup.root.nodes("glossary")[1:]:
        place = markup.position(second.offset)
        faults.append(Fault("raw-html", place, "a book has one glossary", "make one of the two"))
    reader = _Reader(markup, faults)
    strangers(markup, holder, ("info", "glossentry"), faults)
    data: dict[str, Any] = {}
    info = holder.first("info")
    if info is not None:
        lay_miscellaneous(data, info, markup, faults)
        lost_texts(markup, info, data, faults)
    entries = [reader.entry(entry) for entry in holder.nodes("glossentry")]
    return {**data, "entries": entries}


class _Reader:
    def __init__(self, markup: Markup, faults: list[Fault]) -> None:
        self.markup = markup
        self.faults = faults

    def entry(self, entry: Node) -> dict[str, Any]:
        term = entry.first("glossterm")
        key = entry.attributes.get("xml:id", "").removeprefix(docbook.TERM_ID)
        data: dict[str, Any] = {"key": key, "term": term.text() if term is not None else ""}
        if term is not None and "xml:lang" in term.attributes:
            data["language"] = term.attributes["xml:lang"]
        inflections = [
            primary.text() for index in entry.nodes("indexterm") for primary in index.nodes("primary")
        ]
        if inflections:
            data["inflections"] = inflections
        abbreviations = entry.nodes("abbrev", "acronym")
        for abbreviation in abbreviations[:1]:
            data["abbreviation"] = abbreviation.text()
        for second in abbreviations[1:]:
            place = self.markup.position(second.offset)
            self.faults.append(Fault("raw-html", place, "an entry has one abbreviation", HINT))
        strangers(self.markup, entry, ENTRY, self.faults)
        definitions = entry.nodes("glossdef")
        for node in definitions:
            strangers(self.markup, node, (*PARAGRAPHS, "glossseealso"), self.faults)
        for node in definitions:
            if node.attributes.get("role") == docbook.EXPANSION:
                data["expansion"] = "".join(paragraph.text() for paragraph in node.nodes(*PARAGRAPHS))
        data |= self.senses(key, [node for node in definitions if "role" not in node.attributes])
        see = [found for node in definitions for found in node.nodes("glossseealso")]
        if see:
            keys = (found.attributes.get("otherterm", "") for found in see)
            data["see"] = [found.removeprefix(docbook.TERM_ID) for found in keys]
        self.translate(data, definitions)
        told = [node.nodes(*PARAGRAPHS) for node in definitions if "role" in node.attributes]
        for child in (*entry.nodes(*ENTRY[:-1]), *(paragraph for found in told for paragraph in found)):
            lost_texts(self.markup, child, data, self.faults)
        return data

    def senses(self, key: str, nodes: list[Node]) -> dict[str, Any]:
        """Return the definition of an entry, or its senses."""
        senses = [self.sense(key, node) for node in nodes]
        if len(senses) > 1:
            return {"senses": senses}
        return {name: text for sense in senses for name, text in sense.items() if name != "key"}

    def sense(self, key: str, node: Node) -> dict[str, Any]:
        paragraphs = node.nodes(*PARAGRAPHS)
        own = [found for found in paragraphs if found.attributes.get("role") != docbook.SOURCE]
        for second in own[1:]:
            place = self.markup.position(second.offset)
            self.faults.append(Fault("raw-html", place, "a definition is one paragraph", HINT))
        named = node.attributes.get("xml:id", "").removeprefix(docbook.SENSE_ID) or key
        data = {"key": named, "definition": self.definition(own[0]) if own else ""}
        if node.attributes.get("conformance"):
            data["authority"] = node.attributes["conformance"]
        for paragraph in paragraphs:
            for work in paragraph.nodes("biblioref"):
                if paragraph not in own:
                    data["source"] = work.attributes.get("linkend", "").removeprefix(docbook.WORK_ID)
        return data

    def definition(self, paragraph: Node) -> str:
        """Return a definition as Markdown: the text of its entity, or what stands there itself."""
        alone = [child for child in paragraph.children if not isinstance(child, Node)]
        entities = [child for child in alone if isinstance(child, EntityReference)]
        if len(entities) == 1 and len(alone) == len(paragraph.children) == 1:
            found = self.markup.entities.get(entities[0].name)
            if found is not None:
                return self.declared(found)
        return _inline(self.markup, paragraph, self.faults)

    def declared(self, entity: Entity) -> str:
        """Return the text of an entity as Markdown; its faults stand where it is declared."""
        faults: list[Fault] = []
        inner = parse_markup(_paragraph(entity.text), self.markup.path, docbook.NAMESPACE, faults)
        text = _inline(inner, inner.root, faults) if inner is not None else ""
        place = self.markup.position(entity.offset)
        self.faults += [replace(fault, position=place) for fault in faults]
        return text

    def translate(self, data: dict[str, Any], definitions: list[Node]) -> None:
        """Add what an entry and its senses are in other languages."""
        for node in definitions:
            if node.attributes.get("role") != docbook.TRANSLATION:
                continue
            if "xml:lang" not in node.attributes:
                place = self.markup.position(node.offset)
                self.faults.append(
                    Fault("unknown-attribute", place, "the translation names no language", LANG)
                )
            fields = {
                paragraph.attributes.get("role", "definition"): paragraph.text()
                for paragraph in node.nodes(*PARAGRAPHS)
            }
            of_sense = node.attributes.get("condition", "")
            holder = next((sense for sense in data.get("senses", ()) if sense["key"] == of_sense), data)
            holder.setdefault("translations", {})[node.attributes.get("xml:lang", "")] = fields


LANG = 'add xml:lang="en"'


def _inline(markup: Markup, node: Node, faults: list[Fault]) -> str:
    block = etree.Element("p", {POSITION: "1:1"})
    Inlines(Blocks(markup, etree.Element("section"), faults)).fill(block, node.children)
    return inline_text(block)


def _paragraph(text: str) -> str:
    return f'<para xmlns="{docbook.NAMESPACE}" xmlns:xlink="{XLINK}">{text}</para>'
