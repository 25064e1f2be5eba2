"""The cell functions' arithmetic: ranges in, ranges out; a blank stays blank and an error an error."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import isfinite
from operator import sub
from typing import TypeAlias

from sn_excel.calculations.cell_functions.cell_blocks import (
    NO_DIVISION,
    NO_NUMBER,
    Cell,
    Cells,
    Number,
    each,
    tidied,
    truth,
)
from sn_excel.model.amounts import number, rounded
from sn_excel.model.sheets import Fault

KRONOR = 1000
_NEAR_HALF = 1e-4
"""Nearer a half thousand than this, a binary fraction may fall on the wrong side: the decimals then decide."""
_UNIFORM = 1e9
"""Below this fifteen digits leave six decimals, more than any amount has: one rounding then fits a whole block."""

Amounts: TypeAlias = Sequence[Number | None]


def deviation(actual: Cells, budget: Cells, result: Cells = None) -> Cells:
    """Return budget − utfall, so that + is a surplus; with `result` true utfall − budget, as where income is positive.

    >>> deviation(14191, 12470), deviation([[14191], ["525"]], [[12470], [None]]), deviation(-110831, -110000, True)
    (-1721, [[-1721], [-525]], -831)
    """
    turned = result if result is None else truth(result)
    if isinstance(turned, Fault):
        return turned
    first, second = (budget, actual) if turned else (actual, budget)
    quick = _whole_difference(first, second)
    if quick is not None:
        return quick
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second) == 1:
        quick = _whole_difference(*first[0], *second[0]) if len(first[0]) == len(second[0]) == 1 else None
        if quick is not None:
            return [[quick]]
    return each(_differences, first, second)


def _whole_difference(less: object, more: object) -> float | None:
    """Return the difference of two plain numbers that needs no rounding: the cell that Excel computes most."""
    if type(less) is not float or type(more) is not float:
        return None
    answer = more - less
    return answer if answer.is_integer() else None


def _differences(less: Amounts, more: Amounts) -> Sequence[Cell]:
    answers: list[Number | None]
    try:
        answers = list(map(sub, more, less))  # a blank raises TypeError
    except TypeError:
        answers = [
            (second or 0) - (first or 0) if first is not None or second is not None else None
            for first, second in zip(less, more, strict=True)
        ]
    return _tidy(answers, (less, more))


def _tidy(answers: list[Number | None], terms: Sequence[Amounts]) -> Sequence[Cell]:
    if _all_whole(answers):
        return answers
    if not isfinite(sum(filter(None, answers))):
        return [answer if answer is None or isfinite(answer) else NO_NUMBER for answer in answers]
    largest = max(max(map(abs, filter(None, column)), default=0) for column in terms)
    if largest < _UNIFORM:
        return tidied(answers, largest)
    rows = zip(*terms, strict=True)
    return [cell for answer, row in zip(answers, rows, strict=True) for cell in tidied([answer], max(map(_size, row)))]


def _all_whole(answers: list[Number | None]) -> bool:
    try:
        return all(map(float.is_integer, filter(None, answers)))  # what is no float raises
    except TypeError:
        return all(answer is None or answer % 1 == 0 for answer in answers)


def _size(amount: Number | None) -> Number:
    return abs(amount or 0)


def deviation_share(actual: Cells, budget: Cells, result: Cells = None) -> Cells:
    """Return the deviation as a share of the budget's size: −0,138 is an overspend of 13,8 %. #DIV/0! without budget.

    >>> round(deviation_share(14191, 12470), 4), deviation_share(-900, -1000), deviation_share(5, 0)
    (-0.138, -0.1, Fault(code='#DIV/0!'))
    """
    turned = truth(result)
    if isinstance(turned, Fault):
        return turned
    sign = -1 if turned else 1
    return each(lambda spent, given: list(map(_share, spent, given, repeat(sign))), actual, budget)


def _share(spent: Number | None, given: Number | None, sign: int) -> Cell:
    if not given:
        return None if given is None and spent is None else NO_DIVISION
    answer = sign * (given - (spent or 0)) / abs(given) + 0.0
    return answer if isfinite(answer) else NO_NUMBER


def tkr(kronor: Cells) -> Cells:
    """Return kronor as whole tkr, half away from zero as Excel's ROUND.

    >>> tkr(14190500), tkr(-2500), tkr([["1 302 499,99", None]])
    (14191, -3, [[1302, None]])
    """
    return each(lambda amounts: list(map(_whole_tkr, amounts)), kronor)


def _whole_tkr(kronor: Number | None) -> Cell:
    if kronor is None:
        return None
    if not isfinite(kronor):
        return NO_NUMBER
    size = abs(kronor) / KRONOR + 0.5
    whole = int(size)
    if abs(size - round(size)) < _NEAR_HALF:
        whole = abs(rounded(number(kronor), KRONOR)) // KRONOR
    return whole if kronor > 0 else -whole
