"""Reckonings: which combination of readings makes the totals of a printed table tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

from sn_excel.model.amounts import Amount
from sn_excel.reading.labels import Role, code_and_name, role
from sn_excel.reading.splittings import Candidate

Rows: TypeAlias = Sequence[tuple[Candidate, ...]]
Group: TypeAlias = tuple[int, tuple[int, ...]]
Sums: TypeAlias = dict[tuple[Amount, ...], tuple[tuple[int, ...] | None, ...]]

MOST_SUMS = 60_000
"""Sums that one half of a group's undecided rows may have; beyond it the group is left undecided."""

MOST_MISSED = 2
"""Columns of a total that may fail to tie, as faulty ones do, when a combination is still taken."""


def settle(rows: Rows) -> list[tuple[Candidate, ...]]:
    """Return the rows with fewer readings where the totals decide; a row they leave open keeps several."""
    best = list(rows)
    for first in (True, False):
        groups = list(_groups(rows, first))
        tried = _settled(list(rows), groups)
        if _open(tried) < _open(best):
            best = tried
    return best


def _open(rows: Rows) -> int:
    return sum(len(readings) > 1 for readings in rows)


def _settled(rows: list[tuple[Candidate, ...]], groups: Sequence[Group]) -> list[tuple[Candidate, ...]]:
    before = -1
    while before != (before := _open(rows)) and before:
        for total, parts in groups:
            _settle_group(rows, total, parts)
    return rows


def _groups(rows: Rows, first: bool) -> Iterator[Group]:
    """Yield totals and their parts as codes and words tell them; `first` where totals stand before their parts."""
    order = list(range(len(rows))) if not first else list(range(len(rows) - 1, -1, -1))
    waiting: list[tuple[int, int]] = []
    labels = [code_and_name(readings[0].label) for readings in rows]
    for at in order:
        code, name = labels[at]
        depth = len(code) or (0 if role(name) is Role.TOTAL else 99)
        parts = [other for other, deeper in waiting if deeper > depth]
        if parts and depth < 99:
            top = min(deeper for other, deeper in waiting if other in parts)
            yield at, tuple(other for other, deeper in waiting if deeper == top)
            waiting = [(other, deeper) for other, deeper in waiting if deeper <= depth]
        waiting.append((at, depth))
    tops = [at for at, depth in waiting if depth]
    yield from ((at, tuple(tops)) for at, depth in waiting if depth == 0 and first and tops)


def _settle_group(rows: list[tuple[Candidate, ...]], total: int, parts: Sequence[int]) -> None:
    members = (total, *parts)
    free = [at for at in members if len(rows[at]) > 1]
    if not free:
        return
    weights = dict.fromkeys(parts, 1) | {total: -1}
    chosen = _combinations(rows, members, free, weights)
    for place, at in enumerate(free):
        picks = {pick[place] for pick in chosen}
        if chosen and len(picks) < len(rows[at]):
            rows[at] = tuple(rows[at][pick] for pick in sorted(picks))


def _combinations(
    rows: Rows, members: Sequence[int], free: Sequence[int], weights: dict[int, int]
) -> set[tuple[int, ...]]:
    """Return the combinations that tie most columns; empty when none ties enough or the search grows too large."""
    count = len(rows[members[0]][0].amounts)
    fixed = [at for at in members if at not in free]
    base = [sum((weights[at] * (rows[at][0].amounts[column] or 0) for at in fixed), 0) for column in range(count)]
    choices = [[_weighed(found, weights[at]) for found in rows[at]] for at in free]
    for missed in range(min(MOST_MISSED, count // 2) + 1):
        found: set[tuple[int, ...]] = set()
        for columns in combinations(range(count), count - missed):
            answer = _tying(choices, [base[column] for column in columns], columns)
            if answer is None:
                return set()
            found |= answer
        if found:
            return found
    return set()


def _weighed(found: Candidate, weight: int) -> tuple[Amount, ...]:
    return tuple(weight * (amount or 0) for amount in found.amounts)


def _tying(
    choices: Sequence[Sequence[tuple[Amount, ...]]], base: Sequence[Amount], columns: Sequence[int]
) -> set[tuple[int, ...]] | None:
    """Return the choices whose sums cancel `base` in the columns, halves meeting in the middle; None when too many."""
    middle = len(choices) // 2
    near = _sums(choices[:middle], columns)
    far = _sums(choices[middle:], columns)
    if near is None or far is None:
        return None
    found: set[tuple[int, ...]] = set()
    for sums, picks in near.items():
        wanted = tuple(-(start + part) for start, part in zip(base, sums, strict=True))
        for left in picks if wanted in far else ():
            found |= {(*left, *right) for right in far[wanted]}
        if len(found) > 1000:
            return None
    return found


def _sums(
    choices: Sequence[Sequence[tuple[Amount, ...]]], columns: Sequence[int]
) -> dict[tuple[Amount, ...], list[tuple[int, ...]]] | None:
    sums: dict[tuple[Amount, ...], list[tuple[int, ...]]] = {(0,) * len(columns): [()]}
    for options in choices:
        grown: dict[tuple[Amount, ...], list[tuple[int, ...]]] = {}
        for start, picks in sums.items():
            for pick, amounts in enumerate(options):
                key = tuple(part + amounts[column] for part, column in zip(start, columns, strict=True))
                grown.setdefault(key, []).extend((*before, pick) for before in picks)
        sums = grown
        if sum(map(len, sums.values())) > MOST_SUMS:
            return None
    return sums
