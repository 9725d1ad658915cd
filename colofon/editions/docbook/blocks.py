"""A chapter tree as DocBook: nested sections, each note where it is called."""

from __future__ import annotations

from collections.abc import Callable

from colofon import docbook
from colofon.book import Book, Chapter, Element
from colofon.editions.docbook.inlines import write_content
from colofon.editions.docbook.names import child, element
from colofon.editions.docbook.notes import displaced, note_ids, usual_id
from colofon.editions.xml import qualified
from colofon.vocabulary import HEADINGS

FIRST_SECTION = 2
"""Level of the headings under the title of a chapter."""


class Writer:
    """Writes the chapters of a book."""

    def __init__(self, book: Book, numbers: bool = True) -> None:
        """Take the book; `numbers` tells whether its elements say which number is printed."""
        self.book = book
        self.numbers = numbers
        self.derived = {
            target.element for targets in book.targets.values() for target in targets if not target.written
        }
        """Elements whose id was made from their words and is not the manuscript's."""
        self.note_ids = note_ids(book)
        self.chapter: Chapter
        self.paths: dict[Element, str] = {}

    def write(self, chapter: Chapter) -> Element:
        """Return a chapter."""
        self.chapter, self.paths = chapter, displaced(chapter)
        name = docbook.COMPONENTS[chapter.role]
        made = element(
            name,
            {
                "role": "" if chapter.role == name else chapter.role,
                "label": self.label(chapter.number),
                "xml:lang": chapter.language,
            },
        )
        self.flow(made, list(chapter.tree))
        return made

    def flow(self, made: Element, blocks: list[Element]) -> None:
        """Append the blocks of a chapter, a section around each heading and what belongs to it."""
        holders = [made]
        for block in blocks:
            if block.tag in HEADINGS and block.tag != "h1":
                level = int(block.tag[1])
                del holders[level - 1 :]
                holders.append(child(holders[-1], "section", {"label": self.label(block.get("data-number"))}))
            if block.tag in HEADINGS:
                self.title(block, holders[-1])
            else:
                self.block(block, holders[-1])
        for holder in (made, *made.iter(f"{{{docbook.NAMESPACE}}}section")):
            if len(holder) == 1 and holder[0].tag == f"{{{docbook.NAMESPACE}}}title":
                child(holder, "para")

    def title(self, block: Element, holder: Element) -> None:
        id = self.id_of(block)
        if id:
            holder.set(qualified("xml:id"), id)
        write_content(self, block, child(holder, "title", {"xml:lang": block.get("lang", "")}))

    def label(self, number: str | None) -> str:
        """Return a number as ``label``, which says what is printed."""
        return (number or "") if self.numbers else ""

    def id_of(self, block: Element) -> str:
        """Return the id that the manuscript gives an element."""
        return "" if block in self.derived else block.get("id", "")

    def blocks(self, source: Element, made: Element) -> Element:
        """Append the blocks that an element holds; where there are none, DocBook wants a paragraph."""
        for block in source:
            self.block(block, made)
        if not len(made):
            child(made, "para")
        return made

    def block(self, block: Element, holder: Element) -> None:
        """Append a block; a note stands where it is called."""
        if block.tag != "aside":
            holder.append(BUILDERS[str(block.tag)](self, block))

    def marked(self, block: Element) -> dict[str, str]:
        """Return id and language of an element."""
        return {"xml:id": self.id_of(block), "xml:lang": block.get("lang", "")}

    def note(self, label: str) -> Element:
        """Return a note of the chapter that is being written."""
        note = self.book.note(self.chapter.name, label)
        assert note is not None
        attributes = {
            "xml:id": self.note_id(None, label),
            "xreflabel": label,
            "label": self.label(str(note.number or "")),
            "remap": self.paths.get(note.element, ""),
        }
        return self.blocks(note.element, element("footnote", attributes))

    def note_id(self, chapter: str | None, label: str) -> str:
        """Return the id of a note: by the id of its chapter, which is named by that or by its file."""
        if chapter is None:
            found = self.chapter
        else:
            found = next(other for other in self.book.chapters if chapter in (other.id, other.name))
        return self.note_ids.get((found.name, label)) or usual_id(found, label)

    def image(self, source: Element, holder: Element) -> None:
        """Append what a media object holds: the file, and in words what it shows."""
        attributes = {"fileref": source.get("src", ""), "contentwidth": source.get("width", "")}
        child(child(holder, "imageobject"), "imagedata", attributes)
        if source.get("alt") is not None:
            child(child(holder, "textobject"), "phrase", text=source.get("alt"))


