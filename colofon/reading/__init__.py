"""Reading: files of the manuscript become trees and records, each with its place.

`sources` decodes files; `syntax` is the dialect of Markdown; `chapters` builds the trees;
`located` reads YAML with the place of each value; `metadata`, `glossary`, `works`, `concordance` and `locks`
make records of it. `markup` and `prose` read XML, `docbook` a chapter and `tbx` a glossary kept so.
What cannot be accepted becomes a `Fault`, never an exception.
"""
