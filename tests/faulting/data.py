"""Faults of the data that figures are drawn from (M808)."""

from __future__ import annotations

from random import Random

from colofon.book import Cell, Chart
from colofon.reading.charts import NUMBERS
from tests.faulting import words
from tests.faulting.laying import Edit, Finding, Kind, Laid
from tests.faulting.manuscript import Manuscript

SPOILT = ("ongeveer 5", "5.000", "-3", "1/2", "12%")


def charts(manuscript: Manuscript, random: Random) -> list[tuple[str, Chart]]:
    """Return the tables of data in a random order."""
    found = list(manuscript.book.charts.items())
    return random.sample(found, len(found))


def replaced(manuscript: Manuscript, name: str, cell: Cell, text: str) -> Laid:
    place = manuscript.place(cell.position)
    edit = Edit(name, place.offset, place.offset + len(cell.text), text)
    return Laid(Finding("M808", place), [edit])


def wrong_number(manuscript: Manuscript, random: Random) -> Laid | None:
    """A value that is no number."""
    for name, chart in charts(manuscript, random):
        cells = [cell for row in chart.rows for column, cell in row.items() if column in NUMBERS]
        if cells:
            return replaced(manuscript, name, random.choice(cells), random.choice(SPOILT))
    return None


def wrong_date(manuscript: Manuscript, random: Random) -> Laid | None:
    """A date that is none."""
    for name, chart in charts(manuscript, random):
        if chart.form == "timeline":
            cell = random.choice(chart.rows)["date"]
            return replaced(manuscript, name, cell, random.choice(("voorjaar 2014", "29-06-2014", "2014-13")))
    return None


def unknown_chapter(manuscript: Manuscript, random: Random) -> Laid | None:
    """A chapter that does not exist."""
    for name, chart in charts(manuscript, random):
        if chart.form == "outline":
            cell = random.choice(chart.rows)["chapter"]
            return replaced(manuscript, name, cell, f"{words.word(random, 'nl')}-{cell.text}")
    return None


def unknown_column(manuscript: Manuscript, random: Random) -> Laid | None:
    """A name of a column that tells nothing."""
    for name, chart in charts(manuscript, random):
        text = manuscript.texts[name]
        edit = Edit(name, 0, len(chart.columns[0]), f"{words.word(random, 'nl')}x")
        if text.startswith(chart.columns[0]):
            return Laid(
                Finding(
                    "M808", manuscript.place(chart.rows[0][chart.columns[0]].position)._replace(offset=0)
                ),
                [edit],
            )
    return None


KINDS: dict[str, tuple[Kind, ...]] = {"M808": (wrong_number, wrong_date, unknown_chapter, unknown_column)}
