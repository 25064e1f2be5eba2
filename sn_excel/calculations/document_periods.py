"""Which month a document is about: one rule for filling, rolling, forecasting, archiving and checking it.

Each table says its own month, the latest that its Utfall reaches: last month, or last year, often stands beside it. Of
the tables of the latest year most decide, so that one heading with a slip does not move a whole workbook; of months
that as many tables say it is the later. Utfall accumulated from January goes before a month alone, which may be a
detail of the same document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Table


def document_period(tables: Iterable[Table]) -> Period | None:
    """Return the period that tables are about; None when no heading over Utfall says one."""
    spans = [[one.period for one in table.columns if one.measure is Measure.ACTUAL and one.period] for table in tables]
    accumulated = [[period for period in found if period.accumulated] for found in spans]
    own = [max(found, key=_reach) for found in (accumulated if any(accumulated) else spans) if found]
    votes = Counter(own)
    return max(votes, key=lambda period: (period.year, votes[period], *_reach(period)), default=None)


def accumulated_period(tables: Iterable[Table]) -> Period | None:
    """Return the period from January that tables are about: what an export is filled in for and a forecast made after.

    None also where they hold months alone.
    """
    period = document_period(tables)
    return period if period and period.accumulated else None


def _reach(period: Period) -> tuple[int, int, int]:
    return period.year, period.last, period.last - period.first
