"""Faults of numbers that are typed: as prose, and as the text of a link (R203, R204, R206)."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from colofon.book import Note, Target
from tests.faulting.crossing import kind_of, number_of_none, put_in, targets
from tests.faulting.laying import Finding, Kind, Laid, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.spots import Spot, choose_spot

NAMES = {
    "nl": {
        "chapter": ("hoofdstuk", "hoofdstukken"),
        "appendix": ("bijlage", "bijlagen"),
        "section": ("paragraaf", "paragrafen"),
        "figure": ("figuur", "figuren"),
        "table": ("tabel", "tabellen"),
        "note": ("noot", "noten"),
    },
    "en": {
        "chapter": ("chapter", "chapters"),
        "appendix": ("appendix", "appendices"),
        "section": ("section", "sections"),
        "figure": ("figure", "figures"),
        "table": ("table", "tables"),
        "note": ("note", "notes"),
    },
}
LEADS = {
    "nl": (
        " (zie {})",
        " (zie ook {})",
        ", zie {},",
        " (vergelijk {} hierna)",
        " (hierover meer in {})",
        ", zoals in {} staat,",
    ),
    "en": (
        " (see {})",
        " (see also {})",
        ", see {},",
        " (compare {} below)",
        " (more on this in {})",
        ", as {} says,",
    ),
}
RANGES = {
    "nl": ("{} t/m {}", "{} tot en met {}", "{} en {}", "{}-{}", "{}–{}"),
    "en": ("{} to {}", "{} and {}", "{}–{}", "{} through {}"),
}

WORDS = {
    "nl": ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
"""From 2 on."""


def numbered(manuscript: Manuscript) -> dict[str, list[str]]:
    """Return the numbers of each kind, as printed."""
    found: dict[str, list[str]] = {}
    things: list[Target | Note] = [target for group in manuscript.book.targets.values() for target in group]
    things += [note for group in manuscript.book.notes.values() for note in group if note.number]
    for thing in things:
        kind = kind_of(manuscript, thing) if isinstance(thing, Target) else "note"
        if kind in NAMES["en"] and thing.number:
            found.setdefault(kind, []).append(str(thing.number))
    return found


def _spot(manuscript: Manuscript, random: Random) -> Spot | None:
    def suits(spot: Spot) -> bool:
        # Before a citation a number is a place in the work that is cited.
        behind = manuscript.texts[spot.path][spot.offset : spot.offset + 30]
        return spot.own and spot.language in NAMES and "](cite:" not in behind

    return choose_spot(manuscript, random, suits)


OTHERS = re.compile(
    r"\b(?:\w*resolut|wet|\w*verdrag|\w*handvest|art|koran|quran|bijbel|bible|act|treaty|charter|convention)",
    re.IGNORECASE,
)
"""What a number behind it may belong to, unless the reader is told to see it."""


def _typed(manuscript: Manuscript, random: Random, spot: Spot, text: str, code: str) -> Laid | None:
    form = " ({})" if spot.last else random.choice(LEADS[spot.language])
    before = manuscript.texts[spot.path][max(0, spot.offset - 80) : spot.offset]
    if code == "R204" and is_quoted(manuscript.texts[spot.path], spot.offset):
        return None
    if OTHERS.search(before) and not re.search(r"zie|see|vergelijk|compare", form):
        return None
    if random.random() < 0.2 and form.startswith(" ("):
        text = text[0].upper() + text[1:]
    edit = inserted(spot.path, spot.offset, form.format(text))
    return Laid(Finding(code, within(edit, form.index("{"))), [edit])


def is_quoted(text: str, offset: int) -> bool:
    """Tell whether a place may stand in a quotation, where a number that is not ours is another's."""
    start = text.rfind("\n\n", 0, offset) + 1
    before = text[start:offset]
    return any(before.count(opening) > before.count(closing) for opening, closing in ("‘’", "“”", "„”", "«»"))


def typed_word(manuscript: Manuscript, random: Random) -> Laid | None:
    """A reference by a number that is written as a word."""
    spot = _spot(manuscript, random)
    known = {
        kind: [int(number) - 2 for number in found if number.isdigit() and 2 <= int(number) <= 10]
        for kind, found in numbered(manuscript).items()
    }
    kinds = sorted(kind for kind in known if known[kind])
    if spot is None or not kinds:
        return None
    kind = random.choice(kinds)
    word = WORDS[spot.language][random.choice(known[kind])]
    return _typed(manuscript, random, spot, f"{NAMES[spot.language][kind][0]} {word}", "R203")


