"""Ties: how well a row's amounts agree with the sum of others, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sn_excel.reading.rows import Row


@dataclass(frozen=True, slots=True)
class Tie:
    """In how many columns a sum can be judged, ties within rounding, and ties to the last digit."""

    telling: int = 0
    tied: int = 0
    exact: int = 0

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
        return Tie(self.telling + other.telling, self.tied + other.tied, self.exact + other.exact)


def tie(total: Row, parts: Sequence[Row]) -> Tie:
    """Judge a total against its parts in every column that states both; a column of nothing tells nothing."""
    telling = tied = exact = 0
    for column, stated in total.cells.items():
        cells = [part.cells[column] for part in parts]
        values = [cell.value for cell in cells if cell.value is not None]
        if stated.value is None or not values or not (stated.value or any(values)):
            continue
        gap = abs(Decimal(stated.value) - sum(map(Decimal, values)))
        slack = Decimal(stated.step) + sum(Decimal(cell.step) for cell in cells if cell.value)
        telling += 1
        tied += gap * 2 <= slack
        exact += gap == 0
    return Tie(telling, tied, exact)


def but_for_one(total: Row, parts: Sequence[Row]) -> bool:
    """Say whether leaving out one part, or counting it twice, makes every column tie: a slip, not another sum."""
    if len(parts) < 3:
        return False
    for at, part in enumerate(parts):
        without = [*parts[:at], *parts[at + 1 :]]
        if tie(total, without).perfect or tie(total, [*parts, part]).perfect:
            return True
    return False
