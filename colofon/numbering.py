"""Numbers as they are printed: arabic, roman, letters."""

from __future__ import annotations

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a roman numeral in capitals."""
    found = []
    for value, numeral in ROMAN:
        found.append(numeral * (number // value))
        number %= value
    return "".join(found)


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
