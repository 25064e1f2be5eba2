"""What a workbook's own forecast hands on: what people typed, the month before, and the months of the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sn_excel.calculations.forecasting.comparisons import Stand
from sn_excel.calculations.forecasting.outlooks import shown
from sn_excel.calculations.forecasting.year_ends import Memory, Past
from sn_excel.jobs.typed import mine, typed
from sn_excel.model.adjustments import Adjustment
from sn_excel.model.entries import Entries, Standing, Submission
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet, Value
from sn_excel.reading.own.adjustments import adjustments
from sn_excel.reading.own.chart import memory
from sn_excel.schema.month import ADJUSTMENTS, CHART

Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the workbook: the period, the archive's memory, adjustments and submissions to take in.

    `unread` are rows of adjustments, cells by heading, that could not be used and are kept as they are.
    """

    period: Period | None = None
    past: Mapping[str, Past] = field(default_factory=dict)
    last: Mapping[str, Stand] = field(default_factory=dict)
    months: Memory = field(default_factory=dict)
    items: tuple[Adjustment, ...] = ()
    submissions: tuple[Submission, ...] = ()
    unread: tuple[Cells, ...] = ()


def carried(sheets: Sequence[Sheet], period: Period) -> Beside:
    """Return what a workbook's own sheets hand on to a forecast of a period, in it or in another workbook."""
    entries = typed(sheets)
    table, chart = mine(sheets, ADJUSTMENTS), mine(sheets, CHART)
    codes = [one.code for one in entries.standings]
    same_year = entries.period is not None and entries.period.year == period.year
    known = entries.period.last if entries.period else 0
    return Beside(
        last=_last(entries, period),
        months=memory(chart, min(known, period.last - 1)) if chart and same_year else {},
        items=entries.items,
        submissions=entries.submissions,
        unread=adjustments(table, codes).unread if table else (),
    )


def _last(entries: Entries, period: Period) -> Mapping[str, Stand]:
    """Return last month's forecasts: those that the sheet shows as such, or its own when it is of that month."""
    was = entries.period
    if was == period:
        known = (one for one in entries.standings if one.last is not None)
        return {one.code: Stand(one.last or 0, one.last_adjustments) for one in known}
    if was and (was.year, was.last + 1) == (period.year, period.last):
        return {one.code: stand(one) for one in entries.standings}
    return {}


def stand(one: Standing) -> Stand:
    """Return a row's forecast as it stands, rounded as a programme's is printed."""
    return Stand(one.value if one.parent else shown(one.value, one.annual), one.adjustments)
