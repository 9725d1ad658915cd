"""How large a book is: words of its body and of its notes, notes, works, terms, figures, tables."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from colofon.book import Book, Chapter, Element
from colofon.pipeline import read_book
from colofon.vocabulary import HEADINGS


def words(element: Element) -> int:
    return len(" ".join(map(str, element.itertext())).split())


def body_words(chapter: Chapter) -> int:
    """Return the words of a chapter without its notes."""
    return words(chapter.tree) - sum(words(note) for note in chapter.tree.iter("aside"))


def counts(book: Book) -> dict[str, int]:
    """Return what is counted, by name."""
    notes = [note for found in book.notes.values() for note in found]
    elements = [element for chapter in book.chapters for element in chapter.tree.iter()]
    concordance = book.concordance
    return {
        "chapters": len(book.chapters),
        "headings": sum(element.tag in HEADINGS for element in elements),
        "words of the body": sum(map(body_words, book.chapters)),
        "notes": len(notes),
        "words typed in notes": sum(words(note.element) for note in notes),
        "citations": len(book.citations),
        "works": len(book.works),
        "terms": len(book.terms),
        "senses": sum(len(term.senses) for terms in book.terms.values() for term in terms),
        "uses of terms": sum(reference.kind == "term" for reference in book.references),
        "cross-references": sum(reference.kind == "target" for reference in book.references),
        "parts in another language": sum(bool(element.get("lang")) for element in elements),
        "figures": sum(element.tag == "figure" for element in elements),
        "figures drawn from data": len(book.charts),
        "tables": sum(element.tag == "table" for element in elements),
        "notes of the adapted work": concordance.count if concordance else 0,
        "of these represented": len(concordance.notes) if concordance else 0,
        "of these lost": len(concordance.lost) if concordance else 0,
    }


def main(folder: Path) -> None:
    for name, count in counts(read_book(folder)).items():
        print(f"{count:>8,}  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "manuscript"))
