"""The rules tried on the unit's own earlier years."""

from __future__ import annotations

from decimal import Decimal

from sn_excel.calculations.backtests import BUDGETED, backtest, mean_errors
from sn_excel.calculations.outlooks import Outlook, Rule

EARLY = (200,) * 3 + (100,) * 9
LATE = (100,) * 9 + (200,) * 3
TASK = Outlook(300, 1300, 3, prior=(EARLY, LATE))


def test_each_earlier_year_is_tried_with_only_what_was_known_then() -> None:
    trials = {(trial.rule, trial.back): trial for trial in backtest(TASK)}
    assert trials[Rule.LINEAR, 1].error == 1200 - 1500
    assert trials[Rule.LINEAR, 2].error == 2400 - 1500
    assert trials[Rule.LAST_YEARS_REST, 1].error == 300 + 900 - 1500
    assert (Rule.LAST_YEARS_REST, 2) not in trials


def test_rules_that_need_a_budget_are_not_tried() -> None:
    assert not {trial.rule for trial in backtest(TASK)} & BUDGETED


def test_the_mean_error_is_over_the_years_tried() -> None:
    errors = mean_errors(backtest(TASK))
    assert errors[Rule.LINEAR] == 600
    assert errors[Rule.LAST_YEARS_REST] == 300
    assert errors[Rule.SEASONAL_SHARE] == 1500 - Decimal(300) / (Decimal(600) / 1500)


def test_without_history_there_is_nothing_to_try() -> None:
    assert backtest(Outlook(300, 1200, 3)) == ()
