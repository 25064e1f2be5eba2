"""A row of the sheet Prognos as the forecast it was, so that it can be judged without making it anew."""

from __future__ import annotations

from sn_excel.calculations.forecasting.outlooks import Forecast, Interval, Outlook, Rule, RuleValue
from sn_excel.model.amounts import tidy
from sn_excel.model.entries import Standing


def standing_forecast(one: Standing) -> Forecast:
    """Return the forecast by rule that stands on a row, before its adjustments; a sum of units is its own rule."""
    value = tidy(one.expected - one.adjustments)
    named = ((Rule.named(name), amount) for name, amount in one.rules)
    values = tuple(RuleValue(rule, amount) for rule, amount in named if rule) or (
        RuleValue(Rule.REMAINING_BUDGET, value),
    )
    low, high = (value if bound is None else tidy(bound - one.adjustments) for bound in (one.low, one.high))
    return Forecast(
        task=Outlook(one.actual, one.annual, one.month, one.period_budget),
        value=value,
        rule=Rule.named(one.rule) or Rule.REMAINING_BUDGET,
        values=values,
        interval=Interval(low, high),
    )
