"""How a date that is written in another way would be written here; only a hint, nothing is decided."""

from __future__ import annotations

import datetime
import re

from colofon.book import UNDATED

ISO = "write 2018, 2018-04 or 2018-04-01"
UNSURE = "write {}, and say in the note that it is not certain"
MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""The first three letters of a month, in Dutch and English -> its number."""
MONTH = rf"(?P<word>(?:{'|'.join(MONTHS)})[a-z]*)\.?"
DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|e)?"
YEAR = r"(?P<year>[0-9]{4})"
NUMBER = r"(?P<month>[0-9]{1,2})"
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{DAY}[-./ ]{NUMBER}[-./ ]{YEAR}",
        rf"{YEAR}[-./]{NUMBER}(?:[-./]{DAY})?",
        rf"(?:{DAY}\s+)?{MONTH}\s+{YEAR}",
        rf"{MONTH}\s+{DAY},?\s+{YEAR}",
    )
]
RANGE = re.compile(r"([0-9]{4})\s*[-–—]\s*([0-9]{4})")
NONE = re.compile(r"(?:z\. ?[dj]|s\. ?[ad]|n\. ?d)\.?|undated|ongedateerd|onbekend|unknown", re.IGNORECASE)


def how_to_write(value: str) -> str:
    """Return what to write for a date, as far as its author's way of writing shows that."""
    text = value.strip()
    for form in FORMS:
        match = form.fullmatch(text)
        if match:
            return f"write {date}" if (date := _date(match.groupdict())) else ISO
    between = RANGE.fullmatch(text)
    if between:
        return f"write {between[1]}/{between[2]}"
    if NONE.fullmatch(text):
        return f"write {UNDATED} where a work has no date"
    years = re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text)
    return UNSURE.format(years[0]) if len(years) == 1 else ISO


def _date(parts: dict[str, str | None]) -> str:
    """Return a date as it is written here; nothing when there is no such day."""
    word = parts.get("word")
    month = MONTHS[word[:3].lower()] if word else int(parts["month"] or 0)
    day = parts.get("day")
    try:
        date = datetime.date(int(parts["year"] or 0), month, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return date if day else date[:7]
