"""A PDF whose text cannot be had is a fault with a message and a hint, in bounded time and memory."""

from __future__ import annotations

import resource
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from colofon.book import Fault
from colofon.importing.pdf import source_of_pdf
from colofon.importing.pdf.worker import PAGES
from tests.importing.pdf.making import paint

TEXT = "BT /F 10 Tf 20 250 Td (text) Tj ET"
Maker = Callable[[Path], None]


def refused(path: Path, seconds: float = 60) -> Fault:
    faults: list[Fault] = []
    assert source_of_pdf(path, faults, seconds) is None
    assert len(faults) == 1
    assert faults[0].position.path.endswith(path.name)
    return faults[0]


def encrypted(path: Path) -> None:
    paint(path, TEXT)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def cut_off(path: Path) -> None:
    paint(path, TEXT * 500)
    path.write_bytes(path.read_bytes()[:900])


def cut_out(path: Path) -> None:
    """What stands in the middle is gone: the contents of a page among it."""
    paint(path, TEXT)
    data = path.read_bytes()
    path.write_bytes(data[:30] + data[data.rindex(b"xref") - 40 :])


def spoilt(path: Path) -> None:
    """The compressed content of a page has a hole; what stands before it could still be read."""
    paint(path, "".join(f"BT /F 10 Tf 20 {20 + each} Td ({each * each}) Tj ET " for each in range(200)))
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        data = zlib.compress(pdf.pages[0].obj.Contents.read_bytes())
        data = data[:600] + b"\xff" * 40 + data[640:]
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, data, Filter=Name.FlateDecode)
        pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def without_pages(path: Path) -> None:
    pikepdf.new().save(path)


def other_kind(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(5000))


def painted_picture(path: Path) -> None:
    paint(path, "0 0 100 100 re f", "")


def blown_up(path: Path) -> None:
    """A stream of three gigabytes in three megabytes: one block of blanks three thousand times."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = b"\x78\xda" + block * (3 << 10) + packer.flush()
    page.obj.Contents = pikepdf.Stream(pdf, data, Filter=Name.FlateDecode)
    pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def forms_of_forms(path: Path) -> None:
    """Each of twelve forms paints the next one ten times."""
    paint(path, "/X Do")
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        resources = pdf.pages[0].obj.Resources
        form = pdf.make_stream(TEXT.encode())
        for _ in range(12):
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 300])
            form.Resources = resources
            resources = Dictionary(Font=resources.Font, XObject=Dictionary(X=form))
            form = pdf.make_stream(b"/X Do " * 10)
        pdf.pages[0].obj.Resources = resources
        pdf.save(path)


def nested(path: Path) -> None:
    """A page tree of many levels, each inside the other."""
    paint(path, TEXT)
    data = path.read_bytes().replace(b"/Kids", b"/Deep " + b"[" * 100_000 + b"]" * 100_000 + b" /Kids")
    path.write_bytes(data)


def endless_tree(path: Path) -> None:
    """A page tree that has itself among its branches, and one page more often than there is paper."""
    paint(path, TEXT)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pages = pdf.Root.Pages
        pages.Kids.append(pages)
        pages.Count = 1 << 30
        pdf.save(path)


REFUSED: dict[str, tuple[Maker, str]] = {
    "is encrypted and opens only with a password": (encrypted, "without a password"),
    "is cut off: its end is missing": (cut_off, "again"),
    "is damaged": (cut_out, "save it again"),
    "has lost a part of page 1": (spoilt, "again"),
    "has no pages": (without_pages, "has"),
    "holds no text": (painted_picture, "recognised"),
    "is not a PDF": (other_kind, "PDF"),
}


@pytest.mark.parametrize("message", REFUSED)
def test_a_file_without_text_that_can_be_read(message: str, tmp_path: Path) -> None:
    make, hint = REFUSED[message]
    make(tmp_path / "a.pdf")
    fault = refused(tmp_path / "a.pdf")
    assert fault.kind == "unreadable-file"
    assert fault.message.startswith(f"a.pdf {message}")
    assert hint in fault.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.pdf").kind == "missing-file"
    assert refused(tmp_path).kind == "unreadable-file"


@pytest.mark.parametrize("make", [blown_up, forms_of_forms, nested, endless_tree])
def test_a_file_made_to_do_harm(make: Maker, tmp_path: Path) -> None:
    make(tmp_path / "a.pdf")
    faults: list[Fault] = []
    found = source_of_pdf(tmp_path / "a.pdf", faults, seconds=5)
    assert (found is None) == (len(faults) == 1)
    assert found is None or found.lines[-1].page <= PAGES
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1 << 21


def test_a_file_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    paint(tmp_path / "a.pdf", TEXT)
    with Pdf.open(tmp_path / "a.pdf") as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="", owner="secret"))
    faults: list[Fault] = []
    found = source_of_pdf(tmp_path / "b.pdf", faults)
    assert found is not None
    assert found.text == "text\n"


def test_a_table_of_objects_that_is_wrong_is_mended(tmp_path: Path) -> None:
    paint(tmp_path / "a.pdf", TEXT)
    data = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"startxref\n", b"startxref\n1"))
    faults: list[Fault] = []
    found = source_of_pdf(tmp_path / "a.pdf", faults)
    assert found is not None
    assert found.text == "text\n"
