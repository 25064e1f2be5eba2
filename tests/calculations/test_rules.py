"""The rules without history, on the printed figures of April and May 2024."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.calculations.forecasting import rules
from sn_excel.calculations.forecasting.bases import Basis, basis
from sn_excel.calculations.forecasting.outlooks import Outlook, Rule


def at_april(spent: int, budgeted: int, annual: int) -> Basis:
    return Basis(spent=spent, budgeted=budgeted, annual=annual, booked=4)


def at_may(spent: int, budgeted: int, annual: int) -> Basis:
    return Basis(spent=spent, budgeted=budgeted, annual=annual, booked=5)


def test_linear_carries_the_outcome_on_exactly() -> None:
    assert rules.linear(at_may(14191, 12470, 29124)).value == Decimal("34058.4")


def test_linear_is_refused_where_the_outcome_has_turned_against_the_budget() -> None:
    found = rules.linear(at_april(-466, 367, 1100))
    assert (found.value, found.refusal, found.usable) == (-1398, "Omvänt tecken mot Årsbudget", False)


def test_linear_does_not_count_on_income_without_budget() -> None:
    found = rules.linear(at_april(-661, 0, 0))
    assert found.value == -1983
    assert found.refusal == "Intäkt utan budget räknas inte med förrän den är säker"


def test_linear_carries_a_cost_without_budget_on() -> None:
    assert rules.linear(at_may(637, 0, 0)).value == Decimal("1528.8")


def test_linear_carries_budgeted_income_on() -> None:
    assert rules.linear(at_may(-1288, -1085, -2605)).value == Decimal("-3091.2")


def test_linear_is_refused_before_any_month_is_booked() -> None:
    assert rules.linear(Basis(0, 0, 1200, 0)).refusal == "Ingen månad är bokförd"


def test_remaining_budget_adds_what_is_left() -> None:
    assert rules.remaining_budget(at_april(3637, 3569, 10429)).value == 3637 + 10429 - 3569


def test_remaining_budget_is_never_refused() -> None:
    assert rules.remaining_budget(at_april(-661, 0, 0)).usable


@pytest.mark.parametrize(
    ("spent", "budgeted", "annual", "value"),
    [(3637, 3569, 10429, "10627.7"), (8873, 9336, 27110, "25765.5"), (46576, 46040, 134114, "135675.4")],
)
def test_budget_pace_scales_the_annual_budget(spent: int, budgeted: int, annual: int, value: str) -> None:
    found = rules.budget_pace(at_april(spent, budgeted, annual)).value
    assert found is not None
    assert abs(found - Decimal(value)) <= Decimal("0.05")


def test_budget_pace_is_kept_at_a_third_when_almost_nothing_is_booked() -> None:
    found = rules.budget_pace(at_may(26, 458, 1100))
    assert (found.value, found.remark) == (26 + (1100 - 458) / 3, "Takten för återstoden är satt till 1/3")


def test_budget_pace_is_kept_at_three_when_far_too_much_is_booked() -> None:
    found = rules.budget_pace(at_may(126, 26, 53))
    assert (found.value, found.remark) == (126 + 3 * (53 - 26), "Takten för återstoden är satt till 3")


@pytest.mark.parametrize(
    ("ground", "reason"),
    [
        (at_may(637, 0, 0), "Årsbudget är 0"),
        (at_may(-1288, -1085, 2605), "Periodens budget och Årsbudget har olika tecken"),
        (at_may(140, 125, 1200), "Periodens budget är för liten att räkna takt på"),
        (at_may(40, 0, 1200), "Periodens budget är för liten att räkna takt på"),
        (at_april(-466, 367, 1100), "Utfall och periodens budget har olika tecken"),
    ],
)
def test_budget_pace_is_refused_with_its_reason(ground: Basis, reason: str) -> None:
    found = rules.budget_pace(ground)
    assert (found.value, found.refusal) == (None, reason)


def test_a_period_budget_of_more_than_a_fourth_of_an_even_one_gives_a_pace() -> None:
    assert rules.budget_pace(at_may(126, 126, 1200)).value == 1200


def test_budget_pace_needs_a_period_budget() -> None:
    ground = basis(Outlook(actual=400, annual_budget=1200, month=4))
    assert rules.budget_pace(ground).refusal == "Periodens budget är inte känd"


def test_the_annual_budget_can_be_kept() -> None:
    assert rules.budget_kept(at_april(456, 434, 1302)).value == 1302


amounts = st.integers(-200_000, 200_000)


@given(amounts, amounts, amounts)
def test_every_rule_gives_the_outcome_when_the_year_is_over(spent: int, budgeted: int, annual: int) -> None:
    ground = Basis(spent, budgeted, annual, 12)
    for rule in (rules.linear, rules.remaining_budget, rules.budget_pace):
        assert rule(ground).value == spent


@given(amounts, amounts, amounts, st.integers(1, 11), st.integers(2, 50))
def test_rules_follow_the_unit_of_money(spent: int, budgeted: int, annual: int, booked: int, factor: int) -> None:
    for rule in (rules.linear, rules.remaining_budget, rules.budget_pace):
        small = rule(Basis(spent, budgeted, annual, booked))
        large = rule(Basis(spent * factor, budgeted * factor, annual * factor, booked))
        assert small.refusal == large.refusal
        if small.value is not None and large.value is not None:
            assert float(small.value * factor) == pytest.approx(float(large.value), rel=1e-14)


@given(amounts, amounts, amounts, st.integers(1, 11))
def test_budget_pace_lies_between_its_limits(spent: int, budgeted: int, annual: int, booked: int) -> None:
    found = rules.budget_pace(Basis(spent, budgeted, annual, booked)).value
    if found is not None and spent and annual != budgeted:
        pace = (found - spent) / Decimal(annual - budgeted)
        assert Decimal("0.33333") < pace < Decimal("3.00001")


def test_every_rule_is_named_and_told_in_words() -> None:
    for rule in Rule:
        assert Rule.named(rule.swedish.upper()) is rule
        assert rule.words.endswith(".")
