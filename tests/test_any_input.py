"""Whatever stands in a manuscript: checks end without an exception, and point into its files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colofon.pipeline import check_book, read_book

BOOK = """\
title: Een titel
slug: een-titel
language: {language}
version: "1"
date: "2018-04-01"
numbering: {{chapters: {chapters}, sections: 1, figures: chapter}}
spine:
  - file: one.md
    role: chapter
  - file: two.md
    role: appendix
"""
PIECES = [
    "# Titel {#titel}\n\n", "## Deel\n\n", "#### Diep {#deel}\n\n", "# {#leeg}\n\n", "Zie hoofdstuk 1", " en noten 1, 2 en 3",
    "see chapters I to III", "paragraaf 1.1", " (zie bijlage A)", "[^1]", "[^2]", "[^een]", "\n\n[^1]: Idem.\n\n",
    "\n\n[^een]: [p. 2](cite:een); Ibid., p. 3.\n\n", "\n\n[^2]:\n\n", "\n\n[^een]: &rijk;[^1]\n\n    Meer CAT.\n\n", "&rijk;", "&geen;",
    "[rijk](term:rijk)", "[](term:)", "[](#titel)", "[](#titel..deel)", "[hoofdstuk 7](#titel)", "[noot 3](note:een)", "[](note:x/y)",
    "[](#)", "[](https://example.org)", "[]()", "![](weg.png)", "\n\n![x](../x.png){#x}\n\n", "\n\n| a | |\n|---|---|\n| 1 | 2 | 3 |\n\n: Kop {#x}\n\n",
    "\n\n::: quote\n", "\n\n:::\n\n", "> citaat\n\n", "- punt\n", "<b>", "`code`", "[x]{lang=en}", "[tabel 1]{.work}", "CAT", " Centrum (CAT) ",
    "*", "_", "{", "}", "\\", "😀", "\u0301", "שלום", "\u00a0", "  ", "\n", "\n\n", "    ", "Rijk van een kalief en zijn hof hier.",
]  # fmt: skip
GLOSSARY = """\
entries:
  - key: rijk
    term: rijk
    definition: Rijk van een kalief en zijn hof hier. Zie hoofdstuk 1 en &rijk;
    see: [weg]
  - key: cat
    term: CAT
    abbreviation: CAT
    expansion: Centrum
    source: geen
"""
WORKS = "references:\n  - {id: een, type: book, issued: 2017-02-30}\n"
chapters = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(chapters, chapters, st.sampled_from(["nl", "en", "fr"]), st.sampled_from(["arabic", "roman", "none"]))
def test_checks_end_and_point_into_the_manuscript(one: str, two: str, language: str, style: str) -> None:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "book.yaml": BOOK.format(language=language, chapters=style),
            "one.md": one,
            "two.md": two,
            "glossary.yaml": GLOSSARY,
            "references.yaml": WORKS,
            "numbering.lock": '"one":\n  "een": 2\n  "1": 1\n"weg":\n  "een": 3\n',
        }
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        os.chdir(folder)
        try:
            findings = check_book(read_book(Path()))
        finally:
            os.chdir(before)
    for found in findings:
        lines = files[found.position.path].split("\n")
        assert 1 <= found.position.line <= len(lines), found
        assert 1 <= found.position.column <= len(lines[found.position.line - 1]) + 1, found
