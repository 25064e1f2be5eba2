"""A submitted forecast beside the rules: which rule gives it, what none explains, whether it is plausible at all.

The manager's forecast is the one of record; the rules only ask. What no rule and no adjustment explains is shown as
unexplained and never given an invented reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sn_excel.calculations.forecasting.bases import basis, quotient, size
from sn_excel.calculations.forecasting.outlooks import YEAR, Forecast, Rule, shown
from sn_excel.model.amounts import Amount, rounded, spoken, tidy

MOVE_LIMIT, MOVE_SHARE = 100, quotient(1, 100)
"""A forecast may move by 100 tkr or 1 % of Årsbudget, the larger, without being asked about."""

NINETEEN_OF_TWENTY = Decimal("1.5")
"""1.96 standard deviations to the 1.28 of an interval that holds eight outcomes of ten."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A submitted forecast beside the rules, in tkr.

    `agreeing` are the rules that give it, exactly or after rounding the deviation; the exact ones first.
    `remainder` is what it holds beyond the rule forecast with adjustments; `unexplained` is 0 where a rule agrees.
    `implausible` is a Swedish sentence where no rule with its interval reaches it.
    """

    submitted: Amount
    forecast: Forecast
    agreeing: tuple[Rule, ...]
    remainder: Amount
    implausible: str = ""

    @property
    def unexplained(self) -> Amount:
        """Return the remainder that no rule explains."""
        return 0 if self.agreeing else self.remainder


def comparison(forecast: Forecast, submitted: Amount, adjustments: Amount = 0, step: int = 100) -> Comparison:
    """Return a submitted forecast beside the rules; `adjustments` are what named events add."""
    return Comparison(
        submitted=submitted,
        forecast=forecast,
        agreeing=agreeing(forecast, tidy(submitted - adjustments), step),
        remainder=tidy(submitted - adjustments - forecast.value),
        implausible=implausible(forecast, submitted, adjustments),
    )


def agreeing(forecast: Forecast, submitted: Amount, step: int = 100) -> tuple[Rule, ...]:
    """Return the rules that give the submitted forecast: exactly, or with the deviation rounded to `step` tkr."""
    annual = forecast.task.annual_budget
    values = [(value.rule, value.value) for value in forecast.values if value.value is not None]
    exact = [rule for rule, value in values if value == submitted]
    nearly = [rule for rule, value in values if value != submitted and shown(value, annual, step) == submitted]
    return (*exact, *nearly)


def implausible(forecast: Forecast, submitted: Amount, adjustments: Amount = 0) -> str:
    """Return what a forecast outside every rule and its interval demands of the rest of the year; else nothing."""
    amounts = [value.value for value in forecast.values if value.value is not None and value.usable]
    margin = forecast.value - forecast.interval.low
    left = YEAR - basis(forecast.task).booked
    if min(amounts) - margin <= submitted - adjustments <= max(amounts) + margin or left <= 0:
        return ""
    booked = basis(forecast.task).booked
    so_far = f", hittills {_told(quotient(forecast.task.actual, booked))}" if booked else ""
    return (
        f"Prognosen {_told(submitted)} tkr kräver {_told(quotient(submitted - forecast.task.actual, left))} tkr "
        f"i månaden resten av året{so_far}; reglerna ger {_told(min(amounts))} till {_told(max(amounts))} tkr för året."
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """A forecast as it stood one month: the year's total and what adjustments were part of it, in tkr."""

    value: Amount
    adjustments: Amount = 0


def usual_movement(low: Amount | None, high: Amount | None, month: int) -> Amount:
    """Return how far a month's news moves a forecast nineteen times of twenty; 0 where no interval is known.

    The interval holds what all the months ahead may bring, eight times of ten: one of them brings half of it divided by
    the square root of their number, and a half more than that nineteen times of twenty (normal distribution).

    >>> usual_movement(26800, 33200, 8), usual_movement(None, None, 8)
    (Decimal('2400'), 0)
    """
    if low is None or high is None:
        return 0
    return quotient(NINETEEN_OF_TWENTY * (high - low), 2) / Decimal(max(1, YEAR - month)).sqrt()


def unexplained_movement(before: Stand, now: Stand, annual_budget: Amount, usual: Amount = 0) -> Amount | None:
    """Return how much a forecast has moved beyond its adjustments, None where that is too little to ask about.

    `usual` is what history lets a forecast move in a month.

    >>> unexplained_movement(Stand(29100), Stand(32100, adjustments=2500), annual_budget=29124)
    500
    >>> unexplained_movement(Stand(29100), Stand(29300), annual_budget=29124) is None
    True
    """
    moved = tidy((now.value - now.adjustments) - (before.value - before.adjustments))
    return moved if size(moved) > max(MOVE_LIMIT, size(annual_budget) * MOVE_SHARE, usual) else None


def _told(amount: Amount) -> str:
    return spoken(rounded(amount))
