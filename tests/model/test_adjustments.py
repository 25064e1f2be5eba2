"""An adjustment that cannot be counted is refused with a sentence for the cell it came from."""

from __future__ import annotations

from typing import Any

import pytest

from sn_excel.model.adjustments import Adjustment, AdjustmentKind, AdjustmentMode, AdjustmentStatus, month_number


def item(**changed: Any) -> Adjustment:
    facts: dict[str, Any] = {
        "code": "754", "amount": 900, "first": "2024-06", "last": "2024-08", "kind": AdjustmentKind.VOLUME,
        "reason": "fler placeringar",
    }  # fmt: skip
    return Adjustment(**{**facts, **changed})


def test_an_adjustment_adds_and_counts_unless_said_otherwise() -> None:
    plain = item()
    assert (plain.mode, plain.status.counts, plain.months) == (AdjustmentMode.ADDS, True, 3)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"first": "juni"}, "är ingen månad"),
        ({"last": "2024-13"}, "är ingen månad"),
        ({"last": "2024-05"}, "ligger före"),
        ({"reason": "  "}, "Orsak saknas"),
        ({"low": 950}, "mellan"),
        ({"high": 800}, "mellan"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        item(**changed)


def test_only_an_agreed_adjustment_counts() -> None:
    assert [status for status in AdjustmentStatus if status.counts] == [AdjustmentStatus.AGREED]


def test_what_does_not_recur_is_one_off_shifted_or_accrued() -> None:
    assert {kind.value for kind in AdjustmentKind if not kind.recurs} == {"engångs", "förskjutning", "periodisering"}


def test_an_uncertain_loss_may_be_bounded_on_both_sides_of_zero() -> None:
    assert item(amount=-100, low=-300, high=50).low == -300


def test_months_count_across_the_turn_of_the_year() -> None:
    assert item(first="2024-11", last="2025-02").months == 4
    assert month_number("2025-01") == month_number("2024-12") + 1
