"""Findings as they are sorted and printed: text, JSON, SARIF 2.1.0, GitHub annotations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from colofon.book import Position
from colofon.diagnostics import (
    REPORTS,
    RULES,
    Diagnostic,
    Severity,
    as_github,
    as_json,
    as_sarif,
    as_text,
    has_errors,
    sort,
)

ERROR = Diagnostic(
    Position("manuscript/één deel.md", 41, 17), "N101", "note [^x] is not defined", "did you mean [^y]?"
)
WARNING = Diagnostic(Position("manuscript/02.md", 3, 5), "R203", "“hoofdstuk 8” is typed by hand")
AWKWARD = Diagnostic(Position("a,b:c.md"), "M807", "100% is not\nwhat belongs here")


def test_a_finding_is_a_line_with_its_five_fields() -> None:
    assert as_text([ERROR, WARNING]) == (
        "manuscript/één deel.md:41:17: error N101 note [^x] is not defined (did you mean [^y]?)\n"
        "manuscript/02.md:3:5: warning R203 “hoofdstuk 8” is typed by hand\n"
    )


def test_findings_are_sorted_by_place_and_each_is_said_once() -> None:
    later = Diagnostic(Position("a.md", 10, 2), "N101", "later")
    earlier = Diagnostic(Position("a.md", 9, 30), "R203", "earlier")
    same_place = Diagnostic(Position("a.md", 10, 2), "G301", "same place")
    assert sort([later, same_place, earlier, later]) == [earlier, same_place, later]


def test_warnings_stop_a_build_only_when_it_is_strict() -> None:
    assert not has_errors([])
    assert not has_errors([WARNING])
    assert has_errors([WARNING], strict=True)
    assert not has_errors([], strict=True)
    assert has_errors([WARNING, ERROR])


def test_json_is_a_list_of_objects_with_seven_fields() -> None:
    assert json.loads(as_json([ERROR, WARNING])) == [
        {
            "path": "manuscript/één deel.md",
            "line": 41,
            "column": 17,
            "severity": "error",
            "code": "N101",
            "message": "note [^x] is not defined",
            "hint": "did you mean [^y]?",
        },
        {
            "path": "manuscript/02.md",
            "line": 3,
            "column": 5,
            "severity": "warning",
            "code": "R203",
            "message": "“hoofdstuk 8” is typed by hand",
            "hint": "",
        },
    ]
    assert json.loads(as_json([])) == []


def only_run(diagnostics: list[Diagnostic]) -> dict[str, Any]:
    log = json.loads(as_sarif(diagnostics))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_names_the_tool_and_its_rules() -> None:
    run = only_run([])
    driver = run["tool"]["driver"]
    assert driver["name"] == "Colofon"
    assert driver["version"]
    assert [rule["id"] for rule in driver["rules"]] == list(RULES)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == []


def test_sarif_results_point_at_their_rule_and_place() -> None:
    run = only_run([ERROR, WARNING, AWKWARD])
    rules = run["tool"]["driver"]["rules"]
    for result, found in zip(run["results"], [ERROR, WARNING, AWKWARD], strict=True):
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.code
        assert result["level"] == found.severity.value
        assert found.message in result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["region"] == {"startLine": found.position.line, "startColumn": found.position.column}
        assert place["artifactLocation"]["uri"].isascii()
        assert " " not in place["artifactLocation"]["uri"]


def test_github_commands_escape_what_would_end_them() -> None:
    first, second, third = as_github([ERROR, WARNING, AWKWARD]).splitlines()
    assert first == (
        "::error file=manuscript/één deel.md,line=41,col=17,title=N101 undefined-note"
        "::note [^x] is not defined (did you mean [^y]?)"
    )
    assert second == (
        "::warning file=manuscript/02.md,line=3,col=5,title=R203 typed-reference"
        "::“hoofdstuk 8” is typed by hand"
    )
    assert third == (
        "::error file=a%2Cb%3Ac.md,line=1,col=1,title=M807 invalid-value::100%25 is not%0Awhat belongs here"
    )


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_can_say_that_there_is_nothing(report: str) -> None:
    text = REPORTS[report]([])
    assert text == "" or text.endswith("\n")


def test_a_code_has_one_severity_and_there_are_two() -> None:
    assert {rule.severity for rule in RULES.values()} == {Severity.ERROR, Severity.WARNING}
