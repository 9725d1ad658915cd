"""In which language a text is, as far as its words tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

KNOWN = ("nl", "en", "de", "fr")
"""The languages that are told apart: those in which reports and the works they cite are written."""
CERTAIN = 0.9
LONG = 200_000
"""Characters that tell the language of a whole book."""
FEW = 3
"""Words from which a text says something."""


@cache
def _identifier() -> Any:
    # Loaded when a text asks for it: the model takes longer than a short text.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(KNOWN))
    return identifier


def language_of(text: str) -> str:
    """Return the language of a text; empty when it is too short or its words could be of several."""
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < FEW:
        return ""
    language, probability = _identifier().classify(" ".join(words))
    return str(language) if probability >= CERTAIN else ""


def guess_language(text: str) -> tuple[str, float]:
    """Return the language of a long text, English where it has no words, and how sure it is: 0 to 1."""
    words = re.findall(r"[^\W\d_]+", text[:LONG])
    if not words:
        return "en", 0.0
    language, probability = _identifier().classify(" ".join(words))
    return str(language), round(float(probability), 2)


def main_language(texts: Iterable[str]) -> str:
    """Return the language in which most of the text stands; English when nothing tells."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted[language_of(text)] += len(text)
    counted.pop("", None)
    return max(counted, key=lambda language: counted[language], default="en")
