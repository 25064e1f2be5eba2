"""Kinds of slips: what a wrong amount looks like beside the right one, and how often that happens by chance."""

from __future__ import annotations

from decimal import Decimal

from sn_excel.model.amounts import Amount, size
from sn_excel.model.findings import CauseKind

PRECISE = frozenset(
    {
        CauseKind.SIGN_FLIP,
        CauseKind.OMITTED,
        CauseKind.DOUBLE_COUNTED,
        CauseKind.MOVED,
        CauseKind.SWAPPED,
        CauseKind.STALE_TOTAL,
    }
)
"""Kinds that allow one single amount for a given gap."""


def kind_of(value: Amount, right: Amount, slack: Amount = 0) -> tuple[CauseKind, Amount]:
    """Return the most telling kind of slip that turns `right` into `value`, and the amount it then should be.

    `slack` is how far rounding may have moved `right`. Without a pattern the amount was typed over.

    >>> kind_of(2605, -2605)
    (<CauseKind.SIGN_FLIP: 'sign_flip'>, -2605)
    >>> kind_of(1461, 1641)[0].value, kind_of(146, 1464)[0].value, kind_of(14640, 1464)[0].value
    ('transposition', 'slide', 'slide')
    >>> kind_of(1464000, 1464)[0].value, kind_of(1464, 1964)[0].value, kind_of(1464, 77)[0].value
    ('unit_slip', 'digit_slip', 'hardcoded_total')
    """
    if value and size(right + value) <= slack:
        return CauseKind.SIGN_FLIP, -value
    for kind, factor in ((CauseKind.UNIT_SLIP, 1000), (CauseKind.SLIDE, 10)):
        if value and right and _shifted(value, right, factor, slack):
            return kind, right
    found = next((swapped for swapped in swaps(value) if size(swapped - right) <= slack), None)
    if found is not None:
        return CauseKind.TRANSPOSITION, found
    return (CauseKind.DIGIT_SLIP if one_digit(value, right) else CauseKind.HARDCODED_TOTAL), right


def _shifted(value: Amount, right: Amount, factor: int, slack: Amount) -> bool:
    """Say whether one amount is the other times `factor`; digits that fell off the smaller one are forgiven."""
    large, small = (value, right) if size(value) > size(right) else (right, value)
    if (large < 0) != (small < 0) or size(small) < 1 + slack:
        return False
    spread = slack + (0 if large == value else factor - 1) if size(small) >= 10 else slack
    return size(large - factor * small) <= max(spread, slack * factor)


def swaps(value: Amount) -> tuple[Amount, ...]:
    """Return the amounts that two neighbouring digits changing places would make; a leading zero fell off.

    >>> swaps(-121), swaps(959)
    ((-1021, -211, -112), (9059, 599, 995))
    """
    digits, scale = _digits(value)
    digits = "0" + digits
    made = {
        digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]: None
        for at in range(len(digits) - 1)
        if digits[at] != digits[at + 1]
    }
    sign = -1 if value < 0 else 1
    return tuple(sign * (int(text) if not scale else Decimal(int(text)).scaleb(scale)) for text in made)


def one_digit(value: Amount, right: Amount) -> bool:
    """Say whether the amounts have the same sign and differ in one digit alone.

    >>> one_digit(5842, 5342), one_digit(5842, 842), one_digit(58, -58)
    (True, False, False)
    """
    if (value < 0) != (right < 0):
        return False
    (one, scale), (other, second) = _digits(value), _digits(right)
    return scale == second and len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _digits(value: Amount) -> tuple[str, int]:
    if isinstance(value, int):
        return str(size(value)), 0
    exponent = int(value.as_tuple().exponent)
    return "".join(map(str, value.as_tuple().digits)), exponent


def chance(kind: CauseKind, needed: Amount, tried: int) -> int:
    """Return how easily the pattern fits a gap by accident among so many amounts: 0 hardly, 3 always.

    Amounts spread evenly over magnitudes: the one amount `needed` is there about once in five times its size.

    >>> chance(CauseKind.SIGN_FLIP, 2605, 17), chance(CauseKind.SIGN_FLIP, 5, 17)
    (0, 2)
    """
    if kind is CauseKind.HARDCODED_TOTAL:
        return 3
    if kind is CauseKind.DIGIT_SLIP:
        return 2
    if kind is CauseKind.TRANSPOSITION:
        return 1
    alternatives = 1 if kind in PRECISE else 2
    expected = tried * alternatives / (5 * abs(float(needed)) + 1)
    return 0 if expected < 0.03 else 1 if expected < 0.3 else 2
