"""The manuscript as DocBook 5.1, for archives and publishing houses, and for chapters kept as XML.

`document` writes the book; `info`, `glossary` and `works` its metadata, definitions and works, `blocks`
and `inlines` a chapter tree, `notes` what reading must know to give each note its place again. The
mapping is `colofon.docbook`, shown construct by construct in docs/docbook.md.
"""

from __future__ import annotations

from colofon.editions.docbook.document import book_document, chapter_document

__all__ = ["book_document", "chapter_document"]
