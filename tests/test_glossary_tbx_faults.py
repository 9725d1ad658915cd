"""A glossary kept as TBX is checked by the same rules; what it cannot keep is said, and hostile XML does nothing.

A case is tbx/NAME.xml, laid into the book of checks/base in place of its glossary; what must be found
stands in NAME.expect as for checks/, where a place without a file is in the glossary. A case without one
is called ``clean*``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colofon.pipeline import check_book, read_book
from colofon.reading.sources import LARGEST
from tests.conftest import TESTS
from tests.test_checks import BASE, LINE

FOLDER = TESTS / "tbx"


def lay_out(root: Path, glossary: str) -> None:
    """Make a manuscript of which the glossary is TBX."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    (root / "chapter.md").write_text("# Titel\n\nTekst.\n", encoding="utf-8")
    (root / "glossary.yaml").unlink()
    (root / "glossary.xml").write_text(glossary, encoding="utf-8")


@pytest.mark.parametrize("case", sorted(FOLDER.glob("*.xml")), ids=lambda case: case.stem)
def test_findings_of_a_glossary(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = case.with_suffix(".expect")
    assert expected.is_file() or case.stem.startswith("clean"), "a case without expectation is called clean-*"
    lay_out(tmp_path, case.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    found = check_book(read_book(Path()))
    said = [str(one) for one in found]
    lines = expected.read_text(encoding="utf-8").splitlines() if expected.is_file() else []
    matches = [match for line in lines if (match := LINE.match(line))]
    assert len(matches) == len(lines)
    assert [f"{one.code} {one.position}" for one in found] == [
        f"{match['code']} {match['file'] or 'glossary.xml'}:{match['place']}" for match in matches
    ], "\n".join(said)
    assert [
        match["words"] for match, one in zip(matches, said, strict=True) if (match["words"] or "") not in one
    ] == []


def test_a_term_base_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, (FOLDER / "clean.xml").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    book = read_book(Path())
    assert book.authorities == {"org-1": {"nl": "de NCTV"}}
    (state,), (returnee,), (centre,) = (book.terms[key] for key in ("kalifaat", "terugkeerder", "cat"))
    assert (state.term, state.inflections) == ("kalifaat", ("califaat",))
    assert (state.senses[0].authority, state.senses[0].source) == ("org-1", "zeidel2017perspectives")
    assert state.translations == {"en": {"term": "caliphate"}}
    assert returnee.see == ("kalifaat",)
    assert returnee.translations == {"en": {"definition": "Someone who comes back."}}
    assert (centre.abbreviation, centre.expansion, centre.language) == ("CAT", centre.term, "fr")


HEAD = '<martif type="TBX" xml:lang="nl"><text><body>'
HOSTILE = {
    "laughs in an attribute": '<!DOCTYPE martif [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + ']><martif type="&a11;"',
    "no end": f"{HEAD}<termEntry>",
    "another root": "<TBX><text/></TBX>",
    "the third version": '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca"/>',
    "a namespace": '<martif xmlns="urn:other" type="TBX"/>',
    "nothing": "",
    "depth": HEAD + "<termEntry>" * 5000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_glossary_is_said(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    found = check_book(read_book(Path()))
    assert "M806" in {one.code for one in found}
    # Nobody knows what the entries would have been.
    assert {one.code for one in found} & {"G301", "G302"} == set()


def test_a_file_without_end_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, "")
    with (tmp_path / "glossary.xml").open("wb") as file:
        file.truncate(LARGEST + 1)
    monkeypatch.chdir(tmp_path)
    assert "M806" in {one.code for one in check_book(read_book(Path()))}


def test_pairs_in_pairs_without_end_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 3000
    opening = "".join(f'<bpt i="{n}">*</bpt>' for n in range(count))
    closing = "".join(f'<ept i="{n}">*</ept>' for n in reversed(range(count)))
    entry = (
        f'<termEntry id="a"><langSet xml:lang="nl"><descrip type="definition">{opening}x{closing}</descrip>'
    )
    lay_out(tmp_path, f"{HEAD}{entry}<tig><term>a</term></tig></langSet></termEntry></body></text></martif>")
    monkeypatch.chdir(tmp_path)
    assert "S406" in {one.code for one in check_book(read_book(Path()))}


NAMES = ["martif", "text", "body", "back", "termEntry", "langSet", "tig", "ntig", "termGrp", "term", "termNote", "termNoteGrp",
         "descrip", "descripGrp", "admin", "adminGrp", "transacGrp", "transacNote", "ref", "note", "hi", "foreign", "bpt", "ept",
         "ph", "refObjectList", "refObject", "item", "itemSet", "x:y"]  # fmt: skip
ATTRIBUTES = ["", ' id="a"', ' id="A 1"', ' id=""', ' xml:lang="nl"', ' xml:lang="en"', ' xml:lang=""', ' type="definition"',
              ' type="termType"', ' type="crossReference" target="a"', ' type="crossReference"', ' type="responsibility" target="a"',
              ' type="respOrg"', ' type="org"', ' type="source"', ' type="entailedTerm"', ' target="a"', ' i="1"',
              ' xmlns:x="urn:x" x:i="2"', ' type="administrativeStatus"']  # fmt: skip
TEXTS = ["", "kalifaat", "fullForm", "abbreviation", "preferredTerm-admn-sts", "*", "[", "](x)", "]{lang=en}", "&amp;a;", "&a;",
         "&eacute;", "\\", "\n  ", "😀", "&#13;", "&#x2028;", "![", "`", "<!-- x -->", "<![CDATA[<b>]]>", "Zie hoofdstuk 1"]  # fmt: skip
FIXED = {"martif": ' type="TBX" xml:lang="nl"', "termEntry": ' id="a"', "langSet": ' xml:lang="nl"'}


def element(name: str, attributes: str, children: list[str]) -> str:
    declared = ' xmlns:x="urn:x"' if name == "x:y" and "xmlns" not in attributes else ""
    return f"<{name}{declared}{attributes}>{''.join(children)}</{name}>"


junk = st.recursive(
    st.sampled_from(TEXTS),
    lambda inner: st.builds(
        element, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)
holders = st.sampled_from(
    [(), ("termEntry",), ("termEntry", "langSet"), ("termEntry", "langSet", "tig"), ("termEntry", "langSet", "descrip")]
)  # fmt: skip


def wrapped(holder: tuple[str, ...], inside: list[str]) -> str:
    text = "".join(inside)
    for name in reversed(("martif", "text", "body", *holder)):
        kind = ' type="definition"' if name == "descrip" else FIXED.get(name, "")
        text = element(name, kind, [text])
    return text


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.builds(wrapped, holders, st.lists(junk, max_size=6)), junk, st.text(max_size=40)))
def test_any_glossary_gives_findings_and_never_an_exception(glossary: str) -> None:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder), "")
        (Path(folder) / "glossary.xml").write_bytes(glossary.encode("utf-8", "replace"))
        os.chdir(folder)
        try:
            found = check_book(read_book(Path()))
        finally:
            os.chdir(before)
    lines = glossary.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in found:
        if one.position.path == "glossary.xml":
            assert 1 <= one.position.line <= len(lines), one
            assert 1 <= one.position.column <= len(lines[one.position.line - 1]) + 1, one
