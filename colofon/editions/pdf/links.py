"""One link annotation for one link.

WeasyPrint 70.0 gives a link to the box of an ``a`` and again to every box inside it; PDF/UA-1 refuses
those that stand outside a Link element (7.18.5). It can go when a link with an ``em`` in it gives one
annotation for each line.
"""

from __future__ import annotations

from typing import Any


def outermost_links(document: Any) -> None:
    """Keep of the links of every page those that lie in no other."""
    for page in document.pages:
        inner: set[Any] = set()
        _collect(page._page_box, False, inner)
        page.links = [link for link in page.links if link[3] not in inner]


def _collect(box: Any, inside: bool, inner: set[Any]) -> None:
    if inside:
        inner.add(box)
    inside = inside or box.link is not None
    for child in box.all_children():
        _collect(child, inside, inner)