def _paragraph(writer: Writer, block: Element) -> Element:
    made = element("para")
    write_content(writer, block, made)
    return made


def _heading(writer: Writer, block: Element) -> Element:
    level = int(block.tag[1])
    rendered = {"renderas": docbook.SECTIONS[level - FIRST_SECTION]} if level > 1 else OTHER
    made = element("bridgehead", {**rendered, **writer.marked(block)})
    write_content(writer, block, made)
    return made


OTHER = {"renderas": "other", "otherrenderas": "chapter"}


def _rule(writer: Writer, block: Element) -> Element:
    return element("para", {"role": docbook.RULE})


def _code(writer: Writer, block: Element) -> Element:
    code = block[0]
    language = code.get("class", "").removeprefix("language-")
    return element("programlisting", {"language": language}, (code.text or "").removesuffix("\n"))


def _bullets(writer: Writer, block: Element) -> Element:
    return writer.blocks(block, element("itemizedlist", {"spacing": _spacing(block)}))


def _spacing(block: Element) -> str:
    return "compact" if block.get("class") == "tight" else ""


def _ordered(writer: Writer, block: Element) -> Element:
    delimiter = block.get("data-delimiter", "")
    attributes = {
        "numeration": docbook.NUMERATIONS[block.get("type", "1")],
        "startingnumber": block.get("start", ""),
        "spacing": _spacing(block),
        "role": "" if delimiter == docbook.DELIMITERS[0] else delimiter,
    }
    return writer.blocks(block, element("orderedlist", attributes))


def _item(writer: Writer, block: Element) -> Element:
    return writer.blocks(block, element("listitem"))


def _definitions(writer: Writer, block: Element) -> Element:
    made = element("glosslist")
    entry = made
    for part in block:
        if part.tag == "dt":
            entry = child(made, "glossentry")
            write_content(writer, part, child(entry, "glossterm"))
        else:
            writer.blocks(part, child(entry, "glossdef"))
    return made


def _quotation(writer: Writer, block: Element) -> Element:
    return writer.blocks(
        block, element("blockquote", {"role": block.get("class", ""), **writer.marked(block)})
    )


def _div(writer: Writer, block: Element) -> Element:
    """Write a box, an epigraph, or blocks in another language."""
    name, marked = block.get("class", ""), writer.marked(block)
    if name == "epigraph" and any(part.tag not in ("p", "aside") for part in block):
        return writer.blocks(block, element("blockquote", {"role": name, **marked}))
    names = {name: made for made, name in docbook.DIVS.items()}
    return writer.blocks(block, element(names[name], marked))


def _figure(writer: Writer, block: Element) -> Element:
    caption = block.find("figcaption")
    made = element("informalfigure" if caption is None else "figure", writer.marked(block))
    if caption is not None:
        _number(writer, block, made)
        write_content(writer, caption, child(made, "title"))
    picture = block[0]
    writer.image(picture, child(made, "mediaobject", {"xml:lang": picture.get("lang", "")}))
    return made


def _number(writer: Writer, block: Element, made: Element) -> None:
    """Say which number is printed; DocBook has none for what has no title."""
    number = writer.label(block.get("data-number"))
    if number:
        made.set("label", number)


def _table(writer: Writer, block: Element) -> Element:
    caption = block.find("caption")
    attributes = {
        **writer.marked(block),
        "rowheader": "firstcol" if block.get("class") == "row-headers" else "",
    }
    made = element("informaltable" if caption is None else "table", attributes)
    if caption is not None:
        _number(writer, block, made)
        write_content(writer, caption, child(made, "title"))
    head = next(iter(block.iter("tr")), None)
    cells = list(head) if head is not None else []
    group = child(made, "tgroup", {"cols": str(len(cells))})
    for cell in cells:
        child(group, "colspec", {"align": cell.get("data-align", "")})
    for part in block.iterchildren("thead", "tbody"):
        rows = child(group, str(part.tag))
        for row in part:
            holder = child(rows, "row")
            for cell in row:
                write_content(writer, cell, child(holder, "entry"))
        if not len(rows):
            child(child(rows, "row", {"role": docbook.EMPTY}), "entry")
    return made


BUILDERS: dict[str, Callable[[Writer, Element], Element]] = {
    "p": _paragraph,
    **dict.fromkeys(sorted(HEADINGS), _heading),
    "hr": _rule,
    "pre": _code,
    "ul": _bullets,
    "ol": _ordered,
    "li": _item,
    "dl": _definitions,
    "blockquote": _quotation,
    "div": _div,
    "figure": _figure,
    "table": _table,
}
