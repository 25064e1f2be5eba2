"""What people have typed on our own sheets of the forecast, read back before anything is written over."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.model.entries import Entries
from sn_excel.model.sheets import Sheet
from sn_excel.reading.own.prognos import entries
from sn_excel.schema.month import ADJUSTMENTS, FORECAST, own


def typed(sheets: Sequence[Sheet]) -> Entries:
    """Return what people have typed on the forecast's sheets."""
    return entries(mine(sheets, FORECAST), mine(sheets, ADJUSTMENTS))


def mine(sheets: Sequence[Sheet], name: str) -> Sheet | None:
    """Return a sheet of ours, if the workbook has it."""
    return next((sheet for sheet in sheets if sheet.name == name and own(sheet)), None)
