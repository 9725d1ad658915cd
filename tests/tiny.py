"""A manuscript as small as one can be that has something of everything, for tests that build often."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

FILES = {
    "book.yaml": """\
title: Een klein boek
slug: klein-boek
language: nl
version: "1"
date: "2018-04-01"
spine:
  - file: 01-begin.md
    role: chapter
  - file: 02-einde.md
    role: chapter
""",
    "glossary.yaml": """\
entries:
  - key: brug
    term: brug
    definition: Weg die over water gaat.
""",
    "references.yaml": """\
references:
  - id: eco1980rosa
    type: book
    title: Il nome della rosa
    author: [{family: Eco, given: Umberto}]
    issued: 1980
    language: it
""",
    "01-begin.md": """\
# Het begin {#begin}

Over de [brug](term:brug)[^brug] naar het [einde](#einde).[^werk]

[^brug]: &brug;

[^werk]: [p. 2](cite:eco1980rosa).

![Een vlak](figures/vlak.svg){#vlak alt="Een donker vlak."}
""",
    "02-einde.md": """\
# Het einde {#einde}

| Jaar | Deel |
|------|-----:|
| 2018 |   12 |

: Delen per jaar {#delen}

Zie [](#vlak) en [](#delen).[^later]

[^later]: [p. 3](cite:eco1980rosa). Met [an English phrase]{lang=en}.
""",
    "figures/vlak.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>Een vlak</title>'
    '<rect width="40" height="20" fill="#234"/></svg>\n',
}


def write_tiny(root: Path, word: str = "begin") -> Path:
    """Write the manuscript, with a word of the first title that makes it another version."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("Het begin", f"Het {word}"), encoding="utf-8")
    return root


def command(*values: object) -> list[str]:
    """Return the command line of a build."""
    return [sys.executable, str(PROJECT / "build.py"), *map(str, values)]


def run(*values: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder; give the process what the environment has, and these variables."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        command(*values), cwd=cwd, env=kept | environment, capture_output=True, text=True, encoding="utf-8"
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
