"""When two cell values are one: binary noise is no difference, an öre is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sn_excel.model.cell_values import is_amount, same
from sn_excel.model.sheets import Fault, Value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (5, Decimal("5.0")),
        (Decimal("0.333333333333333"), Decimal(1) / 3),
        (Decimal("0.0000000005"), 0),
        (10**15, 10**15 + 900),
        (-(10**15), -(10**15) - 900),
        ("", None),
        ("Utfall", "Utfall"),
        (True, True),
        (Fault("#REF!"), Fault("#REF!")),
    ],
)
def test_values_that_are_one(one: Value, other: Value) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("134114000.01"), 134114000),
        (Decimal("0.00001"), 0),
        (Decimal("0.0000000015"), 0),
        (10**15, 10**15 + 1100),
        (5, -5),
        (1, True),
        (0, False),
        (True, False),
        (0, None),
        ("", 0),
        ("5", 5),
        ("Utfall", "utfall"),
        (Fault("#REF!"), Fault("#N/A")),
        (Fault("#REF!"), "#REF!"),
        (False, None),
    ],
)
def test_values_that_are_two(one: Value, other: Value) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_a_truth_value_a_text_and_nothing_are_no_amounts() -> None:
    values: list[Value] = [1, Decimal("0.5"), 0, True, "1", None, Fault("#N/A")]
    assert [is_amount(value) for value in values] == [True, True, True, False, False, False, False]
