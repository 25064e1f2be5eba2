"""Prognosföljsamhet: stored forecasts against the year's outcome, with and without adjustments.

Bias is the mean of forecast − outcome (+: the forecast was too high), the absolute error the mean of its size. Shares
are sums against the sum of the outcomes' size, so that small programmes do not decide; None where that is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sn_excel.calculations.forecasting.bases import quotient, size
from sn_excel.model.amounts import Amount, tidy

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pair:
    """One stored forecast of a code, made after `month` of `year`, beside the outcome; amounts in tkr.

    `forecast` holds the adjustments, `unadjusted` does not; `submitted` is the manager's, where there was one.
    """

    code: str
    year: int
    month: int
    outcome: Amount
    forecast: Amount
    unadjusted: Amount
    submitted: Amount | None = None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well some forecasts followed the outcome: means in tkr, shares of the outcome (0.05 is 5 %)."""

    count: int
    bias: Amount
    absolute: Amount
    bias_share: Amount | None
    absolute_share: Amount | None


@dataclass(frozen=True, slots=True)
class Following:
    """The accuracy of the same forecasts with adjustments, without them, and as submitted (None: none was)."""

    adjusted: Accuracy
    unadjusted: Accuracy
    submitted: Accuracy | None

    @property
    def gain(self) -> Amount:
        """Return how much smaller the adjustments made the absolute error, in tkr; negative: larger."""
        return tidy(self.unadjusted.absolute - self.adjusted.absolute)


def accuracy(made: Iterable[tuple[Amount, Amount]]) -> Accuracy:
    """Return the accuracy of forecasts, each with its outcome; ValueError where there is none.

    >>> found = accuracy([(1100, 1000), (2900, 3000)])
    >>> found.bias, found.absolute, found.absolute_share
    (0, 100, Decimal('0.05'))
    """
    both = list(made)
    if not both:
        raise ValueError("no forecast to hold against an outcome")
    errors = [forecast - outcome for forecast, outcome in both]
    whole = sum(size(outcome) for _, outcome in both)
    total, off = sum(errors), sum(size(error) for error in errors)
    return Accuracy(
        count=len(both),
        bias=quotient(total, len(both)),
        absolute=quotient(off, len(both)),
        bias_share=quotient(total, whole) if whole else None,
        absolute_share=quotient(off, whole) if whole else None,
    )


def following(pairs: Iterable[Pair]) -> Following:
    """Return how well forecasts followed the outcome, in the three ways; ValueError where there is none."""
    known = list(pairs)
    submitted = [(pair.submitted, pair.outcome) for pair in known if pair.submitted is not None]
    return Following(
        adjusted=accuracy((pair.forecast, pair.outcome) for pair in known),
        unadjusted=accuracy((pair.unadjusted, pair.outcome) for pair in known),
        submitted=accuracy(submitted) if submitted else None,
    )


def grouped(pairs: Iterable[Pair], key: Callable[[Pair], Key]) -> Mapping[Key, Following]:
    """Return the accuracy of each group, in the order the groups appear: `lambda pair: pair.code` gives it per code."""
    groups: dict[Key, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(key(pair), []).append(pair)
    return {name: following(members) for name, members in groups.items()}


def totals(pairs: Iterable[Pair], code: str = "") -> tuple[Pair, ...]:
    """Return the board's forecasts: per month of each year the sum over its programmes, where errors cancel.

    A submitted total stands only where every programme submitted.
    """
    groups: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair.year, pair.month), []).append(pair)
    return tuple(_summed(members, code) for members in groups.values())


def percent(share: Amount | None) -> Decimal | None:
    """Return a share as per cent with one decimal, half away from zero.

    >>> percent(Decimal("0.0525")), percent(None)
    (Decimal('5.3'), None)
    """
    return None if share is None else (Decimal(share) * 100).quantize(Decimal("0.1"), "ROUND_HALF_UP")


def _summed(members: list[Pair], code: str) -> Pair:
    submitted = [pair.submitted for pair in members if pair.submitted is not None]
    return Pair(
        code=code,
        year=members[0].year,
        month=members[0].month,
        outcome=tidy(sum(pair.outcome for pair in members)),
        forecast=tidy(sum(pair.forecast for pair in members)),
        unadjusted=tidy(sum(pair.unadjusted for pair in members)),
        submitted=tidy(sum(submitted)) if len(submitted) == len(members) else None,
    )
