"""Reckonings: which combination of readings makes the totals of a printed table tie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import TypeAlias

from sn_excel.model.amounts import Amount
from sn_excel.reading.places.labels import Role, code_and_name, role
from sn_excel.reading.printed.digit_splits import Candidate

Rows: TypeAlias = Sequence[tuple[Candidate, ...]]
Group: TypeAlias = tuple[int, tuple[int, ...]]
Vector: TypeAlias = tuple[Amount, ...]
Pick: TypeAlias = tuple[int, ...]

_NUMBERED = re.compile(
    r"\b(?:nr|avd\w*|hus|plan|våning|enhet|grupp\w*|team|område|etapp|del|zon|distrikt|kvarter) \d{1,2}$", re.IGNORECASE
)

MOST_SUMS = 6000
"""Combinations that one half of a group's undecided rows may have; beyond it the group is left undecided."""

NEVER = 100
"""How many columns are missed where no combination ties."""

MOST_MISSED = 2
"""Columns of a total that may fail to tie, as faulty ones do, when a combination is still taken."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Rows with the readings left, those whose total ties, those whose total misses a column, and how well in all."""

    rows: list[tuple[Candidate, ...]]
    tied: frozenset[int]
    missing: frozenset[int]
    ties: int


def settle(rows: Rows) -> list[tuple[Candidate, ...]]:
    """Return the rows with fewer readings where the totals decide; a row they leave open keeps several.

    Readings that leave figures to the words (`Avdelning 3`) are tried where a total does not tie without. Where nothing
    decides, they stand aside unless the words ask for a number or a total fails to tie in some column.
    """
    tried = [_settled(rows, list(_groups(rows, first))) for first in (True, False)]
    best = max(tried, key=lambda found: found.ties)
    return [
        readings if at in best.tied else _with_numbered(readings, rows[at], at in best.missing)
        for at, readings in enumerate(best.rows)
    ]


def _modest(readings: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(found for found in readings if not found.greedy) or readings


def _with_numbered(
    settled: tuple[Candidate, ...], readings: tuple[Candidate, ...], suspect: bool
) -> tuple[Candidate, ...]:
    """Return the readings with those that a word such as Avdelning, Hus or nr asks for, or all where one is suspect."""
    asked = (found for found in readings if found.greedy and (suspect or _NUMBERED.search(found.label)))
    return (*settled, *(found for found in asked if found not in settled))


def _settled(every: Rows, groups: Sequence[Group]) -> Settled:
    rows = [_modest(readings) for readings in every]
    missed: dict[int, int] = {}
    before = -1
    while before != (before := _open(rows)):
        missed = {total: _settle_group(rows, total, parts) for total, parts in groups}
    held = {at for total, parts in groups if not missed[total] for at in (total, *parts)}
    for total, parts in groups:
        members = {total, *parts}
        if missed[total] and any(len(every[at]) > len(rows[at]) for at in members - held):
            wider = [every[at] if at in members - held else readings for at, readings in enumerate(rows)]
            better = _settle_group(wider, total, parts)
            rows, missed[total] = (wider, better) if better < missed[total] else (rows, missed[total])
    held = {at for total, parts in groups if not missed[total] for at in (total, *parts)}
    missing = {at for total, parts in groups if 0 < missed[total] < NEVER for at in (total, *parts)}
    return Settled(rows, frozenset(held), frozenset(missing), -sum(missed.values()))


def _open(rows: Rows) -> int:
    return sum(len(readings) > 1 for readings in rows)


def _groups(rows: Rows, first: bool) -> Iterator[Group]:
    """Yield totals and their parts as codes and words tell them; `first` where totals stand before their parts."""
    order = list(range(len(rows))) if not first else list(range(len(rows) - 1, -1, -1))
    waiting: list[tuple[int, int]] = []
    labels = [code_and_name(readings[0].label) for readings in rows]
    for at in order:
        code, name = labels[at]
        depth = len(code) or (0 if role(name) is Role.TOTAL else 99)
        below = [deeper for _, deeper in waiting if deeper > depth]
        if below and depth < 99:
            yield at, tuple(other for other, deeper in waiting if deeper == min(below))
            waiting = [(other, deeper) for other, deeper in waiting if deeper <= depth]
        waiting.append((at, depth))
    tops = tuple(at for at, depth in waiting if depth)
    if first and tops:
        yield from ((at, tops) for at, depth in waiting if depth == 0)


def _settle_group(rows: list[tuple[Candidate, ...]], total: int, parts: Sequence[int]) -> int:
    """Leave the rows the readings of the combinations that tie; return how many columns fail to tie."""
    weights = dict.fromkeys(parts, 1) | {total: -1}
    free = [at for at in weights if len(rows[at]) > 1]
    chosen, missed = _combinations(rows, weights, free)
    for place, at in enumerate(free):
        picks = {pick[place] for pick in chosen}
        if chosen and len(picks) < len(rows[at]):
            rows[at] = tuple(rows[at][pick] for pick in sorted(picks))
    return missed


def _combinations(rows: Rows, weights: Mapping[int, int], free: Sequence[int]) -> tuple[set[Pick], int]:
    """Return the combinations that tie most columns and how many they miss.

    There are none, and `NEVER` is missed, when none ties enough or the search grows too large.
    """
    width = len(rows[next(iter(weights))][0].amounts)
    base: list[Amount] = [0] * width
    choices = []
    for at, weight in weights.items():
        weighed = [_weighed(found, weight) for found in rows[at]]
        if at in free:
            choices.append(weighed)
        else:
            base = [one + other for one, other in zip(base, weighed[0], strict=True)]
    middle = len(choices) // 2
    if any(prod(map(len, half)) > MOST_SUMS for half in (choices[:middle], choices[middle:])):
        return set(), NEVER
    near, far = _sums(choices[:middle], base), _sums(choices[middle:], [0] * width)
    for missed in range(min(MOST_MISSED, width // 2) + 1):
        found: set[Pick] = set()
        for columns in combinations(range(width), width - missed):
            found |= _meeting(near, far, columns)
        if found:
            return found, missed
    return set(), NEVER


def _weighed(found: Candidate, weight: int) -> Vector:
    return tuple(weight * (amount or 0) for amount in found.amounts)


def _sums(choices: Sequence[Sequence[Vector]], base: Sequence[Amount]) -> list[tuple[Vector, Pick]]:
    """Return the sums of every combination."""
    sums: list[tuple[Vector, Pick]] = [(tuple(base), ())]
    for options in choices:
        sums = [
            (tuple(one + other for one, other in zip(start, amounts, strict=True)), (*picks, pick))
            for start, picks in sums
            for pick, amounts in enumerate(options)
        ]
    return sums


def _meeting(
    near: Sequence[tuple[Vector, Pick]], far: Sequence[tuple[Vector, Pick]], columns: Sequence[int]
) -> set[Pick]:
    """Return the combinations of both halves whose sums cancel each other in the columns."""
    wanted: dict[Vector, list[Pick]] = {}
    for sums, picks in far:
        wanted.setdefault(tuple(-sums[column] for column in columns), []).append(picks)
    return {
        (*left, *right) for sums, left in near for right in wanted.get(tuple(sums[column] for column in columns), ())
    }
