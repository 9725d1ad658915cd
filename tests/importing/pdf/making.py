"""PDFs for tests: set by WeasyPrint from HTML, or painted by hand, operator by operator."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from weasyprint import HTML

from colofon.editions.pdf import fonts  # noqa: F401  (first: it tells fontconfig where the faces are)

Stream = str | bytes
HEAD = '<meta charset="utf-8"><style>body { font: 10pt/14pt "Source Serif 4" }</style>'


def set_pages(html: str, path: Path) -> None:
    """Set a document with WeasyPrint."""
    HTML(string=html if "<meta" in html else HEAD + html).write_pdf(path)


def paint(path: Path, *pages: Stream, rotate: int = 0, size: tuple[float, float] = (300, 300)) -> None:
    """Write a file with a page for each content stream; /F is Helvetica, /B is bold, /W without a map."""
    pdf = pikepdf.new()
    names = {"F": "/Helvetica", "B": "/Helvetica-Bold"}
    faces = {
        f"/{key}": pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(name), Encoding=Name.WinAnsiEncoding)
        )
        for key, name in names.items()
    }
    for content in pages:
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(faces))
        page.obj.Contents = pdf.make_stream(
            content.encode("latin-1") if isinstance(content, str) else content
        )
        if rotate:
            page.obj.Rotate = rotate
    pdf.save(path, static_id=True)
