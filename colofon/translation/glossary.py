"""Units of the glossary: terms, abbreviations, expansions, definitions, and who defines.

What the glossary prescribes for the target language is given as the translation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from colofon.book import Book, Element, Position, Sense, Term, block_text
from colofon.translation.advice import about_codes
from colofon.translation.codes import Code, Coder, Content, Mark, codes_of, same_language
from colofon.translation.hints import Hints
from colofon.translation.naming import Names
from colofon.translation.prescribed import prescribed, prescribed_definition
from colofon.translation.units import Container, Unit, is_translatable

SCOPE = "glossary"


def glossary_units(book: Book, target_language: str, names: Names) -> list[Unit]:
    """Return the units of the glossary in its order."""
    maker = _Maker(book, target_language, names)
    units = [unit for terms in book.terms.values() for term in terms for unit in maker.entry(term)]
    return [*units, *maker.authorities()]


class _Maker:
    def __init__(self, book: Book, target_language: str, names: Names) -> None:
        self.book = book
        self.language = book.metadata.language
        self.target_language = target_language
        self.names = names
        self.coder = Coder(Hints(book, "", target_language))

    def entry(self, term: Term) -> Iterator[Unit]:
        path = (Container("entry", self.names.thing(f"{SCOPE}:{term.key}"), True),)
        for field, text in (
            ("term", term.term),
            ("abbreviation", term.abbreviation),
            ("expansion", term.expansion if term.expansion != term.term else ""),
        ):
            if text:
                yield self.field(term, field, text, path)
        for sense in term.senses:
            if sense.definition is not None:
                yield self.definition(term, sense, sense.definition, path)

    def field(self, term: Term, field: str, text: str, path: tuple[Container, ...]) -> Unit:
        wanted = prescribed(term.translations, field, self.target_language)
        # An abbreviation belongs to no language that its entry could name.
        language = (term.language if field != "abbreviation" else "") or self.language
        inflections = ", ".join(term.inflections) if field == "term" else ""
        return Unit(
            id=self.names.named(f"{SCOPE}:{term.key}", field),
            kind=field,
            segments=((text,),),
            language=language,
            translate=bool(wanted) or same_language(language, self.language),
            position=term.positions.get(field, term.position),
            path=path,
            advice=(f"Inflections: {inflections}",) if inflections else (),
            target=(wanted,) if wanted else (),
        )

    def definition(self, term: Term, sense: Sense, block: Element, path: tuple[Container, ...]) -> Unit:
        content = self.coder.content(block, self.language)
        wanted = prescribed_definition(self.book, sense, self.target_language)
        target: Content = ()
        advice = [f"Definition of: {term.term}"]
        if wanted is not None:
            target = in_codes_of(content, self.coder.content(wanted, self.target_language))
            if not target:
                advice.append(f"The glossary prescribes, with other codes: {block_text(wanted)}")
        advice += about_codes(self.book, content, self.target_language)
        line, column = map(int, block.get("data-pos", "1:1").split(":"))
        return Unit(
            id=self.names.named(f"{SCOPE}:{sense.key}", "definition"),
            kind="definition",
            segments=(content,),
            language=self.language,
            translate=is_translatable(content),
            position=Position(self.book.glossary_path, line, column),
            path=path,
            advice=tuple(advice),
            target=target,
            element=block,
        )

    def authorities(self) -> Iterator[Unit]:
        """Yield the phrases that name who defines."""
        for key, phrases in self.book.authorities.items():
            text = phrases.get(self.language, "")
            if not text:
                continue
            wanted = phrases.get(self.target_language) or phrases.get(self.target_language.split("-")[0], "")
            yield Unit(
                id=self.names.named(f"{SCOPE}:authority-{key}", "phrase"),
                kind="phrase",
                segments=((text,),),
                language=self.language,
                translate=True,
                position=Position(self.book.glossary_path),
                advice=("Who gives a definition, as it stands in a sentence",),
                target=(wanted,) if wanted else (),
            )


def in_codes_of(source: Content, content: Content) -> Content:
    """Return a content with the codes of another that stand for the same; empty when not all match."""
    known: defaultdict[tuple[object, ...], list[Code]] = defaultdict(list)
    for code in codes_of(source):
        known[_identity(code)].append(code)
    matches: dict[Code, Code] = {}
    for code in codes_of(content):
        same = known[_identity(code)]
        if not same:
            return ()
        matches[code] = same.pop(0)
    if any(known.values()):
        return ()
    return tuple(item if isinstance(item, str) else Mark(item.role, matches[item.code]) for item in content)


def _identity(code: Code) -> tuple[object, ...]:
    attributes = sorted((name, value) for name, value in code.element.attrib.items() if name != "data-pos")
    return code.kind, tuple(attributes)
