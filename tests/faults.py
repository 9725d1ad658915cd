#!/usr/bin/env python3
"""Lay known faults in copies of a manuscript and see whether the checks find them, and nothing else.

    python tests/faults.py --seed 7
    python tests/faults.py --seed 7 --manuscript tests/books/small --rule N101 --all --keep DIR

The seed chooses, for each rule, a kind of fault, its place and its words. Every fault is laid in a
copy of its own. Exit status 1 when one is missed, or when something is found that it does not cause.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.faulting.manuscript import Manuscript
from tests.faulting.running import KINDS, Outcome, run_seed


def arguments(values: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Faults of every rule, laid at random and looked for.")
    parser.add_argument("--seed", default="0", metavar="N", help="chooses kinds, places and words")
    parser.add_argument("--manuscript", type=Path, default=Path("manuscript"), metavar="DIR")
    parser.add_argument("--rule", action="append", choices=list(KINDS), metavar="CODE", help="only this rule")
    parser.add_argument("--all", action="store_true", help="every kind of fault of a rule, not one of them")
    parser.add_argument("--report", choices=("text", "json"), default="text")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the copies in this folder")
    return parser.parse_args(values)


def as_text(outcomes: list[Outcome]) -> str:
    """Return a line for each fault, the differences below it, and a sum."""
    lines = []
    for outcome in outcomes:
        place = f" {outcome.expected}" if outcome.expected else ""
        lines.append(f"{outcome.verdict:8} {outcome.code} {outcome.kind}{place}")
        lines += [f"         missed   {found}" for found in outcome.missed]
        lines += [f"         besides  {found}" for found in outcome.besides]
    verdicts = [outcome.verdict for outcome in outcomes]
    sums = (f"{verdicts.count(name)} {name}" for name in ("found", "missed", "besides", "skipped"))
    return "\n".join([*lines, ", ".join(sums)]) + "\n"


def as_json(outcomes: list[Outcome]) -> str:
    rows = [
        {
            "code": outcome.code,
            "kind": outcome.kind,
            "verdict": outcome.verdict,
            "expected": outcome.expected and outcome.expected._asdict(),
            "missed": [found._asdict() for found in outcome.missed],
            "besides": [found._asdict() for found in outcome.besides],
        }
        for outcome in outcomes
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def main(values: list[str]) -> int:
    options = arguments(values)
    if not options.manuscript.is_dir():
        print(f"faults.py: there is no folder {options.manuscript}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        kept = options.keep or Path(folder)
        manuscript = Manuscript(options.manuscript)
        codes = options.rule or list(KINDS)
        outcomes = list(run_seed(manuscript, options.seed, codes, options.all, kept))
    sys.stdout.write((as_json if options.report == "json" else as_text)(outcomes))
    return int(any(outcome.missed or outcome.besides for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
