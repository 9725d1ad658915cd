"""TBX-Basic v2 (ISO 30042:2008) as a glossary uses it: which data category stands for what.

Data only, for `reading.tbx` and `editions.tbx`, so that both know one mapping; docs/glossary-tbx.md
shows it field by field. What is written is valid by TBXcoreStructV02.dtd.
"""

from __future__ import annotations

ROOT = "martif"
TYPE = "TBX"
DTD = "TBXcoreStructV02.dtd"
DTDS = ("coreStructV02.dtd", "TBXcdv04.dtd")
"""Ends of the system identifiers that term bases name; none of them is ever opened."""
CATEGORIES = "TBXBasicXCSV02.xcs"
"""The file that names the data categories of the dialect; the header says so."""

DEFINITION = "definition"
SOURCE = "source"
REFERENCE = "crossReference"
TERM_TYPE = "termType"
STATUS = "administrativeStatus"
PREFERRED = "preferredTerm-admn-sts"
REFUSED = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts")
"""Status of the term that an entry is called by, and of those that nobody should use."""

FIELDS = {
    "fullForm": "expansion",
    "abbreviation": "abbreviation",
    "acronym": "abbreviation",
    "initialism": "abbreviation",
}
"""``termType`` -> field of an entry; a term of any other type, or of none, is an inflection."""
EXPANSION = "fullForm"
ABBREVIATION = "abbreviation"
INFLECTION = "variant"
"""Types that are written."""

TRANSACTION = "transactionType"
ORIGINATION = "origination"
RESPONSIBILITY = "responsibility"
AUTHORITIES = "respOrg"
ORGANISATION = "org"
"""An authority is an organisation of the back matter, and what originates a definition names it."""
AUTHORITY_ID = "authority."
"""What the id of an authority begins with; no key of an entry has a full stop."""

ITALIC = "italics"
BOLD = "bold"
TERM = "entailedTerm"
"""Types of ``hi``: emphasis, strong emphasis, a term in use."""

LEFT = {
    "descrip": ("subjectField",),
    "admin": ("customerSubset", "projectSubset", "entrySource"),
    "termNote": ("partOfSpeech", "grammaticalGender", "grammaticalNumber", "geographicalUsage", STATUS),
    "transacGrp": (),
    "transac": (),
    "termCompList": (),
}
"""What serves the term base or its grammar and reaches no reader: element -> types, all of them if empty."""

ATTRIBUTES = {
    "martif": "type xml:lang",
    "text": "id",
    "body": "id",
    "back": "id",
    "refObjectList": "id type",
    "refObject": "id",
    "itemSet": "id type",
    "itemGrp": "id",
    "item": "id type",
    "termEntry": "id",
    "langSet": "id xml:lang",
    "tig": "id",
    "ntig": "id",
    "termGrp": "id",
    "term": "id",
    "termNote": "id xml:lang type target datatype",
    "termNoteGrp": "id",
    "termCompList": "id type",
    "termCompGrp": "id",
    "termComp": "id xml:lang",
    "descrip": "id xml:lang type target datatype",
    "descripGrp": "id",
    "descripNote": "id xml:lang type target datatype",
    "admin": "id xml:lang type target datatype",
    "adminGrp": "id",
    "adminNote": "id xml:lang type target datatype",
    "transac": "id xml:lang type target datatype",
    "transacGrp": "id",
    "transacNote": "id xml:lang type target datatype",
    "date": "id",
    "note": "id xml:lang",
    "ref": "id xml:lang type target datatype",
    "xref": "id type target",
    "hi": "type target xml:lang",
    "foreign": "id xml:lang",
    "bpt": "i type",
    "ept": "i",
    "ph": "type",
}
"""Element -> its attributes; any other is a finding."""

TEXTS = frozenset(
    {"title", "p", "descrip", "admin", "transac", "transacNote", "ref", "term", "termNote", "item"}
    | {"hi", "foreign", "bpt", "ept", "ph"}
)
"""Elements in which white space is text, or would become it."""

SPELLINGS = {
    "key": 'id="..."',
    "term": "<term>",
    "definition": f'<descrip type="{DEFINITION}">',
    "senses": f'<descrip type="{DEFINITION}">',
    "expansion": f'a term with <termNote type="{TERM_TYPE}">{EXPANSION}</termNote>',
}
"""Field of a glossary -> what one writes to have it."""
