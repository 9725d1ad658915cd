"""Every file of the EPUB, out of a book: what goes into the container, in its order."""

from __future__ import annotations

from dataclasses import dataclass, field

from colofon.book import Book
from colofon.diagnostics import Diagnostic
from colofon.editions.epub.accessibility import accessibility
from colofon.editions.epub.container import PACKAGE, ROOT
from colofon.editions.epub.cover import cover_image
from colofon.editions.epub.documents import (
    EPUB_TYPE,
    STYLE_SHEET,
    Document,
    Written,
    chapter_body,
    write_document,
)
from colofon.editions.epub.navigation import FILE as NAVIGATION
from colofon.editions.epub.navigation import contents, landmarks
from colofon.editions.epub.package import Item, package_document
from colofon.editions.faces import Face, characters_of, cut, embeds_fonts, face_rules, licences, needed_faces
from colofon.editions.filled import BACK, FilledBook, fill_book
from colofon.editions.images import MEDIA_TYPES, Images, take_cover, take_images
from colofon.editions.linking import free_name, resolve_links, text_of
from colofon.editions.making import make
from colofon.editions.parts import GLOSSARY, WORKS, back_parts, colophon_part, title_part
from colofon.editions.styling import day, families, sheet, with_values
from colofon.editions.wording import Phrases, phrases
from colofon.editions.xhtml import Section, make_section, width_rules
from colofon.vocabulary import ROLES

COVER, TITLE_PAGE, COLOPHON = "cover.xhtml", "title-page.xhtml", "colophon.xhtml"
XHTML_TYPE = "application/xhtml+xml"
FACES = "fonts"


@dataclass(slots=True)
class Publication:
    """What the container holds, and what is known of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By path in the container, in order; `mimetype` and what points at the package come before."""
    written: dict[str, Written] = field(default_factory=dict)
    """The content documents by path below the root folder."""
    findings: list[Diagnostic] = field(default_factory=list)


def make_publication(book: Book) -> Publication:
    """Return the files of a book's EPUB."""
    words = phrases(book.metadata.language)
    filled = fill_book(book, "screen")
    sections = [make_section(chapter, words) for chapter in filled.chapters]
    images = Images("images", filled.drawings)
    take_images(book, sections, images)
    cover = _cover(book, images, words)
    back = _back_matter(book, filled, words)
    chapters = _chapters(book, sections, words)
    front = _front_matter(book, filled, words)
    navigation = _navigation(book, [cover, *front], [*chapters, *back], words)
    documents = [cover, *front, navigation, *chapters, *back]
    resolve_links({document.file: make("div", *document.body) for document in documents})
    publication = Publication(findings=[*filled.findings, *images.findings])
    _fill(publication, book, documents, images, words)
    return publication


def _front_matter(book: Book, filled: FilledBook, words: Phrases) -> list[Document]:
    title = title_part(book, filled, words)
    title.set(EPUB_TYPE, "titlepage")
    imprint = colophon_part(book, filled, words)
    language, path = book.metadata.language, book.metadata.path
    return [
        Document(TITLE_PAGE, words("title-page"), [title], language, path, "frontmatter"),
        Document(COLOPHON, words("colophon"), [imprint], language, path, "frontmatter"),
    ]


def _cover(book: Book, images: Images, words: Phrases) -> Document:
    address, alternative = take_cover(book, images), ""
    if address is not None:
        alternative = str(book.metadata.data["cover"].get("alt", ""))
    else:
        images.files["cover.svg"] = cover_image(book)
        address = "images/cover.svg"
        alternative = words("cover-alternative", title=book.metadata.title)
    image = make("img", src=address, alt=alternative, role="doc-cover")
    page = make("section", make("p", image), class_="cover", aria_label=words("cover"))
    return Document(COVER, words("cover"), [page], book.metadata.language, book.metadata.path)


