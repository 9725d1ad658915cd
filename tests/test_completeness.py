"""Each check: one code, a name, a docstring with a Bad and a Good example, and cases that show it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from colofon.book import Book, Fault, Metadata, Position
from colofon.checks import CHECKS, Check
from colofon.checks.explaining import check_of, documentation, explanation, reference
from colofon.diagnostics import RULES, Rule
from tests.conftest import PROJECT

CASES = Path(__file__).parent / "checks"
CHECKED = [rule for rule in RULES.values() if rule.code[0] in "NRGSBMLTX"]


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_a_rule_has_exactly_one_check_of_its_name(rule: Rule) -> None:
    named = [check for check in CHECKS if check.__name__ == rule.name.replace("-", "_")]
    assert len(named) == 1


def test_whatever_reading_cannot_accept_is_reported() -> None:
    names = {rule.name: rule for rule in RULES.values()}
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (PROJECT / "colofon/reading").rglob("*.py")
    )
    kinds = set(re.findall(r'"([a-z]+-[a-z-]+)"', sources)) & set(names)
    assert "undefined-note" in kinds
    place = Position("book.yaml")
    book = Book(Path(), Metadata({}, {}, "book.yaml", []))
    book.faults = [Fault(kind, place, f"a {kind}") for kind in kinds]
    said = {found.message for check in CHECKS for found in check(book)}
    assert {f"a {kind}" for kind in kinds} - said == set()


def test_every_check_belongs_to_a_rule() -> None:
    names = {rule.name.replace("-", "_") for rule in CHECKED}
    assert [check.__name__ for check in CHECKS if check.__name__ not in names] == []


def test_no_check_stands_twice() -> None:
    assert len(set(CHECKS)) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_docstring_is_the_page_of_its_rule(check: Check) -> None:
    rule = next(rule for rule in RULES.values() if check_of(rule) is check)
    text = check.__doc__ or ""
    assert text.startswith(f"{rule.code}: ")
    head, blank, examples = text.partition("\n\n")
    assert blank
    assert "\n" not in head
    assert head.endswith(".")
    assert re.search(r"^ +Bad: +\S", examples, re.MULTILINE)
    assert re.search(r"^ +Good: +\S", examples, re.MULTILINE)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_has_a_case(check: Check) -> None:
    code = (check.__doc__ or "")[:4]
    assert any(CASES.glob(f"{code}-{check.__name__.replace('_', '-')}*"))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_is_explained(rule: Rule) -> None:
    text = explanation(rule)
    assert text.startswith(f"{rule.code} {rule.name} ({rule.severity.value})\n\n")
    assert "\nBad:" in text
    assert "\nGood:" in text
    assert documentation(rule).startswith(f"{rule.code}: ")


def test_the_reference_has_a_row_for_every_rule() -> None:
    rows = reference().splitlines()
    assert len(rows) == len(RULES) + 2
    for rule, row in zip(RULES.values(), rows[2:], strict=True):
        assert row.startswith(f"| {rule.code} | {rule.severity.value} | {rule.name} | ")


def test_codes_keep_the_letter_of_their_subject() -> None:
    subjects = {
        "N": "1", "R": "2", "G": "3", "S": "4", "L": "5", "T": "6", "B": "7", "M": "8", "P": "8", "V": "8", "X": "9",
    }  # fmt: skip
    assert all(rule.code[1] == subjects[rule.code[0]] for rule in RULES.values())
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
