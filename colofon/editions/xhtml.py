"""Filled chapters become sections of XHTML, alike in the EPUB and the web edition.

Takes the trees of `fill_book` and changes them: sections nest, headings and captions carry their
numbers, note calls and notes lead to each other, and nothing remains that HTML does not know but the
place in the source (`POSITION`), which goes when a document is written. Where notes stand, each
edition decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from colofon.book import POSITION, Chapter, Element
from colofon.editions.filled import Filled
from colofon.editions.making import make, put_first, strip_plain_spans
from colofon.editions.wording import NO_BREAK_SPACE, Phrases
from colofon.trees import append_text
from colofon.vocabulary import HEADINGS

CHAPTER_ROLES = {
    "foreword": "doc-foreword",
    "summary": "doc-abstract",
    "introduction": "doc-introduction",
    "chapter": "doc-chapter",
    "conclusion": "doc-conclusion",
    "epilogue": "doc-epilogue",
    "appendix": "doc-appendix",
    "afterword": "doc-afterword",
}
"""Role of a file in the spine -> role of its section (DPUB-ARIA 1.1)."""

BLOCKS = HEADINGS | {
    *("html", "head", "body", "title", "meta", "link", "header", "main", "footer", "nav", "section", "div"),
    *("p", "hr", "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
COUNTERS = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""Type of an ordered list -> how style sheets call it; in HTML they cannot tell ``a`` from ``A``."""
BACK = "↑"
"""Of the arrows that lead back, the one that the faces of the editions have."""
WIDTH = re.compile(r"\d{1,4}(?:\.\d+)?(?:%|px|mm|cm|em|pt)?$")


@dataclass(slots=True)
class Section:
    """A chapter as an edition sets it."""

    chapter: Chapter
    tree: Element
    """A ``section`` with nested sections, its notes taken out."""
    notes: list[Element]
    """Each a ``div.note`` with its number and its way back, in order."""


def make_section(filled: Filled, words: Phrases) -> Section:
    """Return a chapter in the form every edition on a screen shares."""
    tree, chapter = filled.tree, filled.chapter
    language = chapter.language or words.language
    tree.set("class", "chapter" if chapter.role == "chapter" else f"chapter {chapter.role}")
    tree.set("role", CHAPTER_ROLES[chapter.role])
    if chapter.id:
        tree.set("aria-labelledby", chapter.id)
    call_notes(tree)
    number_headings(tree, chapter, words)
    shape_blocks(tree, words)
    notes = [make_note(aside, words) for aside in take_notes(tree)]
    nest_sections(tree)
    for part in (tree, *notes):
        mark_own_words(part, language, words)
        settle(part, language)
    return Section(chapter, tree, notes)


def call_notes(tree: Element) -> None:
    """Give every note call its number, and its link to the note."""
    seen = set()
    for call in tree.iter("a"):
        number = call.get("data-number", "")
        if call.get("class") != "noteref" or not number:
            continue
        call.text = number
        call.set("href", f"#note-{number}")
        call.set("role", "doc-noteref")
        if number not in seen:
            call.set("id", f"noteref-{number}")
        seen.add(number)


def take_notes(tree: Element) -> list[Element]:
    """Take the notes that are called out of a tree and return them by number."""
    found = []
    for aside in list(tree.iter("aside")):
        parent = aside.getparent()
        assert parent is not None
        parent.remove(aside)
        if aside.get("data-number"):
            found.append(aside)
    return sorted(found, key=lambda aside: int(aside.get("data-number", "0")))


def make_note(aside: Element, words: Phrases) -> Element:
    """Return a note with its number before it and the way back to its call behind it."""
    number = aside.get("data-number", "")
    note = etree.Element("div", {"class": "note", "role": "doc-footnote", "id": f"note-{number}"})
    note.set(POSITION, aside.get(POSITION, ""))
    note.extend(list(aside))
    if not len(note) or note[0].tag != "p":
        note.insert(0, etree.Element("p"))
    put_first(note[0], make("span", number, class_="note-number"), " ")
    if note[-1].tag != "p":
        etree.SubElement(note, "p")
    label = words("note-back", number=number)
    back = make(
        "a", BACK, class_="note-back", role="doc-backlink", href=f"#noteref-{number}", aria_label=label
    )
    append_text(note[-1], NO_BREAK_SPACE)
    note[-1].append(back)
    return note


def number_headings(tree: Element, chapter: Chapter, words: Phrases) -> None:
    """Write the number of a chapter (``Chapter 3``) or section (``3.1``) before its title."""
    for heading in tree.iter(*HEADINGS):
        number = heading.get("data-number", "")
        if number:
            label = heading_label(heading, chapter, words)
            put_first(heading, make("span", label, class_="number"), " ")


def heading_label(heading: Element, chapter: Chapter, words: Phrases) -> str:
    """Return the number of a heading, with the word for it when it is a chapter's."""
    number = heading.get("data-number", "")
    if heading.tag != "h1":
        return number
    label = words.counted("appendix" if chapter.role == "appendix" else "chapter", number)
    return label[:1].upper() + label[1:]