def _chapters(book: Book, sections: list[Section], words: Phrases) -> list[Document]:
    taken = {COVER, TITLE_PAGE, COLOPHON, NAVIGATION}
    taken |= {f"{name}.xhtml" for name in BACK}
    documents = []
    for section in sections:
        chapter = section.chapter
        file = free_name(chapter.name, "xhtml", taken)
        heading = section.tree.find("h1")
        title = text_of(heading) if heading is not None else chapter.name
        body = chapter_body(section, words("notes"), book.metadata.language)
        language = chapter.language or book.metadata.language
        documents.append(Document(file, title, [body], language, chapter.path, ROLES[chapter.role]))
    return documents


def _back_matter(book: Book, filled: FilledBook, words: Phrases) -> list[Document]:
    language, paths = book.metadata.language, {GLOSSARY: book.glossary_path}
    return [
        Document(
            f"{name}.xhtml", words(name), [tree], language, paths.get(name, book.metadata.path), "backmatter"
        )
        for name, tree in back_parts(book, filled, words).items()
    ]


def _navigation(book: Book, front: list[Document], main: list[Document], words: Phrases) -> Document:
    bodies = [document for document in main if document.part == "bodymatter"]
    first = (bodies or main or front)[0]
    language = book.metadata.language
    places = {
        "cover": (COVER, words("cover"), language),
        "titlepage": (TITLE_PAGE, words("title-page"), language),
        "colophon": (COLOPHON, words("colophon"), language),
        "toc": (NAVIGATION, words("contents"), language),
        "bodymatter": (first.file, first.title, first.language),
    }
    for document in main:
        for name, kind in ((GLOSSARY, "glossary"), (WORKS, "bibliography")):
            if document.file == f"{name}.xhtml":
                places[kind] = (document.file, document.title, language)
    title = words("contents")
    body = [contents(main, language, words), landmarks(places, language, words)]
    return Document(NAVIGATION, title, body, language, book.metadata.path, "frontmatter", "nav")


def _fill(
    publication: Publication, book: Book, documents: list[Document], images: Images, words: Phrases
) -> None:
    trees = [tree for document in documents for tree in document.body]
    facts = accessibility([tree for document in documents[1:] for tree in document.body], words)
    embedded = embeds_fonts(book)
    faces = needed_faces(trees, book) if embedded else []
    style = face_rules(faces, f"../{FACES}", "ttf") + sheet("epub.css") + width_rules(trees)
    characters = characters_of(trees)
    cover = next(iter(documents[0].body[0].iter("img"))).get("src", "")
    resources = {STYLE_SHEET: with_values(style, {**families(book, embedded), **day(book)}).encode()}
    resources |= {f"{images.folder}/{name}": data for name, data in sorted(images.files.items())}
    resources |= {f"{FACES}/{face.file}.ttf": cut(face, characters, "") for face in faces}
    publication.written = {document.file: write_document(document) for document in documents}
    items = _items(documents, resources, cover)
    publication.files[f"{ROOT}/{PACKAGE}"] = package_document(book, items, facts)
    publication.files |= {f"{ROOT}/{file}": written.data for file, written in publication.written.items()}
    publication.files |= {f"{ROOT}/{file}": data for file, data in resources.items()}
    publication.files |= _licences(faces)


def _licences(faces: list[Face]) -> dict[str, bytes]:
    # In META-INF, because a file that no document shows has no place in the manifest (OPF-097).
    return {f"META-INF/{name}": data for name, data in licences(faces).items()}


def _items(documents: list[Document], resources: dict[str, bytes], cover: str) -> list[Item]:
    items = [
        Item(document.id, document.file, XHTML_TYPE, "nav" if document.file == NAVIGATION else "", spine=True)
        for document in documents
    ]
    for index, file in enumerate(resources, start=1):
        ending = file.rpartition(".")[2]
        media_type = {"css": "text/css", "ttf": "font/ttf", **MEDIA_TYPES}[ending]
        items.append(Item(f"r{index}", file, media_type, "cover-image" if file == cover else ""))
    return items
