#!/usr/bin/env python3
"""How fast the lines of a PDF are read, and whether memory grows with its pages.

Sets a few pages with WeasyPrint, repeats them to files of 100, 1,000 and 5,000 pages, and reads each.
The process that reads them may need a third more memory for fifty times as many pages, for the table of
the objects in the file; what it read of a page it must not keep.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

import pikepdf  # noqa: E402
from weasyprint import HTML  # noqa: E402

from colofon.book import Fault  # noqa: E402
from colofon.editions.pdf import fonts  # noqa: E402, F401  (first: it tells fontconfig where the faces are)
from colofon.importing.pdf import source_of_pdf  # noqa: E402

GROWTH = 1.33
SENTENCE = "The group lost nine tenths of its land<sup>{}</sup> and kept those who believe in it. "
STYLE = "@page { size: A4 } body { columns: 2; font: 9pt 'Source Serif 4' } sup { font-size: 6pt }"


def write_pages(path: Path, count: int) -> None:
    """Write a file of so many pages, ten of them different."""
    with tempfile.TemporaryDirectory() as folder:
        once = Path(folder) / "once.pdf"
        paragraphs = "".join(f"<p>{SENTENCE.format(number) * 6}" for number in range(1, 140))
        HTML(string=f"<style>{STYLE}</style>{paragraphs}").write_pdf(once)
        with pikepdf.open(once) as pdf:
            pages = list(pdf.pages)[:10]
            written = pikepdf.new()
            for number in range(count):
                written.pages.append(pages[number % len(pages)])
            written.save(path)


def main() -> int:
    """Print times and memory; exit with 1 when memory grows."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, nargs="+", default=[100, 1000, 5000])
    used: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in options.parse_args().pages:
            path = Path(folder) / f"{count}.pdf"
            write_pages(path, count)
            faults: list[Fault] = []
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            source = source_of_pdf(path, faults)
            passed = time.perf_counter() - start
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if source is None:
                print(faults[0].message)
                return 1
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            used.append(after.ru_maxrss >> 10)
            print(
                f"{count:5} pages, {len(source.lines):6} lines: {passed:6.1f} s, {count / spent:5.1f} pages "
                f"for a second of processor time; memory of the reader {used[-1]} MB, of the whole "
                f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB"
            )
    return int(used[-1] > GROWTH * used[0])


if __name__ == "__main__":
    sys.exit(main())
