"""Figures that a person should look at before the forecast is used."""

from __future__ import annotations

from sn_excel.calculations.forecasting.doubts import lags
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Outlook


def unit(*months: int, prior: tuple[tuple[int, ...], ...] = ()) -> Outlook:
    return Outlook(sum(months), 1200, len(months), 100 * len(months), months, prior=prior)


def test_a_last_month_that_seems_not_booked_is_asked_about() -> None:
    warnings = forecast(unit(300, 310, 290, 0)).warnings
    assert warnings == (
        "Utfallet för april är 0 tkr, långt under tidigare månader; ange eftersläpning om månaden inte är bokförd.",
    )


def test_income_that_seems_not_booked_is_asked_about() -> None:
    assert lags(unit(-300, -310, -290, -20))


def test_a_restless_unit_is_not_asked_about() -> None:
    assert not lags(unit(300, 20, 290, 30))
    assert not lags(unit(300, -20, 290, 0))


def test_two_months_are_too_few_to_tell() -> None:
    assert not lags(unit(300, 300, 0))


def test_a_month_that_was_low_last_year_too_is_not_asked_about() -> None:
    assert not lags(unit(300, 310, 290, 0, prior=((300, 310, 290, 0, *(300,) * 8),)))
    assert lags(unit(300, 310, 290, 0, prior=((300,) * 12,)))


def test_a_month_said_to_be_missing_is_not_asked_about_again() -> None:
    told = forecast(Outlook(900, 3600, 4, 1200, (300, 300, 300, 0), missing={4: 1})).warnings
    assert told == ("Utfallet saknar 1 månad (eftersläpning); reglerna tar hänsyn till det.",)


def test_a_finished_year_whose_budgets_differ_is_told() -> None:
    found = forecast(Outlook(1000, 1200, 12, period_budget=1100))
    assert found.value == 1000
    assert "prognosen är utfallet" in found.warnings[0]
    assert forecast(Outlook(1000, 1200, 12, period_budget=1200)).warnings == ()
