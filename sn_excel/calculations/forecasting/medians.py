"""The middle of the rules: an odd median is one of the named rules, so that the forecast can be traced."""

from __future__ import annotations

from collections.abc import Sequence

from sn_excel.calculations.forecasting.bases import size
from sn_excel.calculations.forecasting.outlooks import Rule, RuleValue
from sn_excel.model.amounts import Amount

WITHOUT_HISTORY = (Rule.LINEAR, Rule.REMAINING_BUDGET, Rule.BUDGET_PACE)
WITH_HISTORY = (
    Rule.LAST_YEARS_REST,
    Rule.SEASONAL_SHARE,
    Rule.REMAINING_BUDGET,
    Rule.LAST_YEARS_PACE,
    Rule.DAMPED_TREND,
)


def middle(candidates: Sequence[RuleValue]) -> RuleValue:
    """Return the candidate in the middle; of two middle ones the one nearest Utfall + återstående budget.

    A refused rule with a value takes part in the ordering (it tells the direction) but is never the answer: then the
    nearest that may be used is. Where rules agree, the first of them gives its name.

    >>> low, high = RuleValue(Rule.LINEAR, 900), RuleValue(Rule.REMAINING_BUDGET, 1000)
    >>> middle([high, RuleValue(Rule.BUDGET_PACE, 950), low]).rule.swedish, middle([low, high]).value
    ('Budgettakt', 1000)
    """
    ordered = sorted((value for value in candidates if value.value is not None), key=amount_of)
    half, odd = divmod(len(ordered), 2)
    wanted = amount_of(ordered[half])
    if not odd:
        careful = next(amount_of(value) for value in candidates if value.rule == Rule.REMAINING_BUDGET)
        wanted = min(map(amount_of, ordered[half - 1 : half + 1]), key=lambda value: size(value - careful))
    return min((value for value in candidates if value.usable), key=lambda value: size(amount_of(value) - wanted))


def amount_of(value: RuleValue) -> Amount:
    """Return the value of a rule that has one; ValueError otherwise.

    >>> amount_of(RuleValue(Rule.LINEAR, None, "Ingen månad är bokförd"))
    Traceback (most recent call last):
    ValueError: Linjär framskrivning has no value
    """
    if value.value is None:
        raise ValueError(f"{value.rule} has no value")
    return value.value
