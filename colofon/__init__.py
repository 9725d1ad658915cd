"""Colofon: one manuscript, checked, to every official edition.

    manuscript/ -> reading -> Book (chapter trees + index) -> checks -> editions -> output/
                                                                 ^ styles/, templates/

1. `reading` turns Markdown, DocBook, YAML and TBX into chapter trees and records, each with its place.
2. `indexing` lays a typed index over the trees and assigns every number, once.
3. `checks` go from the book to diagnostics and change nothing.
4. `editions` work on their own copy of the trees; `translation` makes units of them.
5. `pipeline` holds the order of these stages and nothing else.
"""

__version__ = "0.1.0"
