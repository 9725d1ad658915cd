"""What a file needs after WeasyPrint has written it: metadata, page labels, the index of its identifiers.

The validator takes compressed data that ends in CR for a wrong length (page-validation 0.11.0,
STREAM-LENGTH), so that a file is written until none does.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

from colofon.book import Book, Metadata


def finish(book: Book, path: Path) -> None:
    """Complete a file in its place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        index_identifiers(pdf)
        describe(pdf, book.metadata)
        declare_accessible(pdf)
        save(pdf, path)


def save(pdf: pikepdf.Pdf, path: Path) -> None:
    """Write a file of which no stream ends in CR, which the validator would take for a wrong length.

    Saying of one more page how it is numbered says nothing new, and packs all objects otherwise.
    """
    for stream in [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]:
        change_end(stream)
    for said in range(TRIALS):
        label_pages(pdf, said)
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        if not ends_in_return(path):
            return


def change_end(stream: Any) -> None:
    """Give a stream that would end in CR another end: a blank more in a text, else a predictor.

    The last byte comes from the sum of the data, whatever the level of compression is. As one row that
    differs from nothing above it (ISO 32000-1, 7.4.4.4), the same bytes have another sum: their row begins
    with its kind.
    """
    raw = stream.read_raw_bytes()
    if "/Filter" not in stream and stream.get("/Type") != pikepdf.Name.Metadata:
        # As it will be, once it is written.
        raw = zlib.compress(raw)
    if not raw.endswith(RETURN):
        return
    data = bytes(stream.read_bytes())
    if all(byte in TEXT for byte in data):
        stream.write(data + b"\n")
    else:
        stream.write(
            zlib.compress(UP + data),
            filter=pikepdf.Name.FlateDecode,
            decode_parms=pikepdf.Dictionary(Predictor=12, Columns=len(data)),
        )


UP = b"\x02"
"""What begins a row that is written as its difference from the row above."""
RETURN = b"\r"
TEXT = frozenset((*range(0x20, 0x7F), *b"\t\n\r"))


def ends_in_return(path: Path) -> bool:
    """Tell whether a stream of a file ends in CR."""
    with pikepdf.open(path) as pdf:
        streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
        return any(each.read_raw_bytes().endswith(RETURN) for each in streams)


TRIALS = 24
"""Times a file is written at most; a large one comes out sound every second time."""


def label_pages(pdf: pikepdf.Pdf, more: int = 0) -> None:
    """Number pages as they are printed: from the cover on, so that page 12 is page 12 in every viewer.

    `more` pages are told by themselves what they are called, which is the same.
    """
    numbers = pikepdf.Array([0, pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.D))])
    for page in range(1, min(more + 1, len(pdf.pages))):
        numbers.append(page)
        numbers.append(pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.D, St=page + 1)))
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=numbers)


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


def declare_accessible(pdf: pikepdf.Pdf) -> None:
    """Say in the XMP that the file is PDF/UA-1 (ISO 14289-1, 5), in a schema that PDF/A is told of."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    root = etree.fromstring(bytes(pdf.Root.Metadata.read_bytes()), parser)
    holder = next(root.iter(f"{RDF}RDF"))
    for element in etree.fromstring(ACCESSIBLE, parser):
        holder.append(element)
    data = etree.tostring(root, encoding="UTF-8", pretty_print=True)
    packet = (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + data + b'<?xpacket end="w"?>'
    )
    stream = pikepdf.Stream(pdf, packet)
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)


RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ACCESSIBLE = b"""\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <rdf:Description rdf:about="">
    <pdfuaid:part>1</pdfuaid:part>
    <pdfaExtension:schemas>
      <rdf:Bag>
        <rdf:li rdf:parseType="Resource">
          <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
          <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
          <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
          <pdfaSchema:property>
            <rdf:Seq>
              <rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>part</pdfaProperty:name>
                <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                <pdfaProperty:category>internal</pdfaProperty:category>
                <pdfaProperty:description>Part of ISO 14289 that the file meets</pdfaProperty:description>
              </rdf:li>
            </rdf:Seq>
          </pdfaSchema:property>
        </rdf:li>
      </rdf:Bag>
    </pdfaExtension:schemas>
  </rdf:Description>
</rdf:RDF>
"""
"""PDF/A has every property described that its own standard does not know (ISO 19005-2, 6.6.2.3)."""


def isbn(metadata: Metadata) -> str:
    """Return the ISBN of the PDF as a URN."""
    number = (metadata.data.get("isbn") or {}).get("pdf")
    return f"urn:isbn:{str(number).replace('-', '').replace(' ', '')}" if number else ""
