"""What the forecast rules need of the past: this year's months and whole earlier years, from accumulated deliveries."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from sn_excel.archive.deliveries import read
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period

YEARS = 3
Accumulated = Mapping[int, Mapping[str, Amount]]
"""Utfall per month number and code, accumulated from January."""


@dataclass(frozen=True, slots=True)
class Past:
    """A code's months of this year (empty where one is not archived) and its whole earlier years, oldest first."""

    months: tuple[Amount, ...] = ()
    prior: tuple[tuple[Amount, ...], ...] = ()


def past(connection: sqlite3.Connection, period: Period) -> Mapping[str, Past]:
    """Return each code's past up to the period, from the newest version of each month.

    Earlier years reach back without a gap, at most three, and count only when all twelve months are archived.
    A code that a delivery does not name had nothing booked; a year before the code's first booking is left out.
    """
    current = _accumulated(connection, period.year)
    years = _whole_years(connection, period.year)
    known = {month: current[month] for month in range(1, period.last + 1) if month in current}
    complete = len(known) == period.last
    codes = sorted({code for amounts in (*known.values(), *(year[12] for year in years)) for code in amounts})
    return {
        code: Past(
            months=_months(known, code, period.last) if complete else (),
            prior=_since_first(tuple(_months(year, code, 12) for year in years)),
        )
        for code in codes
    }


def _whole_years(connection: sqlite3.Connection, before: int) -> list[Accumulated]:
    found: list[Accumulated] = []
    for year in range(before - 1, before - 1 - YEARS, -1):
        amounts = _accumulated(connection, year)
        if len(amounts) < 12:
            break
        found.insert(0, amounts)
    return found


def _accumulated(connection: sqlite3.Connection, year: int) -> Accumulated:
    rows = connection.execute(
        "SELECT d.period, a.code, a.amount FROM deliveries d JOIN amounts a ON a.delivery = d.id "
        "WHERE d.period BETWEEN ? AND ? AND a.measure = ? AND d.version = "
        "(SELECT max(version) FROM deliveries n WHERE n.period = d.period)",
        (f"{year}-01", f"{year}-12", Measure.ACTUAL.value),
    )
    found: dict[int, dict[str, Amount]] = {}
    for period, code, amount in rows:
        found.setdefault(int(period[5:]), {})[code] = read(amount)
    return found


def _months(year: Accumulated, code: str, last: int) -> tuple[Amount, ...]:
    """Return the months as differences; a correction of an earlier month falls in the month that brought it."""
    stands: list[Amount] = [0, *(year[month].get(code, 0) for month in range(1, last + 1))]
    return tuple(tidy(now - before) for before, now in pairwise(stands))


def _since_first(years: tuple[tuple[Amount, ...], ...]) -> tuple[tuple[Amount, ...], ...]:
    first = next((place for place, year in enumerate(years) if any(year)), len(years))
    return years[first:]
