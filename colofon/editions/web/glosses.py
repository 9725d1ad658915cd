"""Definitions beside the terms: shown when a term has the pointer or the focus, without a script.

A definition stands hidden behind each term and describes it to a screen reader. The style sheet shows
it in the margin, where it covers nothing: content that came with the pointer would otherwise have to be
dismissible (WCAG 2.2, 1.4.13), and without a script it cannot be.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from colofon.book import Element
from colofon.editions.linking import unlink
from colofon.vocabulary import HEADINGS

MARK = "gloss-"


def add_glosses(tree: Element, glosses: dict[str, Element]) -> None:
    """Put the definition behind every term of a page."""
    count = 0
    for term in list(tree.iter("a")):
        gloss = deepcopy(glosses.get(term.get("href", "").removeprefix("#")))
        # A heading is repeated in the contents, where a definition would be in the way.
        if term.get("class") != "term" or gloss is None or _in_heading(term):
            continue
        count += 1
        gloss.set("id", f"{MARK}{count}")
        term.set("aria-describedby", f"{MARK}{count}")
        tail, term.tail = term.tail, None
        term.addnext(gloss)
        gloss.tail = tail


def make_glosses(glossary: Element | None) -> dict[str, Element]:
    """Return by the id of its entry what is shown beside a term."""
    found = {}
    for head in glossary.iter("dt") if glossary is not None else ():
        body = head.getnext()
        if head.get("id") and body is not None:
            found[head.get("id", "")] = _gloss(head, body)
    return found


def _gloss(head: Element, body: Element) -> Element:
    """Return term and definition as a line of text: no links, no source, no ``see also``."""
    name, text = deepcopy(head), deepcopy(body)
    name.tag, name.tail = "b", " "
    text.tag, text.tail = "span", None
    for part in list(text.iter("p")):
        if part.get("class") == "see-also":
            text.remove(part)
            continue
        _cut_source(part)
        part.tag, part.tail = "span", " "
    gloss = etree.Element("span", {"class": "gloss", "hidden": "hidden", "role": "tooltip"})
    gloss.extend([name, text])
    for dfn in gloss.iter("dfn"):
        dfn.tag = "span"
    unlink(gloss)
    return gloss


def _cut_source(part: Element) -> None:
    """Leave out the work that a definition is taken from, and what stands behind it."""
    for index, child in enumerate(part):
        if child.get("class") == "citation":
            for later in list(part)[index:]:
                part.remove(later)
            return


def _in_heading(term: Element) -> bool:
    return any(ancestor.tag in HEADINGS for ancestor in term.iterancestors())
