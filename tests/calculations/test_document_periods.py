"""Which month a document is about: each table says its own, most tables of the latest year decide."""

from __future__ import annotations

import pytest

from sn_excel.calculations.document_periods import accumulated_period, document_period
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Column, Kind, Table

MARCH, APRIL, MAY, JUNE = (Period(2024, 1, month) for month in (3, 4, 5, 6))
YEAR_BEFORE, WHOLE = Period(2023, 1, 5), Period(2023)
ALONE = Period(2024, 5, 5)


def table(*periods: Period | None, measure: Measure = Measure.ACTUAL) -> Table:
    return Table(Kind.PAGE, "771", tuple(Column(measure, period) for period in periods), ())


@pytest.mark.parametrize(
    ("tables", "wanted"),
    [
        ([], None),
        ([table(None)], None),
        ([table(MAY)], MAY),
        ([table(MAY, YEAR_BEFORE, WHOLE)], MAY),
        ([table(APRIL, MAY)], MAY),
        ([table(MAY, APRIL), table(APRIL, MAY), table(MAY)], MAY),
        ([table(MAY), table(MAY), table(JUNE)], MAY),
        ([table(MAY), table(JUNE)], JUNE),
        ([table(JUNE), table(MAY)], JUNE),
        ([table(YEAR_BEFORE), table(YEAR_BEFORE), table(MAY)], MAY),
        ([table(MAY, ALONE), table(Period(2024, 6, 6))], MAY),
        ([table(None), table(MAY)], MAY),
    ],
)
def test_the_month_of_a_document(tables: list[Table], wanted: Period | None) -> None:
    assert document_period(tables) == wanted
    assert accumulated_period(tables) == wanted


def test_budget_and_forecast_say_no_month() -> None:
    assert document_period([table(JUNE, measure=Measure.PERIOD_BUDGET), table(MAY)]) == MAY
    assert document_period([table(JUNE, measure=Measure.FORECAST)]) is None


def test_months_alone_decide_where_nothing_is_accumulated_but_no_export_is_filled_in_for_them() -> None:
    tables = [table(Period(2024, 3, 3), ALONE)]
    assert document_period(tables) == ALONE
    assert accumulated_period(tables) is None


def test_of_spans_that_end_together_the_longest_is_the_tables() -> None:
    assert document_period([table(ALONE, Period(2024, 4, 5))]) == Period(2024, 4, 5)
