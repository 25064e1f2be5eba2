"""Proofs: how well a row's own deviation bears out a way to read its digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TypeAlias

from sn_excel.model.amounts import Amount, size
from sn_excel.model.tables import precision
from sn_excel.reading.places.headings import Heading, heading
from sn_excel.reading.printed.digit_splits import Candidate
from sn_excel.reading.printed.heading_guesses import is_share

Claim: TypeAlias = tuple[int, int, int]
"""(deviation, plus, minus), as places among a row's amounts."""


SAMPLE = 24
"""Rows that are asked what a deviation is the difference of."""
LARGEST = 10_000
"""A share in percent that is larger than any outcome's of its budget."""
_REMAINS = re.compile(r"\b(?:återst|kvarst|kvar\b)", re.IGNORECASE)


def identities(columns: Sequence[str], rows: Sequence[Sequence[Candidate]]) -> Iterator[Claim]:
    """Yield for each deviation column the difference that most rows can bear out, within rounding if need be."""
    asked = _asked(rows)
    for claim, count in _best(columns, asked):
        near = sum(_telling(readings, claim, True) for readings in asked) if count * 2 <= len(asked) else 0
        if (count >= 2 and count * 2 > len(asked)) or (near >= 3 and near * 3 > 2 * len(asked)):
            yield claim


def _asked(rows: Sequence[Sequence[Candidate]]) -> list[Sequence[Candidate]]:
    """Return the rows with anything to tell that have the fewest readings: they tell least by chance."""
    live = [readings for readings in rows if any(any(found.amounts) for found in readings)]
    return sorted(live, key=len)[:SAMPLE]


def votes(columns: Sequence[str], rows: Sequence[Sequence[Candidate]]) -> int:
    """Return in how many places the rows can bear out their deviations when the columns are these."""
    return sum(count for _, count in _best(columns, _asked(rows)))


def sensible(readings: tuple[Candidate, ...], columns: Sequence[str]) -> tuple[Candidate, ...]:
    """Return the readings without those that put an amount of money where a share stands, if others are left."""
    shares = [at for at, name in enumerate(columns) if is_share(name)]
    kept = tuple(found for found in readings if all(size(found.amounts[at] or 0) < LARGEST for at in shares))
    return kept or readings


def holding(readings: tuple[Candidate, ...], claim: Claim) -> tuple[Candidate, ...]:
    """Return the readings that bear a claim out: to the last digit, else as near as rounding allows, else all."""
    exact = tuple(found for found in readings if not _gap(found, claim))
    return exact or tuple(found for found in readings if _gap(found, claim) <= _slack(found, claim)) or readings


def _best(columns: Sequence[str], rows: Sequence[Sequence[Candidate]]) -> Iterator[tuple[Claim, int]]:
    said = [heading(text) for text in columns]
    stated = [at for at, column in enumerate(said) if column.role and not column.role.deviates]
    for deviation in (at for at, column in enumerate(said) if _is_difference(column)):
        counted = {
            claim: sum(_telling(readings, claim) for readings in rows)
            for claim in ((deviation, plus, minus) for plus, minus in permutations(stated, 2))
        }
        if counted:
            best = max(counted, key=lambda claim: counted[claim])
            yield best, counted[best]


def _is_difference(column: Heading) -> bool:
    """Say whether a column states a difference: a deviation, or what remains of the budget."""
    return column.role.deviates if column.role else bool(_REMAINS.search(column.text))


def _telling(readings: Sequence[Candidate], claim: Claim, near: bool = False) -> bool:
    """Say whether some reading bears the claim out with figures that are not all nothing, `near` within rounding."""
    result, plus, minus = claim
    for found in readings:
        amounts = found.amounts
        one, other = amounts[plus] or 0, amounts[minus] or 0
        told = (amounts[result] or 0) == one - other or (near and _gap(found, claim) <= _slack(found, claim))
        if told and (one or other):
            return True
    return False


def _gap(found: Candidate, claim: Claim) -> Amount:
    result, plus, minus = (found.amounts[at] or 0 for at in claim)
    return size(result - plus + minus)


def _slack(found: Candidate, claim: Claim) -> Amount:
    return max(precision(found.amounts[at] or 0) for at in claim)
