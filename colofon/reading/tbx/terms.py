"""A ``tig`` or ``ntig``: one term, what kind of form it is, and whether it is to be used."""

from __future__ import annotations

from dataclasses import dataclass

from colofon import tbx
from colofon.reading.markup import Node, Text
from colofon.reading.prose import LINE_END, SPACES
from colofon.reading.tbx.source import Source, tag_of


@dataclass(slots=True)
class Form:
    """A term as one language has it."""

    text: str
    node: Node
    """The ``term``, or what should hold one."""
    language: str = ""
    field: str = ""
    """Field of an entry that a form of this type fills; empty for an inflection."""
    preferred: bool = False
    refused: bool = False
    sense: str = ""
    """Key of the sense that it renders, when it is not the whole entry."""


def read_forms(source: Source, holder: Node) -> tuple[Form, list[Node]]:
    """Return the term of a ``tig`` or ``ntig``, and what stands beside it."""
    form = Form("", holder)
    others = []
    for child in _flat(source, holder):
        kind = child.attributes.get("type", "")
        if child.name == "term" and form.node is holder:
            form.node = child
            form.text, form.language = _text(source, child)
        elif child.name == "termNote" and kind == tbx.TERM_TYPE:
            form.field = tbx.FIELDS.get(source.words(child), "")
        elif child.name == "termNote" and kind == tbx.STATUS:
            _read_status(source, child, form)
        else:
            others.append(child)
    return form, others


def _flat(source: Source, holder: Node) -> list[Node]:
    """Return what stands in a ``tig``; the groups of an ``ntig`` say nothing more."""
    found = []
    for child in source.inner(holder):
        found += _flat(source, child) if child.name in ("termGrp", "termNoteGrp") else [child]
    return found


def _read_status(source: Source, note: Node, form: Form) -> None:
    status = source.words(note)
    form.preferred = status == tbx.PREFERRED
    form.refused = status in tbx.REFUSED
    if form.refused:
        message = f"a glossary has no place for a term that nobody should use: {form.text}"
        source.fault("raw-html", form.node.offset, message, "remove it from the glossary")


def _text(source: Source, term: Node) -> tuple[str, str]:
    """Return a term, and the language that it names as its own."""
    parts = [
        child for child in term.children if not (isinstance(child, Text) and not child.text.strip(SPACES))
    ]
    inner = parts[0] if len(parts) == 1 and isinstance(parts[0], Node) else None
    if inner is not None and inner.name == "hi" and "xml:lang" in inner.attributes:
        return source.words(inner), tag_of(inner)
    for child in term.nodes("hi"):
        message = f"the highlighting of {child.text()} cannot be kept in a term"
        source.fault("raw-html", child.offset, message, "write the term as it is read")
    words = "".join(
        child.text() if isinstance(child, Node) and child.name == "hi" else source.word(term, child)
        for child in term.children
    )
    return LINE_END.sub(" ", words).strip(SPACES), ""
