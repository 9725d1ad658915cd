"""The role of each part in the spine, by what the source says of it, its title and its place."""

from __future__ import annotations

import re

from colofon.importing.pandoc.dividing import Part
from colofon.importing.pandoc.trees import text_of
from colofon.indexing import slug
from colofon.vocabulary import ROLES

TITLES = {
    "foreword": r"fore ?word|preface|voorwoord|woord vooraf|ten geleide|vorwort|avant-propos|préface|prologue|proloog"
    r"|dedication|opdracht|epigraph|motto|acknowledge?ments|dankwoord",
    "summary": r"(?:executive |management)?\s*summary|abstract|(?:management ?)?samenvatting|zusammenfassung|résumé",
    "introduction": r"introduction|inleiding|einleitung|einführung",
    "conclusion": r"conclusions?|conclusies?(?: en aanbevelingen)?|slot(?:beschouwing)?|tot slot|schlussfolgerungen|fazit",
    "epilogue": r"epilogue|epiloog|épilogue",
    "afterword": r"after ?word|nawoord|nachwort|postface|about the authors?|over de auteurs?",
    "appendix": r"(?:appendix|appendices|annex(?:es)?|bijlagen?|anhang|annexes?)\b.*",
}
"""Role -> titles that say it, in Dutch, English, German and French."""
KINDS = {
    "preface": "foreword", "foreword": "foreword", "prologue": "foreword", "dedication": "foreword",
    "epigraph": "foreword", "acknowledgments": "foreword", "abstract": "summary", "introduction": "introduction",
    "conclusion": "conclusion", "epilogue": "epilogue", "afterword": "afterword", "appendix": "appendix",
}  # fmt: skip
"""Type of an EPUB -> role."""


def roles_of(parts: list[Part]) -> list[str]:
    """Return the role of each part; what would stand in the wrong half of the book is a chapter."""
    found = [_role(part) for part in parts]
    numbered = [index for index, role in enumerate(found) if role == "chapter"]
    for index, role in enumerate(found):
        if ROLES[role] == "frontmatter" and numbered and index > numbered[0]:
            found[index] = "chapter"
        if ROLES[role] == "backmatter" and numbered and index < numbered[-1]:
            found[index] = "chapter"
    return found


def _role(part: Part) -> str:
    title = text_of(part.title)
    matched = next((role for role, words in TITLES.items() if re.fullmatch(words, title, re.IGNORECASE)), "")
    if part.number:
        return "appendix" if "appendix" in part.kinds else "chapter"
    said = next((role for kind, role in KINDS.items() if part.kinds & {kind, f"doc-{kind}"}), "")
    return said or matched or "chapter"


def file_names(parts: list[Part]) -> list[str]:
    """Return the file of each part: its rank and its title."""
    width = max(2, len(str(len(parts))))
    names = []
    for rank, part in enumerate(parts, 1):
        words = slug(text_of(part.title))[:40].strip("-") or "part"
        names.append(f"{rank:0{width}}-{words}.md")
    return names
