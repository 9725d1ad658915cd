"""Nodes into the objects of the file."""

from __future__ import annotations

from typing import Any

import pydyf

from colofon.editions.pdf.addresses import OPPORTUNITY
from colofon.editions.pdf.structure.collecting import Annotation, Collected, Content
from colofon.editions.pdf.structure.nodes import ROLES, Node
from colofon.editions.wording import Phrases


class Writer:
    """Writes the structure of one file."""

    def __init__(self, pdf: Any, pages: list[Any], words: Phrases) -> None:
        self.pdf, self.pages, self.words = pdf, pages, words
        self.owners: list[dict[int, bytes]] = [{} for _ in pages]
        """By page: number of the content -> the element that holds it."""
        self.links: list[tuple[bytes, Any]] = []

    def write(self, document: Node, collected: Collected) -> None:
        """Write the tree and what leads to it from the pages."""
        parents = self.add(pydyf.Dictionary({}))
        root = self.add(pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference}))
        root["RoleMap"] = pydyf.Dictionary({own: f"/{standard}" for own, standard in ROLES.items()})
        top = self.element(document, root.reference, "")
        root["K"] = pydyf.Array([top.reference])
        parents["Nums"] = self.parent_tree()
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def add(self, object_: Any) -> Any:
        self.pdf.add_object(object_)
        return object_

    def element(self, node: Node, parent: bytes, language: str) -> Any:
        """Write a node and all below it."""
        page = _first_page(node)
        values: dict[str, Any] = {"Type": "/StructElem", "S": f"/{node.kind}", "P": parent}
        if page is not None:
            values["Pg"] = self.pdf.page_references[page]
        if node.id:
            values["ID"] = pydyf.String(node.id)
        if node.language and node.language != language and language:
            values["Lang"] = pydyf.String(node.language)
        for key, text in (("Alt", node.alternative), ("ActualText", node.actual), ("E", node.expansion)):
            if text:
                values[key] = pydyf.String(text)
        if node.attributes:
            values["A"] = _attributes(node.attributes)
        element = self.add(pydyf.Dictionary(values))
        element["K"] = pydyf.Array([self.kid(kid, node, element, page) for kid in node.kids])
        return element

    def kid(self, kid: Node | Content | Annotation, node: Node, element: Any, page: int | None) -> Any:
        """Write what an element holds, and return how it is named there."""
        if isinstance(kid, Node):
            return self.element(kid, element.reference, node.language).reference
        if isinstance(kid, Annotation):
            return self.link(kid, node, element)
        self.owners[kid.page][kid.mcid] = element.reference
        if kid.page == page:
            return kid.mcid
        reference = {"Type": "/MCR", "Pg": self.pdf.page_references[kid.page], "MCID": kid.mcid}
        return pydyf.Dictionary(reference)

    def link(self, kid: Annotation, node: Node, element: Any) -> Any:
        kid.object["Contents"] = pydyf.String(self.says(node))
        self.links.append((element.reference, kid.object))
        values = {"Type": "/OBJR", "Obj": kid.object.reference, "Pg": self.pdf.page_references[kid.page]}
        return self.add(pydyf.Dictionary(values)).reference

    def says(self, node: Node) -> str:
        """Return what is said of a link: what it is, or the words it stands on."""
        source = node.source
        text = " ".join("".join(source.itertext()).replace(OPPORTUNITY, "").split())
        if "noteref" in source.get("class", "").split():
            return self.words("note-call", number=source.get("data-number", ""))
        if source.get("class") == "back":
            return self.words("note-back", number=text)
        return text or str(source.get("href", ""))

    def parent_tree(self) -> Any:
        """Return for each page and each link the elements that hold their content."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self.owners):
            assert sorted(owners) == list(range(len(owners))), "a page draws what no element holds"
            numbers.extend([page, pydyf.Array([owners[mcid] for mcid in sorted(owners)])])
        for index, (reference, annotation) in enumerate(self.links, len(self.pages)):
            numbers.extend([index, reference])
            annotation["StructParent"] = index
        return numbers


def _first_page(node: Node) -> int | None:
    """Return the page on which an element begins to draw something itself."""
    return next((kid.page for kid in node.kids if isinstance(kid, (Content, Annotation))), None)


def _attributes(attributes: dict[str, dict[str, Any]]) -> Any:
    found = [_owned(owner, values) for owner, values in attributes.items()]
    return found[0] if len(found) == 1 else pydyf.Array(found)


def _owned(owner: str, values: dict[str, Any]) -> Any:
    made: dict[str, Any] = {"O": f"/{owner}"}
    for key, value in values.items():
        if key == "Headers":
            made[key] = pydyf.Array([pydyf.String(name) for name in value])
        else:
            made[key] = pydyf.Array(value) if isinstance(value, list) else value
    return pydyf.Dictionary(made)
