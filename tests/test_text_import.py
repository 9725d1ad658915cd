"""A raw text becomes what it was printed from: the source against its reference, and cases of each difficulty.

A case is importing/text/NAME.txt; what is made of it stands in NAME.golden as lines.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import build
from colofon.importing.text.blocks import HEADING
from colofon.importing.text.ledger import ledger_of
from colofon.importing.text.lines import source_of
from colofon.importing.text.reconstruction import Reconstruction, reconstructed
from colofon.importing.text.structure import give_levels
from tests.conftest import TESTS
from tests.importing_reference import Reference, source_text

CASES = sorted((TESTS / "importing" / "text").glob("*.txt"))
WORD = re.compile(r"[^\W\d_]{3,}")
"""What no glued number and no joining of lines changes."""
TITLES = ("Rooms", "Summary", "2001 in figures", "Summary")
REFERRING = frozenset({"the", "first", "chapter"})
"""Words of references, which become empty ones that each edition fills."""


@cache
def made_of(text: str) -> Reconstruction:
    made = reconstructed(source_of(text, "source.txt"))
    give_levels(made)
    return made


@pytest.fixture(scope="module")
def reference(shared: Path) -> Reference:
    return Reference(source_text(shared))


def test_calls_of_the_source(reference: Reference) -> None:
    found = {(call.number, call.place) for call in made_of(reference.text).calls}
    right = found & reference.calls
    assert len(right) >= 0.995 * len(found)
    assert len(right) >= 0.995 * len(reference.calls)


def test_notes_of_the_source(reference: Reference) -> None:
    made = made_of(reference.text)
    notes = {note.number: note for note in made.notes}
    wanted = {note["number"]: reference.note(note["number"]) for note in reference.data["notes"]}
    # No partial note passes for a whole one, and none is made up.
    assert {number: note.status for number, note in notes.items()} == {
        number: status for number, (status, _) in wanted.items()
    }
    whole = [number for number, (status, _) in wanted.items() if status == "complete"]
    equal = [number for number in whole if made.note_text(notes[number]) == wanted[number][1]]
    assert len(equal) >= 0.98 * len(whole)


def test_paragraphs_of_the_source(reference: Reference) -> None:
    made = made_of(reference.text)
    wanted = {(reference.running(entry["spans"]), entry["kind"]) for entry in reference.data["paragraphs"]}
    found = {(made.text(block.lines), block.kind) for block in made.blocks if block.kind != HEADING}
    assert len(wanted & found) >= 0.9 * len(wanted)
    assert len(wanted & found) >= 0.9 * len(found)


def test_headings_of_the_source(reference: Reference) -> None:
    made = made_of(reference.text)
    wanted = [entry for entry in reference.data["headings"] if "spans" in entry]
    there = {(entry["spans"][0][0], reference.running(entry["spans"])) for entry in wanted}
    headings = [block for block in made.blocks if block.kind == HEADING and not block.missing]
    found = {(block.lines[0].number, made.text(block.lines)) for block in headings}
    assert len(there & found) >= 0.95 * len(there)
    assert len(there & found) >= 0.95 * len(found)
    lost = [
        made.blocks[index + 1].lines[0].number for index, block in enumerate(made.blocks) if block.missing
    ]
    assert lost == [entry["line"] for entry in reference.data["headings"] if entry.get("missing")]


def test_the_ledger_of_the_source_balances(reference: Reference) -> None:
    ledger = ledger_of(made_of(reference.text))
    assert ledger["source"] == sum(1 for character in reference.text if not character.isspace())
    assert ledger["source"] == ledger["manuscript"] + ledger["removed"] + ledger["unplaced"]
    removed = {line.number for piece in made_of(reference.text).removed for line in piece.lines}
    assert removed == {entry["spans"][0][0] for entry in reference.data["removed"]}


def damaged(lines: list[str], seed: int) -> tuple[list[tuple[str, int]], set[int]]:
    """Remove, double or swap a hundredth of the lines; return what is left, each with its number, and what was hit."""
    chance = random.Random(seed)
    hit = set(chance.sample(range(len(lines) - 1), len(lines) // 100))
    kind = ("remove", "double", "swap")[seed % 3]
    numbered = list(zip(lines, range(1, len(lines) + 1), strict=True))
    if kind == "swap":
        for index in sorted(hit):
            numbered[index], numbered[index + 1] = numbered[index + 1], numbered[index]
        return numbered, {number for index in hit for number in (index + 1, index + 2)}
    times = {True: 0 if kind == "remove" else 2, False: 1}
    return [one for index, one in enumerate(numbered) for _ in range(times[index in hit])], {
        index + 1 for index in hit
    }


def precision(reference: Reference, seed: int) -> float:
    """Return the precision of calls outside the lines that were damaged; the ledger must balance."""
    rows, hit = damaged(reference.text.split("\n"), seed)
    made = reconstructed(source_of("\n".join(row for row, _ in rows), "source.txt"))
    give_levels(made)
    ledger_of(made)
    wanted = {(call["line"], call["column"], call["number"]) for call in reference.data["calls"]}
    found = []
    for call in made.calls:
        line = made.line_at(call.place)
        number = rows[line.number - 1][1]
        if number not in hit:
            found.append((number, call.place - line.start + 1, call.number))
    return sum(one in wanted for one in found) / max(1, len(found))


@pytest.mark.parametrize("seed", range(6))
def test_damage_stays_where_it_is(seed: int, reference: Reference) -> None:
    assert precision(reference, seed) >= 0.98


@pytest.mark.slow
@pytest.mark.parametrize("first", range(6, 200, 10))
def test_damage_of_many_kinds_stays_where_it_is(first: int, reference: Reference) -> None:
    assert min(precision(reference, seed) for seed in range(first, min(first + 10, 200))) >= 0.98


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case(case: Path, golden: Callable[[Path, str], None]) -> None:
    made = made_of(case.read_text(encoding="utf-8"))
    golden(case.with_suffix(".golden"), "\n".join(shown(made)) + "\n")
    ledger_of(made)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_word_arrives(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert lost_words(case.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_every_word_arrives_without_blank_lines(
    share: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(1)
    monkeypatch.chdir(tmp_path)
    lines = "\n".join(case.read_text(encoding="utf-8") for case in CASES).split("\n")
    assert lost_words("\n".join(line for line in lines if line.strip() or chance.random() < share)) == []


def test_every_chapter_has_an_id_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    chapters = [f"{rank}. {title}\n\nThe board met in May.\n" for rank, title in enumerate(TITLES, 1)]
    Path("text.txt").write_text("\n".join(chapters), encoding="utf-8")
    assert build.main(["import", "text.txt", "--into", "made"]) == 0
    headings = [
        path.read_text(encoding="utf-8").splitlines()[0] for path in sorted(Path("made").glob("*.md"))
    ]
    assert headings[1:] == [
        "# Summary {#summary}",
        "# 2001 in figures {#chapter-03-2001-in-figures}",
        "# Summary {#chapter-04-summary}",
    ]
    capsys.readouterr()
    assert build.main(["check", "--manuscript", "made"]) == 0


def lost_words(text: str) -> list[str]:
    """Import a text and return the words of it that are neither in a chapter nor in the report as left out."""
    Path("text.txt").write_text(text, encoding="utf-8")
    assert build.main(["import", "text.txt", "--into", "made"]) == 0
    report = json.loads(Path("made/import-report.json").read_text(encoding="utf-8"))
    left = [passage["text"] for name in ("removed", "unplaced") for passage in report[name]]
    files = [
        path.read_text(encoding="utf-8") for path in Path("made").iterdir() if path.suffix in (".md", ".yaml")
    ]
    there = Counter(WORD.findall(" ".join(left + files)))
    lost = (Counter(WORD.findall(text)) - there).elements()
    return sorted(word for word in lost if word not in REFERRING)


def shown(made: Reconstruction) -> Iterator[str]:
    """Yield what was made of a text, a line for each thing."""
    for block in made.blocks:
        kind = f"heading {block.level}" if block.kind == HEADING else block.kind
        yield f"{kind}: {f'(lost {block.lost})' if block.missing else made.text(block.lines)}"
    for note in made.notes:
        yield f"note {note.number} {note.status}: {made.note_text(note) if note.lines else ''}"
    for piece in made.removed:
        yield f"removed, {piece.reason}: {made.text(piece.lines)}"
    for piece in made.unplaced:
        yield f"unplaced, {piece.reason}: {made.text(piece.lines)}"


def test_the_source_becomes_a_manuscript(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (source,) = (shared.resolve() / "source").glob("*.txt")
    monkeypatch.chdir(tmp_path)
    assert build.main(["import", str(source), "--into", "made"]) == 0
    capsys.readouterr()
    assert build.main(["check", "--manuscript", "made"]) == 0
    lines = capsys.readouterr().out.splitlines()
    codes = [line.split()[2] for line in lines]
    assert codes.count("N112") == 112
    assert codes.count("N113") == 15


def by_pdftotext(path: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)
    return done.stdout.decode()
