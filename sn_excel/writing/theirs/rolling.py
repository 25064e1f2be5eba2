"""Headings that move along: the month in titles and column headings becomes another month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.model.edits import Cell, Edit, Write
from sn_excel.model.periods import Period, sole_month
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier
from sn_excel.schema.month import ADJUSTMENTS, own
from sn_excel.writing.theirs.heading_months import moved

_OWN_TITLES = 4
"""Titles of our own sheets stand above this row."""


def headings(sheets: Sequence[Sheet], dossier: Dossier, old: Period, new: Period) -> Iterator[Edit]:
    """Yield the edits that move the month along in the typed texts above and among the tables' rows.

    A text that names another year is another year's, and stays. Prognosjusteringar names no month of its own: the one
    above its rows is an example of how months are written.
    """
    for sheet in sheets:
        rows = {line.place.row for table in dossier.tables for line in table.walk() if line.place.sheet == sheet.name}
        if own(sheet):
            rows = set() if sheet.name == ADJUSTMENTS else {_OWN_TITLES}
        if not rows:
            continue
        calendar = _calendar(sheet)
        for at, value in sorted(sheet.cells.items()):
            if at in calendar or not isinstance(value, str) or not _heading(sheet, at, rows):
                continue
            if moved(value, old, new) != value:
                yield Write(sheet.name, at, ((Cell(moved(value, old, new)),),))


def _calendar(sheet: Sheet) -> set[At]:
    """Return the headings of a row that is a calendar: columns that are a month each, which do not move along."""
    rows: dict[int, dict[At, int]] = {}
    for at, value in sheet.cells.items():
        if isinstance(value, str) and len(value) <= len("september 2024") and sole_month(value):
            rows.setdefault(at[0], {})[at] = sole_month(value)
    return {at for found in rows.values() if len(set(found.values())) > 1 for at in found}


def _heading(sheet: Sheet, at: At, rows: set[int]) -> bool:
    """Say whether a text stands where titles and headings do: above the last row of figures, in no row of figures."""
    return at not in sheet.formulas and at[0] not in rows and at[0] < max(rows)
