"""book.yaml out of what a file says of itself: names, dates, language, rights."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from colofon.book import Element
from colofon.importing.pandoc.packages import Package
from colofon.importing.pandoc.pages import read_page
from colofon.importing.report import Report
from colofon.indexing import slug
from colofon.reading.validity import order

DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
OPF = "{http://www.idpf.org/2007/opf}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PEOPLE = ("aut", "edt", "trl", "ill", "aui", "win", "ctb", "ann", "com", "pht", "cre", "oth", "ths", "res")
"""Roles (MARC) of those who made a book; of those who made that edition of it, its producer speaks."""
MONTHS = (
    "jan feb maart|mar|mär|mars apr|avr mei|may|mai jun|juin jul|juil aug|août|aout sep okt|oct nov dec|dez|déc"
).split()
ADDRESS = re.compile(r"https?://[^\s/?#\"'<>\\^`{|}]+([/?#][^\s\"<>\\^`{|}]*)?")


@dataclass(slots=True)
class Said:
    """What a file says of itself."""

    title: str = ""
    subtitle: str = ""
    people: list[dict[str, str]] = field(default_factory=list)
    date: str = ""
    language: str = ""
    publisher: str = ""
    rights: str = ""
    description: str = ""
    subjects: list[str] = field(default_factory=list)
    numbering: dict[str, object] = field(default_factory=dict)

    def words(self) -> dict[str, str]:
        """Return what a title page would say."""
        people = {f"person {index}": person["name"] for index, person in enumerate(self.people)}
        return {"title": self.title, "subtitle": self.subtitle, "date": self.date, **people}


def said_by_pandoc(meta: dict[str, Any]) -> Said:
    """Return what pandoc found."""
    said = Said()
    for name in ("title", "subtitle", "rights"):
        setattr(said, name, _plain(meta.get(name)))
    said.description = _plain(meta.get("abstract") or meta.get("description"))
    said.publisher = _plain(meta.get("publisher"))
    said.language = _plain(meta.get("lang") or meta.get("language"))
    said.date = _plain(meta.get("date") or meta.get("dcterms.date"))
    for entry in (meta.get("author"), meta.get("creator")):
        for name in _list(entry):
            if name and name not in [person["name"] for person in said.people]:
                said.people.append({"name": name, "role": "aut"})
    said.subjects = [word for entry in ("keywords", "subject") for word in _list(meta.get(entry)) if word]
    return said


def _list(value: Any) -> list[str]:
    if isinstance(value, dict) and value.get("t") == "MetaList":
        return [_plain(one) for one in value["c"]]
    return [word.strip() for word in re.split(r";", _plain(value)) if word.strip()]


def _plain(value: Any) -> str:
    """Return the words of a value of pandoc's metadata."""
    if isinstance(value, list):
        return " ".join(" ".join(_word(one) for one in value).split()) if value else ""
    if isinstance(value, dict):
        return _plain(value.get("c")) if not isinstance(value.get("c"), str) else str(value["c"])
    return str(value) if isinstance(value, str) else ""


def _word(value: Any) -> str:
    if isinstance(value, dict) and value.get("t") in ("Space", "SoftBreak", "LineBreak"):
        return ""
    if isinstance(value, dict) and value.get("t") == "Note":
        return ""
    return _plain(value)


def said_by_opf(opf: Element, report: Report) -> Said:
    """Return what the package document of an EPUB says."""
    refined: dict[tuple[str, str], list[str]] = {}
    for meta in opf.iter(f"{OPF}meta"):
        key = meta.get("refines", "").removeprefix("#"), meta.get("property", "")
        refined.setdefault(key, []).append(" ".join((meta.text or "").split()))
    said = Said()
    titles = [(element, _text(element)) for element in opf.iter(f"{DC}title") if _text(element)]
    for element, words in titles:
        kind = (refined.get((element.get("id", ""), "title-type")) or [""])[0]
        if kind == "subtitle":
            said.subtitle = words
        elif not said.title or kind == "main":
            said.title = words
    for name in ("creator", "contributor"):
        for element in opf.iter(f"{DC}{name}"):
            _add_person(said, element, name, refined, report)
    for name in ("language", "publisher", "rights", "date"):
        words = next((_text(element) for element in opf.iter(f"{DC}{name}") if _text(element)), "")
        setattr(said, name, words)
    said.subjects = [_text(element) for element in opf.iter(f"{DC}subject") if _text(element)]
    described = next((element.text or "" for element in opf.iter(f"{DC}description")), "")
    page = read_page(described.encode()) if "<" in described else None
    if described.strip().startswith("<"):
        page = read_page(f"<div>{described}</div>".encode())
    said.description = _text(page) if page is not None else " ".join(described.split())
    return said


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _add_person(
    said: Said, element: Element, name: str, refined: dict[tuple[str, str], list[str]], report: Report
) -> None:
    words, id = _text(element), element.get("id", "")
    codes = refined.get((id, "role"), []) or [element.get(f"{OPF}role", "")]
    code = next((code for code in PEOPLE if code in codes), "")
    if name == "creator" and not code:
        code = "aut"
    if words and code:
        filed = (refined.get((id, "file-as")) or [element.get(f"{OPF}file-as", "")])[0]
        person = {"name": words, **({"file-as": filed} if filed and filed != words else {}), "role": code}
        said.people.append(person)
    elif words:
        report.remove(f"{words} ({', '.join(filter(None, codes)) or name})", "worked on that edition, not on the book")


