"""XLIFF 1.2: a part of a book as one file.

One ``group`` for each block, one ``trans-unit`` for each segment in it, ``g`` for a pair and ``x`` for a
place. The same book gives the same bytes.
"""

from __future__ import annotations

from lxml import etree

from colofon import __version__
from colofon.book import Book, Element
from colofon.translation.codes import Content
from colofon.translation.parts import Part
from colofon.translation.units import Container, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "http://www.w3.org/XML/1998/namespace"
TOOL = "colofon"

RESTYPES = {
    "heading": "heading",
    "caption": "caption",
    "cell": "cell",
    "note": "fn",
    "table": "table",
    "row": "row",
    "list": "list",
    "item": "listitem",
}
"""Kinds of units and containers that XLIFF has a name for (1.2, 2.4, restype)."""

PAIR_TYPES = {"emphasis": "italic", "strong": "bold", "link": "link"}
PLACE_TYPES = {"image": "image", "line-break": "lb"}


def xliff12(book: Book, part: Part, target_language: str) -> bytes:
    """Return the file of a part."""
    root = etree.Element(named("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    attributes = {
        "original": part.original,
        "source-language": part.language,
        "target-language": target_language,
        "datatype": "x-colofon",
        "tool-id": TOOL,
        "product-name": book.metadata.slug,
        "product-version": str(book.metadata.data.get("version", "")),
    }
    file = _below(root, "file", {name: value for name, value in attributes.items() if value})
    header = _below(file, "header")
    _below(header, "tool", {"tool-id": TOOL, "tool-name": "Colofon", "tool-version": __version__})
    _below(
        header, "note"
    ).text = f"{part.title or part.name}. How to work with this file: README.md in its folder."
    body = _below(file, "body")
    _write_units(body, part)
    _indent(root, 0)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _write_units(body: Element, part: Part) -> None:
    """Write units into nested groups, opening and closing where the path of a unit asks for it."""
    open_groups: list[tuple[Container, Element]] = []
    for unit in part.units:
        same = 0
        while (
            same < min(len(open_groups), len(unit.path)) and open_groups[same][0].key == unit.path[same].key
        ):
            same += 1
        del open_groups[same:]
        for container in unit.path[same:]:
            group = _below(open_groups[-1][1] if open_groups else body, "group", _group(container))
            open_groups.append((container, group))
        _write_unit(open_groups[-1][1] if open_groups else body, unit, part.language)


def _group(container: Container) -> dict[str, str]:
    return {**({"id": container.key} if container.named else {}), "restype": _restype(container.kind)}


def _write_unit(parent: Element, unit: Unit, file_language: str) -> None:
    translate = {} if unit.translate else {"translate": "no"}
    group = _below(parent, "group", {"id": unit.id, "restype": _restype(unit.kind), **translate})
    for number, segment in enumerate(unit.segments, 1):
        attributes = {"id": segment_id(unit, number), **translate, f"{{{XML}}}space": "preserve"}
        holder = _below(group, "trans-unit", attributes)
        language = {f"{{{XML}}}lang": unit.language} if unit.language != file_language else {}
        _write_content(_below(holder, "source", language), segment)
        if unit.target and len(unit.segments) == 1:
            _write_content(_below(holder, "target", {"state": "translated"}), unit.target)
        for text in unit.advice if number == 1 else ():
            _below(holder, "note", {"from": TOOL, "annotates": "source"}).text = text


def segment_id(unit: Unit, number: int) -> str:
    """Return the id of a segment: the unit's, and its rank in it."""
    return f"{unit.id}.{number}"


def _restype(kind: str) -> str:
    return RESTYPES.get(kind, f"x-{kind.replace('.', '-')}")


def _write_content(parent: Element, content: Content) -> None:
    current: Element = parent
    last: Element | None = None
    for item in content:
        if isinstance(item, str):
            if last is None:
                current.text = (current.text or "") + item
            else:
                last.tail = (last.tail or "") + item
        elif item.role == "close":
            last, above = current, current.getparent()
            assert above is not None
            current = above
        else:
            code = item.code
            types = PAIR_TYPES if item.role == "open" else PLACE_TYPES
            ctype = types.get(code.kind, f"x-{code.kind}")
            attributes = {"id": code.id, "ctype": ctype, "equiv-text": code.hint}
            inline = _below(current, "g" if item.role == "open" else "x", attributes)
            current, last = (inline, None) if item.role == "open" else (current, inline)


def named(tag: str) -> str:
    """Return the name of an element of XLIFF."""
    return f"{{{NAMESPACE}}}{tag}"


def _below(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    return etree.SubElement(parent, named(tag), attributes or {})


def _indent(element: Element, level: int) -> None:
    """Indent what holds elements only; inside a source every space is text."""
    if not len(element) or element.tag in (named("source"), named("target")):
        return
    element.text = "\n" + " " * (level + 1)
    for child in element:
        _indent(child, level + 1)
        child.tail = element.text
    element[-1].tail = "\n" + " " * level
