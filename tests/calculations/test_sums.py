"""A programme's outlook is the sum of its units'."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule
from sn_excel.calculations.forecasting.programmes import summed

YEAR, OLD = (100,) * 12, (90,) * 12
ONE = Outlook(500, 1200, 5, 500, (100,) * 5, YEAR, (OLD, YEAR), one_offs={2: 30})
NEW = Outlook(250, 600, 5, 250, (50,) * 5, (50,) * 12, one_offs={2: 5, 3: 1})


def test_every_amount_is_added() -> None:
    both = summed([ONE, NEW])
    assert (both.actual, both.annual_budget, both.period_budget, both.months) == (750, 1800, 750, (150,) * 5)
    assert (both.budget_months, both.one_offs) == ((150,) * 12, {2: 35, 3: 1})


def test_a_new_unit_adds_nothing_to_earlier_years() -> None:
    assert summed([ONE, NEW]).prior == (OLD, YEAR)


def test_years_are_laid_beside_each_other_from_the_latest() -> None:
    young = Outlook(250, 600, 5, 250, prior=((1,) * 12,))
    assert summed([ONE, young]).prior == (OLD, (101,) * 12)


def test_what_one_unit_does_not_know_the_sum_does_not() -> None:
    both = summed([ONE, Outlook(250, 600, 5)])
    assert (both.period_budget, both.months, both.budget_months) == (None, (), ())


def test_a_missing_month_weighs_by_the_budget() -> None:
    late = Outlook(200, 600, 5, 250, missing={5: 1})
    assert summed([ONE, late]).missing == {5: Decimal(600) / 1800}
    assert summed([Outlook(1, 0, 5, 0), Outlook(1, 0, 5, 0, missing={5: 1})]).missing == {5: Decimal("0.5")}


def test_the_plain_rule_of_the_sum_is_the_sum_of_the_units() -> None:
    whole = forecast(summed([ONE, NEW])).of(Rule.REMAINING_BUDGET).value
    assert whole == sum(forecast(unit).of(Rule.REMAINING_BUDGET).value or 0 for unit in (ONE, NEW))


@pytest.mark.parametrize("tasks", [[], [ONE, Outlook(1, 1, 4)]])
def test_units_of_different_months_are_not_added(tasks: list[Outlook]) -> None:
    with pytest.raises(ValueError, match="one and the same month"):
        summed(tasks)
