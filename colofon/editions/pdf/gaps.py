"""How a page is kept from being left half empty before a figure or a turned table.

WeasyPrint 70.0 has no floats for the head or the foot of a page: a figure that does not fit goes to the
next page, and all that follows it too. Here such a figure is set a little smaller, if it then fits; else
the text that comes after it is set before it, as far as the page has room for it. A heading is never
passed, nor a note by a note, so that sections and numbers stay in order. It works while the page is laid
out, as a mend of `colofon.editions.pdf.mend`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import ReplacedBox

from colofon.editions.pdf.blocks import ANNOUNCING

HOLDERS = frozenset({"section", "div"})
"""Elements whose children are set in another order."""
PASSED = frozenset({"p", "ul", "ol", "dl", "blockquote"})
"""Elements that may come before a figure that they follow."""
TURNED = "turned"
UPRIGHT = "upright"
"""A name for the first page after a turned one; the style sheet has no rules for it."""
EMPTY = 0.18
"""Part of the height of a page that may stay empty: less is not worth another order."""
SCALES = (0.95, 0.9, 0.85)
"""How much smaller a figure may be set; its words stay legible."""


def fill_pages(original: Any) -> Any:
    """Go on with the text where a figure would leave much of a page empty."""

    def block_container_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        if named or box.element_tag not in HOLDERS or not any(map(_is_large, box.children)):
            return original(context, box, *rest, **named)
        page = _Page(context, box, rest, original)
        result = page.set()
        index = page.held_up(result)
        if index is None:
            return result
        return _smaller(page, index) or _passed(page, index)

    return block_container_layout


def leave_named_page(original: Any) -> Any:
    """Set what follows a turned table on a page of its own again.

    Cause:   a change back to pages without a name gives the empty name, which is taken for no change.
    Effect:  the text goes on behind the table, across the turned page.
    """

    def block_level_page_name(before: Any, after: Any) -> Any:
        name = original(before, after)
        return UPRIGHT if name == "" else name

    return block_level_page_name


def _is_large(box: Any) -> bool:
    return bool(box.element_tag == "figure" or (box.is_table_wrapper and box.style["page"] == TURNED))


class _Page:
    """A block on the page that is being made: it can be set again and again from the same place."""

    def __init__(self, context: Any, box: Any, rest: tuple[Any, ...], original: Callable[..., Any]) -> None:
        self.context, self.box, self.rest, self.original = context, box, rest, original
        self.place = box.position_x, box.position_y
        self.lists = [context.footnotes, context.current_page_footnotes, context.reported_footnotes]
        self.lists += [context.excluded_shapes, *(each for each in rest if isinstance(each, list))]
        self.contents = [each.copy() for each in self.lists]

    def set(self) -> Any:
        """Lay the block out, as if it had not been done before."""
        self.box.position_x, self.box.position_y = self.place
        notes_moved = self.lists[:3] != self.contents[:3]
        for each, content in zip(self.lists, self.contents, strict=True):
            each[:] = content
        if notes_moved:
            self.context._update_footnote_area()
        return self.original(self.context, self.box, *self.rest)

    def held_up(self, result: Any) -> int | None:
        """Return the index of what went to the next page and left much of this one empty."""
        resume = result[1]
        if result[0] is None or not resume or not result[0].children:
            return None
        ((index, inside),) = resume.items()
        if inside is not None or not _is_large(self.box.children[index]):
            return None
        last = result[0].children[-1]
        room = self.context.page_bottom - last.border_box_y() - last.border_height()
        whole = self.context.current_footnote_area.page.height
        return index if room > EMPTY * whole else None

    def move(self, index: int, count: int) -> None:
        """Move a child behind so many of those that follow it; before, where the number is negative."""
        children = list(self.box.children)
        children.insert(index + count, children.pop(index))
        self.box.children = children


def _smaller(page: _Page, index: int) -> Any:
    """Set a figure smaller, and return the layout in which it fits, if there is one."""
    figure = page.box.children[index]
    images = list(_images(figure)) if figure.element_tag == "figure" else []
    styles = [image.style for image in images]
    for scale in SCALES if images else ():
        for image, style in zip(images, styles, strict=True):
            image.style = _scaled(style, scale)
        result = page.set()
        if result[0] is not None and (not result[1] or next(iter(result[1])) > index):
            return result
    for image, style in zip(images, styles, strict=True):
        image.style = style
    return None


def _images(box: Any) -> Iterator[Any]:
    return (each for each in box.descendants() if isinstance(each, ReplacedBox))


def _scaled(style: Any, scale: float) -> Any:
    scaled = style.copy()
    for name in ("width", "max_width", "max_height"):
        if isinstance(style[name], Dimension):
            scaled[name] = Dimension(style[name].value * scale, style[name].unit)
    return scaled


def _passed(page: _Page, index: int) -> Any:
    """Set what follows before a figure or a turned table, and return the layout."""
    # Of all that was tried only the last is whole: notes and markers of lists belong to one layout.
    result = page.set()
    turned = page.box.children[index].is_table_wrapper
    while count := _may_pass(page.box, index):
        page.move(index, count)
        trial = page.set()
        place, inside = next(iter((trial[1] or {}).items()), (len(page.box.children), None))
        # What is begun here ends on the next page, and a turned table would wait there again.
        begun = place > index or (place == index and inside is not None)
        if trial[0] is None or not begun or (turned and place < index + count):
            page.move(index + count, -count)
            return page.set()
        result, index = trial, index + count
        if (place, inside) != (index, None):
            break
    return result


def _may_pass(box: Any, index: int) -> int:
    """Return how many of the children after one may come before it: one, or one with what it announces."""
    large = box.children[index]
    for count, text in enumerate(box.children[index + 1 :], start=1):
        if text.element_tag not in PASSED or (_has_notes(large) and _has_notes(text)):
            return 0
        if ANNOUNCING not in text.element.get("class", "").split():
            return count
    return 0


def _has_notes(box: Any) -> bool:
    return any(each.footnote for each in box.descendants())
