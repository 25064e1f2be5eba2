"""Outcome + expected rest + adjustments = forecast: what is counted, what is replaced, what is warned of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sn_excel.calculations.forecasting.adjustments import adjusted, effect, one_offs, private
from sn_excel.calculations.forecasting.forecasts import forecast
from sn_excel.calculations.forecasting.outlooks import Forecast, Interval, Outlook, Rule
from sn_excel.model.adjustments import Adjustment, AdjustmentKind, AdjustmentMode, AdjustmentStatus
from sn_excel.model.periods import Period

MAY = Period(2024, 1, 5)
EVEN = Outlook(actual=500, annual_budget=1200, month=5, period_budget=500)
OVER = Outlook(actual=600, annual_budget=1200, month=5, period_budget=500)


def item(amount: int, first: str, last: str, **changed: Any) -> Adjustment:
    facts: dict[str, Any] = {"kind": AdjustmentKind.RUNNING, "reason": "fler ärenden"}
    return Adjustment("754", amount, first, last, **{**facts, **changed})


def pinned(rule: Rule, task: Outlook = OVER) -> Forecast:
    return forecast(Outlook(task.actual, task.annual_budget, task.month, task.period_budget, pinned=rule))


def test_what_lies_ahead_counts_whole() -> None:
    found = adjusted(forecast(EVEN), [item(300, "2024-08", "2024-10")], MAY)
    assert (found.actual, found.rest, found.adjustments, found.value) == (500, 700, 300, 1500)


def test_what_has_begun_counts_for_the_months_ahead() -> None:
    assert effect(item(900, "2024-04", "2024-12"), MAY).amount == 700


def test_what_goes_on_next_year_counts_for_this_years_part() -> None:
    assert effect(item(900, "2024-10", "2025-06"), MAY).amount == 300


def test_a_third_of_a_krona_is_not_lost() -> None:
    assert effect(item(100, "2024-05", "2024-07"), MAY).amount == Decimal(200) / 3


def test_what_has_passed_counts_nothing_and_is_told() -> None:
    found = adjusted(forecast(EVEN), [item(900, "2024-02", "2024-05")], MAY)
    assert found.adjustments == 0
    assert "passerade månader" in found.warnings[0].text


def test_last_months_forecast_has_nothing_ahead() -> None:
    assert effect(item(900, "2024-02", "2025-05"), Period(2024)).amount == 0


def test_only_agreed_adjustments_count() -> None:
    waiting = item(300, "2024-08", "2024-10", status=AdjustmentStatus.PROPOSED)
    assert adjusted(forecast(EVEN), [waiting], MAY).value == 1200


def test_an_adjustment_may_replace_the_whole_rest() -> None:
    whole = item(900, "2024-06", "2024-12", mode=AdjustmentMode.REPLACES_REST)
    found = adjusted(forecast(EVEN), [whole], MAY)
    assert (found.rest, found.adjustments, found.value) == (0, 900, 1400)


def test_an_adjustment_may_replace_a_part_of_the_rest() -> None:
    part = item(350, "2024-06", "2024-08", mode=AdjustmentMode.REPLACES_REST)
    found = adjusted(forecast(EVEN), [part], MAY)
    assert (found.rest, found.value) == (400, 500 + 400 + 350)


def test_of_two_that_replace_the_same_month_the_later_holds_and_the_other_is_told() -> None:
    old = item(900, "2024-06", "2024-12", mode=AdjustmentMode.REPLACES_REST, date="2024-05-02", reason="gammal")
    new = item(800, "2024-06", "2024-12", mode=AdjustmentMode.REPLACES_REST, date="2024-06-03", reason="ny")
    found = adjusted(forecast(EVEN), [old, new], MAY)
    assert found.value == 1300
    assert "”ny” gäller, ”gammal” räknas inte" in found.warnings[0].text


def test_a_replacing_and_an_adding_adjustment_meet() -> None:
    whole = item(900, "2024-06", "2024-12", mode=AdjustmentMode.REPLACES_REST)
    assert adjusted(forecast(EVEN), [whole, item(70, "2024-06", "2024-12")], MAY).value == 500 + 900 + 70


def test_a_one_off_item_in_the_outcome_is_kept_out_of_the_basis() -> None:
    booked = item(300, "2024-02", "2024-03", kind=AdjustmentKind.ONE_OFF)
    basis = one_offs([booked, item(90, "2024-01", "2024-12")], MAY)
    assert basis == {2: 150, 3: 150}
    assert forecast(Outlook(800, 1200, 5, period_budget=500, one_offs=basis)).value == 1500


def test_a_one_off_item_partly_booked_is_split_between_basis_and_rest() -> None:
    split = item(300, "2024-05", "2024-07", kind=AdjustmentKind.ONE_OFF)
    assert one_offs([split], MAY) == {5: 100}
    assert effect(split, MAY).amount == 200


def test_an_item_not_agreed_stays_in_the_basis() -> None:
    refused = item(300, "2024-02", "2024-03", kind=AdjustmentKind.ONE_OFF, status=AdjustmentStatus.REJECTED)
    assert one_offs([refused], MAY) == {}


def test_a_running_cost_that_has_begun_is_warned_of_under_a_rule_that_carries_it_on() -> None:
    begun = item(800, "2024-03", "2024-12")
    assert "räknas två gånger" in adjusted(pinned(Rule.LINEAR), [begun], MAY).warnings[0].text
    assert adjusted(pinned(Rule.REMAINING_BUDGET), [begun], MAY).warnings == ()


def test_a_rule_that_already_overspends_is_told_beside_a_coming_cost() -> None:
    coming = item(200, "2024-08", "2024-12")
    found = adjusted(pinned(Rule.LINEAR), [coming], MAY)
    assert "räknar redan med +140 tkr utöver budget" in found.warnings[0].text
    assert adjusted(pinned(Rule.LINEAR), [item(-200, "2024-08", "2024-12")], MAY).warnings == ()
    assert adjusted(pinned(Rule.LINEAR, EVEN), [coming], MAY).warnings == ()


def test_a_one_off_ahead_is_never_in_the_trend() -> None:
    once = item(200, "2024-08", "2024-08", kind=AdjustmentKind.ONE_OFF)
    assert adjusted(pinned(Rule.LINEAR), [once], MAY).warnings == ()


def test_the_interval_moves_with_the_adjustments_and_their_uncertainty() -> None:
    plain = forecast(EVEN)
    unsure = item(300, "2024-08", "2024-10", low=200, high=600)
    found = adjusted(plain, [unsure], MAY).interval
    assert found == Interval(plain.interval.low + 200, plain.interval.high + 600)


def test_texts_about_persons_are_warned_of_with_the_unit() -> None:
    found = list(private([item(300, "2024-08", "2024-10", board_text="placering av ett barn")]))
    assert len(found) == 1
    assert found[0].startswith("754: Texten verkar peka ut en enskild")


amounts = st.integers(-9_000, 9_000)


@given(amounts, st.integers(1, 12), st.integers(1, 12), st.integers(1, 12))
def test_what_is_booked_and_what_lies_ahead_are_the_whole(amount: int, first: int, last: int, month: int) -> None:
    first, last = min(first, last), max(first, last)
    once = item(amount, f"2024-{first:02}", f"2024-{last:02}", kind=AdjustmentKind.ONE_OFF)
    period = Period(2024, 1, month)
    parts = sum(one_offs([once], period).values()) + effect(once, period).amount
    assert -Decimal("1e-20") < parts - amount < Decimal("1e-20")


def test_a_remark_does_not_repeat_a_reason_that_tells_of_a_person() -> None:
    told = adjusted(pinned(Rule.LINEAR), [item(900, "2024-04", "2024-12", reason="pojken 811218-9876 flyttar")], MAY)
    assert "”löpande från 2024-04” började" in told.warnings[0].text
    assert not [words for words in told.warnings if "pojken" in words.text]
