"""Editions: each works on its own copy of the trees and writes into a folder it is given.

`filled` gives the book with nothing left empty: `filling` puts in references, definitions and
citations, with the words of `wording` and the works as `citing` formats them, and `apparatus` makes
the glossary and the list of works. `matter` is what a book says about itself. `xhtml` and `parts`
make documents of both for `epub` and `web`; `pdf` sets them.
"""
