"""The process that reads a file: a message for each page on standard output, and nothing else.

What a file may do to its reader (endless loops, memory, a fault in a library) ends with this process.
Messages are lines of JSON: `["page", rows]`, `["fault", kind, detail]`, and `["end"]` behind the last
page. A process that ends without either was stopped by what it read, or by a fault of the program, which
it then tells on its standard error.
"""

from __future__ import annotations

import json
import logging
import struct
import sys
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import playa
from playa.exceptions import PDFException

from colofon.importing.pdf.chunks import chunks_of
from colofon.importing.pdf.columns import regions_of
from colofon.importing.pdf.glyphs import OverfullError, Sheet, sheets_of
from colofon.importing.pdf.opening import RefusalError, opened
from colofon.importing.pdf.parting import parted
from colofon.importing.pdf.rows import Row, row_of, rows_of
from colofon.importing.pdf.tags import Structure

UNSOUND = (
    PDFException, zlib.error, struct.error, ArithmeticError, AssertionError, AttributeError, EOFError,
    LookupError, NotImplementedError, TypeError, ValueError,
)  # fmt: skip
"""What playa raises on a file that is not as it should be; only the first is meant for that."""
MEMORY = 1 << 30
"""Bytes of address space: many times what the largest honest page takes."""
PAGES = 20_000
"""Pages of a file: more than any publication has, and fewer than an endless tree."""
RENEW = 200
"""Pages after which the file is opened anew, so that what was read does not fill the memory."""


def main(path: Path) -> None:
    """Read a file and print what its pages hold."""
    limit_memory()
    loss = Loss()
    logging.basicConfig(handlers=[loss], level=logging.WARNING)
    number = 0
    try:
        with opened(path) as readable:
            for number, sheets in enumerate(pages_of(readable), start=1):
                if number > PAGES:
                    raise RefusalError("pages", str(PAGES))
                if loss.seen:
                    raise RefusalError("lost", str(number))
                say("page", rows_in(sheets))
    except RefusalError as reason:
        say("fault", reason.kind, reason.detail)
    except OverfullError:
        say("fault", "glyphs", str(number + 1))
    except (MemoryError, RecursionError):
        say("fault", "memory", str(number + 1))
    else:
        say("end") if number else say("fault", "empty", "")


class Loss(logging.Handler):
    """Hears from playa when a stream is damaged, of which it otherwise gives what is left."""

    seen = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note a loss; other warnings are of no use to anybody."""
        self.seen = self.seen or str(record.msg).startswith("Data loss")


def limit_memory() -> None:
    """Let the process fail before the machine does, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def say(*message: object) -> None:
    """Print a message."""
    print(json.dumps(message), flush=True)


def pages_of(path: Path) -> Iterator[list[Sheet]]:
    """Yield what is painted on each page."""
    number, more = 0, True
    try:
        while more:
            more = False
            with playa.open(path) as document:
                structure = Structure(document)
                for page in islice(document.pages, number, number + RENEW):
                    yield sheets_of(page, structure)
                    number, more = number + 1, True
    except UNSOUND:
        raise RefusalError("unsound", str(number + 1)) from None


def rows_in(sheets: list[Sheet]) -> list[Row]:
    """Return the lines of a page in the order of reading; those in another direction come last."""
    found: list[Row] = []
    for sheet in sheets:
        for region in regions_of(chunks_of(sheet.glyphs)):
            opens = region.column > 1 or not found
            for row in map(row_of, parted(rows_of(region.chunks))):
                if row is None:
                    continue
                share = min(1.0, max(0.0, (row.y - sheet.top) / sheet.height))
                found.append(row._replace(angle=sheet.angle, opens=opens, share=share, column=region.column))
                opens = False
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
