"""Metadata: what an edition says about itself, complete and true (M801-M803, M807)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from colofon.book import UNDATED, Book, Position
from colofon.checks.dates import ISO, how_to_write
from colofon.checks.faults import refused
from colofon.diagnostics import Diagnostic

DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$")
STANDARD_NUMBER = re.compile(r"(?<![\w-])[0-9](?:[ -]?[0-9]){6,11}[ -]?[0-9Xx](?![\w-])")
"""An ISBN or an ISSN, with its hyphens or spaces, among words."""
WORK_DATES = ("issued", "accessed", "original-date")
NEEDED = ("title", "slug", "language", "version", "date")


def missing_metadata(book: Book) -> Iterator[Diagnostic]:
    """M801: something is missing that the editions cannot do without.

    Bad:   a book.yaml without language:
    Good:  language: nl
    """
    yield from refused(book, "M801")
    for key in NEEDED:
        value = book.metadata.data.get(key)
        if key in book.metadata.data and (value is None or not _is_seen(str(value))):
            yield Diagnostic(book.metadata.position(key), "M801", f"{key} is empty", f"fill {key}:")


def _is_seen(text: str) -> bool:
    """Tell whether a text has anything to print: joiners and signs of direction are not."""
    return any(not character.isspace() and unicodedata.category(character) != "Cf" for character in text)


def wrong_checksum(book: Book) -> Iterator[Diagnostic]:
    """M802: an ISBN or ISSN is not one: its last digit does not follow from the others.

    Bad:   isbn: {epub: 978-90-12-34567-0}
    Good:  isbn: {epub: 978-90-12-34567-5}
    """
    for kind, number, place in _standard_numbers(book):
        problem = _isbn_problem(number) if kind == "ISBN" else _issn_problem(number)
        alone = STANDARD_NUMBER.search(number)
        if problem and alone and alone.group() != number:
            message = f"{number} is no {kind}: words stand beside the number"
            yield Diagnostic(place, "M802", message, f"write {alone.group()} alone")
        elif problem:
            message = f"{number} is no {kind}: {problem}"
            yield Diagnostic(place, "M802", message, "copy it again from its source")


def _standard_numbers(book: Book) -> Iterator[tuple[str, str, Position]]:
    data = book.metadata.data
    isbn = data.get("isbn")
    for form, number in (isbn if isinstance(isbn, dict) else {}).items():
        if isinstance(number, str):
            yield "ISBN", number, book.metadata.position(f"isbn.{form}")
    if isinstance(data.get("issn"), str):
        yield "ISSN", data["issn"], book.metadata.position("issn")
    for works in book.works.values():
        for work in works:
            for kind in ("ISBN", "ISSN"):
                value = work.data.get(kind)
                for number in re.split(r"[,;]\s*|\s+(?=97[89])", value) if isinstance(value, str) else ():
                    yield kind, number, work.positions.get(kind, work.position)


def _isbn_problem(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        total = sum(weight * _value(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True))
        return "" if total % 11 == 0 else WRONG
    if not re.fullmatch(r"[0-9]{13}", digits):
        return "it has 13 digits, or 10"
    if not digits.startswith(("978", "979")):
        return "it begins with 978 or 979"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return "" if total % 10 == 0 else WRONG


def _issn_problem(text: str) -> str:
    digits = text.strip().replace("-", "").upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        return "it has 8 digits"
    total = sum(weight * _value(digit) for weight, digit in zip(range(8, 0, -1), digits, strict=True))
    return "" if total % 11 == 0 else WRONG


WRONG = "its check digit is wrong"


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def wrong_date(book: Book) -> Iterator[Diagnostic]:
    """M803: a date does not exist, is written in another way, or comes before what it follows.

    Bad:   date: 2018-02-30    date: 1 april 2018    issued: 2017-08/2017-07
    Good:  date: 2018-02-28    date: 2018-04-01      issued: 2017-07/2017-08
    """
    data = book.metadata.data
    for key in ("date", "text-closed"):
        problem = _date_problem(data.get(key))
        if problem:
            hint = _hint(data[key], problem)
            yield Diagnostic(book.metadata.position(key), "M803", f"{key} {data[key]} {problem}", hint)
    date, closed = (str(data.get(key) or "") for key in ("date", "text-closed"))
    known = DATE.match(date) and DATE.match(closed) and not _date_problem(date) and not _date_problem(closed)
    if known and _is_later(closed, date):
        message = f"the book is published on {date}, before its text is closed on {closed}"
        yield Diagnostic(book.metadata.position("date"), "M803", message, "correct one of the two")
    for works in book.works.values():
        for work in works:
            for key in WORK_DATES:
                value = work.data.get(key)
                problem = _range_problem(value) if value != UNDATED else ""
                if problem:
                    place = work.positions.get(key, work.position)
                    yield Diagnostic(place, "M803", f"{key} {value} {problem}", _hint(value, problem))


OTHERWISE = "is not written as a date"


def _hint(value: Any, problem: str) -> str:
    return how_to_write(str(value)) if problem == OTHERWISE else ISO


def _range_problem(value: Any) -> str:
    first, slash, last = str(value or "").partition("/")
    problem = _date_problem(first) or (_date_problem(last) if last else "")
    if slash and not (first and last):
        return "has one end only"
    return problem or ("ends before it begins" if slash and _is_later(first, last) else "")


def _date_problem(value: Any) -> str:
    """Return what is wrong with a date; nothing when there is none, or when it is no text (M807)."""
    if value is None or value == "" or not isinstance(value, str | int):
        return ""
    match = DATE.match(str(value).strip())
    if not match:
        return OTHERWISE
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return "does not exist"
    return ""


def _is_later(first: str, second: str) -> bool:
    """Compare two dates as far as both are known: 2018 is not later than 2018-04-01."""
    length = min(len(first), len(second))
    return first[:length] > second[:length]


def invalid_value(book: Book) -> Iterator[Diagnostic]:
    """M807: a value in a YAML file is not what its schema allows there.

    Bad:   role: hoofdstuk
    Good:  role: chapter
    """
    yield from refused(book, "M807")