def said_by_office(package: Package) -> Said:
    """Return what the properties of a DOCX or an ODT say."""
    said = Said()
    root = package.xml("docProps/core.xml")
    if root is None:
        root = package.xml("meta.xml")
    if root is None:
        return said
    found = {str(element.tag).rpartition("}")[2]: _text(element) for element in root.iter() if isinstance(element.tag, str)}
    said.title, said.description = found.get("title", ""), found.get("description", "")
    said.language = found.get("language", "")
    name = found.get("creator") if "core" in str(root.tag) else found.get("initial-creator") or found.get("creator")
    if name:
        said.people = [{"name": one.strip(), "role": "aut"} for one in name.split(";") if one.strip()]
    said.date = found.get("created") or found.get("creation-date") or found.get("date") or ""
    keywords = found.get("keywords") or found.get("keyword") or ""
    said.subjects = [word.strip() for word in re.split("[,;]", keywords) if word.strip()]
    return said


def merged(first: Said, second: Said) -> Said:
    """Return what one says, and where it says nothing, another."""
    names = ("title", "subtitle", "people", "date", "language", "publisher", "rights", "description", "subjects")
    return Said(**{name: getattr(first, name) or getattr(second, name) for name in names})


def book_data(said: Said, numbering: dict[str, object], report: Report) -> dict[str, Any]:
    """Return what ``book.yaml`` holds but for its spine."""
    data: dict[str, Any] = {"title": said.title, "slug": _slug(said.title), "language": said.language, "version": "1.0"}
    data["date"] = said.date
    if said.subtitle:
        data["subtitle"] = said.subtitle
    if said.people:
        data["contributors"] = said.people
    if said.publisher:
        data["publisher"] = {"name": said.publisher}
    if said.description:
        data["description"] = said.description
    if said.subjects:
        data["subjects"] = list(dict.fromkeys(said.subjects))
    if ADDRESS.fullmatch(said.rights):
        data["licence"] = {"name": said.rights, "url": said.rights}
    elif said.rights:
        data["rights"] = said.rights
    if numbering:
        data["numbering"] = numbering
    ranks = order("book")
    return {key: data[key] for key in sorted(data, key=lambda key: ranks.get(key, len(ranks)))}


def _slug(title: str) -> str:
    return slug(title)[:60].strip("-") or "book"


def day_of(words: str) -> str:
    """Return a date as ``book.yaml`` has it, empty when the words are none."""
    match = re.match(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", words.strip())
    if match:
        return "-".join(part for part in match.groups() if part)
    match = re.search(r"(?:([0-9]{1,2})(?:\.|st|nd|rd|th)?\s+)?([^\W\d_]{3,})\.?\s+(?:([0-9]{1,2}),?\s+)?([0-9]{4})", words)
    if match:
        month = next((rank for rank, names in enumerate(MONTHS, 1) if re.match(names, match[2].lower())), 0)
        day = match[1] or match[3]
        if month:
            return f"{match[4]}-{month:02}" + (f"-{int(day):02}" if day else "")
    year = re.search(r"\b(1[5-9][0-9]{2}|20[0-9]{2})\b", words)
    return year[1] if year else ""


def language_of(words: str) -> str:
    """Return a tag of a language as ``book.yaml`` has it, empty when it is none."""
    tag = words.strip().replace("_", "-")
    tag = tag[:1].lower() + tag[1:]
    head, _, rest = tag.partition("-")
    tag = "-".join(filter(None, (head.lower(), rest)))
    return tag if LANGUAGE.fullmatch(tag) and tag not in ("und", "mul", "zxx") else ""
