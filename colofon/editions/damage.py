"""What the source lost, said to the reader: of a note, a heading, a passage, or a part of one.

The words come in brackets of their own. Where a part is missing readers see ``[…]``, as in any edited
text, and a screen reader hears what that means: in print as replacement text in the structure, on a
screen as words that are not shown, which every reading system can speak.
"""

from __future__ import annotations

from lxml import etree

from colofon.book import Element
from colofon.editions.texts import replace_text
from colofon.editions.wording import Phrases
from colofon.losses import survives
from colofon.vocabulary import GAP, HEADINGS

SHOWN = f"[{GAP}]"
UNSEEN = "unseen"
"""Class of words that are spoken and not shown."""


def say_loss(mark: Element, words: Phrases, on_screen: bool) -> None:
    """Fill a mark with the words that tell a reader what is lost there."""
    text = words(_key(mark))
    if mark.get("class") == "lost" or _heading(mark) is not None:
        # A heading is repeated in contents, bookmarks and titles, where nothing is unseen.
        replace_text(mark, text)
    elif on_screen:
        replace_text(mark, "")
        etree.SubElement(mark, "span", {"aria-hidden": "true", "title": text.strip("[]")}).text = SHOWN
        etree.SubElement(mark, "span", {"class": UNSEEN}).text = text
    else:
        replace_text(mark, SHOWN)
        mark.set("title", text)


def _key(mark: Element) -> str:
    heading, note = _heading(mark), next(mark.iterancestors("aside"), None)
    if heading is not None and not survives(heading):
        return "lost-heading"
    if mark.get("class") == "partial" or heading is not None:
        return "lost-part"
    return "lost-note" if note is not None and not survives(note) else "lost-text"


def _heading(mark: Element) -> Element | None:
    return next(mark.iterancestors(*HEADINGS), None)
