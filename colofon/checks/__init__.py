"""Checks: each goes from the book to findings and changes nothing.

A check is a generator named for the fault it finds; its docstring begins with its code and has
a Bad and a Good example. To add one, write it in the file of its subject and put it in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from colofon.book import Book
from colofon.checks.abbreviations import unexpanded_abbreviation
from colofon.checks.bibliography import duplicate_work, incomplete_work, unknown_work, unused_work
from colofon.checks.charts import wrong_data
from colofon.checks.concordance import (
    concordance_number,
    concordance_unknown_note,
    concordance_unnamed_note,
)
from colofon.checks.definitions import typed_definition
from colofon.checks.files import missing_file, unreadable_file, unsafe_path
from colofon.checks.glossary import (
    conflicting_definition,
    reserved_key,
    undefined_entity,
    undefined_term,
    unused_entry,
)
from colofon.checks.heading_numbers import typed_number
from colofon.checks.idem import ambiguous_idem, typed_idem
from colofon.checks.metadata import invalid_value, missing_metadata, wrong_checksum, wrong_date
from colofon.checks.note_numbers import number_moved, number_out_of_order
from colofon.checks.notes import (
    duplicate_note,
    empty_note,
    lost_note,
    nested_note,
    note_called_twice,
    note_in_heading,
    partial_note,
    undefined_note,
    unused_note,
)
from colofon.checks.references import (
    backward_range,
    contradicting_number,
    duplicate_id,
    empty_link,
    nested_link,
    undefined_target,
)
from colofon.checks.structure import (
    doubtful_marker,
    image_without_alternative,
    lost_text,
    raw_html,
    skipped_heading_level,
    stray_fence,
    table_without_header,
    unknown_attribute,
    untitled_chapter,
)
from colofon.checks.typed import typed_reference, typed_reference_without_target
from colofon.diagnostics import Diagnostic

Check = Callable[[Book], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    undefined_note,
    unused_note,
    duplicate_note,
    note_called_twice,
    nested_note,
    empty_note,
    number_out_of_order,
    number_moved,
    typed_idem,
    ambiguous_idem,
    note_in_heading,
    lost_note,
    partial_note,
    concordance_unknown_note,
    concordance_unnamed_note,
    concordance_number,
    undefined_target,
    duplicate_id,
    typed_reference,
    typed_reference_without_target,
    backward_range,
    contradicting_number,
    empty_link,
    nested_link,
    undefined_entity,
    undefined_term,
    unused_entry,
    conflicting_definition,
    typed_definition,
    unexpanded_abbreviation,
    reserved_key,
    skipped_heading_level,
    untitled_chapter,
    image_without_alternative,
    table_without_header,
    stray_fence,
    raw_html,
    unknown_attribute,
    doubtful_marker,
    typed_number,
    lost_text,
    unknown_work,
    unused_work,
    incomplete_work,
    duplicate_work,
    missing_metadata,
    wrong_checksum,
    wrong_date,
    missing_file,
    unsafe_path,
    unreadable_file,
    invalid_value,
    wrong_data,
)
