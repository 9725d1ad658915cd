"""Units: what translators translate, one for each block of a chapter.

Takes a chapter tree that is not filled, so that references, citations, terms and definitions are codes.
Every paragraph of a note is a unit, grouped under its note; alternatives of images are units as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from colofon.book import Book, Chapter, Element, Position
from colofon.translation.codes import Coder, Content, same_language, words_of
from colofon.translation.hints import Hints
from colofon.translation.naming import SINGLE, Names
from colofon.vocabulary import HEADINGS, TEXT_BLOCKS

KINDS = {
    "p": "paragraph",
    "th": "cell",
    "td": "cell",
    "dt": "term",
    "caption": "caption",
    "figcaption": "caption",
    "pre": "code",
    **dict.fromkeys(HEADINGS, "heading"),
}
"""Text blocks by tag."""

CONTAINERS = {
    "aside": "note",
    "blockquote": "quotation",
    "div": "box",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "dl": "list",
    "dd": "item",
    "table": "table",
    "tr": "row",
    "figure": "figure",
}
"""Blocks that hold blocks; head and body of a table do not matter to a translator."""


class Container(NamedTuple):
    """What a unit stands in: a note, a list, a row, an entry of the glossary."""

    kind: str
    key: str
    """Unique in its file; the author's name where there is one."""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to be translated as a whole."""

    id: str
    kind: str
    """``paragraph``, ``heading``, ``cell``, ``caption``, ``alternative``, ``definition``..."""
    segments: tuple[Content, ...]
    """The text in order; one segment, as long as nothing cuts it into sentences."""
    language: str
    translate: bool
    """False where nothing is to be done: no words, or words that stay as they are."""
    position: Position
    path: tuple[Container, ...] = ()
    section: str = ""
    """Titles of the chapter and the section around it."""
    advice: tuple[str, ...] = ()
    """For the translator; holds numbers that move, so nothing may compare it."""
    target: Content = ()
    """The translation that the glossary prescribes."""
    element: Element | None = None
    """The block, or the image whose alternative it is; None outside a chapter."""

    @property
    def content(self) -> Content:
        """The segments, joined."""
        return tuple(item for segment in self.segments for item in segment)

    @property
    def words(self) -> int:
        """Words to be translated: what is kept and what is opaque does not count."""
        return len(words_of(self.content).split()) if self.translate else 0


def chapter_units(book: Book, chapter: Chapter, target_language: str, names: Names) -> list[Unit]:
    """Return the units of a chapter in the order of writing."""
    walker = _Walker(book, chapter, target_language, names)
    walker.walk(chapter.tree, walker.language, (), "")
    return walker.units


def is_translatable(content: Content) -> bool:
    """Tell whether a content has words or figures of its own: figures are written otherwise elsewhere."""
    return any(character.isalnum() for character in words_of(content))


class _Walker:
    def __init__(self, book: Book, chapter: Chapter, target_language: str, names: Names) -> None:
        self.chapter = chapter
        self.names = names
        self.coder = Coder(Hints(book, chapter.name, target_language))
        self.written = {
            target.element for found in book.targets.values() for target in found if target.written
        }
        self.language = chapter.language or book.metadata.language
        # A chapter written in the target language is ready, unless the whole book is.
        self.ready = same_language(self.language, target_language) and not same_language(
            book.metadata.language, target_language
        )
        title = next((element for element in chapter.tree if element.tag == "h1"), None)
        self.key = title.get("id", "") if title in self.written and title is not None else chapter.name
        self.scope = self.key
        self.titles = [chapter.title]
        self.containers = 0
        self.units: list[Unit] = []

    def walk(self, parent: Element, language: str, path: tuple[Container, ...], name: str) -> None:
        """Make units of what stands in a block; `name` is the author's for the thing around it."""
        for child in parent:
            here = child.get("lang") or language
            if child.tag in HEADINGS:
                self.heading(child, here, path)
            elif child.tag in TEXT_BLOCKS:
                self.block(child, here, path, name)
            elif child.tag == "img":
                self.alternative(child, here, path, name)
            else:
                self.container(child, here, path, name)

    def container(self, element: Element, language: str, path: tuple[Container, ...], name: str) -> None:
        if element.tag == "aside":
            # A label is unique in its chapter only.
            name = f"{self.key}:note-{element.get('data-label', '')}"
        elif element in self.written:
            name = element.get("id", "")
        if element.tag in CONTAINERS:
            self.containers += 1
            named = element.tag == "aside" or element in self.written
            key = self.names.thing(name) if named else str(self.containers)
            path = (*path, Container(CONTAINERS[element.tag], key, named))
        self.walk(element, language, path, name)

    def heading(self, element: Element, language: str, path: tuple[Container, ...]) -> None:
        level = int(element.tag[1])
        content = self.coder.content(element, language)
        text = " ".join("".join(map(str, element.itertext())).split())
        self.titles = [*self.titles[: level - 1], text]
        name = ""
        if element in self.written:
            name = self.scope = element.get("id", "")
        elif level == 1:
            name = self.key
        self.add(element, "heading", content, language, path, name)
        self.images(element, language, path, name)

    def block(self, element: Element, language: str, path: tuple[Container, ...], name: str) -> None:
        content = self.coder.content(element, language)
        if content:
            self.add(element, KINDS[element.tag], content, language, path, name)
        self.images(element, language, path, name)

    def images(self, block: Element, language: str, path: tuple[Container, ...], name: str) -> None:
        for image in block.iterdescendants("img"):
            self.alternative(image, language, path, name)

    def alternative(self, image: Element, language: str, path: tuple[Container, ...], name: str) -> None:
        text = image.get("alt", "")
        if text:
            self.add(image, "alternative", (text,), image.get("lang") or language, path, name)

    def add(
        self,
        element: Element,
        kind: str,
        content: Content,
        language: str,
        path: tuple[Container, ...],
        name: str,
    ) -> None:
        id = self.names.bare(name, kind) if name and kind in SINGLE else ""
        self.units.append(
            Unit(
                id=id or self.names.hashed(name or self.scope, kind, content),
                kind=kind,
                segments=(content,),
                language=language,
                translate=not self.stays(language) and is_translatable(content),
                position=self.chapter.position(element),
                path=path,
                section=" › ".join(dict.fromkeys(filter(None, self.titles))),
                element=element,
            )
        )

    def stays(self, language: str) -> bool:
        """Tell whether text in this language stays as it is: a quotation was left in it on purpose."""
        return self.ready or not same_language(language, self.language)
