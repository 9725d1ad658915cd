"""A publication that lost its structure, a raw text or a PDF, made into chapters and notes again.

`lines` are what it starts from; `chains` finds the numbers of notes and of their calls; `zones`, `blocks`
and `structure` tell notes, paragraphs and headings; `reconstruction` has what was found, `drafting` makes
a manuscript of it.
"""
