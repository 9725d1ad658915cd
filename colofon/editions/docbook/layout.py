"""White space between blocks, so that people can read and compare the file; none where it would be text."""

from __future__ import annotations

from colofon.book import Element
from colofon.editions.docbook.names import local_name

TEXTS = frozenset(
    {"para", "title", "bridgehead", "glossterm", "entry", "programlisting", "emphasis", "foreignphrase"}
    | {"phrase", "citetitle", "code", "link", "xref", "citation"}
)
"""Elements in which white space is text, or would become it."""
STEP = "  "


def lay_out(element: Element, depth: int = 0) -> None:
    """Put each element that a holder holds on a line of its own; what has text stays as it is."""
    holder = local_name(element) not in TEXTS
    inner = depth + 1 if holder else depth
    for child in element:
        lay_out(child, inner)
    if not holder or not len(element):
        return
    element.text = f"\n{STEP * inner}"
    for child in element:
        child.tail = f"\n{STEP * inner}"
    element[-1].tail = f"\n{STEP * depth}"
