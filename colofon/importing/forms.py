"""The forms in which a publication may come, how each is recognised, and what reads it.

A form is a row of `FORMS`: another importer is another row. What a file begins with decides; its
suffix decides only where the beginning says nothing, and may not say something else.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from colofon.book import Fault, Position
from colofon.docbook import NAMESPACE
from colofon.importing.draft import Draft
from colofon.reading.sources import shown

HEAD = 4096
"""Bytes in which a file shows what it is."""
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
Reader = Callable[[Path, Path, list[Fault]], Draft | None]
"""Takes a file, a folder for what it unpacks, and the faults; None when it can make nothing of it."""


class Head(NamedTuple):
    """What a file shows of itself."""

    start: bytes
    members: frozenset[str]
    """Names in the archive that it is, if it is one."""
    kind: str
    """Media type that an archive states."""
    root: str
    """Outermost element of XML, as ``{namespace}name``."""


class Form(NamedTuple):
    """A form of file."""

    name: str
    suffixes: tuple[str, ...]
    shows: Callable[[Head], bool]
    """Tells whether a file is of this form beyond doubt."""
    reader: str
    """Module and function, loaded when a file asks for it."""


def _begins(pattern: bytes) -> Callable[[Head], bool]:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda head: found.match(head.start.lstrip(b"\xef\xbb\xbf \t\r\n")) is not None


def _states(kind: str) -> Callable[[Head], bool]:
    return lambda head: head.kind.startswith(kind)


def _is_docbook(head: Head) -> bool:
    namespace, _, name = head.root.rpartition("}")
    return namespace == f"{{{NAMESPACE}" or (name in DOCBOOK_ROOTS and b"DocBook" in head.start)


DOCBOOK_ROOTS = frozenset({"article", "book", "chapter", "set", "part", "appendix", "preface", "section"})
"""Outermost elements that a document of DocBook 4, which has no namespace, may have."""


PANDOC = "colofon.importing.pandoc:read_{}"
FORMS = (
    Form(
        "DocBook book",
        (".xml",),
        lambda head: head.root == f"{{{NAMESPACE}}}book",
        "colofon.importing.docbook:read_docbook_file",
    ),
    Form("DocBook", (".xml", ".dbk", ".docbook"), _is_docbook, PANDOC.format("docbook")),
    Form("EPUB", (".epub",), _states("application/epub+zip"), PANDOC.format("epub")),
    Form("ODT", (".odt",), _states("application/vnd.oasis.opendocument.text"), PANDOC.format("odt")),
    Form("DOCX", (".docx",), lambda head: "word/document.xml" in head.members, PANDOC.format("docx")),
    Form("RTF", (".rtf",), _begins(rb"\{\\rtf"), PANDOC.format("rtf")),
    Form(
        "HTML",
        (".html", ".htm", ".xhtml"),
        _begins(rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b"),
        PANDOC.format("html"),
    ),
    Form(
        "LaTeX",
        (".tex", ".latex"),
        _begins(rb"(?:%.*\s*)*\\document(?:class|style)\b"),
        PANDOC.format("latex"),
    ),
    Form("PDF", (".pdf",), _begins(rb"%PDF-"), "colofon.importing.text.drafting:read_pdf"),
    Form("text", (".txt", ".text"), lambda head: False, "colofon.importing.text.drafting:read_text"),
)
"""In the order of trying: what is special before what is general."""

UNREADABLE = ((_begins(rb"\xd0\xcf\x11\xe0"), "is an encrypted document, or one of a Word before 2007"),)
"""What no reader takes, and how to say so."""
TEXTUAL = frozenset({"DocBook book", "DocBook", "HTML", "LaTeX", "RTF", "text"})


def read_form(form: Form, source: Path, scratch: Path, faults: list[Fault]) -> Draft | None:
    """Read a file of a form."""
    module, _, name = form.reader.partition(":")
    reader: Reader = getattr(import_module(module), name)
    return reader(source, scratch, faults)


def form_of(source: Path, faults: list[Fault]) -> Form | None:
    """Return the form of a file; None, and a fault, when it has none that can be read."""
    head = _head(source, faults)
    if head is None:
        return None
    suffix = source.suffix.lower()
    shown_forms = [form for form in FORMS if form.shows(head)]
    named = [form for form in FORMS if suffix in form.suffixes]
    for found in shown_forms:
        if not named or suffix in found.suffixes:
            return found
    problem = next((words for is_it, words in UNREADABLE if is_it(head)), "")
    if problem:
        _refuse(source, f"{source.name} {problem}", "save it as DOCX without a password", faults)
        return None
    if shown_forms:
        real = shown_forms[0]
        message = f"{source.name} is {_a(real.name)}, not what its name says"
        _refuse(source, message, f"name it {source.stem}{real.suffixes[0]}", faults)
        return None
    if not named:
        known = ", ".join(sorted({suffix for form in FORMS for suffix in form.suffixes}))
        _refuse(source, f"{source.name} is of no form that can be imported", f"it reads {known}", faults)
        return None
    form = named[0]
    if form.name not in TEXTUAL or not head.start.strip() or BINARY.search(head.start):
        reason = "is empty" if not head.start.strip() else f"is no {form.name} file, or a damaged one"
        _refuse(source, f"{source.name} {reason}", "", faults)
        return None
    return form


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'AEFHLMNORSX' else 'a'} {name} file"


def _refuse(source: Path, message: str, hint: str, faults: list[Fault]) -> None:
    faults.append(Fault("unreadable-file", Position(shown(source)), message, hint))


def _head(source: Path, faults: list[Fault]) -> Head | None:
    try:
        if source.exists() and not source.is_file() and not source.is_dir():
            # To open it could wait for ever.
            _refuse(source, f"{source.name} is no file", "", faults)
            return None
        with source.open("rb") as file:
            start = file.read(HEAD)
    except OSError as error:
        kind = "missing-file" if isinstance(error, FileNotFoundError) else "unreadable-file"
        reason = (error.strerror or "cannot be read").lower()
        faults.append(Fault(kind, Position(shown(source)), f"{source.name} cannot be read: {reason}"))
        return None
    if not start.startswith(b"PK"):
        return Head(start, frozenset(), "", _root(source, start))
    try:
        with zipfile.ZipFile(source) as archive:
            stated = b""
            if "mimetype" in archive.namelist():
                with archive.open("mimetype") as member:
                    stated = member.read(100)
            return Head(start, frozenset(archive.namelist()), stated.decode("latin-1").strip(), "")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        _refuse(source, f"{source.name} is a damaged archive: {str(error).lower()}", "get a new copy", faults)
        return None


def _root(source: Path, start: bytes) -> str:
    """Return the outermost element of a file of XML, empty when it is none."""
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ""
    found: list[str] = []
    # A parser that stops at the first element reads no text and expands no entity.
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda name, attributes: found.append(name)
    try:
        with source.open("rb") as file:
            while not found and (block := file.read(HEAD)):
                parser.Parse(block)
    except (expat.ExpatError, OSError):
        pass
    name = found[0] if found else ""
    return f"{{{name}" if "}" in name else name
