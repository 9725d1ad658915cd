"""What the glossary prescribes for the target language."""

from __future__ import annotations

from colofon.book import Book, Element, Sense, Term
from colofon.reading.chapters import parse_inline
from colofon.reading.inlines import Lines


def find_term(book: Book, key: str) -> Term | None:
    """Return the entry of that key, or the one that has a sense of that key."""
    if key in book.terms:
        return book.terms[key][0]
    terms = (term for found in book.terms.values() for term in found)
    return next((term for term in terms if any(sense.key == key for sense in term.senses)), None)


def prescribed(translations: dict[str, dict[str, str]], field: str, language: str) -> str:
    """Return a field as prescribed for a language, or for the same language anywhere; empty without."""
    found = translations.get(language) or translations.get(language.split("-")[0]) or {}
    return " ".join(found.get(field, "").split())


def prescribed_definition(book: Book, sense: Sense, language: str) -> Element | None:
    """Return the prescribed definition with its inline content."""
    text = prescribed(sense.translations, "definition", language)
    if not text:
        return None
    # Its faults are not asked for: what is wrong in the glossary is for reading and the checks to say.
    return parse_inline(text, book.glossary_path, "p", Lines([0], [1], [1]), [])[0]
