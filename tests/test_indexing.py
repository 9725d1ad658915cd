"""The index: numbers of chapters, sections, figures and notes; ids; how repeated works are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from colofon.book import Book
from colofon.numbering import letter, roman
from colofon.pipeline import read_book

Manuscript = Callable[..., Book]

HEAD = 'title: T\nslug: t\nlanguage: en\nversion: "1"\ndate: 2018-04-01\n'


@pytest.fixture
def manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manuscript:
    """Make a book of chapters: role -> text, in order; a role may have a number behind it to be told apart."""

    def make(chapters: dict[str, str], numbering: str = "", **files: str) -> Book:
        spine = "spine:\n"
        for index, (role, text) in enumerate(chapters.items()):
            (tmp_path / f"{index}.md").write_text(text, encoding="utf-8")
            spine += f"  - {{file: {index}.md, role: {role.rstrip('0123456789')}}}\n"
        (tmp_path / "book.yaml").write_text(f"{HEAD}numbering: {{{numbering}}}\n{spine}", encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return read_book(Path())

    return make


ROLES = ("foreword", "introduction", "chapter1", "chapter2", "conclusion", "appendix1", "appendix2")


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("", ["", "", "1", "2", "", "A", "B"]),
        ("chapters: roman, appendices: roman", ["", "", "I", "II", "", "I", "II"]),
        ("chapters: none, appendices: none", ["", "", "", "", "", "", ""]),
    ],
)
def test_chapters_are_numbered(manuscript: Manuscript, numbering: str, expected: list[str]) -> None:
    book = manuscript({role: f"# {role}\n" for role in ROLES}, numbering)
    assert [chapter.number for chapter in book.chapters] == expected
    titles = [chapter.tree.find("h1") for chapter in book.chapters]
    assert [title.get("data-number", "") for title in titles if title is not None] == expected


SECTIONS = "# T\n\n## a\n\n### b\n\n#### c\n\n## d\n\n### e\n\n### f\n"


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("", ["", "", "", "", "", ""]),
        ("sections: 1", ["1.1", "", "", "1.2", "", ""]),
        ("sections: 2", ["1.1", "1.1.1", "", "1.2", "1.2.1", "1.2.2"]),
        ("sections: 3, chapters: roman", ["I.1", "I.1.1", "I.1.1.1", "I.2", "I.2.1", "I.2.2"]),
    ],
)
def test_sections_are_numbered(manuscript: Manuscript, numbering: str, expected: list[str]) -> None:
    book = manuscript({"chapter": SECTIONS, "conclusion": SECTIONS}, numbering)
    found = [
        target.number for targets in book.targets.values() for target in targets if target.kind == "section"
    ]
    assert found == [*expected, *[""] * len(expected)]


def test_a_heading_inside_another_block_is_no_section(manuscript: Manuscript) -> None:
    text = "> # Q\n\n# T\n\n- ## In an item\n\n## a\n\n[^n]: ## In a note\n\n::: {lang=fr}\n## b\n:::\n"
    book = manuscript({"chapter": text}, "sections: 1")
    assert book.chapters[0].title == "T"
    kinds = {
        target.title: (target.kind, target.number) for found in book.targets.values() for target in found
    }
    assert kinds == {
        "Q": ("block", ""),
        "T": ("chapter", "1"),
        "In an item": ("block", ""),
        "a": ("section", "1.1"),
        "In a note": ("block", ""),
        "b": ("section", "1.2"),
    }


OBJECTS = "# T\n\n![a](a.svg)\n\n| a |\n|---|\n| b |\n\n![](c.svg)\n"


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("", ["1", "1", "2", "3", "2", "4", "5", "3", "6", "7", "4", "8"]),
        (
            "figures: chapter",
            ["1", "1", "2", "1.1", "1.1", "1.2", "3", "2", "4", "A.1", "A.1", "A.2"],
        ),
    ],
)
def test_figures_and_tables_are_numbered(manuscript: Manuscript, numbering: str, expected: list[str]) -> None:
    roles = ("introduction", "chapter", "conclusion", "appendix")
    book = manuscript(dict.fromkeys(roles, OBJECTS), numbering)
    elements = [element for chapter in book.chapters for element in chapter.tree.iter("figure", "table")]
    assert [element.get("data-number") for element in elements] == expected


def test_notes_count_through_the_book_in_the_order_of_their_calls(manuscript: Manuscript) -> None:
    first = (
        "# T\n\na[^b] and c[^a]\n\n[^a]: A.\n\n[^b]: B.\n\n[^unused]: C.\n\n"
        "| d[^cell] |\n|---|\n\n: E[^caption]\n\n![f[^figure]](f.svg)\n\n"
        "[^figure]: F.\n\n[^caption]: G.\n\n[^cell]: H.\n"
    )
    book = manuscript({"chapter1": first, "chapter2": "# U\n\ni[^a] j[^none]\n\n[^a]: I.\n"})
    numbers = {key: [note.number for note in notes] for key, notes in book.notes.items()}
    assert numbers == {
        ("0", "a"): [2],
        ("0", "b"): [1],
        ("0", "unused"): [None],
        ("0", "caption"): [3],
        ("0", "cell"): [4],
        ("0", "figure"): [5],
        ("1", "a"): [6],
    }
    calls = [
        call for chapter in book.chapters for call in chapter.tree.iter("a") if call.get("class") == "noteref"
    ]
    assert [call.get("data-number") for call in calls] == ["1", "2", "3", "4", "5", "6", None]


def test_duplicates_stay_in_the_index(manuscript: Manuscript) -> None:
    text = "# T {#a}\n\n## S {#a}\n\nb[^c] d[^c]\n\n[^c]: One.\n\n[^c]: Two.\n"
    book = manuscript({"chapter": text})
    assert [target.title for target in book.targets["a"]] == ["T", "S"]
    assert [note.number for note in book.notes["0", "c"]] == [1, None]
    assert len(book.references_to("noteref")) == 2


def test_a_call_in_a_note_gives_no_number(manuscript: Manuscript) -> None:
    book = manuscript({"chapter": "# T\n\na[^b]\n\n[^b]: c[^d]\n\n    [^d]: e[^b]\n\nf[^g]\n\n[^g]: h\n"})
    assert [(reference.label, reference.note) for reference in book.references_to("noteref")] == [
        ("b", ""),
        ("d", "b"),
        ("b", "d"),
        ("g", ""),
    ]
    assert [notes[0].number for notes in book.notes.values()] == [1, None, 2]


def test_ids_are_derived_and_are_no_targets(manuscript: Manuscript) -> None:
    text = (
        "# 12 Érgens à la carte\n\n## Same\n\n## Same\n\n## שלום\n\n## Note 1\n\n## Term k\n\n" + OBJECTS[5:]
    )
    entry = "entries:\n  - {key: k, term: k, definition: d}\n"
    book = manuscript({"chapter": text, "appendix": "No title.\n"}, glossary=entry)
    ids = [element.get("id") for element in book.chapters[0].tree.iter() if element.get("id")]
    assert ids == [
        "chapter-12-ergens-a-la-carte", "same", "same-2", "section", "note-1-2", "term-k-2",
        "figure-1", "table-1", "figure-2",
    ]  # fmt: skip
    assert not any(target.written for targets in book.targets.values() for target in targets)
    assert book.target("same") is None
    assert [chapter.id for chapter in book.chapters] == ["chapter-12-ergens-a-la-carte", "1"]


REFERENCES = """\
references:
  - {id: w, type: book, title: W, issued: 2001}
  - {id: v, type: book, title: V, issued: 2002}
