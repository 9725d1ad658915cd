"""Where a line begins, for WeasyPrint 70.0, which may break a word only there.

A mend of `colofon.editions.pdf.mend`; it can go when its test in ``tests/test_pdf_lines.py`` passes
without it.
"""

from __future__ import annotations

from typing import Any


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
