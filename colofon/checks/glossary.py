"""Terms and their definitions: each entry known, used, and written once (G3..)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from colofon.book import Book, Position, Sense, Term
from colofon.checks.blocks import corpus
from colofon.checks.closeness import Closest
from colofon.checks.faults import is_unread, lacks_chapters, refused
from colofon.diagnostics import Diagnostic
from colofon.reading.glossary import FILES
from colofon.reading.syntax.entities import is_reserved

KEY = re.compile(r"[a-z][a-z0-9-]*")
OWN = "write it in the glossary, or \\& for the sign"


def undefined_entity(book: Book) -> Iterator[Diagnostic]:
    """G301: an entity names no definition of the glossary.

    Bad:   [^begrip]: &kalifat;
    Good:  [^begrip]: &kalifaat;     with an entry kalifaat in glossary.yaml
    """
    yield from refused(book, "G301")
    if not book.terms and is_unread(book, *FILES):
        return
    known = keys(book)
    closest = Closest(known)
    for reference in book.references_to("entity"):
        if reference.label not in known:
            small = KEY.fullmatch(reference.label)
            otherwise = (
                OWN if small else f"a key has small letters; for the sign, write \\&{reference.label};"
            )
            hint = closest.hint(reference.label, "&{};", otherwise)
            yield Diagnostic(reference.position, "G301", f"&{reference.label}; is not defined", hint)
    for key, reference_key, position in _circles(book):
        message = f"&{reference_key}; stands in what defines {key} and leads back to it"
        yield Diagnostic(position, "G301", message, f"link the term: [...](term:{reference_key})")


def _circles(book: Book) -> Iterator[tuple[str, str, Position]]:
    """Yield the entities of definitions that would hold themselves."""
    inner: dict[str, list[tuple[str, Position]]] = {}
    for sense in senses(book):
        if sense.definition is not None:
            for element in sense.definition.iter("span"):
                if element.get("class") == "definition":
                    line, _, column = element.get("data-pos", "1:1").partition(":")
                    place = Position(book.glossary_path, int(line), int(column))
                    inner.setdefault(sense.key, []).append((element.get("data-key", ""), place))
    for key, entities in inner.items():
        for entity, place in entities:
            reached, ahead = set[str](), [entity]
            while ahead:
                name = ahead.pop()
                for found in book.sense(name):
                    if found.key not in reached:
                        reached.add(found.key)
                        ahead += [further for further, _ in inner.get(found.key, ())]
            if key in reached:
                yield key, entity, place


def undefined_term(book: Book) -> Iterator[Diagnostic]:
    """G302: a term link, a see-also or an authority names an entry that the glossary does not have.

    Bad:   Het [kalifaat](term:kalifat) viel.
    Good:  Het [kalifaat](term:kalifaat) viel.
    """
    if not book.terms and is_unread(book, *FILES):
        return
    closest = Closest(book.terms)
    of_sense = {sense.key: term.key for term in entries(book) for sense in term.senses}
    for reference in book.references_to("term"):
        if reference.label and reference.label not in book.terms:
            key = of_sense.get(reference.label)
            hint = f"link its entry: term:{key}" if key else closest.hint(reference.label, "term:{}")
            yield Diagnostic(reference.position, "G302", f"the glossary has no term {reference.label}", hint)
    for term in entries(book):
        for index, key in enumerate(term.see):
            if key not in book.terms:
                place = term.positions.get(f"see.{index}", term.position)
                yield Diagnostic(place, "G302", f"the glossary has no term {key}", closest.hint(key))
    authorities = Closest(book.authorities)
    for term in entries(book):
        for path, sense in fields(term, "authority"):
            if sense.authority and sense.authority not in book.authorities:
                place = term.positions.get(path, sense.position)
                hint = authorities.hint(sense.authority, otherwise="add it to the authorities")
                yield Diagnostic(place, "G302", f"there is no authority {sense.authority}", hint)


def unused_entry(book: Book) -> Iterator[Diagnostic]:
    """G303: nothing uses an entry: no entity, no link, no see-also, and its abbreviation stands nowhere.

    Bad:   an entry emir in glossary.yaml that no chapter needs
    Good:  De [emir](term:emir) sprak.
    """
    if lacks_chapters(book):
        return
    used = set[str]()
    for reference in book.references:
        # What an entry says of itself is no use of it.
        if reference.kind in ("entity", "term") and reference.chapter:
            used.add(reference.label)
    for term in entries(book):
        for sense in term.senses:
            for element in sense.definition.iter("a", "span") if sense.definition is not None else ():
                if element.get("class") in ("term", "definition"):
                    used |= {element.get("data-key", "")} - {term.key, *(sense.key for sense in term.senses)}
        used |= set(term.see) - {term.key}
    for term in entries(book):
        names = {term.key, *(sense.key for sense in term.senses)}
        if used.isdisjoint(names) and not _abbreviated(book, term):
            hint = f"link it where it is used, [{term.term}](term:{term.key}), or remove it"
            yield Diagnostic(term.position, "G303", f"nothing uses the entry {term.key}", hint)


def _abbreviated(book: Book, term: Term) -> bool:
    """Tell whether the abbreviation of an entry stands anywhere but in the entry."""
    if not term.abbreviation:
        return False
    pattern = word(term.abbreviation)
    if any(block.key != term.key for block, _, _ in corpus(book).search(pattern)):
        return True
    # The phrase of an authority stands behind every definition it gives.
    return any(pattern.search(phrase) for phrases in book.authorities.values() for phrase in phrases.values())


class _Form(NamedTuple):
    """A word that an entry defines."""

    text: str
    term: Term
    position: Position


def conflicting_definition(book: Book) -> Iterator[Diagnostic]:
    """G304: two entries define one term.

    Bad:   an entry kalifaat, and an entry staat with the inflection kalifaat
    Good:  one entry, with two senses when two authorities define it differently
    """
    first_key: dict[str, Position] = {}
    for key, position in _keys_as_written(book):
        if first_key.setdefault(key, position) is not position:
            hint = f"the first stands on line {first_key[key].line}; make them senses of one entry"
            yield Diagnostic(position, "G304", f"the key {key} is given again", hint)
    first: dict[str, _Form] = {}
    reported = set[tuple[int, int]]()
    for form in _forms(book):
        other = first.setdefault(" ".join(form.text.casefold().split()), form)
        pair = (id(other.term), id(form.term))
        if other.term is form.term or other.term.key == form.term.key or pair in reported:
            continue
        reported.add(pair)
        hint = f"entry {other.term.key} on line {other.position.line} has it; make one entry of the two"
        yield Diagnostic(form.position, "G304", f"“{form.text}” is defined by two entries", hint)


def _keys_as_written(book: Book) -> Iterator[tuple[str, Position]]:
    for term in sorted(entries(book), key=lambda term: term.position):
        yield term.key, term.position
        for sense in term.senses:
            # Without a key it is M801.
            if sense.key and sense.position != term.position:
                yield sense.key, sense.position


def _forms(book: Book) -> Iterator[_Form]:
    for term in sorted(entries(book), key=lambda term: term.position):
        places = term.positions
        yield _Form(term.term, term, places.get("term", term.position))
        for index, inflection in enumerate(term.inflections):
            yield _Form(inflection, term, places.get(f"inflections.{index}", term.position))
        if term.abbreviation:
            yield _Form(term.abbreviation, term, places.get("abbreviation", term.position))


def reserved_key(book: Book) -> Iterator[Diagnostic]:
    """G307: a key is a name that HTML or XML gives to a character, so that its entity is that character.

    Bad:   key: copy      since &copy; is ©
    Good:  key: kopie
    """
    for term in entries(book):
        places = {term.key: term.position} | {sense.key: sense.position for sense in term.senses}
        for key, position in places.items():
            if is_reserved(key):
                message = f"the key {key} is taken: &{key}; is a character"
                yield Diagnostic(position, "G307", message, "choose another key")


def entries(book: Book) -> Iterator[Term]:
    """Yield every entry, repeated keys too."""
    for terms in book.terms.values():
        yield from terms


def senses(book: Book) -> Iterator[Sense]:
    """Yield every definition."""
    for term in entries(book):
        yield from term.senses


def keys(book: Book) -> set[str]:
    """Return what an entity may name: entries and senses."""
    return set(book.terms) | {sense.key for sense in senses(book)}


def fields(term: Term, name: str) -> Iterator[tuple[str, Sense]]:
    """Yield the senses of an entry, each with the path of one of its fields."""
    for index, sense in enumerate(term.senses):
        nested = f"senses.{index}.{name}"
        yield (nested if f"senses.{index}" in term.positions else name), sense


def word(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that finds a word or words, whatever white space is between them."""
    inner = r"\s+".join(re.escape(part) for part in text.split())
    return re.compile(rf"(?<!\w){inner}(?!\w)", flags)