"""


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        (["[](cite:w)", "[](cite:w)"], ["", "idem"]),
        (["[p. 1](cite:w)", "[p. 1](cite:w)", "[p. 2](cite:w)"], ["", "idem", "ibid"]),
        (["[p. 1](cite:w)", "[](cite:w)"], ["", "earlier"]),
        (["[p.  1](cite:w)", "[p. 1](cite:w)"], ["", "idem"]),
        (["[](cite:w)", "A remark.", "[](cite:w)"], ["", "earlier"]),
        (["[](cite:w)", "[](cite:v)", "[](cite:w)"], ["", "", "earlier"]),
        (["[](cite:w); [](cite:v)", "[](cite:v)"], ["", "", "earlier"]),
        (["[](cite:w); [](cite:w)", "[](cite:w)"], ["", "idem", "earlier"]),
        (["[](cite:w); [p. 2](cite:w)"], ["", "ibid"]),
        (["[](cite:w)", "[](cite:unknown)", "[](cite:unknown)"], ["", "", "idem"]),
    ],
)
def test_repeated_works(manuscript: Manuscript, notes: list[str], expected: list[str]) -> None:
    calls = " ".join(f"a[^{index}]" for index in range(len(notes)))
    definitions = "".join(f"\n[^{index}]: {note}.\n" for index, note in enumerate(notes))
    book = manuscript({"chapter": f"# T\n\n{calls}\n{definitions}"}, references=REFERENCES)
    assert [citation.repeat for citation in book.citations] == expected
    first = {citation.key: citation.note for citation in reversed(book.citations)}
    assert all(citation.earlier is first[citation.key] for citation in book.citations if citation.repeat)


def test_a_work_is_not_named_idem_over_the_end_of_a_chapter(manuscript: Manuscript) -> None:
    text = "# T\n\na[^b]\n\n[^b]: [](cite:w).\n"
    book = manuscript({"chapter1": text, "chapter2": text}, references=REFERENCES)
    assert [citation.repeat for citation in book.citations] == ["", "earlier"]


def test_a_work_in_the_text_stands_for_itself(manuscript: Manuscript) -> None:
    text = "# T\n\n[p. 1](cite:w) a[^b]\n\n[^b]: [](cite:w).\n"
    book = manuscript({"chapter": text}, references=REFERENCES)
    assert [(citation.note is None, citation.repeat) for citation in book.citations] == [
        (True, ""),
        (False, ""),
    ]


def test_references_of_the_glossary_are_in_the_index(manuscript: Manuscript) -> None:
    glossary = "entries:\n  - key: k\n    term: k\n    definition: >-\n      a [b](term:k)\n      and &k;\n"
    book = manuscript({"chapter": "# T\n"}, glossary=glossary)
    assert [(found.kind, found.chapter, str(found.position)) for found in book.references] == [
        ("term", "", "glossary.yaml:5:9"),
        ("entity", "", "glossary.yaml:6:11"),
    ]


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1994, "MCMXCIV")]
)
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_letters(number: int, letters: str) -> None:
    assert letter(number) == letters
