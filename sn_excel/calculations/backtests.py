"""How the rules would have done in the unit's own earlier years: evidence for a person who pins a rule.

Evidence only: choosing the rule per unit by backtest made forecasts worse in benchmarks/yearend.py, since a few years
say more of chance than of the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sn_excel.calculations.bases import quotient, size
from sn_excel.calculations.forecasts import forecast
from sn_excel.calculations.outlooks import Outlook, Rule
from sn_excel.model.amounts import Amount

BUDGETED = frozenset({Rule.REMAINING_BUDGET, Rule.BUDGET_PACE, Rule.BUDGET_KEPT})
"""Rules that would need the earlier years' budgets, which the outlook does not hold."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have said after the same month of an earlier year; `back` 1 is last year. Amounts in tkr."""

    rule: Rule
    back: int
    value: Amount
    outcome: Amount

    @property
    def error(self) -> Amount:
        """Return forecast − outcome."""
        return self.value - self.outcome


def backtest(task: Outlook) -> tuple[Trial, ...]:
    """Return the rules' trials in the unit's earlier years, the latest year first.

    >>> year = (100,) * 12
    >>> [(trial.rule.swedish, trial.error) for trial in backtest(Outlook(300, 1200, 3, prior=(year,)))]
    [('Linjär framskrivning', 0)]
    """
    found: list[Trial] = []
    for back in range(1, len(task.prior) + 1):
        year, earlier = task.prior[-back], task.prior[: len(task.prior) - back]
        months, outcome = year[: task.month], sum(year)
        then = forecast(Outlook(sum(months), 0, task.month, months=months, prior=earlier))
        found.extend(
            Trial(value.rule, back, value.value, outcome)
            for value in then.values
            if value.value is not None and value.rule not in BUDGETED
        )
    return tuple(found)


def mean_errors(trials: tuple[Trial, ...]) -> Mapping[Rule, Amount]:
    """Return each rule's mean absolute error in tkr, over the years it could be tried in."""
    errors: dict[Rule, list[Amount]] = {}
    for trial in trials:
        errors.setdefault(trial.rule, []).append(size(trial.error))
    return {rule: quotient(sum(members), len(members)) for rule, members in errors.items()}
