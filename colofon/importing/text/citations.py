"""Works that notes name: the title between quotation marks, and what stands behind it, field by field.

What comes of it is a proposal: each note keeps its text, and an editor who is sure of a work cites it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from colofon.importing.languages import language_of
from colofon.indexing import slug

TITLE = re.compile(r"(?<![\w’])‘{1,2}(?P<title>(?:[^‘’]|‘[^‘’]*’|’(?=\w)|(?<=s)’(?=\s))+?)[’‘]+(?=[\s,.;]|$)")
MONTHS = {
    name: number
    for names in (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}})\s+)?(?P<month>{MONTH})(?:\s?[/–-]\s?(?P<last>{MONTH}))?\s+(?P<year>(?:1[5-9]|20)[0-9]{{2}})$"
    r"|(?P<bare>(?:1[5-9]|20)[0-9]{2})$",
    re.IGNORECASE,
)
LOCATOR = re.compile(r"(?:pp?|par|paras?)\.?\s?[0-9xivl]", re.IGNORECASE)
VOLUME = re.compile(r"(?:vol(?:ume)?|jrg|jaargang)(?:\.\s*|\s+)(\w+)$", re.IGNORECASE)
ISSUE = re.compile(r"(?:issue|no|nr|nummer|number)(?:\.\s*|\s+)(\w+)$", re.IGNORECASE)
PART = re.compile(r"(?:samenvatting|summary|executive summary|management ?samenvatting)$", re.IGNORECASE)
NUMBER = re.compile(r"[A-Z]+/[0-9]{4}/[0-9]+$|.*\b(?:Report|rapport|Number|Brief)\b.*[0-9]+$")
HOLDER = re.compile(
    r"\b(?:The|Times|Post|Journal|Guardian|News|Institut\w*|Cent(?:er|re)|University|Foundation|Group|Research|"
    r"Council|Ministerie|Nationaal|Affairs|Review|Magazine|Press|Report|Monitor|Policy|Security|Studies|Krant|"
    r"Volkskrant|Sentinel|Committee|Europol|UN|AP|Reuters|BBC|CNN|Library|Brief|Observatory|Association|House)\b"
)
PARTICLES = "van|von|de|der|den|het|ten|ter|bin|al|el|le|la|du|da|di|ibn|te|op"
NAME = re.compile(
    rf"(?:[A-ZÀ-Þ][\w’.‑-]*\.?\s+)+(?:(?:{PARTICLES})\s+)*[A-ZÀ-Þ][\w’‑-]+(?:\s+(?:Jr\.?|III?))?$"
)
AND = re.compile(r"\s+(?:en|and|&|und|et)\s+")
STOP = re.compile(r"(?:(?<=[0-9]{4})|(?<=[a-z)’”]{3}))[.;](?:\s|$)|\.(?=[A-Z])")
"""Where what is said of one work ends."""
NEWSPAPER = re.compile(
    r"\b(?:Times|Post|Guardian|Telegraaf|Volkskrant|Independent|Telegraph|News|Zeitung|Journal of)\b"
)


@dataclass(slots=True)
class Work:
    """A work as notes name it."""

    data: dict[str, Any]
    notes: list[int] = field(default_factory=list)
    sure: bool = False
    """Title, date and who made or holds it are all told apart."""


def works_of(notes: Iterable[tuple[int, str]]) -> list[Work]:
    """Return the works that notes name, each once; `notes` are numbers and texts."""
    known: dict[str, Work] = {}
    for number, text in notes:
        for data in _named(text):
            key = re.sub(r"\W+", "", data["title"].casefold())
            work = known.setdefault(key, Work(data))
            for name, value in data.items():
                work.data.setdefault(name, value)
            work.notes.append(number)
    taken: set[str] = set()
    for work in known.values():
        work.data = {"id": _id(work.data, taken), **work.data}
        work.sure = "issued" in work.data and bool(
            {"author", "container-title", "publisher"} & set(work.data)
        )
    return list(known.values())


def _named(text: str) -> Iterator[dict[str, Any]]:
    titles = list(TITLE.finditer(text))
    for index, found in enumerate(titles):
        end = titles[index + 1].start() if index + 1 < len(titles) else len(text)
        rest = text[found.end() : end]
        title = found["title"].strip(" ,")
        stop = STOP.search(rest)
        fields = [part.strip() for part in (rest[: stop.start()] if stop else rest).split(",")]
        if len(title) > 5 and rest.startswith(",") and any(fields):
            yield _work(title, [part for part in fields if part])


def _work(title: str, fields: list[str]) -> dict[str, Any]:
    """Sort the fields behind a title by what they look like."""
    data: dict[str, Any] = {"type": "document", "title": title}
    holders: list[str] = []
    listed = any(AND.search(part) and _names(part.rstrip(" .")) for part in fields[1:])
    for part in fields:
        part = part.rstrip(" .")
        date, volume, issue = DATE.match(part), VOLUME.match(part), ISSUE.match(part)
        if date:
            data["issued"] = _issued(date)
        elif volume or issue:
            name, match = ("volume", volume) if volume else ("issue", issue)
            assert match is not None
            data[name] = match[1]
        elif LOCATOR.match(part) or PART.match(part):
            continue
        elif NUMBER.match(part):
            data["number"] = part
        elif not holders and (names := _names(part)) and _is_author(data, listed):
            data["author"] = [*data.get("author", []), *names]
            # "A, B en C, D": behind the last name stands who printed it.
            listed = listed and not AND.search(part)
        else:
            holders.append(part)
    _place_holders(data, holders)
    language = language_of(title)
    return data | ({"language": language} if language else {})


def _place_holders(data: dict[str, Any], holders: list[str]) -> None:
    """Say who printed or published a work, and of what kind it is."""
    if "volume" in data or "issue" in data:
        kind, name = "article-journal", "container-title"
    elif any(NEWSPAPER.search(holder) for holder in holders) or len(data.get("issued", "")) == 10:
        kind, name = "article-newspaper", "container-title"
    else:
        kind, name = "report", "publisher"
    data["type"] = kind if holders else "document"
    if holders:
        data[name] = holders[0]
    if len(holders) > 1:
        data["annote"] = ", ".join(holders[1:])


def _issued(date: re.Match[str]) -> str:
    if date["bare"]:
        return date["bare"]
    day = f"-{int(date['day']):02}" if date["day"] else ""
    first = f"{date['year']}-{MONTHS[date['month'].lower()]:02}{day}"
    return f"{first}/{date['year']}-{MONTHS[date['last'].lower()]:02}" if date["last"] else first


def _names(part: str) -> list[dict[str, str]]:
    """Return persons, when a field is nothing but their names."""
    found = [name.strip() for name in AND.split(part)]
    if HOLDER.search(part) or not all(NAME.match(name) for name in found):
        return []
    return [_person(name) for name in found]


def _is_author(data: dict[str, Any], listed: bool) -> bool:
    """Tell whether a field of names goes on with a list that ends with "and": else it is the holder."""
    return "author" not in data or listed


def _person(name: str) -> dict[str, str]:
    words = name.split()
    at = next((at for at, word in enumerate(words) if at and word in PARTICLES.split("|")), len(words) - 1)
    if words[at:] and words[-1].rstrip(".") in ("Jr", "II", "III"):
        at = min(at, len(words) - 2)
    return {"family": " ".join(words[at:]), "given": " ".join(words[:at])}


def _id(data: dict[str, Any], taken: set[str]) -> str:
    """Return a key: family, year and the first telling word of the title."""
    author = (
        data["author"][0]["family"]
        if "author" in data
        else data.get("container-title", data.get("publisher", ""))
    )
    words = [word for word in slug(data["title"]).split("-") if len(word) > 3] or ["work"]
    base = slug(f"{slug(author).replace('-', '')[:20]}{data.get('issued', '')[:4]}{words[0]}") or "work"
    key, count = base, 2
    while key in taken or not key[0].isalnum():
        key, count = f"{base}-{count}", count + 1
    taken.add(key)
    return key
