"""The container: a ZIP file that has the same bytes whenever and wherever it is written."""

from __future__ import annotations

import zipfile
from pathlib import Path

MIMETYPE = b"application/epub+zip"
ROOT = "EPUB"
PACKAGE = "package.opf"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP entry can have."""
STORED = (".woff2", ".png", ".jpg", ".gif", ".webp")
"""Endings of what is compressed already."""

CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="{ROOT}/{PACKAGE}" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def write_container(path: Path, files: dict[str, bytes]) -> None:
    """Write the container with its files, `mimetype` first and stored (EPUB 3.3, OCF 4.3)."""
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", CONTAINER.encode(), zipfile.ZIP_DEFLATED)
        for name, data in files.items():
            stored = name.endswith(STORED)
            _add(archive, name, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def _add(archive: zipfile.ZipFile, name: str, data: bytes, compression: int) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = compression
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=9)
