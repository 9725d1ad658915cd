"""Translation: the text of a book as units for translators, and back into its trees.

`codes` turns the inline content of a block into text and opaque codes, `hints` says in words what a
code stands for; `units`, `glossary` and `metadata` make the units, `naming` their ids, `advice` the
notes for the translator; `parts` gathers them by file. `xliff12` writes and reads files of units,
`joining` makes a chapter tree of them again, `package` writes the folder that translators get.
"""
