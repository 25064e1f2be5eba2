"""The sheet Prognos turned to another month: last month's forecasts beside the new, its submissions emptied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sn_excel.model.edits import Cell, Edit, Write
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import FORECAST, own
from sn_excel.schema.prognos import BOOKED_ROW, HEADING_ROW, Column

SUBMISSION = (Column.SUBMITTED, Column.AUTHOR, Column.DATE)


def booked(sheets: Sequence[Sheet], period: Period) -> Iterator[Edit]:
    """Yield the edits that turn the sheet Prognos to a period: month, year, and last month's forecasts beside the new.

    What people typed stays. A sheet that already is of the period is left alone.
    """
    for sheet in sheets:
        if sheet.name != FORECAST or not own(sheet):
            continue
        was = sheet.cells.get((BOOKED_ROW, 2)), sheet.cells.get((BOOKED_ROW, 4))
        if was == (period.last, period.year):
            continue
        yield Write(FORECAST, (BOOKED_ROW, 2), ((Cell(period.last),),))
        yield Write(FORECAST, (BOOKED_ROW, 4), ((Cell(period.year),),))
        yield from _turned(sheet, was == (period.last - 1, period.year))


def _turned(sheet: Sheet, next_month: bool) -> Iterator[Edit]:
    """Yield the edits that make the forecasts of a sheet last month's; none where months lie between."""
    for row in range(HEADING_ROW + 1, sheet.last[0] + 1):
        label = str(sheet.cells.get((row, Column.LABEL)) or "")
        if not label[:1].isdigit():
            continue
        shown_now = sheet.cells.get((row, Column.FORECAST))
        value = sheet.cells.get((row, Column.UNROUNDED)) if shown_now is None else shown_now
        added = sheet.cells.get((row, Column.ADJUSTMENTS))
        yield Write(FORECAST, (row, Column.LAST), ((Cell(value if next_month else None),),))
        yield Write(FORECAST, (row, Column.LAST_ADJUSTMENTS), ((Cell(added if next_month else None),),))


def unsubmitted(sheets: Sequence[Sheet]) -> Iterator[Edit]:
    """Yield the edits that empty the submitted forecasts: those of last month are no longer what a manager says."""
    for sheet in sheets:
        if sheet.name == FORECAST and own(sheet):
            typed = (at for at in sheet.cells if at[0] > HEADING_ROW and at[1] in SUBMISSION)
            yield from (Write(FORECAST, at, ((Cell(None),),)) for at in sorted(typed))
