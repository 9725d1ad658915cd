"""Hints for what is kept as DocBook: they show what to write there, where others show Markdown.

The spelling of each construct is that of docs/docbook.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from colofon import docbook
from colofon.book import Book
from colofon.diagnostics import Diagnostic

LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\((?:(cite|term|note):|#)([^()]*)\)")
LOST = re.compile(r"\[(…?)\]\{\.(lost|partial)\}")
ELSEWHERE = re.compile(r"\[([^\[\]]*)\]\{\.elsewhere\}")
LEVEL = re.compile(r"write (#{2,6})")
ID = re.compile(r"\{#([\w.-]+)\}")
WRITTEN = re.compile(r"\[\^([^\[\]]*)\]: \.\.\.")
DEFINED = re.compile(r"\[\^[^\[\]]*\]: &")
CALL = re.compile(r"\[\^([^\[\]]*)\](?!:)")
IMAGE = re.compile(r"!\[([^\[\]]*)\]\(([^()]*)\)")
NAMED = re.compile(r"(?<![\w:])(?:(cite|term):|#)(\w[\w.-]*)")
SIGN = re.compile(r"\\&")
PREFIXES = {"cite": docbook.WORK_ID, "term": docbook.TERM_ID}


def in_docbook(book: Book, found: Diagnostic) -> Diagnostic:
    """Return a finding as it is said of its file: with DocBook in the hint when that is what it holds."""
    path = found.position.path
    chapter = next((chapter.name for chapter in book.chapters if chapter.path == path), "")
    if not chapter or not path.endswith(".xml"):
        return found
    return replace(found, hint=_spelled(found.hint, chapter))


def _spelled(hint: str, chapter: str) -> str:
    links: dict[str | None, Callable[[str, str], str]] = {
        "cite": _citation,
        "term": _term,
        "note": lambda text, key: _note(text, key, chapter),
        None: _reference,
    }
    hint = LEVEL.sub(_nested, hint)
    hint = hint.replace("begin with # and its title", "begin with its title")
    hint = ID.sub(r'xml:id="\1"', WRITTEN.sub(r'<footnote xreflabel="\1">', hint))
    hint = IMAGE.sub(r'<imagedata fileref="\2"/>', hint)
    hint = LINK.sub(lambda link: links[link[2]](link[1], link[3]), hint)
    hint = LOST.sub(_lost, hint)
    hint = ELSEWHERE.sub(rf'<phrase role="{docbook.ELSEWHERE}">\1</phrase>', hint)
    hint = CALL.sub(r'xreflabel="\1"', DEFINED.sub("&", SIGN.sub("&amp;", hint)))
    return NAMED.sub(lambda name: f'linkend="{PREFIXES.get(name[1], "")}{name[2]}"', hint)


def _lost(mark: re.Match[str]) -> str:
    opening = f'<phrase role="{mark[2]}"'
    return f"{opening}>{mark[1]}</phrase>" if mark[1] else f"{opening}/>"


def _nested(level: re.Match[str]) -> str:
    depth = len(level[1]) - 1
    return f"nest it in {depth} section{'s' if depth > 1 else ''}"


def _citation(text: str, key: str) -> str:
    return f'<citation><biblioref linkend="{docbook.WORK_ID}{key}"/>{text}</citation>'


def _term(text: str, key: str) -> str:
    return f'<glossterm linkend="{docbook.TERM_ID}{key}">{text}</glossterm>'


def _note(text: str, address: str, chapter: str) -> str:
    holder, _, label = address.rpartition("/")
    ends = f'linkend="{docbook.NOTE_ID}{holder or chapter}-{label}" role="{docbook.NOTE_LINK}{address}"'
    return f"<link {ends}>{text}</link>" if text else f"<xref {ends}/>"


def _reference(text: str, id: str) -> str:
    first, _, last = id.partition("..")
    bare = f'<xref linkend="{first}"/>'
    if last:
        return f'<phrase role="{docbook.RANGE}">{bare}<xref linkend="{last}"/></phrase>'
    return f'<link linkend="{first}">{text}</link>' if text else bare
