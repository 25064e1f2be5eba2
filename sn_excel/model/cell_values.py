"""Cell values: when two of them are the same to whoever reads the cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeGuard

from sn_excel.model.amounts import Amount
from sn_excel.model.sheets import Value

DIGITS = Decimal("1e-12")
"""Share of a number that binary arithmetic may differ in: spreadsheets keep fifteen digits."""
FLOOR = Decimal("1e-9")
"""Least difference that counts, in the unit of the cell: what is left where nearly equal amounts are subtracted."""


def is_amount(value: Value) -> TypeGuard[Amount]:
    """Say whether a value is a number; a truth value is none.

    >>> is_amount(1), is_amount(True), is_amount("1"), is_amount(None)
    (True, False, False, False)
    """
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def same(one: Value, other: Value) -> bool:
    """Say whether two values are one: numbers but for binary noise, True is no 1, an empty text shows as nothing does.

    >>> same(Decimal("0.333333333333333"), Decimal(1) / 3), same(1, True), same("", None)
    (True, False, True)
    """
    one, other = (None if value == "" else value for value in (one, other))
    if is_amount(one) and is_amount(other):
        first, second = Decimal(one), Decimal(other)
        return abs(first - second) <= max(FLOOR, DIGITS * max(abs(first), abs(second)))
    return isinstance(one, bool) is isinstance(other, bool) and one == other
