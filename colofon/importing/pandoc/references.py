"""Links inside a document become references; ids stay only where one leads, on what can carry an id."""

from __future__ import annotations

import re

from lxml import etree

from colofon.book import Element
from colofon.importing.pandoc.trees import begins, text_of, unwrap
from colofon.importing.report import Report
from colofon.indexing import slug
from colofon.reading.attributes import ID
from colofon.reading.links import address_fault
from colofon.vocabulary import EDITION_IDS, HEADINGS, TEXT_BLOCKS

CARRIERS = HEADINGS | {"figure", "table"}
DOCUMENT = re.compile(r"d[0-9]+__|d[0-9]+$")
"""What `epub` put before an id, so that those of two documents differ."""


def resolve(trees: list[Element], report: Report) -> None:
    """Resolve every link, in the text and in the notes."""
    targets: dict[str, Element] = {}
    for tree in trees:
        for element in tree.iter(etree.Element):
            if element.get("id"):
                targets.setdefault(element.get("id", ""), element)
    links = [link for tree in trees for link in tree.iter("a") if link.get("class") == "link"]
    resolving = _Resolving(report)
    for link in links:
        address = link.get("href", "")
        if address.startswith("#") and address[1:] in targets:
            resolving.lead(link, targets[address[1:]], address[1:])
        elif address_fault(address) is not None:
            what = "its place is not in the document" if address[:1] in ("#", "") else "no edition can lead there"
            report.remove(f"{text_of(link)} ({address})", f"a link has become text: {what}")
            unwrap(link)
        elif not text_of(link) and next(link.iter("img"), None) is None:
            report.remove(address, "a link without text")
            unwrap(link)
        else:
            _keep(link)
    for tree in trees:
        for element in tree.iter(etree.Element):
            if element.get("id") not in resolving.given:
                element.attrib.pop("id", None)


def _keep(link: Element) -> None:
    for inner in list(link.iter("a")):
        if inner is not link:
            unwrap(inner)


class _Resolving:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.given: set[str] = set()
        self.known: dict[int, str] = {}

    def lead(self, link: Element, target: Element, old: str) -> None:
        """Make a reference of a link to an element of the document."""
        note = next((around for around in (target, *target.iterancestors()) if around.tag == "aside"), None)
        for name in ("href", "id"):
            link.attrib.pop(name, None)
        if note is not None and not any(around is note for around in link.iterancestors()):
            link.set("class", "note-link")
            link.set("data-label", note.get("data-label", ""))
            return
        link.set("class", "xref")
        link.set("data-target", self.id_of(_carrier(target), old))

    def id_of(self, carrier: Element, old: str) -> str:
        """Return the id of what carries one, given once."""
        if id(carrier) in self.known:
            return self.known[id(carrier)]
        base = DOCUMENT.sub("", old)
        base = base if ID.fullmatch(base) else slug(base)
        if not ID.fullmatch(base) or not base[0].isalpha():
            base = slug(text_of(carrier)[:40])
        base = base if ID.fullmatch(base) and base[0].isalpha() else f"part-{base}".rstrip("-")
        free, count = base, 1
        while free in self.given or EDITION_IDS.match(free):
            count += 1
            free = f"{base}-{count}"
        self.given.add(free)
        carrier.set("id", free)
        self.known[id(carrier)] = free
        return free


def _carrier(target: Element) -> Element:
    """Return what carries the id of a target: a heading, a figure, a table, or a span."""
    for around in (target, *target.iterancestors()):
        if around.tag in CARRIERS:
            return around
        if around.tag in TEXT_BLOCKS or around.tag in ("section", "div", "li"):
            break
    if target.tag == "span" and text_of(target):
        return target
    first = next((inner for inner in target.iter(*CARRIERS) if begins(inner, target) or inner is target), None)
    if first is not None:
        return first
    block = target if target.tag in TEXT_BLOCKS else next(target.iter(*TEXT_BLOCKS), None)
    if target.tag in ("span", "a") or block is None:
        return _spanned(target)
    if block.tag in ("caption", "figcaption") and block.getparent() is not None:
        return block.getparent() or block
    return _around_first_word(block)


def _spanned(anchor: Element) -> Element:
    """Give an empty anchor the word behind it; it would be seen by nobody otherwise."""
    if anchor.tag == "span" and not text_of(anchor):
        behind = anchor.tail or ""
        word = re.match(r"\s*\S+", behind)
        if word:
            anchor.text, anchor.tail = word.group().lstrip(), behind[word.end() :]
            before = word.group()[: len(word.group()) - len(anchor.text)]
            if before:
                previous, holder = anchor.getprevious(), anchor.getparent()
                if previous is not None:
                    previous.tail = (previous.tail or "") + before
                elif holder is not None:
                    holder.text = (holder.text or "") + before
            return anchor
    if anchor.tag == "span":
        block = next((around for around in anchor.iterancestors() if around.tag in TEXT_BLOCKS), None)
        return _around_first_word(block) if block is not None else anchor
    inner = etree.Element("span")
    inner.text, anchor.text = anchor.text, None
    inner.extend(list(anchor))
    anchor.append(inner)
    return inner


def _around_first_word(block: Element) -> Element:
    first = block[0] if len(block) else None
    if not (block.text or "").strip() and first is not None and first.tag == "span" and first.get("id"):
        return first
    span = etree.Element("span")
    word = re.match(r"\s*\S+", block.text or "")
    if word:
        rest = (block.text or "")[word.end() :]
        span.text, span.tail, block.text = word.group().strip(), rest, None
        block.insert(0, span)
    else:
        span.text = block.text
        span.extend(list(block))
        block.text = None
        block.append(span)
    return span
