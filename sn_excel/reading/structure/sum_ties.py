"""Ties: how well a row's amounts agree with the sum of others, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log2

from sn_excel.model.amounts import size
from sn_excel.reading.places.table_rows import Row


@dataclass(frozen=True, slots=True)
class Tie:
    """In how many columns a sum can be judged, ties within rounding, and ties with amounts too large for chance.

    `miss` is how far the sums are off in all, in slacks: of several sums that tie, the least is the right one.
    `bits` is how unlikely the ties are by chance, as yes-or-no questions; differences of other columns add nothing.
    """

    telling: int = 0
    tied: int = 0
    strong: int = 0
    miss: Decimal = Decimal(0)
    bits: float = 0.0

    @property
    def sound(self) -> bool:
        """Say whether at least half of the columns tie, and two of them where there are two."""
        return self.tied >= min(2, self.telling) and self.tied * 2 >= self.telling > 0

    @property
    def perfect(self) -> bool:
        """Say whether every column that can be judged ties, and two at least can be."""
        return self.tied == self.telling >= 2

    def __add__(self, other: Tie) -> Tie:
        """Return both counts together."""
        strong, miss = self.strong + other.strong, self.miss + other.miss
        return Tie(self.telling + other.telling, self.tied + other.tied, strong, miss, self.bits + other.bits)


LARGE = 10
"""How many times its slack an amount must be for a tie to outweigh chance."""


def tie(total: Row, parts: Sequence[Row]) -> Tie:
    """Judge a total against its parts in every column that states both; a column of nothing tells nothing."""
    telling = tied = strong = 0
    miss, bits = Decimal(0), 0.0
    for column, stated in total.cells.items():
        cells = [part.cells[column] for part in parts]
        values = [cell.value for cell in cells if cell.value is not None]
        if stated.value is None or not values or not (stated.value or any(values)):
            continue
        gap = size(stated.value - sum(values)) * 2
        slack = stated.slack + sum([cell.slack for cell in cells if cell.value])
        telling += 1
        if gap:
            miss += Decimal(gap) / slack
        if gap <= slack:
            times = max(*values, stated.value, -min(values), -stated.value) / slack
            tied += 1
            strong += times >= LARGE
            bits += log2(times) if times > 1 and not stated.derived else 0
    return Tie(telling, tied, strong, miss, bits)


def outweighs_chance(total: Row, parts: Sequence[Row]) -> bool:
    """Say whether a stated column ties to the last digit with an amount too large to do so by chance."""
    for column, stated in total.cells.items():
        if stated.derived or size(stated.value or 0) < 1000 * stated.slack:
            continue
        if stated.value == sum(part.cells[column].value or 0 for part in parts):
            return True
    return False


def but_for_one(total: Row, parts: Sequence[Row]) -> bool:
    """Say whether leaving out one part, or counting it twice, makes every column tie: a slip, not another sum.

    A part that is itself the sum of its neighbours is a level that was not understood, not a slip.
    """
    if len(parts) < 3:
        return False
    for at, part in enumerate(parts):
        before, after = parts[:at], parts[at + 1 :]
        if tie(total, [*before, *after]).perfect or tie(total, [*parts, part]).perfect:
            return not (_sums_up(part, after) or _sums_up(part, before[::-1]))
    return False


def _sums_up(row: Row, neighbours: Sequence[Row]) -> bool:
    return any(tie(row, neighbours[:size]).sound for size in range(1, min(len(neighbours), 40) + 1))
