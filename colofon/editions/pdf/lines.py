"""Where a line begins and ends, for WeasyPrint 70.0: a word may be broken only there, and a blank is lost.

Mends of `colofon.editions.pdf.mend`; each can go when its test in ``tests/test_pdf_lines.py`` passes
without it.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox


def know_the_start_of_a_line(original: Any) -> Any:
    """Break only a word that begins its line, however deep the elements are that it stands in.

    Cause:   `split_inline_level` takes a line for empty until a child of the line itself is done; on every
             line inside an element, each part of it seems to begin the line.
    Effect:  ``overflow-wrap`` cuts the first word of an inner element, "C" and "TC Sentinel", though the
             whole word has room on the next line.
    """

    def split_text_box(
        context: Any, box: Any, available_width: Any, skip: Any, is_line_start: bool = True
    ) -> Any:
        if box.text.encode()[skip or 0 :].strip():
            is_line_start = _opens(context, (box, skip or 0))
        return original(context, box, available_width, skip, is_line_start=is_line_start)

    return split_text_box


def know_what_opens_a_line(original: Any) -> Any:
    """Count a picture or an inline block as something that a line can begin with."""

    def atomic_box(context: Any, box: Any, *rest: Any) -> Any:
        _opens(context, (box, 0))
        return original(context, box, *rest)

    return atomic_box


def forget_what_opened(original: Any) -> Any:
    """Begin every line anew, and go on with the outer one after a line inside an inline block."""

    def get_next_linebox(context: Any, *rest: Any) -> Any:
        outer = getattr(context, "opener", None)
        context.opener = None
        try:
            return original(context, *rest)
        finally:
            context.opener = outer

    return get_next_linebox


def _opens(context: Any, part: tuple[Any, int]) -> bool:
    """Tell whether a part is the first of its line; WeasyPrint may try the same part more than once."""
    if getattr(context, "opener", None) is None:
        context.opener = part
    first: bool = context.opener == part
    return first


def keep_the_blank_of_a_turn(original: Any) -> Any:
    """Remember of a text that its line was turned at a blank.

    Cause:   `split_text_box` leaves the blank out, since it is not seen.
    Effect:  what reads the file joins the last word of a line to the first of the next: "verliezenvan".
             `colofon.editions.pdf.structure` draws it again, where it takes no room.
    """

    def split_text_box(context: Any, box: Any, width: Any, skip: Any, **named: Any) -> Any:
        found, resume, preserved = original(context, box, width, skip, **named)
        taken = box.text.encode()[skip or 0 : resume]
        if found is None:
            # Nothing but the blank had room: it ends the text before, which the line knows.
            context.lost_blank = resume is not None and taken.isspace()
        else:
            found.turned = bool(preserved) or (taken.endswith(b" ") and not found.text.endswith(" "))
        return found, resume, preserved

    return split_text_box


def keep_the_blank_of_a_line_end(original: Any) -> Any:
    """Remember the same of a blank that ends its text, before another element begins.

    Cause:   `remove_last_whitespace` takes it off.
    Effect:  the same.
    """

    def remove_last_whitespace(context: Any, line: Any) -> None:
        texts = [box for box in line.descendants() if isinstance(box, TextBox) and box.text]
        ended = bool(texts) and texts[-1].text.endswith(" ")
        original(context, line)
        last = next((box for box in reversed(texts) if box.text), None)
        if ended and last is not None:
            last.turned = True

    return remove_last_whitespace


def know_where_lines_end(original: Any) -> Any:
    """Remember the last text of each line by the place at which the next one begins."""

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        context.lost_blank = False
        line, resume = original(context, linebox, *rest)
        if line is not None:
            boxes = list(line.descendants())
            texts = [box for box in boxes if isinstance(box, TextBox) and box.text]
            broken = context.lost_blank or any(box.element_tag == "br" for box in boxes[-2:])
            if texts and broken and resume is not None:
                texts[-1].turned = True
            if texts and resume is not None:
                linebox.__dict__.setdefault("ends", {})[repr(resume)] = texts[-1]
        return line, resume

    return get_next_linebox


def keep_the_blank_of_a_line_start(original: Any) -> Any:
    """Remember the same where the blank stands behind the element that ends a line, as behind a call.

    Cause:   `skip_first_whitespace` passes over it at the start of the next line.
    Effect:  the same.
    """

    def skip_first_whitespace(box: Any, skip: Any) -> Any:
        found = original(box, skip)
        if isinstance(box, LineBox) and skip is not None and found != skip:
            last = box.__dict__.get("ends", {}).get(repr(skip))
            if last is not None:
                last.turned = True
        return found

    return skip_first_whitespace
