#!/usr/bin/env python3
"""How right the import of the raw source is, and what it costs at 1, 4 and 16 times its length.

Needs the outside material (COLOFON_SHARED, else ../shared) and its reference in tests/import. Whole
processes are timed: `build.py import`. Ten seconds and 500 MB are the limit for the text as it is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from colofon.importing.text.blocks import HEADING  # noqa: E402
from colofon.importing.text.ledger import ledger_of  # noqa: E402
from colofon.importing.text.lines import source_of  # noqa: E402
from colofon.importing.text.reconstruction import reconstructed  # noqa: E402
from colofon.importing.text.structure import give_levels  # noqa: E402
from tests.importing_reference import Reference, source_text  # noqa: E402

TIMES = (1, 4, 16)
SECONDS, MEGABYTES = 10.0, 500.0


def accuracy(reference: Reference) -> None:
    """Print what was found of each kind, against what a reader found."""
    made = reconstructed(source_of(reference.text, "source"))
    give_levels(made)
    calls = {(call.number, call.place) for call in made.calls}
    right = len(calls & reference.calls)
    precision, recall = right / len(calls), right / len(reference.calls)
    print(f"calls                {len(calls)}: precision {precision:.4f}, recall {recall:.4f}")
    notes = {note.number: note for note in made.notes}
    wanted = {note["number"]: reference.note(note["number"]) for note in reference.data["notes"]}
    statuses = sum(
        notes[number].status == status for number, (status, _) in wanted.items() if number in notes
    )
    whole = [number for number, (status, _) in wanted.items() if status == "complete"]
    equal = sum(made.note_text(notes[number]) == wanted[number][1] for number in whole)
    print(f"notes                {statuses} of {len(wanted)} with the right status")
    print(f"whole notes          {equal} of {len(whole)} equal to the letter")
    paragraphs = {
        (reference.running(entry["spans"]), entry["kind"]) for entry in reference.data["paragraphs"]
    }
    found = {(made.text(block.lines), block.kind) for block in made.blocks if block.kind != HEADING}
    print(f"paragraphs           {len(paragraphs & found)} of {len(paragraphs)} equal; {len(found)} made")
    headings = {
        (entry["spans"][0][0], reference.running(entry["spans"]))
        for entry in reference.data["headings"]
        if "spans" in entry
    }
    made_headings = {
        (block.lines[0].number, made.text(block.lines))
        for block in made.blocks
        if block.kind == HEADING and not block.missing
    }
    lost = sum(block.missing for block in made.blocks)
    print(f"headings             {len(headings & made_headings)} of {len(headings)}; {lost} lost ones placed")
    print(f"ledger               {ledger_of(made)}")


def cost(text: str, times: int) -> tuple[float, float]:
    """Return seconds and megabytes of an import of a text, repeated."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.txt"
        source.write_text("\n".join([text] * times), encoding="utf-8")
        command = [sys.executable, PROJECT / "build.py", "import", source, "--into", Path(folder) / "made"]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        assert os.waitstatus_to_exitcode(status) == 0
        return seconds, used.ru_maxrss / 1024


def main() -> int:
    """Print accuracy and cost."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    shared = Path(os.environ.get("COLOFON_SHARED", PROJECT.parent / "shared"))
    text = source_text(shared)
    accuracy(Reference(text))
    first = 0.0
    for times in TIMES:
        seconds, megabytes = cost(text, times)
        first = first or seconds
        print(f"{times:2} x {len(text):,} letters  {seconds:6.1f} s  {megabytes:5.0f} MB")
        if times == 1 and (seconds > SECONDS or megabytes > MEGABYTES):
            print(f"more than {SECONDS} s or {MEGABYTES} MB")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