def shape_blocks(tree: Element, words: Phrases) -> None:
    """Write labels on captions, and make headers of the first cells of rows where the table says so."""
    for block in list(tree.iter("figure", "table")):
        label_caption(block, words)
    for table in tree.iter("table"):
        if "row-headers" in table.get("class", "").split():
            for row in table.iterfind("tbody/tr"):
                if len(row):
                    row[0].tag = "th"
                    row[0].set("scope", "row")


def label_caption(block: Element, words: Phrases) -> None:
    """Begin a caption with ``Figure 1.``; without words of its own it is ``Figure 1``, and ends there."""
    number = block.get("data-number")
    if not number:
        return
    tag = "figcaption" if block.tag == "figure" else "caption"
    caption = block.find(tag)
    if caption is None:
        caption = etree.Element(tag)
        block.insert(len(block) if tag == "figcaption" else 0, caption)
    label = words(f"{block.tag}-label", number=number).replace(" ", NO_BREAK_SPACE)
    if "".join(map(str, caption.itertext())).strip() or len(caption):
        put_first(caption, make("span", label, class_="label"), " ")
    else:
        caption.text = None
        caption.append(make("span", label.rstrip("."), class_="label"))


def mark_own_words(tree: Element, language: str, words: Phrases) -> None:
    """Say of what we write into a chapter in another language that it is in the language of the book."""
    if language != words.language:
        for element in tree.iter("span", "a"):
            if element.get("class") in ("number", "label", "note-back", "as-table"):
                element.set("lang", words.language)


def nest_sections(tree: Element) -> None:
    """Put every heading but the title, with what follows it, into a section of its own."""
    open_sections = [(1, tree)]
    title = tree.find("h1")
    for child in list(tree):
        if child.tag in HEADINGS and child is not title:
            # A second title of the first order is a part of its chapter like any other.
            level = max(2, int(child.tag[1]))
            while open_sections[-1][0] >= level:
                open_sections.pop()
            section = etree.SubElement(open_sections[-1][1], "section")
            section.set(POSITION, child.get(POSITION, ""))
            open_sections.append((level, section))
        open_sections[-1][1].append(child)


def settle(tree: Element, language: str) -> None:
    """Turn what only the manuscript knows into HTML, in a document of a language, and drop the rest."""
    strip_plain_spans(tree)
    set_directions(tree, direction(language))
    for element in tree.iter(etree.Element):
        classes = element.get("class", "").split()
        if element.get("data-delimiter") in ("paren", "parens"):
            classes.append(f"{COUNTERS[element.get('type', '1')]}-{element.get('data-delimiter')}")
        if element.get("data-align"):
            classes.append(f"align-{element.get('data-align')}")
        if element.tag == "img":
            classes += _width_class(element)
            element.set("alt", element.get("alt", ""))
        if "epigraph" in classes:
            element.set("role", "doc-epigraph")
        if classes:
            element.set("class", " ".join(classes))
        for name in map(str, list(element.attrib)):
            if name.startswith("data-") and name != POSITION:
                del element.attrib[name]


def set_directions(tree: Element, around: str) -> None:
    """Say where the direction of the script changes."""
    for element in tree.iter(etree.Element):
        if not element.get("lang"):
            continue
        outer = next((a.get("lang", "") for a in element.iterancestors() if a.get("lang")), "")
        if direction(element.get("lang", "")) != (direction(outer) if outer else around):
            element.set("dir", direction(element.get("lang", "")))


def say_language(element: Element, language: str, around: str) -> None:
    """Say of an element its language, and which way that runs, where they are others than around it."""
    if language != around:
        element.set("lang", language)
        if direction(language) != direction(around):
            element.set("dir", direction(language))


def _width_class(image: Element) -> list[str]:
    width = str(image.attrib.pop("width", ""))
    return [width_class(width)] if WIDTH.match(width) else []


def width_class(width: str) -> str:
    """Return the class that stands for a width: ``60%`` is ``width-60-percent``."""
    name = f"{width}px" if width.isdigit() else width
    return "width-" + re.sub(r"(?<=\d)(?=[a-z])", "-", name.replace("%", "-percent").replace(".", "_"))


def width_rules(trees: Iterable[Element]) -> str:
    """Return the rules of the widths that images have."""
    names = {name for tree in trees for image in tree.iter("img") for name in image.get("class", "").split()}
    rules = []
    for name in sorted(name for name in names if name.startswith("width-")):
        number, _, unit = name.removeprefix("width-").replace("_", ".").partition("-")
        rules.append(f".{name} {{ width: {number}{unit.replace('percent', '%')}; }}\n")
    return "".join(rules)


def direction(language: str) -> str:
    """Return which way a language runs: ``ltr`` or ``rtl``."""
    parts = language.lower().split("-")
    if "latn" in parts or "cyrl" in parts:
        return "ltr"
    return "rtl" if parts[0] in RIGHT_TO_LEFT or {"arab", "hebr"} & set(parts) else "ltr"


def lay_out(tree: Element) -> None:
    """Put every block on a line of its own, so that a person can read a document and compare two."""
    for element in tree.iter(etree.Element):
        children = list(element)
        holds_text = any((text or "").strip() for text in (element.text, *(child.tail for child in children)))
        if (
            children
            and not holds_text
            and element.tag in BLOCKS
            and all(child.tag in BLOCKS for child in children)
        ):
            element.text = "\n"
            for child in children:
                child.tail = "\n"
