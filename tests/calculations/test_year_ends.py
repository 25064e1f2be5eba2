"""The year's end row by row: what is summed, what wins, what of the past can be used."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sn_excel.calculations.forecasting.forecast_rows import Cited, ForecastRow
from sn_excel.calculations.forecasting.outlooks import Rule
from sn_excel.calculations.forecasting.year_ends import Given, Past, missing, outlook, year_ends
from sn_excel.model.adjustments import Adjustment, AdjustmentKind, AdjustmentMode
from sn_excel.model.amounts import Amount
from sn_excel.model.entries import Submission
from sn_excel.model.periods import Period

MAY = Period(2025, 1, 5)


def row(code: str, actual: int, budget: int, annual: int, *units: ForecastRow) -> ForecastRow:
    return ForecastRow(code, "namn", Cited(actual, ()), Cited(annual, ()), Cited(budget, ()), units)


PROGRAMME = row("11", 700, 650, 1560, row("111", 500, 450, 1080), row("112", 200, 200, 480))


def test_a_programme_is_the_sum_of_its_units_and_its_own_adjustments() -> None:
    items = (
        Adjustment("11", 60, "2025-06", "2025-12", AdjustmentKind.MEASURE, "sparkrav"),
        Adjustment("112", 7, "2025-06", "2025-12", AdjustmentKind.ONE_OFF, "flytt"),
    )
    (end,) = year_ends([PROGRAMME], Given(MAY, items))
    assert [unit.rule_value for unit in end.units] == [1200, 487]
    assert (end.rule_value, end.adjustments, end.value) == (1747, 67, 1747)
    assert end.shown == 1560 + 200


def test_a_submitted_forecast_wins_on_the_unit_and_on_the_programme() -> None:
    (end,) = year_ends([PROGRAMME], Given(MAY, submissions={"111": Submission("111", 1150)}))
    assert (end.value, end.rule_value) == (1150 + 480, 1680)
    both = {"111": Submission("111", 1150), "11": Submission("11", 1600)}
    (end,) = year_ends([PROGRAMME], Given(MAY, submissions=both))
    assert (end.value, end.shown) == (1600, 1560)


def test_a_programme_with_units_takes_no_replacing_adjustment() -> None:
    item = Adjustment("11", 60, "2025-06", "2025-12", AdjustmentKind.RUNNING, "allt", mode=AdjustmentMode.REPLACES_REST)
    (end,) = year_ends([PROGRAMME], Given(MAY, (item,)))
    assert (end.effects, end.rule_value) == ((), 1680)


@pytest.mark.parametrize(("lag", "expected"), [(0, {}), (1, {5: 1}), (Decimal("1.5"), {5: 1, 4: Decimal("0.5")})])
def test_a_lag_counts_from_the_last_month(lag: Amount, expected: dict[int, Amount]) -> None:
    assert missing(lag, 5) == expected


def test_months_of_the_archive_are_used_only_when_they_are_the_outcomes() -> None:
    leaf = row("111", 500, 450, 1080)
    months = (Decimal("99.6"), 100, 100, 100, 100)
    task, doubts = outlook(leaf, Given(MAY, past={"111": Past(months)}))
    assert (sum(task.months), doubts) == (500, ())
    task, doubts = outlook(leaf, Given(MAY, past={"111": Past((90, 100, 100, 100, 100))}))
    assert task.months == ()
    assert "490" in doubts[0]


def test_a_pinned_rule_that_history_refuses_is_not_used_and_says_so() -> None:
    typed = {"111": Submission("111", pin=Rule.SEASONAL_SHARE.swedish, reason="säsong")}
    (end,) = year_ends([row("111", 500, 450, 1080)], Given(MAY, submissions=typed))
    assert not end.found.pinned
    assert any("kan inte användas" in words for words in end.warnings)


def test_the_programmes_interval_is_narrower_than_its_units_together() -> None:
    (end,) = year_ends([PROGRAMME], Given(MAY))
    assert 0 < end.below < sum(unit.below for unit in end.units) * Decimal("1.01")
