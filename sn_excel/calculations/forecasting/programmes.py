"""Several units as one: a programme's outlook, so that its interval is measured on its own months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sn_excel.calculations.forecasting.bases import quotient, size
from sn_excel.calculations.forecasting.outlooks import YEAR, Outlook
from sn_excel.model.amounts import Amount, tidy


def summed(tasks: Iterable[Outlook]) -> Outlook:
    """Return the units' outlook as one; ValueError where there are none or their months differ.

    Months stand only where every unit's are known. A unit without an earlier year had nothing booked in it. A missing
    month weighs by the units' budgets.

    >>> both = summed([Outlook(100, 1200, 1, 100, (100,)), Outlook(-40, -480, 1, -40, (-40,))])
    >>> both.actual, both.annual_budget, both.period_budget, both.months
    (60, 720, 60, (60,))
    """
    units = tuple(tasks)
    if not units or len({unit.month for unit in units}) > 1:
        raise ValueError("units of one and the same month are needed")
    budgets = [unit.period_budget for unit in units if unit.period_budget is not None]
    years = max(len(unit.prior) for unit in units)
    return Outlook(
        actual=tidy(sum(unit.actual for unit in units)),
        annual_budget=tidy(sum(unit.annual_budget for unit in units)),
        month=units[0].month,
        period_budget=tidy(sum(budgets)) if len(budgets) == len(units) else None,
        months=_added([unit.months for unit in units]) if all(unit.months for unit in units) else (),
        budget_months=_added([unit.budget_months for unit in units]) if all(u.budget_months for u in units) else (),
        prior=tuple(_added([_year(unit, back) for unit in units]) for back in range(years, 0, -1)),
        missing=_missing(units),
        one_offs=_one_offs(units),
    )


def _year(unit: Outlook, back: int) -> tuple[Amount, ...]:
    return unit.prior[-back] if back <= len(unit.prior) else (0,) * YEAR


def _added(rows: Sequence[Sequence[Amount]]) -> tuple[Amount, ...]:
    return tuple(tidy(sum(amounts)) for amounts in zip(*rows, strict=True))


def _missing(units: Sequence[Outlook]) -> Mapping[int, Amount]:
    whole = sum(size(unit.annual_budget) for unit in units)
    months = sorted({month for unit in units for month in unit.missing})
    if not whole:
        return {month: quotient(sum(unit.missing.get(month, 0) for unit in units), len(units)) for month in months}
    return {
        month: quotient(sum(unit.missing.get(month, 0) * size(unit.annual_budget) for unit in units), whole)
        for month in months
    }


def _one_offs(units: Sequence[Outlook]) -> Mapping[int, Amount]:
    found: dict[int, Amount] = {}
    for unit in units:
        for month, amount in unit.one_offs.items():
            found[month] = tidy(found.get(month, 0) + amount)
    return found
