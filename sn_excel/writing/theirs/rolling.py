"""Headings that move along: the month in titles and column headings becomes another month."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sn_excel.model.edits import Cell, Edit, Write
from sn_excel.model.periods import MONTHS, Period, sole_month
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Dossier
from sn_excel.schema.month import ADJUSTMENTS, own

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
SHORT = tuple(month[:3] for month in MONTHS)

_OWN_TITLES = 4
"""Titles of our own sheets stand above this row."""


def moved(text: str, old: Period, new: Period) -> str:
    """Return a heading with the old period's last month made the new one's; its year too. Other months stay.

    >>> moved("Utfall Maj 2024", Period(2024, 1, 5), Period(2024, 1, 6))
    'Utfall Juni 2024'
    >>> moved("Tkr, ackumulerat januari–maj 2024", Period(2024, 1, 5), Period(2025, 1, 3))
    'Tkr, ackumulerat januari–mars 2025'
    >>> moved("Utfall 2024-04, jan-apr", Period(2024, 1, 4), Period(2024, 1, 5))
    'Utfall 2024-05, jan-maj'
    >>> [moved(text, Period(2024, 1, 5), Period(2024, 1, 6)) for text in ("Utfall maj 2023", "Majblomman")]
    ['Utfall maj 2023', 'Majblomman']
    """
    if any(int(year) != old.year for year in _YEAR.findall(text)):
        return text
    text = re.sub(rf"{old.year}(?P<dash>[-/. ]?){old.last:02}(?!\\d)", rf"{new.year}\g<dash>{new.last:02}", text)
    text = _words(text, MONTHS, old, new)
    text = _words(text, SHORT, old, new)
    if old.year != new.year:
        text = re.sub(rf"(?<!\\d){old.year}(?!\\d|[-/.]\\d)", str(new.year), text)
    return text


def _words(text: str, names: tuple[str, ...], old: Period, new: Period) -> str:
    was, becomes = names[old.last - 1], names[new.last - 1]

    def put(found: re.Match[str]) -> str:
        return _like(found[0], becomes)

    return re.sub(rf"(?<![^\W\d_]){was}(?![^\W\d_])", put, text, flags=re.IGNORECASE)


def _like(word: str, other: str) -> str:
    """Return a word written as another one is: small, capitalised or in capitals."""
    shape: Callable[[str], str] = str.upper if word.isupper() else str.capitalize if word[0].isupper() else str.lower
    return shape(other)


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
