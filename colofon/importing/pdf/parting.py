"""Lines of a tagged page parted where another block begins, as cells of a table do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from colofon.importing.pdf.chunks import Chunk
from colofon.importing.pdf.glyphs import Glyph
from colofon.importing.pdf.tags import LABELLED, Path, block_of


def parted(rows: Iterable[list[Chunk]]) -> Iterator[list[Chunk]]:
    """Yield the chunks of each line, and of each block on it by themselves."""
    for row in rows:
        if len({glyph.path for chunk in row for glyph in chunk.glyphs}) == 1:
            yield row
        else:
            yield from _blocks([part for chunk in row for part in _parts(chunk)])


def _parts(chunk: Chunk) -> Iterator[Chunk]:
    """Yield a chunk in stretches of one block; blanks go with what stands before them."""
    key: Path = ()
    keys: list[Path] = []
    for glyph in chunk.glyphs:
        key = key if glyph.text.isspace() and keys else block_of(glyph.path)
        keys.append(key)
    for _, found in groupby(zip(keys, chunk.glyphs, strict=True), key=lambda pair: pair[0]):
        glyphs = [glyph for _, glyph in found]
        yield _chunk(glyphs, chunk) if len(glyphs) < len(chunk.glyphs) else chunk


def _chunk(glyphs: list[Glyph], whole: Chunk) -> Chunk:
    """Return a part of a chunk, on the base line of the whole."""
    signs = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    x0, x1 = min(glyph.x0 for glyph in signs), max(glyph.x1 for glyph in signs)
    return Chunk(glyphs, whole.y, whole.size, x0, x1, len(signs))


def _blocks(chunks: list[Chunk]) -> Iterator[list[Chunk]]:
    """Yield the chunks of a line by block; a label is part of what it stands before."""
    label: list[Chunk] = []
    for key, found in groupby(chunks, key=lambda chunk: block_of(chunk.glyphs[0].path)):
        group = list(found)
        if label and not _labels(label, key):
            yield label
            label = []
        if key and key[-1][0] == "Lbl":
            label += group
            continue
        yield label + group
        label = []
    if label:
        yield label


def _labels(label: list[Chunk], key: Path) -> bool:
    """Tell whether a label stands in the same item or note as a block."""
    owner = next((each for each in reversed(block_of(label[0].glyphs[0].path)) if each[0] in LABELLED), None)
    return owner in key
