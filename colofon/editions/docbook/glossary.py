"""The glossary: entries as elements, definitions as entities."""

from __future__ import annotations

from copy import deepcopy
from xml.sax.saxutils import escape

from lxml import etree

from colofon import docbook
from colofon.book import Book, Element, Sense, Term
from colofon.editions.docbook.blocks import Writer
from colofon.editions.docbook.inlines import write_content
from colofon.editions.docbook.names import child, element, local_name
from colofon.editions.docbook.values import miscellaneous


def entities(book: Book, writer: Writer) -> dict[str, str]:
    """Return the entities of a book: name -> text, as markup.

    An entry with several senses yields all of them; one without a definition, what it stands for.
    """
    found: dict[str, str] = {}
    for terms in book.terms.values():
        for term in terms:
            for sense in term.senses:
                found[sense.key] = _definition(writer, term, sense)
            keys = [sense.key for sense in term.senses]
            found.setdefault(term.key, " ".join(f"&{key};" for key in keys))
    return found


def _definition(writer: Writer, term: Term, sense: Sense) -> str:
    if sense.definition is None:
        return _markup(element("para", text=term.expansion))
    holder = element("para")
    write_content(writer, sense.definition, holder)
    return _markup(holder)


def _markup(holder: Element) -> str:
    """Return the content of an element as XML.

    Each element in it names its namespace: libxml2 2.9 to 2.14 reads an entity without the declarations
    of the place where it is used.
    """
    parts = [escape(holder.text or "")]
    for inner in holder:
        bare = deepcopy(inner)
        if local_name(bare):
            etree.cleanup_namespaces(bare)
        parts.append(etree.tostring(bare, encoding="unicode"))
    return "".join(parts)


def glossary(book: Book) -> Element | None:
    """Return the entries of a book in the order of its glossary; None when it has none."""
    if not book.terms and not book.authorities:
        return None
    made = element("glossary")
    if book.authorities:
        miscellaneous(child(made, "info"), "authorities", book.authorities)
    for terms in book.terms.values():
        for term in terms:
            _entry(book, made, term)
    return made


def _entry(book: Book, made: Element, term: Term) -> None:
    entry = child(made, "glossentry", {"xml:id": docbook.TERM_ID + term.key})
    child(entry, "glossterm", {"xml:lang": term.language}, term.term)
    if term.abbreviation:
        child(entry, "abbrev", text=term.abbreviation)
    for inflection in term.inflections:
        child(child(entry, "indexterm", {"role": docbook.INFLECTION}), "primary", text=inflection)
    for sense in term.senses:
        if sense.definition is not None:
            _sense(entry, term, sense)
    if term.expansion:
        child(child(entry, "glossdef", {"role": docbook.EXPANSION}), "para", text=term.expansion)
    for language, fields in term.translations.items():
        _translation(entry, language, fields, "")
    for key in term.see:
        names = [found.term for found in book.terms.get(key, ())]
        see = {"otherterm": docbook.TERM_ID + key}
        child(entry[-1], "glossseealso", see, names[0] if names else key)


def _sense(entry: Element, term: Term, sense: Sense) -> None:
    own = {"xml:id": docbook.SENSE_ID + sense.key} if sense.key != term.key else {}
    made = child(entry, "glossdef", {"conformance": sense.authority, **own})
    child(made, "para").append(etree.Entity(sense.key))
    if sense.source:
        source = child(made, "para", {"role": docbook.SOURCE})
        child(source, "biblioref", {"linkend": docbook.WORK_ID + sense.source})
    if len(term.senses) > 1:
        for language, fields in sense.translations.items():
            _translation(entry, language, fields, sense.key)


def _translation(entry: Element, language: str, fields: dict[str, str], sense: str) -> None:
    """Append what an entry, or one of its senses, is in another language, as it is written there."""
    made = child(entry, "glossdef", {"role": docbook.TRANSLATION, "xml:lang": language, "condition": sense})
    for field, text in fields.items():
        child(made, "para", {"role": field}, text)
