"""The rules that need no history: what a controller does by hand, with the guards that keep them sensible.

Source of the rules and their guards: measured over real monthly series (benchmarks/yearend.py). Each rule is plain
arithmetic, so each stands as an ordinary Excel formula too (calculations/rule_formulas.py).
"""

from __future__ import annotations

from sn_excel.calculations.forecasting.bases import Basis, quotient, size
from sn_excel.calculations.forecasting.outlooks import YEAR, Rule, RuleValue
from sn_excel.model.amounts import Amount

LIMIT = 3
"""A pace beyond three times the budget, or below a third of it, says more of the budget's months than of the year."""
SAFE_PART = 4
"""A ratio is used only where what it divides by is more than a fourth of what an even year would give."""

NOTHING_BOOKED = "Ingen månad är bokförd"
TURNED = "Omvänt tecken mot Årsbudget"
UNBUDGETED_INCOME = "Intäkt utan budget räknas inte med förrän den är säker"
NO_ANNUAL_BUDGET = "Årsbudget är 0"
NO_PERIOD_BUDGET = "Periodens budget är inte känd"
BUDGETS_DIFFER = "Periodens budget och Årsbudget har olika tecken"
SMALL_PERIOD_BUDGET = "Periodens budget är för liten att räkna takt på"
ACTUAL_DIFFERS = "Utfall och periodens budget har olika tecken"
SLOWEST, FASTEST = "Takten för återstoden är satt till 1/3", "Takten för återstoden är satt till 3"


def linear(basis: Basis) -> RuleValue:
    """Return the outcome carried on at the same pace; refused where it turns against the budget's sign.

    Income without budget is not carried on: income is not counted on before it is certain (försiktighetsprincipen).

    >>> linear(Basis(spent=1420, budgeted=1250, annual=3000, booked=5)).value
    3408
    """
    if not basis.booked:
        return RuleValue(Rule.LINEAR, None, NOTHING_BOOKED)
    value = quotient(basis.spent * YEAR, basis.booked)
    return RuleValue(Rule.LINEAR, value, contradiction(value, basis.annual))


def remaining_budget(basis: Basis) -> RuleValue:
    """Return the outcome and the budget of what remains; never refused, so that no unit lacks a forecast.

    >>> remaining_budget(Basis(spent=1420, budgeted=1250, annual=3000, booked=5)).value
    3170
    """
    return RuleValue(Rule.REMAINING_BUDGET, basis.spent + basis.remaining)


def budget_pace(basis: Basis) -> RuleValue:
    """Return Årsbudget × outcome / period budget; the pace of what remains is kept between 1/3 and 3.

    >>> budget_pace(Basis(spent=1420, budgeted=1250, annual=3000, booked=5)).value
    3408
    >>> slow = budget_pace(Basis(spent=10, budgeted=400, annual=1000, booked=5))
    >>> slow.value, slow.remark
    (210, 'Takten för återstoden är satt till 1/3')
    """
    if basis.booked >= YEAR:
        return RuleValue(Rule.BUDGET_PACE, basis.spent)
    if refusal := _no_pace(basis):
        return RuleValue(Rule.BUDGET_PACE, None, refusal)
    spent, budgeted = size(basis.spent), size(basis.budgeted)
    if spent * LIMIT < budgeted:
        value = quotient(basis.spent * LIMIT + basis.remaining, LIMIT)
        return RuleValue(Rule.BUDGET_PACE, value, remark=SLOWEST)
    if spent > budgeted * LIMIT:
        return RuleValue(Rule.BUDGET_PACE, basis.spent + LIMIT * basis.remaining, remark=FASTEST)
    return RuleValue(Rule.BUDGET_PACE, quotient(basis.spent * basis.annual, basis.budgeted))


def budget_kept(basis: Basis) -> RuleValue:
    """Return Årsbudget: never chosen by the median, but a manager may pin it.

    >>> budget_kept(Basis(spent=456, budgeted=434, annual=1302, booked=4)).value
    1302
    """
    return RuleValue(Rule.BUDGET_KEPT, basis.annual)


def contradiction(value: Amount, annual: Amount) -> str:
    """Return why a carried-on amount cannot stand beside the budget, in Swedish; empty when it can.

    >>> contradiction(-1398, 1100)
    'Omvänt tecken mot Årsbudget'
    """
    if value * annual < 0:
        return TURNED
    return UNBUDGETED_INCOME if not annual and value < 0 else ""


def _no_pace(basis: Basis) -> str:
    """Return why the budget gives no pace; empty when it does."""
    spent, budgeted, annual = basis.spent, basis.budgeted, basis.annual
    if not annual:
        return NO_ANNUAL_BUDGET
    if not basis.budgeted_known:
        return NO_PERIOD_BUDGET
    if budgeted * annual < 0:
        return BUDGETS_DIFFER
    if size(budgeted) * SAFE_PART * YEAR <= size(annual) * basis.booked:
        return SMALL_PERIOD_BUDGET
    return ACTUAL_DIFFERS if spent * budgeted < 0 else ""
