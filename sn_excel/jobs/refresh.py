"""The forecast made anew when its workbook gets another month's figures: what people typed of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sn_excel.jobs.carried import carried
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.typed import mine, typed
from sn_excel.model.edits import Edit
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import ADJUSTMENTS, CHART


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The edits that make a forecast anew, none where nobody works on one; `lost` are what has no row any more."""

    edits: tuple[Edit, ...] = ()
    lost: tuple[str, ...] = ()


def refreshed(before: Sequence[Sheet], after: Sequence[Sheet], period: Period) -> Refreshed:
    """Return the forecast of a workbook that is filled with another month: its sheets before and after."""
    worked = mine(before, ADJUSTMENTS) or mine(before, CHART)
    return _anew(before, after, period) if worked else Refreshed()


def kept(before: Sequence[Sheet], after: Sequence[Sheet], period: Period, board: str) -> Refreshed:
    """Return what people typed in a workbook brought into the one that is written over it."""
    entries = typed(before)
    worked = entries.submissions or entries.adjustments or entries.faults or mine(before, ADJUSTMENTS)
    return _anew(before, after, period, board) if worked else Refreshed()


def _anew(before: Sequence[Sheet], after: Sequence[Sheet], period: Period, board: str = "") -> Refreshed:
    done = forecast(after, carried(before, period), board)
    return Refreshed(done.edits, done.lost)
