"""Ids of units, as stable as they can be made from the manuscript alone.

``SCOPE:KIND`` where the author has named a thing that has one of the kind (a note's first paragraph, a
figure's caption, a heading with an id); the words may then change and the id stays. Everything else is
``SCOPE:KIND-HASH``, the scope being the named section, note or table around it and the hash one of the
words. A rank would be shorter, but after an insertion each block would answer to the id of
the one before it, and a translation that comes back would be laid under the wrong text. With the
hash an insertion moves no other id, and a block that is edited gets a new one, as its text is new
indeed. Codes are not hashed: a note called in a paragraph does not rename the paragraph. No number of a
note, chapter or figure is in an id. Only letters, digits and ``. - _ :`` are used, which every format can
carry as a name.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from colofon.translation.codes import Content, codes_of

HASH_LENGTH = 8
"""Hexadecimal digits; a collision within a scope costs no more than a rank behind the hash."""

SINGLE = frozenset({"heading", "paragraph", "caption", "alternative"})
"""Kinds of which the first in a named thing takes the bare name; of cells or items none is the first."""


class Names:
    """Gives out ids, each once in a book."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def bare(self, scope: str, kind: str) -> str:
        """Return ``SCOPE:KIND`` if it is free, else an empty string."""
        id = f"{safe(scope)}:{kind}"
        return "" if id in self.taken else self._take(id)

    def hashed(self, scope: str, kind: str, content: Content) -> str:
        """Return ``SCOPE:KIND-HASH``, with a rank for a text that is repeated in its scope."""
        return self._take(f"{safe(scope)}:{kind}-{_digest(content)}")

    def thing(self, name: str) -> str:
        """Return the id of what holds units: a note, a table, an entry."""
        return self._take(safe(name))

    def named(self, scope: str, kind: str) -> str:
        """Return ``SCOPE:KIND``, with a rank when two entries have one name."""
        return self._take(f"{safe(scope)}:{kind}")

    def _take(self, id: str) -> str:
        self.taken[id] += 1
        return id if self.taken[id] == 1 else self._take(f"{id}-{self.taken[id]}")


def safe(name: str) -> str:
    """Return an author's name with every character that an id may not have as its code point."""
    return re.sub(r"[^\w.:-]", lambda match: f"_{ord(match.group()):x}", name)


def _digest(content: Content) -> str:
    words = " ".join("".join(item for item in content if isinstance(item, str)).split())
    words = words or " ".join(code.kind for code in codes_of(content))
    return hashlib.sha256(words.encode()).hexdigest()[:HASH_LENGTH]
