"""The mends of WeasyPrint: each is needed, and all together lose no note."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from colofon.editions.pdf import mend, setting
from tests.pdf.stress import NOTES, lost

SMALL_PAGE = Path(__file__).parent / "pdf" / "mend.css"
SIZES = (8.5, 8.75, 9, 9.25, 9.5, 9.75, 10, 10.5, 11)


@pytest.fixture
def small_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Take a style that no change of the style of the books can touch."""
    monkeypatch.setattr(setting, "SHEETS", (SMALL_PAGE,))
    return tmp_path


CAUSES = {
    "squeezed-line": (30, 119, ""),
    "order": (40, 11, ""),
    "deferred": (30, 120, ""),
    "carried": (30, 12, "aside.note { line-height: 2.4 }"),
}
"""Notes and seed of a text that the cause harms, and rules for it."""


@pytest.mark.parametrize("cause", CAUSES)
def test_each_mend_is_needed(cause: str, small_page: Path) -> None:
    assert lost(small_page, *CAUSES[cause], frozenset({cause})) != []
    assert lost(small_page, *CAUSES[cause]) == []


def test_measuring_notes_once_changes_nothing(tmp_path: Path) -> None:
    files = []
    for without in (frozenset[str](), frozenset({"measured"})):
        assert lost(tmp_path, 50, 5, "", without) == []
        files.append((tmp_path / "stress.pdf").read_bytes())
    assert files[0] == files[1]


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with pytest.raises(mend.WrongTypesetterError, match=r"70\.1"), mend.mended():
        pass


def test_the_originals_come_back() -> None:
    before = [getattr(module, name) for module, name, _ in mend.MENDS.values()]
    with mend.mended():
        assert all(getattr(module, name) not in before for module, name, _ in mend.MENDS.values())
    assert [getattr(module, name) for module, name, _ in mend.MENDS.values()] == before


def sized(size: float) -> str:
    """Return the rules that set text and notes in other sizes."""
    return f"html {{ font-size: {size}pt; line-height: 1.4 }} aside.note {{ font-size: {size * 0.8}pt }}"


def test_stress_in_short(tmp_path: Path) -> None:
    assert lost(tmp_path, 100, 7, sized(9.5)) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_no_note_is_lost_at_any_size(size: float, tmp_path: Path) -> None:
    assert lost(tmp_path, NOTES, 1, sized(size)) == []


@pytest.mark.slow
def test_weasyprint_alone_loses_notes(tmp_path: Path) -> None:
    assert lost(tmp_path, NOTES, 1, sized(SIZES[4]), frozenset(CAUSES)) != []
