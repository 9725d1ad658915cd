"""What WeasyPrint 70.0 gets wrong in setting notes and lines, mended while a document is laid out.

Four causes lose, double, disorder or delay notes without a word (pull request 2437, for issue 2432, is
the origin of the first two). Each mend replaces one name of the layout code for as long as `mended`
lasts, and each can be left out, so that the tests can show that it is still needed. A mend can go
when its test in ``tests/test_pdf_mend.py`` passes without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint
import weasyprint.document
import weasyprint.formatting_structure.build
import weasyprint.layout
import weasyprint.layout.block
import weasyprint.layout.inline
import weasyprint.layout.page

from colofon.editions.pdf import gaps, lines

VERSION = "70.0"
"""The only version whose code these mends have been read against."""

Mend = Callable[[Any], Any]
"""Takes the function it replaces and returns the one that takes its place."""


class WrongTypesetterError(RuntimeError):
    """The installed WeasyPrint is not the one that the mends know."""


def keep_notes_of_squeezed_line(original: Any) -> Any:
    """Defer the notes of a line for which other notes were deferred.

    Cause:   `_linebox_layout` defers the notes of earlier lines until a line fits, appends that
             line and leaves the loop before the notes called in it are laid out.
    Effect:  they stand on no page.
    """

    def line_layout(context: Any, box: Any, index: int, child: Any, lines: list[Any], *rest: Any) -> Any:
        result = original(context, box, index, child, lines, *rest)
        abort, stop = result[:2]
        if stop and not abort and lines:
            for descendant in lines[-1].descendants():
                if descendant.footnote in context.footnotes:
                    context.footnotes.remove(descendant.footnote)
                    context.reported_footnotes.append(descendant.footnote)
        return result

    return line_layout


def defer_in_order(original: Any) -> Any:
    """Give a page the notes deferred to it in the order of their calls.

    Cause:   notes deferred to make room for a line are put behind those that were deferred before.
    Effect:  note 167 stands after note 168.
    """

    def make_page(context: Any, *rest: Any) -> Any:
        context.reported_footnotes.sort(key=context.order_of_notes.__getitem__)
        return original(context, *rest)

    return make_page


def keep_carried(original: Any) -> Any:
    """Let a page keep the notes that the page before it deferred.

    Cause:   `_linebox_layout` makes room for a line by deferring the last note of the page, though it be
             one whose call stands on the page before.
    Effect:  a long note stands two pages behind its call, on a page that had room for it.
    """

    def make_page(context: Any, *rest: Any) -> Any:
        context.carried_notes = set(context.reported_footnotes)
        return original(context, *rest)

    return make_page


class _PageNotes(list[Any]):
    """The notes of a page; false when none of them may be deferred, which is all that is asked of it."""

    def __init__(self, notes: Any, context: Any) -> None:
        super().__init__(notes)
        self.context = context

    def __bool__(self) -> bool:
        return len(self) > 0 and self[-1] not in getattr(self.context, "carried_notes", ())


def _page_notes() -> property:
    """Return the attribute of a layout context whose list of notes knows what it may defer."""

    def get(context: Any) -> Any:
        return context.__dict__["notes_of_page"]

    def put(context: Any, notes: Any) -> None:
        context.__dict__["notes_of_page"] = _PageNotes(notes, context)

    return property(get, put)


def remember_deferred(original: Any) -> Any:
    """Give a page that is made again the notes that the page before it deferred.

    Cause:   `make_all_pages` makes single pages again when a page number in them has changed; what
             a page that is kept had deferred is then forgotten, what any other page had deferred
             is taken for it, and a last page that only held notes is dropped.
    Effect:  notes lost, doubled, or flushed on the last page.
    """

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        layout = weasyprint.layout.page
        received, left = context.notes_received, context.notes_left
        context.rendered_notes = []
        carried: list[Any] = []
        resume_at, index = None, 0
        while index == 0 or resume_at is not None or carried:
            state = context.page_maker[index][-1]
            anew = index >= len(pages) or index >= len(left) or received[index] != carried
            if anew or state["content_changed"] or state["pages_wanted"]:
                state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
                context.reported_footnotes = carried.copy()
                page, resume_at = layout.remake_page(index, context, root_box, html)
                received[index : index + 1] = [carried]
                left[index : index + 1] = [context.reported_footnotes.copy()]
            else:
                page, resume_at = pages[index], context.page_maker[index + 1][0]
            yield page
            carried = left[index]
            index += 1
        context.page_maker = context.page_maker[: index + 1]
        del received[index:], left[index:]
        context.broken_out_of_flow.clear()
        context.reported_footnotes.clear()

    return make_all_pages


def measure_once(original: Any) -> Any:
    """Measure every note once instead of laying out all notes of the page for each that is added.

    Cause:   `_update_footnote_area` copies and lays out the whole note area at every change.
    Effect:  half of the time of the layout. Notes may have no margin that collapses with that of
             the next: in ``print.css`` each ends in a padding. The pages come out the same.
    """

    def update_footnote_area(context: Any) -> bool:
        area = context.current_footnote_area
        if context.in_column or area.style["max_height"].value != float("inf"):
            overflows: bool = original(context)
            return overflows
        if area.height != "auto":
            context.page_bottom += area.margin_height()
        area.children = context.current_page_footnotes
        area.height = sum(_measured(context, note) for note in area.children)
        context.page_bottom -= area.margin_height()
        return False

    return update_footnote_area


def _measured(context: Any, note: Any) -> float:
    area = context.current_footnote_area
    key = (note, area.page.width)
    if key not in context.heights_of_notes:
        alone = area.copy_with_children([note])
        alone.height = "auto"
        boxes = weasyprint.formatting_structure.build.create_anonymous_boxes(alone.deepcopy())
        layout = weasyprint.layout.block.block_level_layout
        context.heights_of_notes[key] = layout(context, boxes, float("-inf"), None, area.page)[0].height
    height: float = context.heights_of_notes[key]
    return height


MENDS: dict[str, tuple[Any, str, Mend]] = {
    "squeezed-line": (weasyprint.layout.block, "_linebox_layout", keep_notes_of_squeezed_line),
    "order": (weasyprint.layout.page, "make_page", defer_in_order),
    "carried": (weasyprint.layout.page, "make_page", keep_carried),
    "deferred": (weasyprint.layout, "make_all_pages", remember_deferred),
    "measured": (weasyprint.layout.LayoutContext, "_update_footnote_area", measure_once),
    "gaps": (weasyprint.layout.block, "block_container_layout", gaps.fill_pages),
    "page-name": (weasyprint.layout.block, "block_level_page_name", gaps.leave_named_page),
    "line-start": (weasyprint.layout.inline, "split_text_box", lines.know_the_start_of_a_line),
    "line-opener": (weasyprint.layout.inline, "atomic_box", lines.know_what_opens_a_line),
    "line-after-line": (weasyprint.layout.inline, "get_next_linebox", lines.forget_what_opened),
    "line-turn": (weasyprint.layout.inline, "split_text_box", lines.keep_the_blank_of_a_turn),
    "line-ends": (weasyprint.layout.inline, "get_next_linebox", lines.know_where_lines_end),
    "line-blank": (
        weasyprint.layout.inline,
        "skip_first_whitespace",
        lines.keep_the_blank_of_a_line_start,
    ),
    "line-end": (weasyprint.layout.inline, "remove_last_whitespace", lines.keep_the_blank_of_a_line_end),
}
"""Name of a mend -> the module and the name it replaces, and what it replaces it by."""


@contextmanager
def mended(without: frozenset[str] = frozenset()) -> Iterator[None]:
    """Lay documents out with the mends, or with some of them left out."""
    if weasyprint.__version__ != VERSION:
        raise WrongTypesetterError(
            f"notes are only known to be safe with WeasyPrint {VERSION}, not with {weasyprint.__version__}:"
            " read colofon/editions/pdf/mend.py against that version, and run its tests"
        )
    originals = [(weasyprint.document, "layout_document", weasyprint.document.layout_document)]
    weasyprint.document.layout_document = _with_memory(weasyprint.document.layout_document)
    for name, (module, attribute, mend) in MENDS.items():
        if name not in without:
            originals.append((module, attribute, getattr(module, attribute)))
            setattr(module, attribute, mend(getattr(module, attribute)))
    if "carried" not in without:
        weasyprint.layout.LayoutContext.current_page_footnotes = _page_notes()
    try:
        yield
    finally:
        if "carried" not in without:
            del weasyprint.layout.LayoutContext.current_page_footnotes
        for module, attribute, original in reversed(originals):
            setattr(module, attribute, original)


def _with_memory(original: Any) -> Any:
    """Give the layout what the mends remember: the order of the notes, and what each page deferred."""

    def layout_document(html: Any, root_box: Any, context: Any, *rest: Any) -> Any:
        context.order_of_notes = {note: order for order, note in enumerate(context.footnotes)}
        context.notes_received, context.notes_left = [], []
        context.heights_of_notes = {}
        return original(html, root_box, context, *rest)

    return layout_document
