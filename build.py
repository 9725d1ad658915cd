#!/usr/bin/env python3
"""The command line: arguments, one call, the findings, the exit status.

Exit status: 0 no errors, 1 errors found, 2 wrong usage or a folder that cannot be written. Findings
go to standard output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

from colofon.diagnostics import REPORTS, RULES, Diagnostic, has_errors
from colofon.freshness import fingerprint
from colofon.pipeline import (
    EDITIONS,
    EXPORTS,
    build_editions,
    check_book,
    export_book,
    export_problem,
    read_book,
)
from colofon.placing import UnwritableError, writing

USAGE = 2


DEFAULTS = {
    "manuscript": Path("manuscript"),
    "report": "text",
    "strict": False,
    "output": Path("output"),
}
"""Laid under what is given: a verb with defaults of its own would undo the options before it."""


def arguments(values: list[str]) -> argparse.Namespace:
    """Return the parsed command line; exits with status 2 when it makes no sense."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--manuscript", type=Path, metavar="DIR")
    shared.add_argument("--report", choices=REPORTS, help="form of the findings")
    shared.add_argument("--strict", action="store_true", help="a warning stops the build too")
    made = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    made.add_argument("--output", type=Path, metavar="DIR")

    parser = argparse.ArgumentParser(
        prog="build.py", description="One manuscript, checked, to every edition.", parents=[shared, made]
    )
    parser.set_defaults(run=build, editions=[])
    verbs = parser.add_subparsers(metavar="VERB")
    check_verb = verbs.add_parser("check", parents=[shared], help="findings only")
    check_verb.set_defaults(run=check)
    build_verb = verbs.add_parser("build", parents=[shared, made], help="some editions, or all")
    build_verb.add_argument("editions", nargs="*", type=edition, metavar="EDITION", help=", ".join(EDITIONS))
    build_verb.set_defaults(run=build)
    lock_verb = verbs.add_parser(
        "lock", parents=[shared], help="write the note numbers of a release to numbering.lock"
    )
    lock_verb.set_defaults(run=lock)
    export_verb = verbs.add_parser("export", parents=[shared], help="the manuscript in a form of others")
    export_verb.add_argument("form", choices=sorted(EXPORTS), metavar="FORM", help=", ".join(EXPORTS))
    export_verb.add_argument("--output", type=Path, required=True, metavar="FILE")
    export_verb.add_argument("--chapter", default="", metavar="NAME", help="only this chapter, to be kept so")
    export_verb.set_defaults(run=export)
    import_verb = verbs.add_parser("import", help="a manuscript out of a file in another form")
    import_verb.add_argument("source", type=Path, metavar="SOURCE", help="a file of another form")
    import_verb.add_argument("--into", type=Path, required=True, metavar="DIR", help="a folder that is empty")
    import_verb.add_argument(
        "--report", choices=REPORTS, default=argparse.SUPPRESS, help="form of the findings"
    )
    import_verb.set_defaults(run=import_source)
    explain_verb = verbs.add_parser("explain", help="print what a code means")
    explain_verb.add_argument("code", metavar="CODE")
    explain_verb.set_defaults(run=explain)
    return parser.parse_args(values, argparse.Namespace(**DEFAULTS))


def edition(name: str) -> str:
    """Return the name of an edition; argparse reports any other word."""
    if name not in EDITIONS:
        raise argparse.ArgumentTypeError(f"there is no edition {name}: choose from {', '.join(EDITIONS)}")
    return name


def check(options: argparse.Namespace) -> int:
    """Print the findings of a manuscript."""
    return report(check_book(read_book(options.manuscript)), options)


def build(options: argparse.Namespace) -> int:
    """Check, then write the editions; an error leaves output/ as it was."""
    # Taken before anything is read: what changes while a build runs is built the next time.
    made_from = fingerprint(options.manuscript)
    book = read_book(options.manuscript)
    findings = check_book(book)
    if not has_errors(findings, options.strict):
        names = options.editions or list(EDITIONS)
        with writing(options.output):
            findings += build_editions(book, made_from, names, options.output)
    return report(findings, options)


def lock(options: argparse.Namespace) -> int:
    """Write the lock, unless the manuscript has errors other than the numbers that moved."""
    from colofon.reading.locks import LOCK, write_lock
    from colofon.reading.sources import shown

    book = read_book(options.manuscript)
    kept = Path(shown(book.root / LOCK))
    # What is wrong with the lock is about to be replaced.
    findings = [
        found for found in check_book(book) if found.code != "N108" and Path(found.position.path) != kept
    ]
    if not has_errors(findings, options.strict):
        with writing(options.manuscript):
            write_lock(book)
    return report(findings, options)


def export(options: argparse.Namespace) -> int:
    """Check, then write the manuscript, or a chapter of it, to a file, its pictures beside it."""
    book = read_book(options.manuscript)
    findings = check_book(book)
    if not has_errors(findings, options.strict):
        problem = export_problem(book, options.form, options.chapter)
        if problem:
            print(f"build.py: {problem}", file=sys.stderr)
            return USAGE
        with writing(options.output.parent):
            export_book(book, options.form, options.chapter, options.output)
    return report(findings, options)


def import_source(options: argparse.Namespace) -> int:
    """Make a manuscript of a file in another form; what cannot be used is said, and errors leave nothing."""
    from colofon.importing import import_file

    with writing(options.into.parent):
        findings = import_file(options.source, options.into)
    return report(findings, options)


def explain(options: argparse.Namespace) -> int:
    """Print a rule with its examples."""
    from colofon.checks.explaining import explanation

    rule = RULES.get(options.code.upper())
    if rule is None:
        print(f"build.py: no rule has the code {options.code}", file=sys.stderr)
        return USAGE
    write(explanation(rule) + "\n")
    return 0


def report(findings: list[Diagnostic], options: argparse.Namespace) -> int:
    """Print findings in the form asked for and return the exit status."""
    write(REPORTS[options.report](findings))
    return int(has_errors(findings, options.strict))


def write(text: str) -> None:
    """Write to standard output, which may be a pipe whose reader has gone."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(values: list[str]) -> int:
    """Run one verb."""
    options = arguments(values)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is said is in the words of the manuscript, whatever the terminal is set to.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if options.run not in (explain, import_source) and not options.manuscript.is_dir():
        print(f"build.py: there is no folder {options.manuscript}", file=sys.stderr)
        return USAGE
    try:
        status: int = options.run(options)
    except UnwritableError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return USAGE
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
