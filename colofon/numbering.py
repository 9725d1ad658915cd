"""Numbers as they are printed: arabic, roman, letters."""

from __future__ import annotations

import re
from itertools import pairwise

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
NUMERAL = re.compile(r"M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def roman(number: int) -> str:
    """Return a roman numeral in capitals."""
    found = []
    for value, numeral in ROMAN:
        found.append(numeral * (number // value))
        number %= value
    return "".join(found)


def roman_value(text: str) -> int:
    """Return the value of a roman numeral in capitals or small letters, 0 if it is none."""
    numeral = text.upper()
    if not NUMERAL.fullmatch(numeral):
        return 0
    signs = {sign: value for value, sign in ROMAN if len(sign) == 1}
    values = [*(signs[letter] for letter in numeral), 0]
    return sum(-value if value < following else value for value, following in pairwise(values))


def letter(number: int) -> str:
    """Return A, B, ... Z, AA, AB, ..."""
    found = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def printed(number: int, style: str) -> str:
    """Return a number in a style of ``book.yaml``: ``arabic``, ``roman``, ``letter``; empty for ``none``."""
    if style == "roman":
        return roman(number)
    if style == "letter":
        return letter(number)
    return "" if style == "none" else str(number)
