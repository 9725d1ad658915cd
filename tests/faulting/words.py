"""Words to put in: varied, in the language around them, and such as no rule asks anything of."""

from __future__ import annotations

from collections.abc import Container
from html.entities import html5
from random import Random

NOUNS = {
    "nl": (
        "bericht", "brug", "dorp", "gracht", "haven", "kade", "kamer", "kast", "ladder", "molen",
        "oever", "plein", "regen", "schuur", "sluis", "steiger", "toren", "vlucht", "weide", "wolk",
    ),
    "en": (
        "barn", "bridge", "canal", "cloud", "ferry", "field", "harbour", "ladder", "lantern", "meadow",
        "mill", "orchard", "pier", "rain", "river", "shed", "sluice", "square", "tower", "village",
    ),
}  # fmt: skip
ADJECTIVES = {
    "nl": (
        "brede", "droge", "drukke", "gladde", "grijze", "halve", "hoge", "jonge", "kale", "klamme",
        "koele", "lage", "late", "lege", "luide", "natte", "oude", "scheve", "stille", "verre",
    ),
    "en": (
        "broad", "calm", "cold", "crooked", "damp", "distant", "dry", "early", "empty", "flat",
        "grey", "hollow", "late", "loud", "low", "narrow", "old", "quiet", "slow", "young",
    ),
}  # fmt: skip
SENTENCES = {
    "nl": (
        "Achter de {a} {n} lag toen nog een {m}.",
        "Over de {n} bij de {m} is later weinig meer vernomen.",
        "De {a} {n} bleef, ook toen de {m} verdween.",
        "Wie de {n} zag, dacht eerst aan een {a} {m}.",
    ),
    "en": (
        "Behind the {a} {n} there was still a {m}.",
        "Little was heard later of the {n} near the {m}.",
        "The {a} {n} remained, even when the {m} was gone.",
        "Whoever saw the {n} first thought of the {a} {m}.",
    ),
}


def known(language: str) -> str:
    """Return the language to write in: English where there are no words of the one asked for."""
    short = language.partition("-")[0].lower()
    return short if short in NOUNS else "en"


def word(random: Random, language: str) -> str:
    return random.choice(NOUNS[known(language)])


def sentence(random: Random, language: str) -> str:
    """Return a sentence with a full stop."""
    names = random.sample(NOUNS[known(language)], 2)
    form = random.choice(SENTENCES[known(language)])
    return form.format(a=random.choice(ADJECTIVES[known(language)]), n=names[0], m=names[1])


def fresh(random: Random, language: str, taken: Container[str]) -> str:
    """Return a name that is not taken: for a label, an id, a key."""
    language = known(language)
    while True:
        name = f"{random.choice(ADJECTIVES[language])}-{random.choice(NOUNS[language])}"
        if random.random() < 0.3:
            name += str(random.randint(2, 99))
        if name not in taken:
            return name


def misspelt(random: Random, name: str, taken: Container[str]) -> str:
    """Return a name with one slip of the hand in it."""
    while True:
        place = random.randrange(len(name))
        slip = random.choice(("drop", "double", "swap", "change"))
        other = name[: place + 1] + name[place:] if slip == "double" else name[:place] + name[place + 1 :]
        if slip == "swap" and place:
            other = name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]
        elif slip in ("swap", "change"):
            other = name[:place] + random.choice("aeiknorstu") + name[place + 1 :]
        if other != name and other not in taken and _is_name(other):
            return other


def _is_name(text: str) -> bool:
    """Tell whether a text can be a label, an id and a key, and no number or name of HTML's own."""
    ends = text[:1].isalpha() and text[-1:].isalnum()
    return ends and f"{text};" not in html5 and ".." not in text
