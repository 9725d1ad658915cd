"""Every note gets its label and its place: below the block that calls it, in the chapter of the call."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from colofon.book import Element
from colofon.importing.pandoc.dividing import Part
from colofon.importing.pandoc.trees import words_of
from colofon.importing.report import BEFORE, CallFound, NoteFound, ParagraphFound, Passage, Report, Status
from colofon.trees import put_before


def place_notes(parts: list[Part], files: list[str], notes: dict[str, Element], report: Report) -> None:
    """Label notes as the source numbers them, else by their order, and put them where they belong."""
    running = 0
    stems = [file.removesuffix(".md") for file in files]
    for part in parts:
        calls = list(_calls(part.tree))
        labels = _labels(calls, running, report)
        running += len(calls)
        for call, label in zip(calls, labels, strict=True):
            _place(part, call, label, notes, report)
    homes = {key: (part, stem) for part, stem in zip(parts, stems, strict=True) for key in part.labels}
    for part, stem in zip(parts, stems, strict=True):
        for link in part.tree.iter("a"):
            if link.get("class") == "note-link":
                _lead_to_note(link, stem, homes)
    for key, note in notes.items():
        if key not in homes:
            report.unplaced.append(Passage(words_of(note), "a note whose call is no part of the text"))


def _calls(tree: Element) -> Iterator[Element]:
    for link in tree.iter("a"):
        if link.get("class") == "noteref":
            yield link


def _labels(calls: list[Element], running: int, report: Report) -> list[str]:
    """Return the labels of the notes of a chapter: their numbers in the source, when they count."""
    marks = [call.get("data-mark", "") for call in calls]
    if marks and all(mark.isdigit() for mark in marks):
        values = list(map(int, marks))
        if values == list(range(values[0], values[0] + len(values))):
            return [str(value) for value in values]
        report.doubt(
            ", ".join(marks), "numbers of notes that do not count in their chapter; they are numbered anew"
        )
    return [str(running + index) for index in range(1, len(calls) + 1)]


def _place(part: Part, call: Element, label: str, notes: dict[str, Element], report: Report) -> None:
    """Put a note, and those that it calls itself, below the block of its call."""
    key = call.get("data-label", "")
    note = notes[key]
    part.labels[key] = label
    block = call
    while block.getparent() is not part.tree:
        holder = block.getparent()
        assert holder is not None
        block = holder
    while block.getnext() is not None and block.getnext().tag == "aside":  # type: ignore[union-attr]
        block = block.getnext()  # type: ignore[assignment]
    tail, block.tail = block.tail, None
    block.addnext(note)
    note.tail = tail
    number = str(call.attrib.pop("data-mark", "")) or label
    call.set("data-label", label)
    note.set("data-label", label)
    status: Status = "complete" if words_of(note) or note.find(".//img") is not None else "missing"
    report.notes.append(NoteFound(int(number) if number.isdigit() else number, status, words_of(note)))
    report.calls.append(CallFound(report.notes[-1].number, None, _before(call)))
    last = call
    for inner in list(_calls(note)):
        last = _lift(part, inner, last, label, notes, report)


def _lift(
    part: Part, inner: Element, outer: Element, label: str, notes: dict[str, Element], report: Report
) -> Element:
    """Call a note that a note called behind the call of that note; there it is referred to."""
    key, mark = inner.get("data-label", ""), inner.get("data-mark", "")
    call = etree.Element("a", {"class": "noteref", "data-label": key})
    if mark:
        call.set("data-mark", mark)
    call.tail, outer.tail = outer.tail, None
    outer.addnext(call)
    own = (
        mark
        if mark.isdigit()
        else str(1 + sum(known.startswith(f"{label}-") for known in part.labels.values()))
    )
    inner.attrib.pop("data-mark", "")
    inner.set("class", "note-link")
    put_before(inner, " (")
    inner.tail = ")" + (inner.tail or "")
    report.doubt(
        words_of(notes[key])[:120], f"note {label} called this note; it is called in the text now", 0.8
    )
    _place(part, call, f"{label}-{own}", notes, report)
    return call


def _before(call: Element) -> str:
    """Return what stands ahead of a call in its block."""
    found = ""
    block = next(
        (around for around in call.iterancestors() if around.tag not in ("a", "em", "strong", "span")), None
    )
    if block is None:
        return found
    for inner in block.iter():
        if inner is call:
            break
        found += inner.text or ""
        for child in inner:
            if child is call:
                break
        if len(inner) == 0:
            found += inner.tail or ""
    return " ".join(found.split())[-BEFORE:]


def _lead_to_note(link: Element, stem: str, homes: dict[str, tuple[Part, str]]) -> None:
    part, home = homes.get(link.get("data-label", ""), (None, ""))
    if part is None:
        return
    link.set("data-label", part.labels[link.get("data-label", "")])
    if home != stem:
        link.set("data-chapter", home)


def list_paragraphs(parts: list[Part], report: Report) -> None:
    """List the paragraphs of the text, with their calls."""
    for part in parts:
        for block in part.tree.iter("p"):
            around = {str(holder.tag) for holder in block.iterancestors()}
            if "aside" not in around:
                kind = "quote" if "blockquote" in around else "item" if around & {"li", "dd"} else "body"
                report.paragraphs.append(ParagraphFound(_with_calls(block), None, None, kind))  # type: ignore[arg-type]


def _with_calls(block: Element) -> str:
    parts = [block.text or ""]
    for inner in block:
        parts.append(
            f"[^{inner.get('data-label')}]" if inner.get("class") == "noteref" else _with_calls(inner)
        )
        parts.append(inner.tail or "")
    return " ".join("".join(parts).split())
