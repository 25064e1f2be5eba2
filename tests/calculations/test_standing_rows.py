"""A row of the sheet Prognos as the forecast it was: before its adjustments, its interval too."""

from __future__ import annotations

from sn_excel.calculations.forecasting.outlooks import Rule
from sn_excel.calculations.forecasting.standing_rows import standing_forecast
from sn_excel.model.amounts import Amount
from sn_excel.model.entries import Standing, Submission


def standing(low: Amount | None, high: Amount | None, *rules: tuple[str, Amount]) -> Standing:
    return Standing(
        "771", "771 Omsorg", 5, 500, 1_200, 490, "Budgettakt", rules, 1_300, 1_300, low, high, None, 90, 0,
        Submission("771"),
    )  # fmt: skip


def test_the_rules_value_and_interval_are_without_the_adjustments() -> None:
    found = standing_forecast(standing(1_250, 1_390, ("Budgettakt", 1_210), ("Ingen regel", 1)))
    assert (found.value, found.rule) == (1_210, Rule.BUDGET_PACE)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (1_160, 1_300)
    assert [(one.rule, one.value) for one in found.values] == [(Rule.BUDGET_PACE, 1_210)]


def test_a_row_without_interval_or_rules_is_its_own() -> None:
    found = standing_forecast(standing(None, None))
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (1_210, 1_210)
    assert [(one.rule, one.value) for one in found.values] == [(Rule.REMAINING_BUDGET, 1_210)]