def typed_number(manuscript: Manuscript, random: Random) -> Laid | None:
    """A number that is right today, typed as prose."""
    spot, known = _spot(manuscript, random), numbered(manuscript)
    if spot is None or not known:
        return None
    kind = random.choice(sorted(known))
    name = NAMES[spot.language][kind][0]
    return _typed(manuscript, random, spot, f"{name} {random.choice(known[kind])}", "R203")


def typed_range(manuscript: Manuscript, random: Random) -> Laid | None:
    """Several numbers that are right today, typed as prose."""
    spot = _spot(manuscript, random)
    known = {kind: numbers for kind, numbers in numbered(manuscript).items() if len(numbers) > 1}
    if spot is None or not known:
        return None
    kind = random.choice(sorted(known))
    first, last = sorted(random.sample(range(len(known[kind])), 2))
    several = random.choice(RANGES[spot.language]).format(known[kind][first], known[kind][last])
    return _typed(manuscript, random, spot, f"{NAMES[spot.language][kind][1]} {several}", "R203")


def typed_number_of_nothing(manuscript: Manuscript, random: Random) -> Laid | None:
    """A number that nothing has, typed as prose."""
    spot = _spot(manuscript, random)
    if spot is None:
        return None
    kind = random.choice(sorted(NAMES["en"]))
    none = number_of_none(manuscript, random, kind)
    name, names = NAMES[spot.language][kind]
    known = numbered(manuscript).get(kind)
    if known and random.random() < 0.4:
        return _typed(
            manuscript,
            random,
            spot,
            f"{names} {random.choice(known)} {'en' if spot.language == 'nl' else 'and'} {none}",
            "R204",
        )
    return _typed(manuscript, random, spot, f"{name} {none}", "R204")


def contradicting_link(manuscript: Manuscript, random: Random) -> Laid | None:
    """A link to something that says the number of something else."""
    known = [target for target in targets(manuscript) if kind_of(manuscript, target) in NAMES["en"]]
    spot = choose_spot(manuscript, random, lambda spot: spot.base in NAMES and not spot.heading)
    if spot is None or not known:
        return None
    target = random.choice(known)
    kind = kind_of(manuscript, target)
    number = number_of_none(manuscript, random, kind)
    forms = [f"{NAMES[spot.base][kind][0]} {number}"] + (
        [number] if target.number and number.isdigit() else []
    )
    if spot.block.getparent() is target.element:
        return None
    edit, offset = put_in(random, spot, f"[{random.choice(forms)}](#{target.id})")
    return Laid(Finding("R206", within(edit, offset)), [edit])


def contradicting_range(manuscript: Manuscript, random: Random) -> Laid | None:
    """A link to a range that says where another one ends."""
    known = [target for target in targets(manuscript) if target.number]
    pairs = [
        (first, last)
        for first, last in pairwise(known)
        if kind_of(manuscript, first) == kind_of(manuscript, last) in NAMES["en"]
    ]
    spot = choose_spot(manuscript, random, lambda spot: spot.base in NAMES and not spot.heading)
    if spot is None or not pairs:
        return None
    first, last = random.choice(pairs)
    kind = kind_of(manuscript, first)
    several = RANGES[spot.base][0].format(first.number, number_of_none(manuscript, random, kind))
    if spot.block.getparent() is first.element:
        # In its own caption the link would be part of the title it is compared with.
        return None
    edit, offset = put_in(random, spot, f"[{NAMES[spot.base][kind][1]} {several}](#{first.id}..{last.id})")
    return Laid(Finding("R206", within(edit, offset)), [edit])


def contradicting_note_link(manuscript: Manuscript, random: Random) -> Laid | None:
    """A link to a note that says the number of another one."""
    notes = manuscript.notes()
    spot = choose_spot(manuscript, random, lambda spot: spot.base in NAMES and not spot.heading)
    if spot is None or not notes:
        return None
    note = random.choice(notes)
    number = (note.number or 0) + random.choice((-1, 1, 7, 100))
    text = random.choice((f"{NAMES[spot.base]['note'][0]} {max(number, 0)}", str(max(number, 0))))
    edit, offset = put_in(random, spot, f"[{text}](note:{note.chapter}/{note.label})")
    return Laid(Finding("R206", within(edit, offset)), [edit])


KINDS: dict[str, tuple[Kind, ...]] = {
    "R203": (typed_number, typed_word, typed_range),
    "R204": (typed_number_of_nothing,),
    "R206": (contradicting_link, contradicting_range, contradicting_note_link),
}
