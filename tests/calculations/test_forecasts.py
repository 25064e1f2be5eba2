"""The forecast of a unit: which rule it is, what is refused, what is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule


def at_may(actual: int, budget: int, annual: int, pinned: Rule | None = None) -> Outlook:
    return Outlook(actual=actual, period_budget=budget, annual_budget=annual, month=5, pinned=pinned)


def test_the_median_of_three_is_one_of_the_named_rules() -> None:
    found = forecast(at_may(14191, 12470, 29124))
    three = sorted((14191 * 12 / 5, 14191 + 29124 - 12470, 14191 * 29124 / 12470))
    assert float(found.value) == pytest.approx(three[1])
    assert found.rule == Rule.BUDGET_PACE
    assert found.of(Rule.BUDGET_PACE).value == found.value
    assert found.deviation == 29124 - found.value
    assert found.expected_rest == found.value - 14191
    assert found.chosen_from == (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)


def test_two_refused_rules_leave_the_remaining_budget() -> None:
    found = forecast(Outlook(actual=-466, period_budget=367, annual_budget=1100, month=4))
    assert (found.value, found.rule, found.chosen_from) == (267, Rule.REMAINING_BUDGET, (Rule.REMAINING_BUDGET,))
    assert found.of(Rule.LINEAR).value == -1398


def test_a_cost_without_budget_goes_on_and_a_person_is_asked() -> None:
    found = forecast(at_may(637, 0, 0))
    assert (found.value, found.rule) == (Decimal("1528.8"), Rule.LINEAR)
    assert found.of(Rule.REMAINING_BUDGET).value == 637
    assert found.of(Rule.BUDGET_PACE).refusal == "Årsbudget är 0"
    assert "1 529 tkr" in found.warnings[0]
    assert "637 tkr" in found.warnings[0]


def test_a_cost_without_budget_before_any_whole_month_has_nothing_to_ask() -> None:
    found = forecast(Outlook(actual=5, annual_budget=0, month=1, period_budget=0, missing={1: 1}))
    assert (found.value, found.rule) == (5, Rule.REMAINING_BUDGET)
    assert not any("Kostnad utan budget" in warning for warning in found.warnings)


def test_income_without_budget_is_what_is_booked() -> None:
    found = forecast(Outlook(actual=-661, period_budget=0, annual_budget=0, month=4))
    assert (found.value, found.rule, found.shown(), found.warnings) == (-661, Rule.REMAINING_BUDGET, -700, ())


def test_budget_without_outcome_is_expected_by_what_remains_or_the_slow_pace() -> None:
    found = forecast(at_may(0, 1333, 3200))
    assert [found.of(rule).value for rule in found.chosen_from] == [0, 1867, (3200 - 1333) / Decimal(3)]
    assert found.rule == Rule.BUDGET_PACE


def test_a_turned_annual_budget_is_warned_of_and_refuses_what_uses_its_sign() -> None:
    found = forecast(at_may(-1288, -1085, 2605))
    assert found.chosen_from == (Rule.REMAINING_BUDGET,)
    assert "olika tecken" in found.warnings[0]


def test_a_unit_with_nothing_at_all_is_forecast_to_nothing() -> None:
    found = forecast(at_may(0, 0, 0))
    assert (found.value, found.warnings) == (0, ())


def test_without_period_budget_an_even_one_is_assumed_and_told() -> None:
    found = forecast(Outlook(actual=500, annual_budget=1200, month=4))
    assert (found.value, found.rule) == (1300, Rule.REMAINING_BUDGET)
    assert "jämnt fördelad" in found.warnings[0]


def test_a_month_not_booked_yet_is_no_saving() -> None:
    late = forecast(Outlook(actual=300, period_budget=400, annual_budget=1200, month=4, missing={4: 1}))
    assert late.value == 1200
    assert all(late.of(rule).value == 1200 for rule in late.chosen_from)
    assert "saknar 1 månad" in late.warnings[0]


def test_a_partly_booked_month_counts_by_its_share() -> None:
    late = forecast(Outlook(actual=350, period_budget=400, annual_budget=1200, month=4, missing={4: Decimal("0.5")}))
    assert late.value == 1200


def test_a_missing_month_is_taken_from_that_months_own_budget() -> None:
    budget = (100,) * 3 + (200,) + (100,) * 8
    late = forecast(Outlook(300, 1300, 4, period_budget=500, budget_months=budget, missing={4: 1}))
    assert late.of(Rule.REMAINING_BUDGET).value == 1300


def test_a_missing_december_leaves_a_rest_after_the_last_month() -> None:
    late = forecast(Outlook(1100, 1200, 12, period_budget=1200, missing={12: 1}))
    assert late.value == 1200


def test_a_one_off_item_is_not_carried_on() -> None:
    found = forecast(Outlook(700, 1200, 4, period_budget=400, one_offs={2: 300}))
    assert found.value == 1500
    assert found.of(Rule.LINEAR).value == 1500


def test_a_pinned_rule_is_the_forecast() -> None:
    found = forecast(at_may(525, 543, 1302, Rule.BUDGET_KEPT))
    assert (found.value, found.rule, found.pinned, found.expected_rest) == (1302, Rule.BUDGET_KEPT, True, 777)


def test_a_pinned_rule_counts_although_it_is_refused_and_says_so() -> None:
    found = forecast(Outlook(-661, 0, 4, period_budget=0, pinned=Rule.LINEAR))
    assert (found.value, found.pinned) == (-1983, True)
    assert "avråds: intäkt utan budget" in found.warnings[0]


def test_a_pinned_rule_without_a_value_gives_way_and_says_so() -> None:
    found = forecast(at_may(637, 0, 0, Rule.BUDGET_PACE))
    assert (found.rule, found.pinned) == (Rule.LINEAR, False)
    assert "årsbudget är 0" in found.warnings[0]


@pytest.mark.parametrize(
    "task",
    [
        {"actual": 1, "annual_budget": 1, "month": 13},
        {"actual": 3, "annual_budget": 1, "month": 2, "months": (1, 1)},
        {"actual": 2, "annual_budget": 1, "month": 2, "prior": ((1, 2),)},
        {"actual": 2, "annual_budget": 1, "month": 2, "missing": {3: 1}},
        {"actual": 2, "annual_budget": 1, "month": 2, "missing": {2: 2}},
    ],
)
def test_what_is_no_part_of_a_year_is_refused(task: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"month|actual|share"):
        Outlook(**task)  # type: ignore[arg-type]  # wrong on purpose


amounts = st.integers(-100_000, 100_000)


@given(amounts, amounts, amounts, st.integers(1, 12))
def test_no_unit_is_without_a_forecast_that_a_rule_gives(actual: int, budget: int, annual: int, month: int) -> None:
    found = forecast(Outlook(actual, annual, month, period_budget=budget))
    assert found.of(found.rule).usable
    assert found.of(found.rule).value == found.value
    assert found.rule in found.chosen_from


@given(amounts, amounts, amounts, st.integers(1, 12))
def test_the_printed_deviation_is_a_multiple_of_a_hundred(actual: int, budget: int, annual: int, month: int) -> None:
    found = forecast(Outlook(actual, annual, month, period_budget=budget))
    assert (annual - found.shown()) % 100 == 0
    assert -50 <= found.shown() - found.value <= 50


def test_of_equal_rules_the_first_gives_its_name() -> None:
    found = forecast(at_may(600, 500, 1200))
    assert found.of(Rule.BUDGET_PACE).value == found.of(Rule.LINEAR).value == found.value
    assert found.rule == Rule.LINEAR
