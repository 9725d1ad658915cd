"""Units of translation: what is one, its id, its codes, and what its translator is told."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from colofon.book import Book
from colofon.pipeline import read_book
from colofon.translation.codes import shown
from colofon.translation.parts import book_parts
from colofon.translation.xliff12 import named, xliff12
from colofon.vocabulary import TEXT_BLOCKS
from tests.translating import BOOKS, CONSTRUCTS, BookFrom, chapter_units_of, target_of, units_of


@pytest.fixture(scope="module", params=BOOKS)
def book(request: pytest.FixtureRequest) -> Book:
    return read_book(BOOKS[request.param])


@pytest.fixture(scope="module")
def constructs() -> Book:
    return read_book(CONSTRUCTS)


# What is a unit


def test_every_text_is_a_unit(book: Book) -> None:
    elements = [unit.element for unit in units_of(book, target_of(book)) if unit.element is not None]
    assert len(set(elements)) == len(elements)
    for chapter in book.chapters:
        blocks = [block for block in chapter.tree.iter(*TEXT_BLOCKS) if len(block) or block.text]
        images = [image for image in chapter.tree.iter("img") if image.get("alt")]
        assert {*blocks, *images} <= set(elements)


def test_each_paragraph_of_a_note_is_a_unit_in_the_group_of_the_note(constructs: Book) -> None:
    units = [unit for unit in chapter_units_of(constructs) if ":note-twee" in unit.id]
    assert [unit.kind for unit in units] == ["paragraph"] * 4
    assert {unit.path[0] for unit in units} == {("note", "vormen:note-twee", True)}


def test_an_image_in_any_block_has_its_alternative_as_a_unit(book_from: BookFrom) -> None:
    units = chapter_units_of(book_from("# Titel ![een](a.svg)\n\nTekst ![twee](a.svg)\n"))
    assert [unit.content for unit in units if unit.kind == "alternative"] == [("een",), ("twee",)]


def test_soft_line_ends_are_spaces_and_hard_ones_are_codes(book_from: BookFrom) -> None:
    unit = chapter_units_of(book_from("een\ntwee\\\ndrie\n"))[0]
    first, code, last = unit.content
    assert (first, last) == ("een twee", "drie")
    assert not isinstance(code, str)
    assert code.code.kind == "line-break"


@pytest.mark.parametrize(
    ("text", "translate"),
    [
        ("Woorden.", True),
        ("1.000", True),
        ("[](cite:x).", False),
        ("[](cite:x) en [](cite:x).", True),
        ("[Hearts and minds.]{lang=en}", False),
        ("[Hearts]{lang=en} en hoofden.", True),
        ("[Een Vlaams woord.]{lang=nl-BE}", True),
        ("[Een titel]{.work}", False),
        ("[]{.lost}", False),
        ("[]{.lost lang=en} […]{.partial}", False),
        ("Een gat […]{.partial} in de tekst.", True),
        ("<https://example.org/>", False),
        ("    code", False),
        ("::: {.quote lang=en}\nWords.\n:::", False),
        ("::: {.quote lang=la}\nVerba.\n:::", False),
        ("::: {.quote lang=en}\n[Woorden]{lang=nl}\n:::", False),
        ("> Woorden.", True),
    ],
)
def test_what_is_translated(book_from: BookFrom, text: str, translate: bool) -> None:
    (unit,) = [unit for unit in units_of(book_from(text, language="nl")) if unit.element is not None]
    assert unit.translate is translate


def test_what_is_lost_is_a_code_that_says_so(book_from: BookFrom) -> None:
    book = book_from(
        "# []{.lost}\n\nEen gat […]{.partial lang=en} hier.[^een]\n\n[^een]: []{.lost}\n", language="nl"
    )
    heading, text, note = chapter_units_of(book)
    assert [shown(unit.content) for unit in (heading, note)] == ["[text that is lost]"] * 2
    assert shown(text.content) == "Een gat [part of a text that is lost] hier.[note 1]"
    assert not any("Keep" in told for unit in (heading, text, note) for told in unit.advice)


def test_a_chapter_in_the_target_language_is_kept(book_from: BookFrom) -> None:
    spine = "title: T\nslug: s\nlanguage: nl\nversion: '1'\ndate: 2018\nspine:\n"
    spine += "  - {file: chapter.md, role: chapter, language: en-GB}\n"
    book = book_from("# Summary\n\nWords.\n", {"book.yaml": spine})
    assert [unit.translate for unit in chapter_units_of(book)] == [False, False]


# Ids


def test_ids_are_unique_and_names_in_every_format(book: Book) -> None:
    ids = [unit.id for unit in units_of(book, target_of(book))]
    assert len(set(ids)) == len(ids)
    for id in ids:
        assert re.fullmatch(r"[\w.:-]+", id)


SECTION = "# Een {#een}\n\nAlfa.[^a]\n\nBeta.\n\n[^a]: Noot.\n\n## Twee {#twee}\n\nGamma.\n"


def ids_of(book: Book) -> list[str]:
    return [unit.id for unit in chapter_units_of(book)]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("Beta.", "Nieuw.\n\nBeta.", 0, 1),
        ("Alfa.[^a]", "Alfa[^b].[^a]\n\n[^b]: Nieuwe noot.", 0, 2 - 1),
        ("Noot.", "Noot, anders.", 0, 0),
        ("Noot.", "Noot.\n\n    Tweede alinea.", 0, 1),
        ("# Een {", "# Eentje {", 0, 0),
        ("## Twee {", "## Nog iets\n\n## Tweede {", 0, 1),
        ("Beta.", "Bèta.", 1, 1),
        ("Beta.", "*Beta*.", 0, 0),
        ("\n\nAlfa", "\n\nDelta.\n\nAlfa", 0, 1),
    ],
)
def test_what_stands_elsewhere_keeps_its_id(
    book_from: BookFrom, old: str, new: str, gone: int, come: int
) -> None:
    before = ids_of(book_from(SECTION, language="nl"))
    after = ids_of(book_from(SECTION.replace(old, new), language="nl"))
    assert len(set(before) - set(after)) == gone
    assert len(set(after) - set(before)) == come


def test_a_named_section_keeps_its_ids_in_another_chapter(book_from: BookFrom) -> None:
    before = ids_of(book_from(SECTION))
    after = ids_of(book_from("# Drie {#drie}\n\n## Twee {#twee}\n\nGamma.\n"))
    assert [id for id in before if id.startswith("twee:")] == after[1:]


def test_a_label_with_any_character_makes_an_id(book_from: BookFrom) -> None:
    book = book_from("Een.[^a/b&c] Twee.[^1]\n\n[^a/b&c]: Noot.\n\n[^1]: Noot.\n")
    assert ids_of(book)[1:] == ["chapter:note-a_2fb_26c:paragraph", "chapter:note-1:paragraph"]


# Codes and advice


def advice(book: Book, id: str) -> tuple[str, ...]:
    return next(unit.advice for unit in units_of(book) if unit.id.startswith(id))


def test_a_note_says_its_number_and_where_it_is_called(constructs: Book) -> None:
    lines = advice(constructs, "vormen:note-vier")
    assert lines[:2] == ("Note 4, called after: Een figuur", "Section: Vormen › Met naam")


def test_terms_and_definitions_are_at_hand(constructs: Book) -> None:
    assert "Term: teken = sign" in advice(constructs, "vormen:paragraph")
    assert "Term: habitus = not prescribed yet" in advice(constructs, "vormen:paragraph")
    told = "definition of teken: Something that, on a carrier, stands for something else."
    assert told in advice(constructs, "vormen:note-een")


def test_what_stays_says_so(constructs: Book) -> None:
    assert "Keep: hearts and minds" in advice(constructs, "vormen:paragraph")
    assert "Nothing to translate: codes only" in advice(constructs, "vormen:note-een")
    assert "Keep as it is: in en" in advice(constructs, "vormen:paragraph-3573b89e")
    assert "Keep as it is: titles, or words in another language" in advice(
        constructs, "vormen:paragraph-f202"
    )


def test_a_translator_sees_no_attributes(constructs: Book) -> None:
    part = book_parts(constructs, "en")[0]
    tree = etree.fromstring(xliff12(constructs, part, "en"))
    hints = [code.get("equiv-text", "") for code in tree.iter(named("g"), named("x"))]
    assert hints
    for hint in hints:
        assert not re.search(r"data-|term:\w|cite:|#|smit2017|raad2016|=1&c", hint)


def test_prescribed_translations_are_given(constructs: Book) -> None:
    units = {unit.id: unit for unit in units_of(constructs)}
    assert units["glossary:teken:term"].target == ("sign",)
    target = units["glossary:teken:definition"].target
    # Its codes are those of the source, in the order of the translation.
    assert [mark.code.id for mark in target if not isinstance(mark, str)] == ["2", "2", "1", "1"]
    other = units["glossary:drager:definition"]
    assert other.target == ()
    assert "The glossary prescribes, with other codes: What a sign stands on." in other.advice


def test_hints_of_a_range_and_of_works(constructs: Book) -> None:
    hints = {
        mark.code.hint
        for unit in chapter_units_of(constructs)
        for mark in unit.content
        if not isinstance(mark, str)
    }
    assert {
        "[reference to 1 Vormen .. A Bijlage]",
        "[Smit, ‘Over tekens’, 2017, p. 2]",
        "[Raad voor de Tekens, ‘Jaarverslag’, 2016]",
        "[note 1]",
        "[reference to table 1 Cijfers per jaar]",
    } <= hints
