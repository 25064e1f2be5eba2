"""The span that eight outcomes of ten are expected within.

Half of it is k × (¼ of the rules' spread + ½ × a month's noise × √months left + 4 % of Årsbudget for the months left).
The form is chosen for reason: rules that disagree, months that jump, and what no figure has seen yet. Only k was
fitted, so that 80 % of the development series of benchmarks/yearend.py fall inside; units with few bookings are
under-covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from sn_excel.calculations.forecasting.bases import Basis
from sn_excel.calculations.forecasting.histories import History
from sn_excel.calculations.forecasting.outlooks import YEAR, Interval, RuleValue
from sn_excel.model.amounts import Amount, number

SPREAD, NOISE, UNSEEN = 0.25, 0.5, 0.04
FITTED = ((1.46, 0.025), (1.49, 0.03), (1.31, 0.02), (1.24, 0.015))
"""k for 0, 1, 2 and 3 earlier years: at the year's start, and how much it falls with each booked month."""
NORMAL = 1.4826
"""The median of absolute deviations times this is the standard deviation of a normal distribution."""


def interval(
    value: Amount, candidates: Sequence[RuleValue], ground: Basis, known: History | None, months: Sequence[Amount] = ()
) -> Interval:
    """Return the 80 % interval round a forecast; `months` are this year's booked ones where they are known."""
    left = max(0.0, YEAR - float(ground.booked))
    start, fall = FITTED[len(known.years) if known else 0]
    amounts = [float(one.value) for one in candidates if one.value is not None] + [float(value)]
    half = (start - fall * float(ground.booked)) * (
        SPREAD * (max(amounts) - min(amounts))
        + NOISE * noise(ground, known, [float(month) for month in months]) * sqrt(left)
        + UNSEEN * abs(float(ground.annual)) * left / YEAR
    )
    return Interval(low=value - number(half), high=value + number(half))


def noise(ground: Basis, known: History | None, months: Sequence[float]) -> float:
    """Return how much a month jumps, robustly, in tkr.

    With history: the change against the same month a year before. Without: the months round their median. Where no
    months are known, the outcome's distance from its budget is taken as the sum of as many jumps.
    """
    if known and (changes := _changes(known)):
        return spread(changes) / sqrt(2)
    if len(months) > 2:
        return spread(months)
    return abs(float(ground.spent - ground.budgeted)) / sqrt(max(1.0, float(ground.booked)))


def spread(values: Sequence[float]) -> float:
    """Return the standard deviation that the values' median absolute deviation tells of.

    >>> round(spread([1.0, 2.0, 3.0, 4.0, 900.0]), 4)
    1.4826
    """
    middle = _median(values)
    return NORMAL * _median([abs(value - middle) for value in values])


def _changes(known: History) -> list[float]:
    years = [dict(enumerate(year, 1)) for year in known.years] + [known.months]
    return [float(amount - before[month]) for before, now in pairwise(years) for month, amount in now.items()]


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
