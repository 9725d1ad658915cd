"""One fault at a time: lay it in a copy, run the checks, compare what they say with what they must."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from colofon.diagnostics import RULES
from colofon.pipeline import check_book, read_book
from tests.faulting import (
    concordances,
    crossing,
    damage,
    data,
    defining,
    definitions,
    files,
    headings,
    metadata,
    notes,
    numbers,
    repeats,
    structure,
    typing_numbers,
    works,
)
from tests.faulting.laying import Finding, Found, Kind, Laid, apply_edits, line_and_column, moved
from tests.faulting.manuscript import CONCORDANCE, Manuscript

SUBJECTS: tuple[dict[str, tuple[Kind, ...]], ...] = (
    notes.KINDS, numbers.KINDS, repeats.KINDS, crossing.KINDS, typing_numbers.KINDS, defining.KINDS,
    definitions.KINDS, headings.KINDS, structure.KINDS, works.KINDS, metadata.KINDS, files.KINDS,
    damage.KINDS, concordances.KINDS, data.KINDS,
)  # fmt: skip
KINDS: dict[str, tuple[Kind, ...]] = {
    code: kinds
    for code in RULES
    if (kinds := tuple(kind for subject in SUBJECTS for kind in subject.get(code, ())))
}
"""Code of a rule -> the kinds of fault that break it."""


@dataclass(slots=True)
class Outcome:
    """What became of one fault."""

    code: str
    kind: str
    expected: Found | None = None
    """None when the manuscript has no place for it."""
    missed: list[Found] = field(default_factory=list)
    """What must be found, or must follow, and was not."""
    besides: list[Found] = field(default_factory=list)
    """What was found and follows from nothing."""

    @property
    def verdict(self) -> str:
        if self.expected is None:
            return "skipped"
        return "missed" if self.missed else "besides" if self.besides else "found"


def run_seed(
    manuscript: Manuscript, seed: str, codes: list[str], every: bool, folder: Path
) -> Iterator[Outcome]:
    """Lay a fault of each rule, one of its kinds or every one, each in a copy of its own below a folder."""
    for code in codes:
        random = Random(f"{seed}/{code}")
        kinds = random.sample(KINDS[code], len(KINDS[code]))
        laid = None
        for kind in kinds:
            laid = kind(manuscript, random)
            if laid is not None or every:
                yield _outcome(manuscript, code, kind, laid, folder)
            if laid is not None and not every:
                break
        if laid is None and not every:
            yield Outcome(code, "none of " + ", ".join(kind.__name__ for kind in kinds))


def _outcome(manuscript: Manuscript, code: str, kind: Kind, laid: Laid | None, folder: Path) -> Outcome:
    if laid is None:
        return Outcome(code, kind.__name__)
    if laid.finding.code != code:
        raise ValueError(f"{kind.__name__} lays {laid.finding.code}, not {code}")
    copy = folder / f"{code}-{kind.__name__}"
    texts = write_copy(manuscript, laid, copy)
    expected = _place(laid, laid.finding, texts)
    assert expected is not None, f"{kind.__name__} takes away the place of its own fault"
    due = {expected, *(place for found in laid.besides if (place := _place(laid, found, texts)) is not None)}
    found = found_in(copy)
    allowed = due | set(_before(manuscript, laid, texts))
    return Outcome(code, kind.__name__, expected, sorted(due - found), sorted(found - allowed))


def write_copy(manuscript: Manuscript, laid: Laid, copy: Path) -> dict[str, str]:
    """Write the manuscript with the fault in it and return the texts of the files that changed."""
    shutil.copytree(manuscript.root, copy, symlinks=True)
    texts = dict(manuscript.texts)
    for name in {edit.path for edit in laid.edits}:
        edits = [edit for edit in laid.edits if edit.path == name]
        texts[name] = apply_edits(manuscript.texts.get(name, ""), edits)
        (copy / name).write_text(texts[name], encoding="utf-8", newline="")
    for name, whole in laid.replaced.items():
        texts[name] = whole.decode("utf-8", "replace")
        (copy / name).write_bytes(whole)
    if laid.finding.code not in concordances.KINDS:
        # A note that comes, goes or gets another label moves its row there, which is no fault of its own.
        (copy / CONCORDANCE).unlink(missing_ok=True)
    for name in laid.removed:
        (copy / name).unlink(missing_ok=True)
    return texts


def _place(laid: Laid, finding: Finding, texts: dict[str, str]) -> Found | None:
    offset = moved(finding.place, laid.edits)
    if offset is None:
        return None
    line, column = line_and_column(texts[finding.place.path], offset)
    return Found(finding.place.path, line, column, finding.code)


def _before(manuscript: Manuscript, laid: Laid, texts: dict[str, str]) -> Iterator[Found]:
    """Yield what the checks said of the manuscript as it was, at the places where that stands now."""
    for found in manuscript.findings:
        if found.position.path in manuscript.paths:
            place = _place(laid, Finding(found.code, manuscript.place(found.position)), texts)
            if place is not None:
                yield place


def found_in(folder: Path) -> set[Found]:
    """Return what the checks say of a manuscript, by paths inside it."""
    return {
        Found(
            os.path.relpath(found.position.path, folder),
            found.position.line,
            found.position.column,
            found.code,
        )
        for found in check_book(read_book(folder))
    }
