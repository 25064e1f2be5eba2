"""A submitted forecast beside the rules."""

from __future__ import annotations

from sn_excel.calculations.forecasting.comparisons import (
    Stand,
    comparison,
    implausible,
    unexplained_movement,
    usual_movement,
)
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule

UNIT = forecast(Outlook(14191, 29124, 5, period_budget=12470))


def test_named_adjustments_are_taken_out_before_the_rules_are_asked() -> None:
    found = comparison(UNIT, UNIT.shown() + 2000, adjustments=2000)
    assert found.agreeing == (Rule.BUDGET_PACE,)
    assert found.unexplained == 0


def test_a_forecast_below_every_rule_is_told_by_what_it_demands() -> None:
    found = implausible(UNIT, 20000)
    assert found.startswith("Prognosen 20 000 tkr kräver 830 tkr i månaden resten av året, hittills 2 838;")
    assert "29 124 till 34 058 tkr" in found


def test_a_forecast_among_the_rules_is_plausible() -> None:
    assert implausible(UNIT, 31000) == ""
    assert implausible(UNIT, 36500, adjustments=3000) == ""
    assert implausible(UNIT, 40000) != ""


def test_a_finished_year_is_not_asked_about() -> None:
    assert implausible(forecast(Outlook(1200, 1200, 12, period_budget=1200)), 900) == ""


def test_a_forecast_before_any_month_is_booked_has_no_pace_to_tell() -> None:
    found = forecast(Outlook(0, 1200, 1, period_budget=100, missing={1: 1}))
    assert "hittills" not in implausible(found, 9000)
    assert implausible(found, 9000) != ""


def test_a_movement_that_adjustments_explain_is_not_asked_about() -> None:
    assert unexplained_movement(Stand(29100), Stand(32100, 3000), 29124) is None


def test_small_movements_are_not_asked_about() -> None:
    assert unexplained_movement(Stand(1000), Stand(1100), 2000) is None
    assert unexplained_movement(Stand(1000), Stand(1101), 2000) == 101
    assert unexplained_movement(Stand(100_000), Stand(98_900), -110_000) is None


def test_a_movement_that_a_months_outcome_usually_brings_is_not_asked_about() -> None:
    usual = usual_movement(29100 - 3200, 29100 + 3200, 8)
    assert usual == 2400
    assert unexplained_movement(Stand(29100), Stand(31500), 29124, usual) is None
    assert unexplained_movement(Stand(29100), Stand(26699), 29124, usual) == -2401
    assert usual_movement(900, 1100, 12) == 150
