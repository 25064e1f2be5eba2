"""The span of eight outcomes of ten: wider where rules disagree, months jump and much of the year is left."""

from __future__ import annotations

from decimal import Decimal

from sn_excel.calculations.forecasting.bases import Basis
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.intervals import noise
from sn_excel.calculations.forecasting.outlooks import Interval, Outlook, Rule


def span(task: Outlook) -> Decimal:
    found = forecast(task).interval
    return Decimal(found.high - found.low)


def test_a_calm_unit_has_half_a_span_of_its_budget_for_what_is_left() -> None:
    found = forecast(Outlook(600, 1200, 6, 600, (100,) * 6))
    half = Decimal(str(round((1.46 - 0.025 * 6) * 0.04 * 1200 * 6 / 12, 9)))
    assert found.interval == Interval(1200 - half, 1200 + half)


def test_jumping_months_widen_the_span() -> None:
    calm = Outlook(600, 1200, 6, 600, (100,) * 6)
    restless = Outlook(600, 1200, 6, 600, (50, 150, 60, 140, 90, 110))
    assert span(restless) > span(calm)


def test_disagreeing_rules_widen_the_span() -> None:
    assert span(Outlook(900, 1200, 6, 600)) > span(Outlook(600, 1200, 6, 600))


def test_a_pinned_rule_far_from_the_others_widens_the_span() -> None:
    free = Outlook(900, 1200, 6, 600)
    assert span(Outlook(900, 1200, 6, 600, pinned=Rule.BUDGET_KEPT)) > span(free)


def test_the_span_closes_with_the_year() -> None:
    spans = [span(Outlook(100 * month + 40, 1200, month, 100 * month)) for month in range(1, 13)]
    assert spans == sorted(spans, reverse=True)
    assert spans[-1] == 0


def test_a_jump_is_measured_against_the_same_month_a_year_before() -> None:
    seasonal = (50,) * 5 + (200,) * 3 + (50,) * 4
    steady = Outlook(250, 1050, 5, 250, (50,) * 5, prior=(seasonal, seasonal))
    assert noise(Basis(250, 250, 1050, 5), None, [50.0] * 5) == 0
    assert span(steady) < span(Outlook(250, 1050, 5, 250, (20, 90, 40, 70, 30), prior=(seasonal, seasonal)))


def test_without_months_the_gap_to_the_budget_tells_the_noise() -> None:
    assert noise(Basis(500, 400, 1200, 4), None, []) == 50
