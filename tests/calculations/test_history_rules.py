"""The rules with history, on small years whose answers can be worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.calculations.forecasting.forecasts import answer, forecast
from sn_excel.calculations.forecasting.medians import WITH_HISTORY
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule
from sn_excel.calculations.forecasting.trends import smoothed

EVEN = (100,) * 12
SUMMER = (50,) * 5 + (200,) * 3 + (50,) * 4
"""A year of 1 050 with its weight in June to August."""


def unit(months: tuple[int, ...], *prior: tuple[int, ...], annual: int = 1200) -> Outlook:
    return Outlook(
        actual=sum(months), annual_budget=annual, month=len(months), months=months, prior=prior,
        period_budget=annual * len(months) // 12,
    )  # fmt: skip


def test_last_years_rest_is_added_to_the_outcome() -> None:
    found = forecast(unit((60,) * 5, SUMMER))
    assert found.of(Rule.LAST_YEARS_REST).value == 300 + 800


def test_the_seasonal_share_is_the_mean_of_at_most_three_years() -> None:
    steep = (90,) * 10 + (50, 50)
    found = forecast(unit((60,) * 5, (9000, *SUMMER[1:]), steep, SUMMER, EVEN))
    share = (Decimal(450) / 1000 + Decimal(250) / 1050 + Decimal(500) / 1200) / 3
    assert float(found.of(Rule.SEASONAL_SHARE).value or 0) == pytest.approx(float(300 / share), rel=1e-12)


def test_a_year_whose_months_say_nothing_gives_no_share() -> None:
    late = (0,) * 5 + (100,) * 7
    found = forecast(unit((60,) * 5, late)).of(Rule.SEASONAL_SHARE)
    assert (found.value, found.remark[:29]) == (300 + 700, "Månadernas andel av året är o")


def test_a_share_is_kept_within_three_times_an_even_one() -> None:
    early = (400,) * 5 + (0,) * 5 + (-800, -700)
    found = forecast(unit((60,) * 5, early)).of(Rule.SEASONAL_SHARE)
    assert (found.value, found.remark[:9]) == (300 * 12 / 15, "Andelen ä")


def test_last_years_pace_moves_each_remaining_month_by_the_median_change() -> None:
    found = forecast(unit((60, 60, 60, 60, 999), SUMMER)).of(Rule.LAST_YEARS_PACE)
    assert found.value == (240 + 999) + 800 + 7 * 10


def test_last_years_pace_does_not_turn_costs_into_income() -> None:
    found = forecast(unit((10, 10, 10, 10), EVEN)).of(Rule.LAST_YEARS_PACE)
    assert found.value == 40 + 8 * 10
    found = forecast(unit((0, 0, 0, 0), (100,) * 4 + (50,) * 8)).of(Rule.LAST_YEARS_PACE)
    assert found.value == 0


def test_without_months_the_mean_change_is_used_and_told() -> None:
    found = forecast(Outlook(actual=300, annual_budget=1050, month=5, period_budget=250, prior=(SUMMER,)))
    assert found.of(Rule.LAST_YEARS_PACE).value == 300 + 800 + 7 * 10
    assert found.of(Rule.LAST_YEARS_PACE).remark.startswith("Utfall per månad är inte känt")
    assert found.of(Rule.DAMPED_TREND).remark.startswith("Utfall per månad är inte känt")


def test_the_damped_trend_of_an_even_unit_is_even() -> None:
    found = forecast(unit((100,) * 5, EVEN, EVEN))
    assert float(found.of(Rule.DAMPED_TREND).value or 0) == pytest.approx(1200)


def test_the_damped_trend_believes_a_season_by_halves_after_one_year() -> None:
    found = forecast(unit((50,) * 5, SUMMER)).of(Rule.DAMPED_TREND)
    rest = 7 * 87.5 + (3 * (200 - 87.5) - 4 * 37.5) / 2
    assert 250 + 0.7 * rest < float(found.value or 0) < 250 + rest


def test_a_rising_unit_is_carried_on_higher_than_its_level_but_not_for_ever() -> None:
    first = tuple(range(100, 220, 10))
    found = forecast(unit((220, 230, 240, 250, 260), first, annual=3000)).of(Rule.DAMPED_TREND)
    assert 1200 + 7 * 240 < float(found.value or 0) < 1200 + 7 * 330


def test_a_step_up_moves_the_level_by_three_tenths_and_the_trend_by_three_hundredths() -> None:
    found = smoothed([100.0] * 12 + [130.0])
    assert found == pytest.approx((109, 0.9))
    assert smoothed([100.0] * 12 + [130.0, 130.0]) == pytest.approx((115.804, 1.3284))


def test_the_forecast_is_the_median_of_five_and_named() -> None:
    found = forecast(unit((60, 60, 60, 60, 999), SUMMER, annual=1050))
    five = sorted(float(found.of(rule).value or 0) for rule in WITH_HISTORY)
    assert float(found.value) == five[2]
    assert set(found.chosen_from) == set(WITH_HISTORY)
    assert found.of(found.rule).value == found.value


def test_a_new_unit_is_forecast_without_its_empty_years() -> None:
    found = forecast(unit((60,) * 5, (0,) * 12, annual=1440))
    assert found.of(Rule.LAST_YEARS_REST).refusal == "Tidigare år saknas"
    assert (found.value, found.rule) == (720, Rule.LINEAR)


def test_a_month_not_booked_yet_is_taken_from_last_year() -> None:
    task = Outlook(200, 1050, 5, period_budget=250, months=(50, 50, 50, 50, 0), prior=(SUMMER,), missing={5: 1})
    late = forecast(task)
    assert late.of(Rule.LAST_YEARS_REST).value == 200 + 50 + 800
    assert late.of(Rule.SEASONAL_SHARE).value == 1050
    assert late.of(Rule.LAST_YEARS_PACE).value == 1050


def test_a_half_booked_month_is_taken_to_its_half() -> None:
    task = Outlook(225, 1050, 5, period_budget=250, prior=(SUMMER,), missing={5: Decimal("0.5")})
    found = forecast(task)
    assert found.of(Rule.LAST_YEARS_REST).value == 225 + 25 + 800
    assert found.of(Rule.LAST_YEARS_PACE).value == 1050
    task = Outlook(270, 1050, 5, period_budget=250, prior=(SUMMER,), missing={5: Decimal("0.5")})
    assert forecast(task).of(Rule.LAST_YEARS_PACE).value == 270 + 60 / 2 + 3 * 210 + 4 * 60


def test_before_anything_is_booked_whole_last_year_speaks() -> None:
    found = forecast(Outlook(0, 1050, 1, period_budget=50, prior=(SUMMER,), missing={1: 1}))
    assert found.of(Rule.LAST_YEARS_REST).value == 1050
    assert found.of(Rule.SEASONAL_SHARE).value == 1050
    assert found.of(Rule.LAST_YEARS_PACE).value == 1050
    assert 900 < float(found.of(Rule.DAMPED_TREND).value or 0) < 1100


def test_a_one_off_item_is_no_pace() -> None:
    task = unit((60, 560, 60, 60, 60), SUMMER)
    without = forecast(Outlook(800, 1200, 5, 500, task.months, prior=task.prior, one_offs={2: 500}))
    assert without.of(Rule.SEASONAL_SHARE).value == Decimal(300) / (Decimal(250) / 1050) + 500
    assert without.of(Rule.LAST_YEARS_PACE).value == 800 + 800 + 7 * 10


def test_a_sign_the_unit_never_had_is_refused() -> None:
    turned = unit((100,) * 5, (-100,) * 12, annual=-1200)
    found = forecast(turned)
    assert found.of(Rule.LAST_YEARS_PACE).refusal == "Omvänt tecken mot Årsbudget"
    assert found.of(found.rule).usable


def test_a_sign_the_unit_has_had_is_no_contradiction() -> None:
    found = forecast(unit((100,) * 5, (-150,) * 11 + (50,), annual=-1200))
    assert found.of(Rule.LAST_YEARS_PACE).refusal == ""


def test_a_cost_without_budget_with_history_is_forecast_from_it_and_still_asked_about() -> None:
    found = forecast(Outlook(300, 0, 5, 0, (60,) * 5, prior=((60,) * 12,)))
    assert set(found.chosen_from) == set(WITH_HISTORY)
    assert float(found.value) == pytest.approx(720)
    assert "Kostnad utan budget" in found.warnings[0]


months = st.integers(-5_000, 20_000)
year = st.tuples(*[months] * 12)


@given(st.lists(year, min_size=0, max_size=4), st.lists(months, min_size=1, max_size=12), st.integers(-90_000, 90_000))
def test_whatever_the_history_a_named_rule_is_the_forecast(
    prior: list[tuple[int, ...]], booked: list[int], annual: int
) -> None:
    found = forecast(unit(tuple(booked), *prior, annual=annual))
    assert found.of(found.rule).usable
    assert found.of(found.rule).value == found.value
    assert found.interval.low <= found.value <= found.interval.high


@given(st.lists(year, min_size=1, max_size=4), year)
def test_every_rule_but_the_kept_budget_gives_a_finished_years_outcome(
    prior: list[tuple[int, ...]], booked: tuple[int, ...]
) -> None:
    found = forecast(unit(booked, *prior, annual=9000))
    for value in found.values[:-1]:
        if value.value is not None:
            assert float(value.value) == pytest.approx(sum(booked), abs=1e-9)


def test_an_answer_to_the_benchmark_is_the_forecast_of_the_task() -> None:
    task = {
        "key": "k", "m": 5, "h": 1, "actual": [60.5, 60, 60, 60, 60], "prior": [list(SUMMER)], "budget_annual": 1071.0,
        "budget_months": [month * 1.02 for month in SUMMER],
    }  # fmt: skip
    found = answer(task)
    assert found["key"] == "k"
    assert found["lo"] < found["forecast"] < found["hi"]
    assert found["rule"] in [rule.swedish for rule in WITH_HISTORY]


@pytest.mark.parametrize(
    "changed",
    [
        {"m": 0, "actual": []},
        {"m": 2},
        {"actual": [float("nan")]},
        {"actual": ["1"]},
        {"budget_months": [1]},
        {"prior": [[1, 2]]},
        {"budget_annual": float("inf")},
        {"budget_annual": None},
    ],
)
def test_what_is_no_task_of_the_benchmark_is_refused(changed: dict[str, object]) -> None:
    task = {"key": "k", "m": 1, "actual": [1], "budget_annual": 1, "budget_months": [], "prior": []}
    assert answer(task)["forecast"] > 0
    with pytest.raises((ValueError, TypeError)):
        answer({**task, **changed})


def test_a_task_without_its_budget_is_refused() -> None:
    with pytest.raises(KeyError):
        answer({"key": "k", "m": 1, "actual": [1]})
