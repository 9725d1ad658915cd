"""Faults of book.yaml and of values in YAML files (M801-M803, M807)."""

from __future__ import annotations

import re
from random import Random

from colofon.book import Position
from tests.faulting import words
from tests.faulting.crossing import put_in
from tests.faulting.defining import new_key
from tests.faulting.following import numbers_are_stated, terms
from tests.faulting.laying import Edit, Finding, Kind, Laid, Place, inserted, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.spots import choose_spot, in_chapter
from tests.faulting.works import gap, new_work, works
from tests.faulting.yamls import block_end, choose_gap, field_edit, value_edit

BOOK = "book.yaml"


def position(manuscript: Manuscript, key: str) -> Position | None:
    """Return the place of a value of book.yaml, None when it has none."""
    return manuscript.book.metadata.positions.get(key)


def added_field(manuscript: Manuscript, random: Random, text: str) -> Edit:
    """Return the edit that writes a field of its own in book.yaml, before or behind the others."""
    whole = manuscript.texts[BOOK]
    starts = [match.start() for match in re.finditer(r"^[a-z][\w-]*:", whole, re.MULTILINE)][1:]
    if whole.endswith("\n"):
        starts.append(len(whole))
    return inserted(BOOK, random.choice(starts), text)


def missing_field(manuscript: Manuscript, random: Random) -> Laid | None:
    """book.yaml without something that every edition needs."""
    key = random.choice(("title", "slug", "version", "date"))
    value, root = position(manuscript, key), position(manuscript, "")
    edit = field_edit(manuscript, value) if value else None
    if edit is None or root is None:
        return None
    begin = manuscript.place(root)
    if edit.start <= begin.offset < edit.end:
        begin = Place(BOOK, edit.end)
    return Laid(Finding("M801", begin), [edit])


PARTS = {
    "publisher": "publisher:\n  place: Utrecht\n",
    "series": "series:\n  number: 7\n",
    "licence": "licence:\n  url: https://www.example.org/licence\n",
    "cover": 'cover:\n  image: figures/omslag.svg\n',
    "adaptation": "adaptation:\n  statement: {}\n",
    "contributors": "contributors:\n  - name: {}\n",
}  # fmt: skip


