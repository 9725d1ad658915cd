"""The web edition: a folder of pages that need nothing but a browser, and no script.

chapters  notes under their paragraph, tables     glosses  definitions beside the terms
index     the first page                          page     the frame around every page
"""

from __future__ import annotations

from pathlib import Path

from colofon.book import Book
from colofon.diagnostics import Diagnostic
from colofon.editions.colours import ACCENT, WHITE, css, legible_on, mix, parse
from colofon.editions.coverart import Canvas, arcs
from colofon.editions.faces import characters_of, cut, design, face_rules, licences, needed_faces
from colofon.editions.filled import BACK, FilledBook, fill_book
from colofon.editions.images import Images, take_cover, take_images
from colofon.editions.linking import free_name, resolve_links, text_of
from colofon.editions.making import make
from colofon.editions.parts import COLOPHON, GLOSSARY, back_parts, colophon_part
from colofon.editions.styling import declared, sheet
from colofon.editions.web.chapters import beside_rules, chapter_content
from colofon.editions.web.glosses import add_glosses, make_glosses
from colofon.editions.web.index import Offer, index_page
from colofon.editions.web.page import ICON, INDEX, STYLE_SHEET, Frame, Page, write_page
from colofon.editions.wording import Phrases, phrases
from colofon.editions.xhtml import Section, make_section, width_rules

FACES, IMAGES, PICTURE = "fonts", "images", "cover.svg"
PICTURE_RULE = f""".index main > .title-page {{ background-image: url("{PICTURE}"); }}\n"""
ART_SIZE = 900.0


def write_web(book: Book, folder: Path, beside: tuple[str, ...] = ()) -> list[Diagnostic]:
    """Write the web edition of a book into a folder of its own and return what was found.

    It links to the editions that lie beside it: ``pdf``, ``epub``.
    """
    words = phrases(book.metadata.language)
    filled = fill_book(book, "screen")
    sections = [make_section(chapter, words) for chapter in filled.chapters]
    images = Images(IMAGES, filled.drawings)
    take_images(book, sections, images)
    pages = make_pages(book, filled, sections, words, Offer(beside, take_cover(book, images)))
    files = {page.file: write_page(page, Frame(book, words, pages)) for page in pages}
    files |= _resources(book, pages, images)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return [*filled.findings, *images.findings]


def make_pages(
    book: Book, filled: FilledBook, sections: list[Section], words: Phrases, offer: Offer
) -> list[Page]:
    """Return the pages in the order of reading, every link led to its file."""
    back = back_parts(book, filled, words)
    chapters = [chapter_content(section, words) for section in sections]
    glosses = make_glosses(back.get(GLOSSARY))
    for tree in chapters:
        add_glosses(tree, glosses)
    language, path = book.metadata.language, book.metadata.path
    taken = {INDEX, *(f"{name}.html" for name in (*BACK, COLOPHON))}
    pages = []
    for section, tree in zip(sections, chapters, strict=True):
        file = free_name(section.chapter.name, "html", taken)
        heading = tree.find("h1")
        title = text_of(heading) if heading is not None else section.chapter.name
        page = Page(file, title, [tree], section.chapter.language or language, section.chapter.path, heading)
        page.kind, page.style = "chapter-page", beside_rules(section)
        pages.append(page)
    for name, part in (back | {COLOPHON: colophon_part(book, filled, words)}).items():
        pages.append(Page(f"{name}.html", words(name), [part], language, path, part.find("h1")))
    pages.insert(0, index_page(book, filled, pages, words, offer))
    resolve_links({page.file: make("div", *page.content) for page in pages})
    return pages


def _resources(book: Book, pages: list[Page], images: Images) -> dict[str, bytes]:
    """Return style sheet, faces, images and the icon."""
    trees = [tree for page in pages for tree in page.content]
    faces = needed_faces(trees, book)
    characters = characters_of(trees)
    style = face_rules(faces, FACES, "woff2") + declared(book) + sheet("screen.css") + width_rules(trees)
    files = {page.style_file: page.style.encode() for page in pages if page.style}
    if not any(image.get("class") == "cover" for image in pages[0].content[0].iter("img")):
        style += PICTURE_RULE
        files[PICTURE] = _picture(book)
    files |= {STYLE_SHEET: style.encode(), ICON: _icon(book)}
    files |= {f"{FACES}/{face.file}.woff2": cut(face, characters, "woff2") for face in faces}
    files |= {f"{FACES}/{name}": data for name, data in licences(faces).items()}
    files |= {f"{IMAGES}/{name}": data for name, data in images.files.items()}
    return files


def _icon(book: Book) -> bytes:
    accent = parse(design(book).get("accent", ACCENT))
    ink = css(legible_on(accent, WHITE))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="5" fill="{css(accent)}"/>'
        f'<path d="M8 26A18 18 0 0 1 26 8M15 26A11 11 0 0 1 26 15" fill="none" '
        f'stroke="{ink}" stroke-width="2"/>'
        f'<circle cx="24.5" cy="24.5" r="3" fill="{ink}"/></svg>\n'
    ).encode()


def _picture(book: Book) -> bytes:
    """Return the picture of the cover without its words, for the first page."""
    accent = parse(design(book).get("accent", ACCENT))
    ink = legible_on(accent, WHITE)
    canvas = Canvas(ART_SIZE, ART_SIZE, css(mix(accent, ink, 0.45)), css(ink))
    box = f"0 0 {ART_SIZE:g} {ART_SIZE:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{arcs(book, canvas)}</svg>\n'.encode()
