"""Manuscripts of ours as DOCX, ODT and EPUB, written by pandoc from what it reads in the Markdown."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pypandoc

from colofon.book import Book
from colofon.editions.charts import drawing
from colofon.editions.wording import phrases
from tests.pandoc_reading import FORMAT


def write_office(book: Book, form: str, file: Path) -> None:
    """Write a book in another form; quotations of divs become quotations that the form has."""
    blocks: list[Any] = []
    version: list[int] = []
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as no_abbreviations:
        for chapter in book.chapters:
            path = book.root / f"{chapter.name}.md"
            arguments = [f"--abbreviations={no_abbreviations.name}", "--preserve-tabs"]
            document = json.loads(
                pypandoc.convert_file(str(path), "json", format=FORMAT, extra_args=arguments)
            )
            version = document["pandoc-api-version"]
            blocks += document["blocks"]
    meta = {name: {"t": "MetaString", "c": str(book.metadata.data[name])} for name in ("title", "date")}
    meta["lang"] = {"t": "MetaString", "c": book.metadata.language}
    document = {"pandoc-api-version": version, "meta": meta, "blocks": [_carried(block) for block in blocks]}
    with tempfile.TemporaryDirectory() as drawn:
        text = _with_drawings(book, json.dumps(document), Path(drawn))
        paths = os.pathsep.join((str(book.root), drawn))
        command = [pypandoc.get_pandoc_path(), "-f", "json", "-t", form, "-s", "-o", str(file)]
        command += ["--resource-path", paths]
        subprocess.run(command, input=text.encode(), check=True, capture_output=True)


def _with_drawings(book: Book, text: str, folder: Path) -> str:
    """Return a document in which what is drawn from data is an image in a folder: no form draws it itself."""
    for name, chart in book.charts.items():
        image = folder / Path(name).with_suffix(".svg")
        image.parent.mkdir(parents=True, exist_ok=True)
        image.write_bytes(drawing(book, chart, phrases(book.metadata.language)))
        text = text.replace(json.dumps(name), json.dumps(str(Path(name).with_suffix(".svg"))))
    return text


def _carried(value: Any) -> Any:
    """Return a piece of a document in which a quotation is one for every form."""
    if isinstance(value, list):
        return [_carried(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") == "Div" and "quote" in value["c"][0][1]:
        return {"t": "BlockQuote", "c": _carried(value["c"][1])}
    return {key: _carried(one) for key, one in value.items()}
