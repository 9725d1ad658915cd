"""What a file needs after WeasyPrint has written it: metadata, page labels, the index of its identifiers.

Saving again also rewrites every stream: the validator takes compressed data that ends in CR for a
wrong length (page-validation 0.11.0, STREAM-LENGTH).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from colofon.book import Book, Metadata


def finish(book: Book, path: Path) -> None:
    """Complete a file in its place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        label_pages(pdf)
        index_identifiers(pdf)
        describe(pdf, book.metadata)
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def label_pages(pdf: pikepdf.Pdf) -> None:
    """Number pages as they are printed: from the cover on, so that page 12 is page 12 in every viewer."""
    labels = pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)


def index_identifiers(pdf: pikepdf.Pdf) -> None:
    """List the elements that have an identifier in the IDTree, which ISO 32000-1 (14.7.2) asks for."""
    found = {bytes(element.ID): element for element in structure(pdf) if "/ID" in element}
    if found:
        names = pikepdf.Array()
        for key in sorted(found):
            names.append(pikepdf.String(key))
            names.append(found[key])
        tree = pikepdf.Dictionary(Names=names, Limits=pikepdf.Array([names[0], names[-2]]))
        root = pikepdf.Dictionary(Kids=pikepdf.Array([pdf.make_indirect(tree)]))
        pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(root)


def structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every structure element in the order of reading."""
    pending = [pdf.Root.StructTreeRoot]
    while pending:
        element = pending.pop()
        if "/S" in element:
            yield element
        inner = [kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        pending += reversed(inner)


def kids(element: Any) -> list[Any]:
    """Return what an element holds: elements, content and references to objects."""
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def describe(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    """Add to the XMP what ``book.yaml`` knows and WeasyPrint does not write."""
    data = metadata.data
    licence = data.get("licence") or {}
    rights = "; ".join(filter(None, (str(data.get("rights", "")), str(licence.get("name", "")))))
    numbers = [str(number) for number in (isbn(metadata), data.get("doi")) if number]
    values: dict[str, Any] = {
        "dc:language": {metadata.language},
        "dc:publisher": {str((data.get("publisher") or {}).get("name", ""))} - {""},
        "dc:rights": rights,
        "dc:identifier": ", ".join(numbers),
        "dc:source": str(data.get("url", "")),
        "xmpRights:WebStatement": str(licence.get("url", "")),
    }
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
        for name, value in values.items():
            if value:
                found[name] = value


def isbn(metadata: Metadata) -> str:
    """Return the ISBN of the PDF as a URN."""
    number = (metadata.data.get("isbn") or {}).get("pdf")
    return f"urn:isbn:{str(number).replace('-', '').replace(' ', '')}" if number else ""
