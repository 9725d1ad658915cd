"""The content of a text block of a chapter tree as DocBook."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING

from lxml import etree

from colofon import docbook
from colofon.book import Element, block_text
from colofon.editions.docbook.names import child, element
from colofon.trees import append_text

if TYPE_CHECKING:
    from colofon.editions.docbook.blocks import Writer


def write_content(writer: Writer, source: Element, target: Element) -> None:
    """Append the inline content of an element of the tree to an element of DocBook."""
    append_text(target, source.text or "")
    for inner in source:
        made = BUILDERS[_kind(inner)](writer, inner)
        target.append(made)
        append_text(target, inner.tail or "")


def _kind(inner: Element) -> str:
    name = inner.get("class", "")
    return f"{inner.tag}.{name}" if name else str(inner.tag)


def _wrapped(writer: Writer, source: Element, name: str, attributes: dict[str, str] | None = None) -> Element:
    known = {"xml:id": source.get("id", ""), "xml:lang": source.get("lang", "")}
    made = element(name, {**(attributes or {}), **known})
    write_content(writer, source, made)
    return made


def _emphasis(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "emphasis")


def _strong(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "emphasis", {"role": docbook.STRONG})


def _code(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "code")


def _span(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "foreignphrase" if source.get("lang") else "phrase")


def _lost(writer: Writer, source: Element) -> Element:
    known = {"xml:id": source.get("id", ""), "xml:lang": source.get("lang", "")}
    return element("phrase", {"role": docbook.LOST, **known})


def _partial(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "phrase", {"role": docbook.PARTIAL})


def _elsewhere(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "phrase", {"role": docbook.ELSEWHERE})


def _title(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "citetitle")


def _break(writer: Writer, source: Element) -> Element:
    return element("phrase", {"role": docbook.BREAK})


def _link(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "link", {"xlink:href": source.get("href", "")})


def _term(writer: Writer, source: Element) -> Element:
    return _wrapped(writer, source, "glossterm", {"linkend": docbook.TERM_ID + source.get("data-key", "")})


def _citation(writer: Writer, source: Element) -> Element:
    made = element("citation", {"xml:lang": source.get("lang", "")})
    child(made, "biblioref", {"linkend": docbook.WORK_ID + source.get("data-key", "")})
    write_content(writer, source, made)
    return made


def _reference(writer: Writer, source: Element) -> Element:
    """Write a reference: ``xref`` where the program fills it, ``link`` where it has its own words."""
    last = source.get("data-last", "")
    first = {"linkend": source.get("data-target", "")}
    if not last:
        return _wrapped(writer, source, _link_name(source), first)
    made = element("phrase", {"role": docbook.RANGE, "xml:lang": source.get("lang", "")})
    bare = copy(source)
    bare.attrib.pop("lang", "")
    made.append(_wrapped(writer, bare, _link_name(source), first))
    child(made, "xref", {"linkend": last})
    return made


def _link_name(source: Element) -> str:
    return "link" if block_text(source).strip() or len(source) else "xref"


def _note_link(writer: Writer, source: Element) -> Element:
    label, chapter = source.get("data-label", ""), source.get("data-chapter")
    address = f"{chapter}/{label}" if chapter is not None else label
    attributes = {"linkend": writer.note_id(chapter, label), "role": docbook.NOTE_LINK + address}
    return _wrapped(writer, source, _link_name(source), attributes)


def _note(writer: Writer, source: Element) -> Element:
    return writer.note(source.get("data-label", ""))


def _definition(writer: Writer, source: Element) -> Element:
    entity: Element = etree.Entity(source.get("data-key", ""))
    return entity


def _image(writer: Writer, source: Element) -> Element:
    made = element("inlinemediaobject", {"xml:id": source.get("id", ""), "xml:lang": source.get("lang", "")})
    writer.image(source, made)
    return made


BUILDERS: dict[str, Callable[[Writer, Element], Element]] = {
    "em": _emphasis,
    "strong": _strong,
    "code": _code,
    "span": _span,
    "span.work": _title,
    "span.elsewhere": _elsewhere,
    "span.lost": _lost,
    "span.partial": _partial,
    "span.definition": _definition,
    "br": _break,
    "a.link": _link,
    "a.term": _term,
    "a.citation": _citation,
    "a.xref": _reference,
    "a.note-link": _note_link,
    "a.noteref": _note,
    "img": _image,
}
