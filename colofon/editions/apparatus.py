"""The back matter as an edition prints it: the glossary, the list of works, the concordance of notes."""

from __future__ import annotations

import unicodedata
from copy import deepcopy

from lxml import etree

from colofon.book import Concordance, Element, Term
from colofon.editions.filling import Filler
from colofon.editions.making import make
from colofon.editions.texts import append_content
from colofon.trees import append_text


def glossary_list(filler: Filler) -> Element | None:
    """Return the glossary, sorted by term."""
    terms = sorted(
        (terms[0] for terms in filler.book.terms.values()), key=lambda term: sort_key(head_of(term))
    )
    if not terms:
        return None
    listing = etree.Element("dl", {"class": "glossary"})
    for term in terms:
        _entry(filler, listing, term)
    return listing


def _entry(filler: Filler, listing: Element, term: Term) -> None:
    """Append an entry; one that only expands an abbreviation stands under the abbreviation."""
    head = etree.SubElement(listing, "dt", {"id": f"term-{term.key}"})
    body = etree.SubElement(listing, "dd")
    name = etree.SubElement(head, "dfn")
    name.text = head_of(term)
    defined = any(sense.definition is not None for sense in term.senses)
    if not defined and term.abbreviation:
        filler.append_expansion(etree.SubElement(body, "p"), term.senses[0])
    else:
        if term.language:
            name.set("lang", term.language)
        if term.abbreviation and term.abbreviation != term.term:
            name.tail = f" ({term.abbreviation})"
        if term.expansion and term.expansion not in (term.term, term.abbreviation):
            filler.append_expansion(etree.SubElement(body, "p"), term.senses[0])
    for index, sense in enumerate(term.senses if defined or not term.abbreviation else ()):
        label = filler.phrases("sense", number=index + 1) if len(term.senses) > 1 else ""
        filler.append_sense(etree.SubElement(body, "p"), sense, label)
    _see_also(filler, body, term)


def head_of(term: Term) -> str:
    """Return the words under which an entry stands: its abbreviation, where that is all it explains."""
    defined = any(sense.definition is not None for sense in term.senses)
    return term.term if defined or not term.abbreviation else term.abbreviation


def _see_also(filler: Filler, body: Element, term: Term) -> None:
    known = [key for key in term.see if key in filler.book.terms]
    if not known:
        return
    line = etree.SubElement(body, "p", {"class": "see-also"})
    line.text = filler.phrases("see-also") + " "
    for index, key in enumerate(known):
        link = etree.SubElement(line, "a", {"class": "term", "data-key": key, "href": f"#term-{key}"})
        link.text = head_of(filler.book.terms[key][0])
        link.tail = "." if index == len(known) - 1 else ", "


def work_list(filler: Filler) -> Element | None:
    """Return the list of works."""
    if not filler.formatted.works:
        return None
    listing = etree.Element("ul", {"class": "works"})
    for key, entry in filler.formatted.works:
        item = etree.SubElement(listing, "li", {"id": f"work-{key}"})
        append_content(item, deepcopy(entry))
        append_text(item, ".")
    return listing


def concordance_table(filler: Filler) -> Element | None:
    """Return which note of the adapted work is which here: a row for every ten of its numbers.

    A ``div`` with a line that explains it, and the table.
    """
    concordance = filler.book.concordance
    if concordance is None or not concordance.count:
        return None
    words = filler.phrases
    digits = [make("th", str(digit), scope="col") for digit in range(10)]
    head = make("thead", make("tr", make("th", words("source-note"), scope="col"), *digits))
    body = make("tbody")
    for ten in range(0, concordance.count + 1, 10):
        cells = [_cell(filler, concordance, number) for number in range(ten, ten + 10)]
        body.append(make("tr", make("th", str(ten), scope="row"), *cells))
    table = make("table", head, body, class_="concordance")
    lost = [words("lost-source-notes")] if concordance.lost else []
    told = make("p", " ".join([words("read-concordance"), *lost]))
    _tell_unnumbered(filler, concordance, told)
    return make("div", told, table)


def _tell_unnumbered(filler: Filler, concordance: Concordance, told: Element) -> None:
    """Say which notes hold what is left of notes without their numbers."""
    numbers = _numbers(filler, concordance.unnumbered)
    if numbers:
        append_text(told, " " + filler.phrases("unnumbered-source-notes") + " ")
    for index, number in enumerate(numbers):
        told.append(make("a", str(number), href=f"#note-{number}"))
        append_text(told, "." if index == len(numbers) - 1 else ", ")


def _numbers(filler: Filler, addresses: tuple[str, ...]) -> list[int]:
    """Return the numbers of the notes of addresses, each once."""
    notes = [filler.book.note_at(address) for address in addresses]
    return sorted({note.number for note in notes if note is not None and note.number is not None})


def _cell(filler: Filler, concordance: Concordance, number: int) -> Element:
    """Return the cell of a note of the work; empty where it has none of that number."""
    cell = make("td")
    for index, ours in enumerate(_numbers(filler, concordance.notes.get(number, ()))):
        append_text(cell, ", " if index else "")
        cell.append(make("a", str(ours), href=f"#note-{ours}"))
    if number in concordance.lost:
        cell.text = "–"
    return cell


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts words without regard to capitals and accents, then by the word itself."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    letters = "".join(c for c in plain.casefold() if c.isalnum() or c == " ")
    return letters, text
