"""The glossary as TBX-Basic v2, for translators' tools, and to be kept in place of ``glossary.yaml``.

`document` writes the file, `entries` what it says of each term, `definitions` their content. The mapping
is `colofon.tbx`, shown field by field in docs/glossary-tbx.md.
"""

from __future__ import annotations

from colofon.editions.tbx.document import glossary_document

__all__ = ["glossary_document"]
