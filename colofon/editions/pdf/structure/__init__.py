"""The structure tree of the PDF: an element for each of the manuscript, in its order, notes behind blocks.

WeasyPrint 70.0 builds the tree from page boxes, so that a page cuts a paragraph in two and notes stand at
the foot of the page in the middle of a sentence. Here the boxes only tell what was drawn where:

collecting  boxes -> content by element of the document, and what belongs to no text: artifacts
nodes       the structure elements, as they are known before they are written
growing     document and content -> the tree of nodes; `lists`, `tables`, `notes` have their own forms
writing     nodes -> objects of the file

``tests/test_pdf_structure.py`` holds it against the manuscript.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.draw.text
import weasyprint.pdf
import weasyprint.pdf.stream

from colofon.editions.pdf.structure.collecting import artifacts_of, collect
from colofon.editions.pdf.structure.growing import grow
from colofon.editions.pdf.structure.writing import Writer
from colofon.editions.wording import Phrases


@contextmanager
def structured(document: Any, words: Phrases) -> Iterator[None]:
    """Write documents with our structure tree in place of WeasyPrint's."""
    module, stream = weasyprint.pdf, weasyprint.pdf.stream.Stream
    original, marked = module.add_tags, stream.marked
    artifacts = artifacts_of(document.pages)

    def add_tags(pdf: Any, drawn: Any, version: Any, streams: list[Any]) -> None:
        collected = collect(drawn.pages, streams)
        root = drawn._html.etree_element
        Writer(pdf, drawn.pages, words).write(grow(root, collected), collected)

    @contextmanager
    def marked_or_not(self: Any, box: Any, tag: str) -> Iterator[None]:
        kind = artifacts.get(box)
        if kind is None or self._tags is None:
            with marked(self, box, tag):
                yield
            return
        self.begin_marked_content("Artifact", kind.properties())
        try:
            yield
        finally:
            self.end_marked_content()

    text = weasyprint.draw.text
    module.add_tags, stream.marked, drawn = add_tags, marked_or_not, text.draw_first_line
    text.draw_first_line = with_blank(drawn)
    try:
        yield
    finally:
        module.add_tags, stream.marked, text.draw_first_line = original, marked, drawn


def with_blank(original: Any) -> Any:
    """Draw the blanks that are not seen, so that words stay apart for whatever reads the file.

    They are those at which a line was turned, and those that stand alone between two elements.
    """

    def draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        text = textbox.text
        if text and not text.strip(" "):
            # What is drawn is the text of the layout; this one is only asked whether it is blank.
            textbox.text = "_"
            try:
                return original(stream, textbox, *rest)
            finally:
                textbox.text = text
        # From right to left the blank would stand to the left, and move the line.
        layout = textbox.pango_layout
        if getattr(textbox, "turned", False) and not layout.first_line_direction % 2:
            layout.set_text(f"{layout.text.rstrip(' ')} ", justify=True)
        return original(stream, textbox, *rest)

    return draw_first_line
