"""Prognosföljsamhet on forecasts whose errors can be added by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sn_excel.calculations.forecasting.accuracy import Pair, accuracy, following, grouped, percent, totals

PAIRS = (
    Pair("754", 2023, 4, outcome=1000, forecast=1100, unadjusted=1200, submitted=1000),
    Pair("754", 2023, 8, outcome=1000, forecast=950, unadjusted=900),
    Pair("771", 2023, 4, outcome=3000, forecast=2900, unadjusted=2900, submitted=3300),
    Pair("771", 2023, 8, outcome=3000, forecast=3000, unadjusted=3000),
)


def test_bias_and_absolute_error_are_means_in_tkr_and_shares_of_the_outcome() -> None:
    found = following(PAIRS).adjusted
    assert (found.count, found.bias, found.absolute) == (4, Decimal("-12.5"), Decimal("62.5"))
    assert (found.bias_share, found.absolute_share) == (Decimal("-0.00625"), Decimal("0.03125"))


def test_with_and_without_adjustments_stand_beside_each_other() -> None:
    found = following(PAIRS)
    assert found.unadjusted.absolute == 100
    assert found.gain == Decimal("37.5")


def test_submitted_forecasts_are_judged_where_they_were_made() -> None:
    found = following(PAIRS).submitted
    assert found is not None
    assert (found.count, found.bias, found.absolute) == (2, 150, 150)
    assert following(PAIRS[1:2]).submitted is None


def test_each_programme_and_each_month_has_its_own() -> None:
    assert list(grouped(PAIRS, lambda pair: pair.code)) == ["754", "771"]
    by_month = grouped(PAIRS, lambda pair: pair.month)
    assert (by_month[4].adjusted.absolute, by_month[8].adjusted.absolute) == (100, 25)


def test_the_boards_errors_cancel() -> None:
    april, august = totals(PAIRS, "100")
    assert (april.forecast, april.outcome, april.submitted) == (4000, 4000, 4300)
    assert (august.forecast, august.unadjusted, august.submitted, august.code) == (3950, 3900, None, "100")
    assert following([april]).adjusted.absolute == 0


def test_income_is_measured_by_its_size() -> None:
    found = accuracy([(-1100, -1000)])
    assert (found.bias, found.bias_share, found.absolute_share) == (-100, Decimal("-0.1"), Decimal("0.1"))


def test_an_outcome_of_nothing_gives_no_share() -> None:
    found = accuracy([(5, 0)])
    assert (found.absolute, found.absolute_share, percent(found.absolute_share)) == (5, None, None)


def test_no_forecast_has_no_accuracy() -> None:
    with pytest.raises(ValueError, match="no forecast"):
        accuracy([])


def test_per_cent_are_rounded_half_away_from_zero() -> None:
    assert percent(Decimal("-0.00625")) == Decimal("-0.6")
    assert percent(Decimal("0.0025")) == Decimal("0.3")
