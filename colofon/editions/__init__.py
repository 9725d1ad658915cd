"""Editions: each works on its own copy of the trees and writes into a folder it is given.

`filling` fills what the manuscript leaves empty (references, definitions, citations) with the
words of `wording` and the works as `citing` formats them; `xhtml` makes documents of it for
`epub` and `web`; `pdf` sets them.
"""
