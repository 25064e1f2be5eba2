"""Conventions: which difference each deviation column states, proved by the rows, and on which side costs stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from sn_excel.model.amounts import Amount, size
from sn_excel.reading.places.headings import Heading, Role
from sn_excel.reading.places.table_rows import Row

BUDGETS = {Role.BUDGET, Role.PERIOD_BUDGET, Role.ANNUAL_BUDGET}
_INCOME = re.compile(r"intäkt|inkomst|avgift|bidrag|skatt|taxor|hyror|försäljning|ersättning", re.IGNORECASE)
SHARE = 0.6
"""Share of the telling rows that must bear a difference out; the others may be faulty."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`result` = `plus` − `minus`, as sheet columns."""

    result: int
    plus: int
    minus: int


@dataclass(frozen=True, slots=True)
class Votes:
    """How many rows can tell, how many of them bear a claim out, how many to the last digit with a difference."""

    telling: int
    borne: int
    exact: int


def claims(columns: Mapping[int, Heading], rows: Sequence[Row]) -> tuple[Claim, ...]:
    """Return for each deviation column the difference that its rows prove; none where they prove nothing."""
    found = (_proved(column, columns, rows) for column, said in columns.items() if said.role and said.role.deviates)
    return tuple(claim for claim in found if claim)


def votes(claim: Claim, rows: Sequence[Row]) -> Votes:
    """Count the rows for a claim; a row that lacks an amount, or has next to nothing on a side, tells nothing."""
    telling = borne = exact = 0
    for row in rows:
        cells = row.cells[claim.result], row.cells[claim.plus], row.cells[claim.minus]
        result, plus, minus = cells[0].value, cells[1].value, cells[2].value
        slack = cells[0].slack + cells[1].slack + cells[2].slack
        if result is None or not _large(plus, minus, slack):
            continue
        gap = size(result - (plus or 0) + (minus or 0))
        telling += 1
        borne += gap * 2 <= slack
        exact += gap == 0 and result != 0
    return Votes(telling, borne, exact)


def _large(plus: Amount | None, minus: Amount | None, slack: Amount) -> bool:
    """Say whether amounts are so large that their difference is not borne out by chance or by a side left empty."""
    if not plus or not minus:
        return False
    small, large = sorted((size(plus), size(minus)))
    return small > 2 * slack and large >= 8 * slack


def turned(claim: Claim, rows: Sequence[Row]) -> frozenset[int]:
    """Return the rows of income printed as positive beside positive costs, whose deviation is counted the other way.

    More income than budgeted is a surplus, so such a table has two differences under one heading: its income rows
    are left out of the claim.
    """
    found = set()
    for row in rows:
        result, plus, minus = (row.cells[column].value for column in (claim.result, claim.plus, claim.minus))
        if result and plus is not None and minus is not None and _INCOME.search(row.name):
            usual = sum((row.value(claim.plus) or 0 for row in rows), 0)
            same_side = (plus or minus) * usual > 0
            if same_side and size(result + plus - minus) * 2 <= 3 * row.cells[claim.result].step:
                found.add(row.number)
    return frozenset(found)


def costs(rows: Sequence[Row], columns: Mapping[int, Heading]) -> int:
    """Return +1 where costs are printed positive, −1 where negative.

    Rows named as costs decide; without any, a board's budgets sum to a cost.
    """
    named = [row for row in rows if re.search(r"kostnad", row.name, re.IGNORECASE)] or list(rows)
    budgets = [column for column, said in columns.items() if said.role in BUDGETS]
    looked_at = budgets or [column for column, said in columns.items() if said.role and not said.role.deviates]
    total = sum((row.value(column) or 0 for row in named for column in looked_at), 0)
    return -1 if total < 0 else 1


def _proved(column: int, columns: Mapping[int, Heading], rows: Sequence[Row]) -> Claim | None:
    counted = {claim: votes(claim, rows) for claim in _candidates(column, columns)}
    sound = [claim for claim, count in counted.items() if _sound(count, len(rows))]
    if not sound:
        return None

    def merit(claim: Claim) -> tuple[int, int, int, int]:
        count = counted[claim]
        return count.borne, count.exact, _fit(claim, columns), -abs(claim.plus - column) - abs(claim.minus - column)

    return max(sound, key=merit)


def _sound(count: Votes, rows: int) -> bool:
    enough = count.telling >= 2 or (count.telling == 1 and rows <= 2)
    return enough and count.borne >= SHARE * count.telling and count.borne * 5 >= min(rows, 10)


def _candidates(column: int, columns: Mapping[int, Heading]) -> Iterator[Claim]:
    stated = [at for at, said in columns.items() if said.role and not said.role.deviates]
    for plus, minus in permutations(stated, 2):
        sides = {columns[plus].role in BUDGETS, columns[minus].role in BUDGETS}
        if len(sides) == 2 or {columns[plus].role, columns[minus].role} == {Role.ACTUAL}:
            yield Claim(column, plus, minus)


def _fit(claim: Claim, columns: Mapping[int, Heading]) -> int:
    """Return how well the headings agree with a claim that others can match in votes."""
    said = columns[claim.result]
    sides = [columns[claim.plus], columns[claim.minus]]
    roles = {side.role for side in sides}
    fit = 0
    if said.role is Role.FORECAST_DEVIATION:
        fit += 4 if Role.FORECAST in roles else 0
    elif said.span.last or said.span.so_far or said.span.single:
        fit += 2 * sum(side.span.last == said.span.last and side.span.single == said.span.single for side in sides)
    return fit + (0 if any(side.prior for side in sides) else 1)
