#!/usr/bin/env python3
"""How long a check takes, as a ratio to what markdown-it-py alone needs to parse the same text.

Writes a manuscript of 120,000 words with 3,600 notes, the same at every run, and times whole
processes: `build.py check` against the stock parser with its plugins. The ratio must be 2 or less.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
WORDS, NOTES, CHAPTERS = 120_000, 3_600, 12
LIMIT = 2.0

SENTENCE = (
    "the report says that a group may change after it has lost the land it held and what it will do "
    "then is not known yet most of those who write about it expect fewer attacks by people who were "
    "sent and more by people who were moved to act others point at prisons and at money kept back"
)
VOCABULARY = SENTENCE.split()

STOCK = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
markdown = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(deflist_plugin)
markdown.use(attrs_plugin).use(attrs_block_plugin).use(container_plugin, "quote")
for path in sorted(Path(sys.argv[1]).glob("*.md")):
    markdown.parse(path.read_text(encoding="utf-8"))
"""


def words(count: int, start: int) -> list[str]:
    """Return so many words; another start gives another order."""
    return [VOCABULARY[(start * 7 + index * (3 + start % 5)) % len(VOCABULARY)] for index in range(count)]


def chapter(number: int) -> Iterator[str]:
    """Yield the paragraphs of a chapter: ten notes to a section, some of everything else."""
    notes, total = NOTES // CHAPTERS, WORDS // CHAPTERS
    yield f"# Part {number} {{#part-{number}}}"
    for index in range(notes):
        seed = number * notes + index
        text = words(total // notes - 12, seed)
        text[5], text[11] = f"*{text[5]}*", f"[{text[11]}]{{lang=fr}}"
        text[-1] += f".[^n{index}]"
        if index % 10 == 0:
            yield f"## {' '.join(words(4, seed)).capitalize()}"
            text[3] = f"[{text[3]}](term:word{index % 7})"
            text[8] = "[](#part-1)"
        if index % 25 == 0:
            yield "\n".join(f"- {' '.join(words(5, seed + item))}" for item in range(3))
        yield " ".join(text)
        yield f"[^n{index}]: [p. {index}](cite:work{index % 40}). {' '.join(words(8, seed)).capitalize()}."


def write_manuscript(root: Path) -> None:
    """Write the manuscript into a folder."""
    spine = "".join(f"  - {{file: {number:02}.md, role: chapter}}\n" for number in range(1, CHAPTERS + 1))
    head = 'title: Benchmark\nslug: benchmark\nlanguage: en\nversion: "1"\ndate: 2020-01-01\nspine:\n'
    (root / "book.yaml").write_text(head + spine, encoding="utf-8")
    entries = (f"  - {{key: word{key}, term: word{key}, definition: what it says.}}\n" for key in range(7))
    (root / "glossary.yaml").write_text("entries:\n" + "".join(entries), encoding="utf-8")
    works = (f"  - {{id: work{key}, type: book, title: Work {key}, issued: 1900}}\n" for key in range(40))
    (root / "references.yaml").write_text("references:\n" + "".join(works), encoding="utf-8")
    for number in range(1, CHAPTERS + 1):
        text = "\n\n".join(chapter(number)) + "\n"
        (root / f"{number:02}.md").write_text(text, encoding="utf-8")


def seconds(command: list[str]) -> float:
    """Return the processor time of a command, which other processes on the machine change least."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def reading_times(root: Path, runs: int) -> tuple[float, float]:
    """Return the median times, in this process, of our parser alone and of reading and indexing the book."""
    sys.path.insert(0, str(PROJECT))
    from colofon.pipeline import read_book
    from colofon.reading.syntax.parser import parser

    texts = [path.read_text(encoding="utf-8") for path in sorted(root.glob("*.md"))]
    parsing, reading = [], []
    for _ in range(runs):
        start = time.process_time()
        for text in texts:
            parser().parse(text)
        middle = time.process_time()
        read_book(root)
        parsing.append(middle - start)
        reading.append(time.process_time() - middle)
    return statistics.median(parsing), statistics.median(reading)


def main() -> int:
    """Print the times and the ratio; exit with 1 when it is above the limit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_manuscript(root)
        alone = [sys.executable, "-c", STOCK, folder]
        whole = [sys.executable, str(PROJECT / "build.py"), "check", "--manuscript", folder]
        # One after the other, so that a machine that grows slower slows both.
        times = [(seconds(alone), seconds(whole)) for _ in range(runs)]
        stock, check = min(time for time, _ in times), min(time for _, time in times)
        parsing, reading = reading_times(root, runs)
    print(f"markdown-it-py alone, whole process   {stock:6.2f} s")
    print(f"build.py check, whole process         {check:6.2f} s")
    print(f"  our parser alone                    {parsing:6.2f} s")
    print(f"  reading and indexing                {reading:6.2f} s")
    print(f"ratio                                 {check / stock:6.2f}   (at most {LIMIT:.0f})")
    return int(check / stock > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
