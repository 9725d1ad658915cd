"""Laying faults: one known fault in a copy of a manuscript, and what the checks must then find.

    manuscript -> spots (where something can be put in) -> a kind of fault -> Laid: edits, findings
    Laid -> laying (the copy) -> checks -> comparing: found, missed, besides

A kind of fault is a small function that chooses a place by the random numbers it is given and returns
the edits, the finding they must lead to, and every other finding that follows from them by itself.
Kinds stand by subject in `notes`, `crossing`, `defining`, `structure`, `damage`, `works` and `metadata`.
"""
