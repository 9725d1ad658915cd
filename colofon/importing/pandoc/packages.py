"""Archives that are documents: looked at before anything unpacks them."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from posixpath import normpath

from lxml import etree

from colofon.book import Element

LARGEST = 256 << 20
"""Bytes that an archive may hold when it is unpacked, as read and not as it says of itself."""
MOST_MEMBERS = 20_000
PIECE = 1 << 20
LARGEST_MEMBER = 64 << 20
"""Bytes of a member that is XML: beyond it pandoc would need more memory than it is given."""


class PackageError(Exception):
    """An archive that is damaged, locked, or larger than anything a document needs."""


class Package:
    """An archive that has been read through once: sound, and not too large."""

    def __init__(self, path: Path) -> None:
        try:
            self.archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise PackageError(f"it is a damaged archive: {str(error).lower()}") from error
        try:
            self._read_through()
        except BaseException:
            self.archive.close()
            raise

    def close(self) -> None:
        self.archive.close()

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def _read_through(self) -> None:
        members = self.archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise PackageError(f"it holds {len(members)} files")
        if any(member.flag_bits & 1 for member in members):
            raise PackageError("it is locked with a password")
        total = 0
        for member in members:
            total += self._size(member, LARGEST - total)

    def _size(self, member: zipfile.ZipInfo, room: int) -> int:
        limit = min(room, LARGEST_MEMBER if member.filename.endswith((".xml", "html")) else room)
        size = 0
        try:
            with self.archive.open(member) as file:
                while piece := file.read(PIECE):
                    size += len(piece)
                    if size > limit:
                        raise PackageError(f"unpacked it is larger than {limit >> 20} MB")
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise PackageError(f"{member.filename} in it is damaged: {str(error).lower()}") from error
        except zlib.error as error:
            raise PackageError(f"{member.filename} in it is damaged: {error}") from error
        return size

    def read(self, name: str) -> bytes | None:
        """Return a member by its name, None when there is none."""
        try:
            return self.archive.read(normpath(name))
        except KeyError:
            return None

    def xml(self, name: str) -> Element | None:
        """Return a member as XML, None when it is not there or is none."""
        data = self.read(name)
        return None if data is None else read_xml(data)


def read_xml(data: bytes) -> Element | None:
    """Read XML without looking at anything outside; None when it is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
