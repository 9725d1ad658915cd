"""An entry of the glossary as a ``termEntry``: its own language first, then the translations."""

from __future__ import annotations

from colofon import tbx
from colofon.book import Book, Element, Sense, Term
from colofon.editions.tbx.definitions import write_definition, write_text
from colofon.editions.tbx.elements import child


class Entry:
    """Writes one entry."""

    def __init__(self, book: Book, term: Term) -> None:
        self.book = book
        self.term = term

    def write(self, body: Element) -> None:
        made = child(body, "termEntry", {"id": self.term.key})
        for key in self.term.see:
            names = [found.term for found in self.book.terms.get(key, ())]
            child(made, "ref", {"type": tbx.REFERENCE, "target": key}, names[0] if names else key)
        own = child(made, "langSet", {"xml:lang": self.book.metadata.language})
        for sense in self.term.senses:
            self.sense(own, sense)
        self.own_terms(own)
        for language in self.languages():
            self.translation(made, language)

    def sense(self, own: Element, sense: Sense) -> None:
        """Append a definition with who gives it and where it stands."""
        if sense.definition is None:
            return
        # A lone definition is what the key of its entry yields.
        id = sense.key if sense.key != self.term.key else ""
        is_bare = not (id or sense.source or sense.authority)
        made = own if is_bare else child(own, "descripGrp", {"id": id})
        descrip = child(made, "descrip", {"type": tbx.DEFINITION})
        write_definition(self.book, sense.definition, descrip)
        if sense.source:
            child(made, "admin", {"type": tbx.SOURCE}, sense.source)
        if sense.authority:
            group = child(made, "transacGrp")
            child(group, "transac", {"type": tbx.TRANSACTION}, tbx.ORIGINATION)
            named = self.book.authorities.get(sense.authority, {})
            name = named.get(self.book.metadata.language, sense.authority)
            target = tbx.AUTHORITY_ID + sense.authority
            child(group, "transacNote", {"type": tbx.RESPONSIBILITY, "target": target}, name)

    def own_terms(self, own: Element) -> None:
        """Append the term, and the other forms that the text may use."""
        forms = {tbx.EXPANSION: self.term.expansion, tbx.ABBREVIATION: self.term.abbreviation}
        same = next((kind for kind, text in forms.items() if text == self.term.term), "")
        _term(own, self.term.term, same, language=self.term.language)
        for kind, text in forms.items():
            if text and kind != same:
                _term(own, text, kind)
        for inflection in self.term.inflections:
            _term(own, inflection, tbx.INFLECTION)

    def languages(self) -> list[str]:
        """Return the languages that the entry, or one of its senses, is translated into."""
        found = [*self.term.translations]
        for sense in self.nested():
            found += [language for language in sense.translations if language not in found]
        return found

    def nested(self) -> list[Sense]:
        """Return the senses that have translations of their own."""
        return list(self.term.senses) if len(self.term.senses) > 1 else []

    def translation(self, made: Element, language: str) -> None:
        """Append what the entry and its senses are in another language."""
        given = [("", self.term.translations), *((sense.key, sense.translations) for sense in self.nested())]
        given = [(key, translations) for key, translations in given if language in translations]
        holder = child(made, "langSet", {"xml:lang": language})
        for sense, translations in given:
            if "definition" in translations[language]:
                attributes = {"type": tbx.DEFINITION, "target": sense}
                descrip = child(holder, "descrip", attributes)
                write_text(self.book, translations[language]["definition"], descrip)
        for sense, translations in given:
            fields = translations[language]
            if not sense or "term" in fields or "expansion" in fields:
                _translated(holder, fields, sense)
        if not holder.findall("tig"):
            _term(holder, "")


def _translated(holder: Element, fields: dict[str, str], sense: str) -> None:
    """Append a term in another language; an empty one says that only what it stands for is given."""
    term, expansion = fields.get("term", ""), fields.get("expansion", "")
    same = tbx.EXPANSION if term and term == expansion else ""
    _term(holder, term, same, sense=sense)
    if expansion and not same:
        _term(holder, expansion, tbx.EXPANSION, sense=sense)


def _term(holder: Element, text: str, kind: str = "", language: str = "", sense: str = "") -> None:
    made = child(holder, "tig")
    term = child(made, "term", text=None if language else text)
    if language:
        child(term, "hi", {"xml:lang": language}, text)
    if kind:
        child(made, "termNote", {"type": tbx.TERM_TYPE}, kind)
    if sense:
        child(made, "ref", {"type": tbx.REFERENCE, "target": sense}, sense)
