"""Faults laid at random are found at their place with their code, and nothing besides what they cause."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.conftest import PROJECT, TESTS
from tests.faulting.laying import Edit, Place, apply_edits, inserted, line_and_column, moved, within
from tests.faulting.manuscript import Manuscript
from tests.faulting.running import KINDS, Outcome, run_seed
from tests.faulting.slots import slots
from tests.faulting.spots import spots

MANUSCRIPTS = {
    "manuscript": PROJECT / "manuscript",
    "small": TESTS / "books" / "small",
    "stress": TESTS / "books" / "stress",
}
OTHER_RULES = "PV"
"""First letters of what typesetter and validators say, which no fault of a manuscript can be laid for."""


@cache
def read_once(name: str) -> Manuscript:
    return Manuscript(MANUSCRIPTS[name])


@pytest.fixture(scope="module", params=list(MANUSCRIPTS))
def manuscript(request: pytest.FixtureRequest) -> Manuscript:
    return read_once(request.param)


def differences(outcomes: list[Outcome]) -> list[str]:
    """Return what was missed and what was found besides, each with the kind of fault."""
    return [
        f"{outcome.code} {outcome.kind}: {verdict} {found}"
        for outcome in outcomes
        for verdict, places in (("missed", outcome.missed), ("besides", outcome.besides))
        for found in places
    ]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_faults_are_found(manuscript: Manuscript, seed: str, tmp_path: Path) -> None:
    outcomes = list(run_seed(manuscript, seed, list(KINDS), False, tmp_path))
    assert differences(outcomes) == []
    assert sum(outcome.verdict == "found" for outcome in outcomes) >= len(KINDS) - 3


SEEDS = {"manuscript": range(1000, 1004), "small": range(1000, 1020), "stress": range(1000, 1020)}
"""The first title takes a minute for each, and has no construct that the stress book lacks."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seed"), [(name, seed) for name in SEEDS for seed in SEEDS[name]])
def test_faults_of_every_kind_are_found(name: str, seed: int, tmp_path: Path) -> None:
    manuscript = read_once(name)
    assert differences(list(run_seed(manuscript, str(seed), list(KINDS), True, tmp_path))) == []


def test_every_rule_has_a_kind_of_fault() -> None:
    from colofon.diagnostics import RULES

    assert [code for code in RULES if code[0] not in OTHER_RULES and code not in KINDS] == []


def test_every_kind_of_fault_can_be_laid_somewhere() -> None:
    manuscripts = [Manuscript(root) for root in MANUSCRIPTS.values()]
    never = [
        (code, kind.__name__)
        for code, kinds in KINDS.items()
        for kind in kinds
        if not any(kind(manuscript, Random(seed)) for seed in range(4) for manuscript in manuscripts)
    ]
    assert never == []


def test_a_seed_lays_the_same_faults_again(tmp_path: Path) -> None:
    codes = ["N101", "R203", "G304", "S407", "B704", "M803"]
    first = list(run_seed(Manuscript(MANUSCRIPTS["small"]), "5", codes, False, tmp_path / "first"))
    assert first == list(run_seed(Manuscript(MANUSCRIPTS["small"]), "5", codes, False, tmp_path / "second"))
    other = list(run_seed(Manuscript(MANUSCRIPTS["small"]), "6", codes, False, tmp_path / "third"))
    assert [outcome.expected for outcome in first] != [outcome.expected for outcome in other]


def test_faults_stand_in_every_part_of_a_book() -> None:
    stress = Manuscript(MANUSCRIPTS["stress"])
    contexts = {spot.context for spot in spots(stress)}
    assert {"heading", "caption", "figcaption", "th", "td", "dt", "glossary"} <= contexts
    assert {"p ", "p aside", "p li", "p blockquote", "p div", "p dd"} <= contexts
    assert {slot.parent.tag for slot in slots(stress)} == {
        "section",
        "aside",
        "li",
        "blockquote",
        "div",
        "dd",
    }


def test_a_spot_is_behind_a_word(manuscript: Manuscript) -> None:
    for spot in spots(manuscript):
        text = manuscript.texts[spot.path]
        assert text[spot.offset - 1].isalpha()
        assert spot.last or text[spot.offset] == " "


def test_places_follow_the_edits() -> None:
    text = "one two\nthree four\n"
    first, second = inserted("a", 4, "a\nb "), Edit("a", 8, 13, "3")
    edits = [second, first]
    after = apply_edits(text, edits)
    assert after == "one a\nb two\n3 four\n"
    assert moved(Place("a", 0), edits) == 0
    assert moved(Place("a", 4), edits) == after.index("two")
    assert moved(Place("a", 9), edits) is None
    assert moved(Place("a", 14), edits) == after.index("four")
    assert moved(Place("b", 14), edits) == 14
    assert moved(within(first, 2), edits) == after.index("b")
    assert line_and_column(after, after.index("four")) == (3, 3)


def test_a_fault_that_is_not_found_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.faulting.running.check_book", lambda book: [])
    outcome = next(run_seed(Manuscript(MANUSCRIPTS["small"]), "7", ["N101"], False, tmp_path))
    assert outcome.verdict == "missed"
    assert outcome.expected in outcome.missed
