"""The web edition: pages that are HTML, hang together, need nothing from elsewhere, and can be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
import tinycss2
import tinyhtml5  # type: ignore[import-untyped]
from lxml import html

from colofon.book import Book, Element
from colofon.citations import numbered_notes
from colofon.editions.colours import CHALK, INK, NIGHT, PAPER, contrast, parse, screen_palette
from colofon.editions.web import write_web
from colofon.pipeline import read_book

PROJECT = Path(__file__).parents[1]
BOOKS = Path(__file__).parent / "books"
GOLDEN = Path(__file__).parent / "web"
START_TAG = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
BAR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="9" height="4"/></svg>'
SCRIPTED = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "base"}

Maker = Callable[..., Book]


@pytest.fixture(scope="module", params=["small", "stress"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    """A book, and the folder of its web edition."""
    book = read_book(BOOKS / request.param)
    folder = tmp_path_factory.mktemp("web") / "en"
    assert write_web(book, folder, ("pdf", "epub")) == []
    return book, folder


def pages(folder: Path) -> dict[str, Element]:
    return {path.name: html.document_fromstring(path.read_bytes()) for path in sorted(folder.glob("*.html"))}


def by_class(tree: Element, name: str) -> list[Element]:
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def by_id(tree: Element, id: str) -> Element:
    return next(element for element in tree.iter() if element.get("id") == id)


def made(book: Book, tmp_path: Path) -> dict[str, Element]:
    assert write_web(book, tmp_path / "web") == []
    return pages(tmp_path / "web")


@pytest.mark.parametrize("name", ["index.html", "02-thought.html", "glossary.html"])
def test_a_small_book(name: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    write_web(read_book(BOOKS / "small"), tmp_path, ("pdf", "epub"))
    golden(GOLDEN / name, (tmp_path / name).read_text(encoding="utf-8"))


def test_a_browser_reads_the_elements_that_are_written(built: tuple[Book, Path]) -> None:
    # Whatever HTML forbids, a parser moves, closes or adds to.
    for path in built[1].glob("*.html"):
        text = path.read_text(encoding="utf-8")
        tree = tinyhtml5.parse(text, namespace_html_elements=False)
        read = [str(element.tag) for element in tree.iter() if isinstance(element.tag, str)]
        assert read == START_TAG.findall(text), path.name


def test_every_link_within_the_edition_leads_to_something(built: tuple[Book, Path]) -> None:
    book, folder = built
    trees = pages(folder)
    outside = {f"../../{book.metadata.slug}-{book.metadata.language}.{form}" for form in ("pdf", "epub")}
    ids = {name: {element.get("id") for element in tree.iter()} for name, tree in trees.items()}
    for name, tree in trees.items():
        for element in tree.iter():
            for attribute in ("href", "src"):
                address = element.get(attribute, "")
                if not address or address.startswith(("http:", "https:", "mailto:")) or address in outside:
                    continue
                file, fragment = urldefrag(address)
                assert (folder / (file or name)).is_file(), address
                assert not fragment or fragment in ids[file or name], address


def test_every_id_is_one_of_its_page(built: tuple[Book, Path]) -> None:
    for name, tree in pages(built[1]).items():
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(set(ids)) == len(ids), name
        named = {reference for element in tree.iter() for reference in references(element)}
        assert named <= set(ids), name


def references(element: Element) -> list[str]:
    return " ".join(element.get(name, "") for name in ("aria-labelledby", "aria-describedby")).split()


def test_nothing_runs_and_nothing_comes_from_elsewhere(built: tuple[Book, Path]) -> None:
    folder = built[1]
    for name, tree in pages(folder).items():
        assert not {str(element.tag) for element in tree.iter()} & SCRIPTED, name
        for element in tree.iter():
            assert not [key for key in element.attrib if str(key).startswith("on") or key == "style"], name
            if element.tag in ("img", "link"):
                assert not re.match(r"[a-z]+:|//", element.get("src", element.get("href", ""))), name
        policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert str(policy).startswith("default-src 'none'; style-src 'self'"), name
    for path in folder.rglob("*.css"):
        addresses = re.findall(r"url\((.*?)\)", path.read_text(encoding="utf-8"))
        assert all((path.parent / address.strip("\"'")).is_file() for address in addresses)


def test_the_style_sheets_are_css_and_every_variable_is_declared(built: tuple[Book, Path]) -> None:
    for path in built[1].rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not [rule for rule in tinycss2.parse_stylesheet(text) if rule.type == "error"], path.name
        if path.name == "style.css":
            declared = set(re.findall(r"^\s*(--[\w-]+):|[{;] (--[\w-]+):", text, re.MULTILINE))
            names = {name for pair in declared for name in pair if name} | {"--beside"}
            assert set(re.findall(r"var\((--[\w-]+)", text)) <= names


def test_a_page_has_one_title_and_headings_go_down_one_level_at_a_time(built: tuple[Book, Path]) -> None:
    for name, tree in pages(built[1]).items():
        levels = [int(str(element.tag)[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[:1] == [1], name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_a_page_has_its_parts(built: tuple[Book, Path]) -> None:
    titles = []
    for name, tree in pages(built[1]).items():
        assert [len(tree.findall(f".//{tag}")) for tag in ("main", "footer")] == [1, 1], name
        for skip in by_class(tree, "skip"):
            assert by_id(tree, skip.get("href", "").removeprefix("#")).tag == "h1", name
        assert name == "index.html" or len(by_class(tree, "skip")) == len(tree.findall(".//header")) == 1
        assert tree.get("lang"), name
        titles.append(tree.findtext(".//title"))
    assert len(set(titles)) == len(titles)


def test_every_note_stands_behind_the_block_that_calls_it(built: tuple[Book, Path]) -> None:
    book, folder = built
    found = []
    for name, tree in pages(folder).items():
        for note in by_class(tree, "note"):
            number = note.get("id", "").removeprefix("note-")
            found.append(int(number))
            call = by_id(tree, f"noteref-{number}")
            assert (call.get("href"), call.text) == (f"#note-{number}", number)
            (back,) = by_class(note, "note-back")
            assert back.get("href") == f"#noteref-{number}"
            block = note.getprevious()
            while block is not None and block.get("class") == "note":
                block = block.getprevious()
            assert block is not None
            assert call in block.iter("a"), (name, number)
    assert found == [note.number for note in numbered_notes(book)]


def test_a_term_is_described_by_its_definition(built: tuple[Book, Path]) -> None:
    for name, tree in pages(built[1]).items():
        for term in by_class(tree, "term"):
            if name in ("glossary.html", "index.html") or any(
                above.tag in ("h1", "h2") for above in term.iterancestors()
            ):
                continue
            assert term.get("href", "").startswith("glossary.html#term-")
            gloss = by_id(tree, term.get("aria-describedby", ""))
            assert gloss.getprevious() is term
            assert gloss.get("hidden") is not None
            assert not gloss.findall(".//a")


def test_a_gloss_is_the_definition_without_its_source(book_from: Maker, tmp_path: Path) -> None:
    files = {
        "glossary.yaml": "entries:\n  - key: state\n    term: state\n    definition: Who *rules*.\n    source: w\n",
        "references.yaml": "references:\n  - {id: w, type: book, title: A Work, issued: 1900}\n",
    }
    book = book_from("# One\n\nThe [states](term:state), they say.\n", files)
    (gloss,) = by_class(made(book, tmp_path)["chapter.html"], "gloss")
    assert " ".join("".join(map(str, gloss.itertext())).split()) == "state Who rules."
    assert (gloss.tail or "").startswith(", they say.")


def test_the_way_through_the_book_has_no_gap(built: tuple[Book, Path]) -> None:
    trees = pages(built[1])
    seen, name = ["index.html"], "index.html"
    while following := trees[name].xpath("string(//link[@rel='next']/@href)"):
        assert trees[str(following)].xpath("string(//link[@rel='prev']/@href)") == name
        name = str(following)
        seen.append(name)
    assert sorted(seen) == sorted(trees)


def test_two_builds_have_the_same_bytes_in_another_place(built: tuple[Book, Path], tmp_path: Path) -> None:
    book, folder = built
    program = "import sys; from pathlib import Path; from colofon.pipeline import read_book\n"
    program += "from colofon.editions.web import write_web\n"
    program += "write_web(read_book(Path(sys.argv[1])), Path(sys.argv[2]), ('pdf', 'epub'))\n"
    again = tmp_path / "again"
    environment = {
        **os.environ,
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(PROJECT),
    }
    command = [sys.executable, "-c", program, str(book.root.resolve()), str(again)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert snapshot(again) == snapshot(folder)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_smallest_book_has_an_edition(book_from: Maker, tmp_path: Path) -> None:
    assert sorted(made(book_from("# One\n"), tmp_path)) == ["chapter.html", "colophon.html", "index.html"]


ACCENTS = (
    "#0f4c5c",
    "#7a1f3d",
    "#ffdd00",
    "#ffffff",
    "#000000",
    "#808080",
    "#ff0000",
    "#00ff00",
    "#1f3a5f",
    "#e8e0ff",
)


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize(("ground", "ink"), [(PAPER, INK), (NIGHT, CHALK)], ids=["day", "night"])
def test_text_can_be_read_whatever_the_accent(
    accent: str, ground: tuple[int, int, int], ink: tuple[int, int, int]
) -> None:
    palette = {name: parse(value) for name, value in screen_palette(accent, ground, ink).items()}
    for under in ("paper", "tint"):
        assert contrast(palette["ink"], palette[under]) >= 7
        assert contrast(palette["quiet"], palette[under]) >= 4.5
        assert contrast(palette["accent-text"], palette[under]) >= 4.5
        # Lines that mean something: WCAG 2.2, 1.4.11.
        assert contrast(palette["line"], palette[under]) >= 3
    assert contrast(palette["on-accent"], palette["accent"]) >= 4.5


def test_a_chapter_is_light(built: tuple[Book, Path]) -> None:
    folder = built[1]
    shared = (folder / "style.css").stat().st_size
    for path in folder.glob("*.html"):
        assert path.stat().st_size + shared < 150_000, path.name


def test_a_figure_without_caption_is_labelled_as_one_is_named(book_from: Maker, tmp_path: Path) -> None:
    text = "# One\n\n![](bar.svg){alt='A bar.'}\n\n![A bar](bar.svg){alt='A bar.'}\n\n| a |\n|---|\n| b |\n"
    tree = made(book_from(text, {"bar.svg": BAR}), tmp_path)["chapter.html"]
    captions = ["".join(map(str, element.itertext())) for element in tree.iter("figcaption", "caption")]
    assert captions == ["Figure\u00a01", "Figure\u00a02. A bar", "Table\u00a01"]


def test_the_first_page_shows_the_cover_of_the_manuscript(book_from: Maker, tmp_path: Path) -> None:
    book = book_from("# One\n", {"bar.svg": BAR})
    book.metadata.data["cover"] = {"image": "bar.svg", "alt": "A bar."}
    (picture,) = by_class(made(book, tmp_path)["index.html"], "cover")
    assert (picture.get("src"), picture.get("alt")) == ("images/bar.svg", "A bar.")
    assert (tmp_path / "web" / "images" / "bar.svg").read_text(encoding="utf-8") == BAR
    assert not (tmp_path / "web" / "cover.svg").exists()
    assert "cover.svg" not in (tmp_path / "web" / "style.css").read_text(encoding="utf-8")


def test_the_first_page_offers_no_file_that_is_not_there(book_from: Maker, tmp_path: Path) -> None:
    book = book_from("# One\n")
    assert by_class(made(book, tmp_path)["index.html"], "downloads") == []
    write_web(book, tmp_path / "web", ("pdf",))
    (listing,) = by_class(pages(tmp_path / "web")["index.html"], "downloads")
    assert [link.get("href") for link in listing.iter("a")] == ["../../a-book-en.pdf"]
