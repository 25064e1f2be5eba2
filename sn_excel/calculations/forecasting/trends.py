"""A level with a damped trend and a shrunken season: exponential smoothing with fixed, cautious weights.

The weights are the common textbook ones and are not fitted to any unit: with a few years of months a fitted weight is
noise. The season is scaled by n / (n + 1) for n years: one year is believed to a half, three to three fourths.
"""

from __future__ import annotations

from sn_excel.calculations.forecasting.histories import History
from sn_excel.calculations.forecasting.outlooks import YEAR
from sn_excel.model.amounts import Amount, number

LEVEL, TREND, DAMPING = 0.3, 0.1, 0.8
LIMIT = 3.0


def rest(known: History) -> Amount:
    """Return what is expected in the months that are not booked, in tkr with fifteen digits."""
    years = [[float(month) for month in year] for year in known.years]
    shape = season(years)
    scale = _size(years[-1]) / YEAR * _growth(known, years[-1])
    level, trend = smoothed(_without_season(known, years, shape, scale))
    total, reach = 0.0, 0.0
    for ahead, (month, share) in enumerate(known.ahead, 1):
        reach += trend * DAMPING**ahead
        total += float(share) * (level + reach + shape[month] * scale)
    return number(total)


def season(years: list[list[float]]) -> list[float]:
    """Return each month's deviation from its year's mean as a share of the mean flow, shrunken.

    >>> [round(month, 2) for month in season([[2.0] + [1.0] * 10 + [0.0]])][::11]
    [0.5, -0.5]
    """
    belief = 1 / (len(years) + 1)
    shape = [0.0] * YEAR
    for year in years:
        mean, flow = sum(year) / YEAR, _size(year) / YEAR
        for month in range(YEAR):
            shape[month] += (year[month] - mean) / flow * belief
    return shape


def smoothed(series: list[float]) -> tuple[float, float]:
    """Return the last level and the trend of a month; the first year gives the level to start from.

    >>> smoothed([5.0] * 18)
    (5.0, 0.0)
    """
    level, trend = sum(series[:YEAR]) / YEAR, 0.0
    for value in series:
        expected = level + DAMPING * trend
        miss = value - expected
        level = expected + LEVEL * miss
        trend = DAMPING * trend + LEVEL * TREND * miss
    return level, trend


def _without_season(known: History, years: list[list[float]], shape: list[float], scale: float) -> list[float]:
    series: list[float] = []
    for year in years:
        flow = _size(year) / YEAR
        series.extend(value - shape[month] * flow for month, value in enumerate(year))
    if known.months:
        series.extend(float(value) - shape[month - 1] * scale for month, value in known.months.items())
    elif known.ground.booked:
        booked = float(known.ground.booked)
        mean = sum(shape[month] * float(share) for month, share in enumerate(known.booked)) / booked
        series.extend([float(known.ground.spent) / booked - mean * scale] * round(booked))
    return series


def _growth(known: History, last: list[float]) -> float:
    """Return this year's flow against last year's over the same months, kept between 1/3 and 3."""
    before = _size([last[month - 1] for month in known.months])
    now = _size([float(value) for value in known.months.values()])
    if not known.months:
        before, now = float(known.part(known.last_year)), float(known.ground.spent)
    if not before or now * before < 0:
        return 1.0
    return min(max(now / before, 1 / LIMIT), LIMIT)


def _size(values: list[float]) -> float:
    return sum(map(abs, values))
