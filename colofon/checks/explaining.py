"""What a code means: the docstring of its check, for ``build.py explain`` and the reference page."""

from __future__ import annotations

import inspect

from colofon.checks import CHECKS, Check
from colofon.diagnostics import RULES, Rule

FROM_EDITIONS = {
    "P801": """P801: WeasyPrint said something while it set the PDF.

    Bad:   a drawing with a filter that WeasyPrint cannot draw
    Good:  a drawing that is set without a word
    """,
    "P802": """P802: the validator does not accept the PDF as PDF/UA-1, or not as PDF/A-2a.

    Bad:   a PDF with a heading that is no heading to a screen reader
    Good:  a PDF that the validator accepts; what it says is led back to the line where that is possible
    """,
    "P803": """P803: a note does not stand in the PDF as it must: once, in order, whole, near its call.

    Bad:   a call on page 12, and its note on page 15, or nowhere
    Good:  a call on page 12, and its note on page 12 or 13
    """,
    "P804": """P804: no face of the editions has a character.

    Bad:   a letter of a script that styles/fonts lacks
    Good:  characters that the faces have; or a face that has them, in styles/fonts
    """,
    "P805": """P805: pandoc said something while it formatted the works.

    Bad:   a work with a field that citeproc cannot read
    Good:  works that are formatted without a word
    """,
    "V801": """V801: EPUBCheck does not accept the EPUB.

    Bad:   an EPUB with a link that leads nowhere
    Good:  an EPUB about which EPUBCheck says nothing
    """,
}
"""Rules without a check: an edition reports them, from what it made or from what a tool said of it."""


def check_of(rule: Rule) -> Check | None:
    """Return the check of a rule: the one with its name."""
    name = rule.name.replace("-", "_")
    return next((check for check in CHECKS if check.__name__ == name), None)


def documentation(rule: Rule) -> str:
    """Return the text of a rule: one sentence that begins with its code, then a Bad and a Good example."""
    check = check_of(rule)
    text = check.__doc__ if check is not None else FROM_EDITIONS.get(rule.code)
    return inspect.cleandoc(text or "")


def explanation(rule: Rule) -> str:
    """Return code, name and severity of a rule, and its text."""
    text = documentation(rule).removeprefix(f"{rule.code}: ")
    return f"{rule.code} {rule.name} ({rule.severity.value})\n\n{text[:1].upper()}{text[1:]}"


def sentence(rule: Rule) -> str:
    """Return the first sentence of a rule, without its code."""
    return " ".join(documentation(rule).partition("\n\n")[0].removeprefix(f"{rule.code}: ").split())


def reference() -> str:
    """Return every rule as a Markdown table."""
    rows = ["| code | severity | name | what it says |", "|---|---|---|---|"]
    for rule in RULES.values():
        says = sentence(rule).replace("|", "\\|")
        rows.append(f"| {rule.code} | {rule.severity.value} | {rule.name} | {says} |")
    return "\n".join(rows) + "\n"
