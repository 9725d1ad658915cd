"""References read in the language around them, or are marked as being in another."""

from __future__ import annotations

from collections.abc import Callable

from colofon.book import Book, Element, block_text
from colofon.editions.filled import fill_book

TEXT = """# Titel {#een}

Zie [](#een), [Hoofdstuk](#een) en [](note:a).[^a]

::: {.box lang=en}
See [](#een), [Chapter](#een) and [](note:a).
:::

::: {.box lang=ar}
[](#een) [النص](#een)
:::

[^a]: Noot.
"""


def links(book: Book) -> list[Element]:
    tree = fill_book(book, "print").chapters[0].tree
    return [link for link in tree.iter("a") if link.get("class") in ("xref", "note-link")]


def test_a_reference_takes_the_language_around_it(book_from: Callable[..., Book]) -> None:
    found = links(book_from(TEXT, language="nl"))
    texts = [block_text(link).replace("\N{NO-BREAK SPACE}", " ") for link in found]
    assert texts[:3] == ["hoofdstuk 1", "Hoofdstuk 1", "noot 1"]
    assert texts[3:6] == ["chapter 1", "Chapter 1", "note 1"]
    assert not any(link.get("lang") for link in found[:6])


def test_words_that_a_language_lacks_are_marked(book_from: Callable[..., Book]) -> None:
    filled, typed = links(book_from(TEXT, language="nl"))[6:]
    assert (block_text(filled)[:9], filled.get("lang")) == ("hoofdstuk", "nl")
    assert (block_text(typed), typed.get("lang")) == ("النص", None)


def test_a_reference_that_begins_a_sentence_has_a_capital(book_from: Callable[..., Book]) -> None:
    text = "# Titel {#een}\n\n[](#een) noemt dat. [](note:a) ook, zie vgl. [](#een).[^a]\n\n[^a]: [](#een).\n"
    texts = [
        block_text(link).replace("\N{NO-BREAK SPACE}", " ") for link in links(book_from(text, language="nl"))
    ]
    assert texts == ["Hoofdstuk 1", "Noot 1", "hoofdstuk 1", "Hoofdstuk 1"]


def test_a_range_to_a_part_without_a_number_is_named_as_one(book_from: Callable[..., Book]) -> None:
    book = book_from(
        "# Titel {#een}\n\nDe [hoofdstukken](#een..slot).\n\n## Slot {#slot}\n\nTekst.\n", language="nl"
    )
    assert (
        block_text(links(book)[0]).replace("\N{NO-BREAK SPACE}", " ")
        == "hoofdstukken 1 tot en met paragraaf ‘Slot’"
    )
