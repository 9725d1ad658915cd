"""The dialect: CommonMark with notes, attributes, divs, tables, definition lists and entities.

One construct per module, each a rule of markdown-it-py. `parser` puts them in their order.
The subset is one that pandoc's ``markdown-smart`` reads too.
"""