def missing_part(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new field of book.yaml that lacks a part of its own."""
    keys = [key for key in sorted(PARTS) if position(manuscript, key) is None and key != "cover"]
    if not keys:
        return None
    key = random.choice(keys)
    text = PARTS[key].format(words.word(random, "en"))
    edit = added_field(manuscript, random, text)
    start = text.index("- ") + 2 if "- " in text else text.index("\n") + 3
    return Laid(Finding("M801", within(edit, start)), [edit])


def work_without_type(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new work that does not say what it is."""
    where, spot = gap(manuscript, random), choose_spot(manuscript, random, lambda spot: bool(spot.note))
    if where is None or spot is None:
        return None
    key = new_work(manuscript, random)
    entry = where.item(f"id: {key}", f"title: {words.word(random, 'en')} {key}", "issued: 1950")
    edit, _ = put_in(random, spot, f"[](cite:{key})")
    return Laid(Finding("M801", within(entry, entry.text.index("id:"))), [entry, edit])


def entry_without_term(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry of the glossary that names no term."""
    where = choose_gap(manuscript, random, sorted(term.position for term in terms(manuscript)))
    if where is None:
        return None
    entry = where.item(f"key: {new_key(manuscript, random)}", f"definition: {words.sentence(random, 'nl')}")
    return Laid(Finding("M801", within(entry, entry.text.index("key:"))), [entry])


def isbn(random: Random) -> str:
    """Return an ISBN that is one."""
    digits = "978" + "".join(random.choices("0123456789", k=9))
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{digits[:3]}-{digits[3]}-{digits[4:8]}-{digits[8:]}-{-total % 10}"


def issn(random: Random) -> str:
    """Return an ISSN that is one."""
    digits = "".join(random.choices("0123456789", k=7))
    total = -sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if total == 10 else total}"


def spoilt(random: Random, number: str) -> str:
    """Return a number in which one digit of the last part is another one."""
    last = number[-1]
    return number[:-1] + random.choice([digit for digit in "0123456789" if digit != last])


def wrong_number(manuscript: Manuscript, random: Random) -> Laid | None:
    """An ISBN or ISSN of the book, with a wrong digit."""
    key = random.choice(("isbn.pdf", "isbn.epub", "isbn.print", "issn"))
    value = position(manuscript, key)
    number = spoilt(random, issn(random) if key == "issn" else isbn(random))
    if value is not None:
        edit = value_edit(manuscript, value, number)
        return Laid(Finding("M802", manuscript.place(value)), [edit]) if edit else None
    if key != "issn" and position(manuscript, "isbn") is not None:
        return None
    text = f"issn: {number}\n" if key == "issn" else f"isbn:\n  {key.partition('.')[2]}: {number}\n"
    edit = added_field(manuscript, random, text)
    return Laid(Finding("M802", within(edit, text.index(number))), [edit])


def wrong_number_of_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """A work that gets an ISBN or ISSN with a wrong digit."""
    kind = random.choice(("ISBN", "ISSN"))
    number = spoilt(random, isbn(random) if kind == "ISBN" else issn(random))
    return _added_to_work(manuscript, random, kind, number, "M802")


def _added_to_work(manuscript: Manuscript, random: Random, field: str, value: str, code: str) -> Laid | None:
    found = [work for work in works(manuscript) if field not in work.data]
    if not found:
        return None
    work = random.choice(found)
    name = manuscript.name(work.position.path)
    start = manuscript.line_start(name, work.position.line)
    end = block_end(manuscript, name, start)
    column = manuscript.texts[name].index("id:", start) - start
    if manuscript.texts[name][start : start + column].strip() != "-" or not manuscript.texts[name][
        :end
    ].endswith("\n"):
        return None
    text = f"{' ' * column}{field}: {value}\n"
    edit = inserted(name, end, text)
    return Laid(Finding(code, within(edit, text.index(value))), [edit])


def wrong_date(manuscript: Manuscript, random: Random) -> Laid | None:
    """A date of the book that no calendar has, or that is written in another way."""
    key = random.choice(("date", "text-closed"))
    value = position(manuscript, key)
    if value is None:
        return None
    edit = value_edit(
        manuscript,
        value,
        random.choice(("2018-02-30", "2019-13-01", "1 april 2018", "2018/04/01", "2019-2-3", "18-04-01")),
    )
    return Laid(Finding("M803", manuscript.place(value)), [edit]) if edit else None


def closed_after_publication(manuscript: Manuscript, random: Random) -> Laid | None:
    """A text that is closed after it is published."""
    value = position(manuscript, "date")
    match = re.match(r"\d{4}", str(manuscript.book.metadata.data.get("date", "")))
    if value is None or match is None:
        return None
    later = f"{int(match.group()) + random.randint(1, 9)}-0{random.randint(1, 9)}"
    closed = position(manuscript, "text-closed")
    edit = (
        value_edit(manuscript, closed, later)
        if closed
        else added_field(manuscript, random, f"text-closed: {later}\n")
    )
    return Laid(Finding("M803", manuscript.place(value)), [edit]) if edit else None


def wrong_date_of_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """A work with a date that no calendar has, or that ends before it begins."""
    if random.random() < 0.5:
        date = random.choice(
            ("2017-06-31", "2017-00-02", "vorig jaar", "2017-08/2017-07", "2017/", "12-06-2017")
        )
        return _added_to_work(manuscript, random, "accessed", date, "M803")
    found = works(manuscript)
    random.shuffle(found)
    for work in found:
        year = str(work.data.get("issued", ""))[:4]
        edit = (
            value_edit(
                manuscript, work.positions["issued"], f"{year}-{random.choice(('02-30', '13', '06-31', '4'))}"
            )
            if year.isdigit()
            else None
        )
        if edit is not None:
            return Laid(Finding("M803", manuscript.place(work.positions["issued"])), [edit])
    return None


def unknown_field(manuscript: Manuscript, random: Random) -> Laid | None:
    """A field of book.yaml that does not exist."""
    key, value = words.word(random, "nl"), words.word(random, "nl")
    edit = added_field(manuscript, random, f"{key}: {value}\n")
    return Laid(Finding("M807", within(edit)), [edit])


def unknown_field_of_entry(manuscript: Manuscript, random: Random) -> Laid | None:
    """A field of a work that does not exist."""
    laid = _added_to_work(manuscript, random, words.word(random, "nl"), words.word(random, "nl"), "M807")
    if laid is not None:
        edit = laid.edits[0]
        laid.finding = Finding("M807", within(edit, len(edit.text) - len(edit.text.lstrip())))
    return laid


def repeated_field(manuscript: Manuscript, random: Random) -> Laid | None:
    """A field of book.yaml that stands there twice."""
    whole = manuscript.texts[BOOK]
    key = random.choice(
        [key for key in ("slug", "title", "version", "description") if position(manuscript, key)] or [""]
    )
    if not key or not whole.endswith("\n"):
        return None
    edit = inserted(BOOK, len(whole), f"{key}: {words.word(random, 'nl')}\n")
    return Laid(Finding("M807", within(edit)), [edit])


def wrong_value(manuscript: Manuscript, random: Random) -> Laid | None:
    """A value of book.yaml that is not what belongs there."""
    values = {
        "slug": "Een Boek", "numbering.chapters": "romeins", "numbering.figures": "deel", "numbering.sections": "7",
        "design.accent": "groen", "design.text": "gothic", "language": "Nederlands!", "url": "www.example.org",
        "doi": "doi-12", "subjects": "geschiedenis", "title": "[a, b]", "version": '"?"',
    }  # fmt: skip
    if numbers_are_stated(manuscript):
        values = {key: value for key, value in values.items() if not key.startswith("numbering")}
    values.pop("language")
    keys = [key for key in sorted(values) if position(manuscript, key)]
    random.shuffle(keys)
    for key in keys:
        value = position(manuscript, key)
        edit = value_edit(manuscript, value, values[key]) if value else None
        if value is not None and edit is not None:
            return Laid(Finding("M807", manuscript.place(value)), [edit])
    return None


def wrong_role(manuscript: Manuscript, random: Random) -> Laid | None:
    """A chapter of the spine with a role that does not exist."""
    found = [
        place
        for index, item in enumerate(manuscript.book.metadata.spine)
        if item.role == "chapter" and (place := position(manuscript, f"spine.{index}.role"))
    ]
    random.shuffle(found)
    for place in found:
        edit = value_edit(manuscript, place, random.choice(("hoofdstuk", "part", "chapters")))
        if edit is not None:
            return Laid(Finding("M807", manuscript.place(place)), [edit])
    return None


def wrong_type_of_work(manuscript: Manuscript, random: Random) -> Laid | None:
    """A work of a type that CSL does not have."""
    found = [work for work in works(manuscript) if "type" in work.positions]
    random.shuffle(found)
    for work in found:
        edit = value_edit(
            manuscript, work.positions["type"], random.choice(("boek", "website", "newspaper", "article-web"))
        )
        if edit is not None:
            return Laid(Finding("M807", manuscript.place(work.positions["type"])), [edit])
    return None


def entry_of_nothing(manuscript: Manuscript, random: Random) -> Laid | None:
    """A new entry of the glossary that defines nothing and expands nothing."""
    where = choose_gap(manuscript, random, sorted(term.position for term in terms(manuscript)))
    spot = choose_spot(manuscript, random, in_chapter)
    if where is None or spot is None:
        return None
    key = new_key(manuscript, random)
    entry = where.item(f"key: {key}", f"term: {key.replace('-', ' ')}")
    edit = inserted(spot.path, spot.offset, f" [{words.word(random, spot.language)}](term:{key})")
    return Laid(Finding("M807", within(entry, entry.text.index("key:"))), [entry, edit])


KINDS: dict[str, tuple[Kind, ...]] = {
    "M801": (missing_field, missing_part, work_without_type, entry_without_term),
    "M802": (wrong_number, wrong_number_of_work),
    "M803": (wrong_date, closed_after_publication, wrong_date_of_work),
    "M807": (
        unknown_field, unknown_field_of_entry, repeated_field, wrong_value, wrong_role, wrong_type_of_work,
        entry_of_nothing,
    ),
}  # fmt: skip
