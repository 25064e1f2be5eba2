"""The rules that build on earlier years' months.

Source: measured over real monthly series (benchmarks/yearend.py). Seasonal shares and last year's months are what
controllers use by hand; the damped trend follows Gardner and McKenzie (1985), with fixed weights.
"""

from __future__ import annotations

from sn_excel.calculations.forecasting.bases import quotient, size
from sn_excel.calculations.forecasting.histories import History, gross, mean, median
from sn_excel.calculations.forecasting.outlooks import YEAR, Rule, RuleValue
from sn_excel.calculations.forecasting.rules import LIMIT, SAFE_PART, TURNED
from sn_excel.calculations.forecasting.trends import rest as rest_on_trend
from sn_excel.model.amounts import Amount, tidy

UNSAFE_SHARE = "Månadernas andel av året är osäker: utfall + tidigare års återstod i snitt"
BOUND_SHARE = "Andelen är satt till gränsen, 1/3 eller 3 gånger jämn fördelning"
NO_MONTHS = "Utfall per månad är inte känt: ändringen i snitt"
SPREAD_MONTHS = "Utfall per månad är inte känt: fördelat efter säsong"
NO_HISTORY = "Tidigare år saknas"
WITH_HISTORY = (Rule.LAST_YEARS_REST, Rule.SEASONAL_SHARE, Rule.LAST_YEARS_PACE, Rule.DAMPED_TREND)


def history_values(known: History | None) -> tuple[RuleValue, ...]:
    """Return what each rule with history says; all refused where there is none."""
    if known is None:
        return tuple(RuleValue(rule, None, NO_HISTORY) for rule in WITH_HISTORY)
    values = (last_years_rest(known), seasonal_share(known), last_years_pace(known), damped_trend(known))
    return tuple(_judged(value, known) for value in values)


def last_years_rest(known: History) -> RuleValue:
    """Return the outcome and what last year had in the months that remain."""
    return RuleValue(Rule.LAST_YEARS_REST, known.ground.spent + known.rest(known.last_year))


def seasonal_share(known: History) -> RuleValue:
    """Return the outcome divided by the share of the year that the booked months used to have.

    A year counts only where its booked part has the year's sign and is more than a fourth of an even flow.
    """
    spent, booked = known.ground.spent, known.ground.booked
    shares = [quotient(known.part(year), sum(year)) for year in known.years if _safe(known, year)]
    if not shares or not booked:
        rest = mean([known.rest(year) for year in known.years])
        return RuleValue(Rule.SEASONAL_SHARE, spent + rest, remark=UNSAFE_SHARE)
    share, even = mean(shares), quotient(booked, YEAR)
    bound = min(max(share, quotient(even, LIMIT)), even * LIMIT)
    return RuleValue(Rule.SEASONAL_SHARE, quotient(spent, bound), remark=BOUND_SHARE if bound != share else "")


def last_years_pace(known: History) -> RuleValue:
    """Return the outcome and last year's remaining months, each moved by the median of this year's changes.

    Where the unit has only had costs (or only income) the remaining months do not become the opposite.
    """
    last = known.last_year
    changes = [amount - last[month - 1] for month, amount in known.months.items()]
    if changes:
        change, remark = median(changes), ""
    else:
        booked = known.ground.booked
        change = quotient(known.ground.spent - known.part(last), booked) if booked else 0
        remark = NO_MONTHS
    rest = tidy(sum((last[month] + change) * share for month, share in known.ahead))
    return RuleValue(Rule.LAST_YEARS_PACE, known.ground.spent + _held(rest, known), remark=remark)


def damped_trend(known: History) -> RuleValue:
    """Return the outcome and the remaining months on the latest level, with a damped trend and a shrunken season."""
    rest = _held(rest_on_trend(known), known)
    return RuleValue(Rule.DAMPED_TREND, known.ground.spent + rest, remark="" if known.months else SPREAD_MONTHS)


def _safe(known: History, year: tuple[Amount, ...]) -> bool:
    part, total = known.part(year), sum(year)
    return part * total > 0 and size(part) * SAFE_PART * YEAR > gross(year) * known.ground.booked


def _held(rest: Amount, known: History) -> Amount:
    """Return the rest, or 0 where it turns against every month there has been."""
    months = [month for year in known.years for month in year] + list(known.months.values())
    if rest < 0 <= min(months) or rest > 0 >= max(months):
        return 0
    return rest


def _judged(value: RuleValue, known: History) -> RuleValue:
    """Return the value, refused where it turns against the budget with a sign that no earlier month has had."""
    if value.value is None or value.value * known.ground.annual >= 0:
        return value
    if any(month * value.value > 0 for year in known.years for month in year):
        return value
    return RuleValue(value.rule, value.value, TURNED, value.remark)
