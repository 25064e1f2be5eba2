"""Ny justering: a row of Prognosjusteringar begun with what is known, and which of its cells a person must fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sn_excel.calculations.formulas.recalculation import recached, recalculated
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.typed import mine, typed
from sn_excel.jobs.understand import read
from sn_excel.model.adjustments import AdjustmentMode, AdjustmentStatus
from sn_excel.model.edits import Cell, Edit, Write
from sn_excel.model.errors import SnError
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet, Value
from sn_excel.reading.own.own_rows import code_of, text
from sn_excel.schema.month import ADJUSTMENTS, FORECAST
from sn_excel.schema.prognos import FIELDS, FIRST_ITEM, HEADING_ROW, Field

REQUIRED = (Field.CODE, Field.AMOUNT, Field.FIRST, Field.LAST, Field.KIND, Field.REASON)
"""What a row must hold to be counted."""
_TYPED = tuple(field for field in Field if field < Field.MONTHS)
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """The cell that a person stood on."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Author:
    """Who begins the row and when: a role (empty: not known) and a day, `YYYY-MM-DD`."""

    role: str
    day: str


@dataclass(frozen=True, slots=True)
class Begun:
    """The edits that begin a row, the row, its unit or programme (empty: not known) and the headings left to fill.

    `months` are the first and the last month of the row; `again` says that the row was begun before and is only gone
    to, `forecasted` that the forecast was made first, since the row needs its sheets.
    """

    edits: tuple[Edit, ...]
    row: int
    label: str
    missing: tuple[Field, ...]
    months: tuple[str, str]
    again: bool = False
    forecasted: bool = False

    @property
    def first(self) -> At:
        """Return the first cell to fill in; the amount's where nothing is missing."""
        return self.row, self.missing[0] if self.missing else Field.AMOUNT


def adjust(sheets: Sequence[Sheet], beside: Beside, spot: Spot | None, author: Author) -> Begun:
    """Return a row begun below the others, for the unit or programme that `spot` stands on.

    The forecast is made first where its sheets are missing or have no row to spare. A row of the same unit that
    has neither amount nor reason is gone to instead. SnError where no forecast can be made.
    """
    table, period = mine(sheets, ADJUSTMENTS), typed(sheets).period
    edits: tuple[Edit, ...] = ()
    if table is None or period is None or not _spare(table):
        done = forecast(sheets, beside)
        edits, period = done.edits, done.period
        table = next(sheet for sheet in preview(sheets, edits) if sheet.name == ADJUSTMENTS)
    labels = _choices(table)
    label = labels.get(_code(sheets, spot, labels), "") if spot else ""
    begun = _begun(table, label)
    if begun:
        return _row(table, begun, label, edits)
    known = _known(label, period, author)
    row = _spare(table)[0]
    started = Write(ADJUSTMENTS, (row, Field.CODE), (tuple(_cell(known.get(field)) for field in _TYPED),))
    missing = tuple(field for field in REQUIRED if not known.get(field))
    months = str(known[Field.FIRST]), str(known[Field.LAST])
    after = recalculated(preview(sheets, (*edits, started))).changes
    followed = recached([change for change in after if change.sheet == ADJUSTMENTS])
    return Begun((*edits, started, *followed), row, label, missing, months, forecasted=bool(edits))


def _row(table: Sheet, row: int, label: str, edits: tuple[Edit, ...]) -> Begun:
    """Return a row that was begun before."""
    missing = tuple(field for field in REQUIRED if not _text(table, row, field))
    months = _text(table, row, Field.FIRST), _text(table, row, Field.LAST)
    return Begun(edits, row, label, missing, months, again=True, forecasted=bool(edits))


def _known(label: str, period: Period, author: Author) -> Mapping[Field, Value]:
    """Return what is known of a new row: it is taken to last from the next month to the end of the year."""
    following = min(period.last + 1, _DECEMBER)
    return {
        Field.CODE: label or None,
        Field.FIRST: f"{period.year}-{following:02}",
        Field.LAST: f"{period.year}-{_DECEMBER}",
        Field.MODE: AdjustmentMode.ADDS.value,
        Field.AUTHOR: author.role or None,
        Field.DATE: author.day,
        Field.STATUS: AdjustmentStatus.AGREED.value,
    }


def _cell(value: Value) -> Cell | None:
    return None if value is None else Cell(value)


def _spare(table: Sheet) -> list[int]:
    """Return the rows that wait to be filled, those below the last filled one first; none in a table made otherwise."""
    if any(text(table.cells.get((HEADING_ROW, field))) != words for field, words in FIELDS.items()):
        return []
    counted = sorted(row for row, column in table.formulas if column == Field.MONTHS and row >= FIRST_ITEM)
    filled = {row for row in counted if any(_text(table, row, field) for field in _TYPED)}
    spare = [row for row in counted if row not in filled]
    return sorted(spare, key=lambda row: (row < max(filled, default=0), row))


def _begun(table: Sheet, label: str) -> int:
    """Return the row of a unit that was begun and left; 0 for none."""
    rows = sorted({row for row, column in table.cells if column == Field.STATUS and row >= FIRST_ITEM})
    left = (
        row
        for row in rows
        if _text(table, row, Field.STATUS)
        and _text(table, row, Field.CODE) == label
        and not _text(table, row, Field.AMOUNT)
        and not _text(table, row, Field.REASON)
    )
    return next(left, 0)


def _choices(table: Sheet) -> Mapping[str, str]:
    """Return the labels that can be chosen, by code."""
    labels = (
        text(value) for (row, column), value in table.cells.items() if column == Field.CHOICES and row > HEADING_ROW
    )
    return {code_of(label): label for label in labels if label}


def _code(sheets: Sequence[Sheet], spot: Spot, labels: Mapping[str, str]) -> str:
    """Return the code of the row that a person stood on, on a sheet of the forecast or in any table; empty for none."""
    sheet = next((sheet for sheet in sheets if sheet.name == spot.sheet), None)
    if sheet is not None and sheet in (mine(sheets, FORECAST), mine(sheets, ADJUSTMENTS)):
        return code_of(text(sheet.cells.get((spot.row, Field.CODE))))
    try:
        tables = read(sheets).tables
    except SnError:
        return ""
    lines = (line for table in tables for line in table.walk())
    stood = (line.code for line in lines if (line.place.sheet, line.place.row) == (spot.sheet, spot.row))
    return next((code for code in stood if code in labels), "")


def _text(table: Sheet, row: int, field: Field) -> str:
    return text(table.cells.get((row, field)))
