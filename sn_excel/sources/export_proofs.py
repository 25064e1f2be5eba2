"""What an export leaves unsaid and can be proved: unit and sign by the decided budget, months by the year's budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sn_excel.model.amounts import Amount, Unit, in_tkr

NEAR = Decimal("0.1")
"""How far a programme's budget in the export may lie from the decided one, as a share of it."""

NEAR_PERIOD = Decimal("0.4")
"""The same when only the period's budget is known, scaled to a year: months are not alike."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Budgets per programme as the export has them, in its own unit, and how far from the decided they may lie."""

    budgets: Mapping[str, Amount]
    near: Decimal = NEAR


def ratio(measured: Measured, decided: Mapping[str, Amount]) -> Decimal | None:
    """Return how many of the export's units make a tkr of decided budget, by the median programme; None without any.

    A single programme does not prove that costs are printed as negative: its own budget may be entered wrongly.

    >>> ratio(Measured({"754": 29124000, "756": 10429000}), {"754": 29124, "756": 10429})
    Decimal('1000')
    >>> ratio(Measured({"7779": -2605}), {"7779": 2605}) is None
    True
    """
    shares = [
        Decimal(measured.budgets[code]) / Decimal(amount)
        for code, amount in decided.items()
        if amount and measured.budgets.get(code)
    ]
    found = median(shares) if shares else None
    return None if found is not None and found < 0 and len(shares) < 2 else found


def unit_and_sign(measured: Measured, decided: Mapping[str, Amount]) -> tuple[Unit, int] | None:
    """Return the unit that makes the export's budgets the decided ones, and −1 where it prints costs as negative.

    >>> unit_and_sign(Measured({"754": Decimal("-29.1"), "756": Decimal("-10.4")}), {"754": 29124, "756": 10429})
    (<Unit.MKR: 'mkr'>, -1)
    """
    found = ratio(measured, decided)
    if found is None:
        return None
    for unit in Unit:
        if abs(abs(Decimal(in_tkr(found, unit))) - 1) <= measured.near:
            return unit, -1 if found < 0 else 1
    return None


def months(budget: Amount, annual: Amount) -> Decimal | None:
    """Return how many twelfths of the year a budget is.

    >>> months(139225, 323925).quantize(Decimal("0.1"))
    Decimal('5.2')
    """
    return Decimal(budget) * 12 / Decimal(annual) if annual else None
