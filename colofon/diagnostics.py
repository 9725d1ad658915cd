"""Findings: what they are, every code there is, and how they are printed.

A fault of the manuscript is a `Diagnostic`; a fault of the program is an exception.
An error means an edition would be wrong, so nothing is written. A warning means an editor
should look; `--strict` makes it an error. There is no third severity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from colofon import __version__
from colofon.book import Position


class Severity(Enum):
    """Whether a finding stops the editions."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding; its code is never given to another."""

    code: str
    name: str
    severity: Severity


def _rules(table: str) -> dict[str, Rule]:
    severities = {"E": Severity.ERROR, "W": Severity.WARNING}
    rows = (line.split() for line in table.strip().splitlines())
    return {code: Rule(code, name, severities[severity]) for code, name, severity in rows}


RULES = _rules("""
    N101 undefined-note E
    N102 unused-note E
    N103 duplicate-note E
    N104 note-called-twice E
    N105 nested-note E
    N106 empty-note E
    N107 number-out-of-order E
    N108 number-moved E
    N109 typed-idem W
    N110 ambiguous-idem E
    N111 note-in-heading W
    N112 lost-note W
    N113 partial-note W
    N114 concordance-unknown-note E
    N115 concordance-unnamed-note E
    N116 concordance-number E
    R201 undefined-target E
    R202 duplicate-id E
    R203 typed-reference W
    R204 typed-reference-without-target E
    R205 backward-range E
    R206 contradicting-number E
    R207 empty-link E
    R208 nested-link E
    G301 undefined-entity E
    G302 undefined-term E
    G303 unused-entry W
    G304 conflicting-definition E
    G305 typed-definition W
    G306 unexpanded-abbreviation W
    G307 reserved-key E
    S401 skipped-heading-level E
    S402 untitled-chapter E
    S403 image-without-alternative E
    S404 table-without-header E
    S405 stray-fence E
    S406 raw-html E
    S407 unknown-attribute E
    S408 doubtful-marker E
    S409 typed-number W
    S410 lost-text W
    B701 unknown-work E
    B702 unused-work W
    B703 incomplete-work W
    B704 duplicate-work W
    M801 missing-metadata E
    M802 wrong-checksum E
    M803 wrong-date E
    M804 missing-file E
    M805 unsafe-path E
    M806 unreadable-file E
    M807 invalid-value E
    M808 wrong-data E
    P801 pdf-message E
    P802 pdf-invalid E
    P803 note-not-set E
    P804 missing-glyph E
    P805 pandoc-message E
    V801 epub-invalid E
""")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: place, code, what is wrong, what to do."""

    position: Position
    code: str
    message: str
    hint: str = ""

    @property
    def rule(self) -> Rule:
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.position}: {self.severity.value} {self.code} {self.message}{hint}"


def sort(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings by place, then code, each once."""
    key = lambda found: (found.position, found.code, found.message, found.hint)  # noqa: E731
    return sorted(set(diagnostics), key=key)


def has_errors(diagnostics: Iterable[Diagnostic], strict: bool = False) -> bool:
    """Tell whether findings stop the editions."""
    return any(strict or found.severity is Severity.ERROR for found in diagnostics)


def as_text(diagnostics: list[Diagnostic]) -> str:
    """Return one line for each finding."""
    return "".join(f"{found}\n" for found in diagnostics)


def as_json(diagnostics: list[Diagnostic]) -> str:
    """Return a JSON list of ``{path, line, column, severity, code, message, hint}``."""
    rows = [
        {
            **found.position._asdict(),
            "severity": found.severity.value,
            "code": found.code,
            "message": found.message,
            "hint": found.hint,
        }
        for found in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_sarif(diagnostics: list[Diagnostic]) -> str:
    """Return a SARIF 2.1.0 log; columns are code points (3.14.17, ``columnKind``)."""
    rules = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.name.replace("-", " ")},
            "defaultConfiguration": {"level": rule.severity.value},
        }
        for rule in RULES.values()
    ]
    order = {code: index for index, code in enumerate(RULES)}
    results = [
        {
            "ruleId": found.code,
            "ruleIndex": order[found.code],
            "level": found.severity.value,
            "message": {"text": f"{found.message} ({found.hint})" if found.hint else found.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(found.position.path)},
                        "region": {"startLine": found.position.line, "startColumn": found.position.column},
                    }
                }
            ],
        }
        for found in diagnostics
    ]
    driver = {"name": "Colofon", "version": __version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/")


def as_github(diagnostics: list[Diagnostic]) -> str:
    """Return workflow commands that a GitHub run shows beside the line."""
    return "".join(
        f"::{found.severity.value} file={_property(found.position.path)},line={found.position.line},"
        f"col={found.position.column},title={found.code} {found.rule.name}::"
        f"{_data(found.message + (f' ({found.hint})' if found.hint else ''))}\n"
        for found in diagnostics
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTS = {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
