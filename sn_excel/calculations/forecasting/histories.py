"""The earlier years of a unit beside the booked part of this one: what the rules with history count on."""

from __future__ import annotations

from dataclasses import dataclass

from sn_excel.calculations.forecasting.bases import Basis, quotient, size
from sn_excel.calculations.forecasting.outlooks import YEAR, Outlook
from sn_excel.model.amounts import Amount, tidy

YEARS = 3
"""Older years than three say more of another organisation than of this one."""


@dataclass(frozen=True, slots=True)
class History:
    """Earlier years (oldest first, at most three) and the share of each of this year's twelve months that is booked.

    `months` are this year's months by number, without one-off items, for the months that are booked whole.
    """

    ground: Basis
    years: tuple[tuple[Amount, ...], ...]
    booked: tuple[Amount, ...]
    months: dict[int, Amount]

    @property
    def last_year(self) -> tuple[Amount, ...]:
        """Return the months of last year."""
        return self.years[-1]

    def part(self, year: tuple[Amount, ...]) -> Amount:
        """Return what an earlier year had in the months that are booked now."""
        return sum(
            month if share == 1 else month * share for month, share in zip(year, self.booked, strict=True) if share
        )

    def rest(self, year: tuple[Amount, ...]) -> Amount:
        """Return what an earlier year had in what is not booked yet."""
        return tidy(sum(year) - self.part(year))

    @property
    def ahead(self) -> tuple[tuple[int, Amount], ...]:
        """Return the months, from 0, that are not booked whole, and the share of each that is to come."""
        return tuple((month, 1 - share) for month, share in enumerate(self.booked) if share != 1)


def history(task: Outlook, ground: Basis) -> History | None:
    """Return a unit's history; None where last year is not known or nothing was booked in it (a new unit)."""
    if not task.prior or not any(task.prior[-1]):
        return None
    return History(
        ground=ground,
        years=tuple(year for year in task.prior[-YEARS:] if any(year)),
        booked=tuple(1 - task.missing.get(month, 0) if month <= task.month else 0 for month in range(1, YEAR + 1)),
        months=booked_months(task),
    )


def booked_months(task: Outlook) -> dict[int, Amount]:
    """Return the months that are booked whole, by number, without one-off items; empty where months are not known."""
    return {
        month: tidy(amount - task.one_offs.get(month, 0))
        for month, amount in enumerate(task.months, 1)
        if not task.missing.get(month)
    }


def mean(amounts: list[Amount]) -> Amount:
    """Return the mean.

    >>> mean([1, 2])
    Decimal('1.5')
    """
    return quotient(sum(amounts), len(amounts))


def median(amounts: list[Amount]) -> Amount:
    """Return the middle amount, or the mean of the two in the middle.

    >>> median([9, 1, 2]), median([1, 2])
    (2, Decimal('1.5'))
    """
    ordered = sorted(amounts)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else quotient(ordered[half - 1] + ordered[half], 2)


def gross(year: tuple[Amount, ...]) -> Amount:
    """Return the flow of a year's months, whatever their sign.

    >>> gross((5, -3))
    8
    """
    return sum(size(month) for month in year)
