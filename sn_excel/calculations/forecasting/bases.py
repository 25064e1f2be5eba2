"""What the forecast rules count on: the booked part of the year, without items that do not come back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sn_excel.calculations.forecasting.outlooks import YEAR, Outlook
from sn_excel.model.amounts import Amount, tidy


@dataclass(frozen=True, slots=True)
class Basis:
    """Amounts in tkr over the months that are booked; `booked` counts them, with fractions where a month is partly in.

    `spent` is the outcome without one-off items, `budgeted` the budget of the booked months, `annual` Årsbudget.
    """

    spent: Amount
    budgeted: Amount
    annual: Amount
    booked: Amount
    budgeted_known: bool = True

    @property
    def remaining(self) -> Amount:
        """Return the budget of what is not booked; nothing remains of a year that is booked to its end."""
        return 0 if self.booked >= YEAR else self.annual - self.budgeted


def quotient(amount: Amount, divisor: Amount) -> Amount:
    """Return a division as an exact amount, or with 28 digits where there is none.

    >>> quotient(14191 * 12, 5), quotient(9, 3)
    (Decimal('34058.4'), 3)
    """
    return tidy(Decimal(amount) / Decimal(divisor))


def size(amount: Amount) -> Amount:
    """Return an amount without its sign.

    >>> size(-5)
    5
    """
    return -amount if amount < 0 else amount


def basis(task: Outlook) -> Basis:
    """Return what the rules count on for a unit.

    >>> basis(Outlook(actual=300, annual_budget=1200, month=4, period_budget=400, missing={4: 1}))
    Basis(spent=300, budgeted=300, annual=1200, booked=3, budgeted_known=True)
    """
    return Basis(
        spent=tidy(task.actual - sum(task.one_offs.values())),
        budgeted=_budgeted(task),
        annual=task.annual_budget,
        booked=tidy(task.month - sum(task.missing.values())),
        budgeted_known=bool(task.budget_months) or task.period_budget is not None,
    )


def _budgeted(task: Outlook) -> Amount:
    """Return the budget of the booked months: without monthly budgets, each month of the period weighs the same."""
    period = task.period_budget
    if period is None:
        evenly = quotient(task.annual_budget * task.month, YEAR)
        period = sum(task.budget_months[: task.month]) if task.budget_months else evenly
    if task.budget_months:
        return tidy(period - sum(task.budget_months[month - 1] * share for month, share in task.missing.items()))
    return quotient(period * (task.month - sum(task.missing.values())), task.month)
