"""What a sign of a PDF says: the text that the file gives for it, in plain letters."""

from __future__ import annotations

import unicodedata
from typing import Any

from playa.utils import decode_text

WITHOUT_WIDTH: dict[int, None] = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x20), 0x7F, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]
)
"""Joiners that only a typesetter needs, and controls, which no manuscript may hold."""
MEANINGLESS = dict.fromkeys((code for code in range(0x80, 0xA0) if code != 0x85), "\ufffd")
"""Codes of a face that maps nothing, taken for controls: the sign is there, and which one is not known."""
SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–"}
"""Signs of lists in the private codes that Word gives to the faces Symbol and Wingdings."""


def words_of(cid: int, text: str | None, mapped: bool) -> str:
    """Return the text of a sign; where the file maps its signs, one without text belongs to that before it.

    In the encodings of Windows 0xAD is a hyphen (ISO 32000-1, D.2, note 6); playa 1.1.0 takes it for a blank.
    """
    if not mapped and (not text or (text == " " and cid == 0xAD)):
        return "\u00ad" if text else clean(None)
    return clean(text)


def words_instead(spoken: dict[str, Any], painted: str | None) -> str:
    """Return what is read instead of signs; a hyphen that is not read at all is the typesetter's."""
    words = clean(decode_text(spoken["ActualText"]))
    return words or ("\u00ad" if painted in {"-", "\u2010"} else "")


def clean(text: str | None) -> str:
    """Return the text of a glyph in plain letters: no ligatures, no presentation forms, no controls.

    What a file gives no text for is U+FFFD, so that its loss is seen.
    """
    if text is None:
        return "\ufffd"
    if len(text) == 1 and (" " <= text <= "~" or "\xa0" <= text <= "\xff"):
        return text
    text = text.translate(WITHOUT_WIDTH).translate(MEANINGLESS).translate(SYMBOLS)
    parts = (unicodedata.normalize("NFKC", each) if _presents(each) else each for each in text)
    return "".join(" " if each in "\t\n\v\f\r\x85\u2028\u2029" else each for each in parts)


def _presents(sign: str) -> bool:
    return "\ufb00" <= sign <= "\ufdff" or "\ufe70" <= sign <= "\ufefc"
