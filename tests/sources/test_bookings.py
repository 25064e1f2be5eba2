"""Sums per code and period: exact whatever the layout of the amounts and the number of rows."""

from __future__ import annotations

import doctest
from collections import defaultdict
from decimal import Decimal
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.sources.bookings import EVIDENCE, Record, bookings
from sn_excel.sources.export_columns import Layout, layout

HEADING = ("Period", "Konto", "Kod", "Utfall (kr)")


def found_layout() -> Layout:
    found = layout([(1, HEADING)])
    assert found
    return found


ROWS = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(["7541", "7542"]), st.integers(-(10**11), 10**11)), min_size=1
)
SIGNS = (
    ("", ",", "-{}"), (" ", ",", "{}-"), (".", ",", "\u2212{}"), ("\u00a0", ",", "({})"), ("", ".", "-{}"),
    (",", ".", "-{}"),
)  # fmt: skip


@given(ROWS, st.sampled_from(SIGNS))
def test_sums_are_exact_in_every_layout(rows: list[tuple[int, str, int]], signs: tuple[str, str, str]) -> None:
    group, mark, minus = signs
    expected: dict[tuple[str, str], int] = defaultdict(int)
    records: list[Record] = [(1, HEADING)]
    for number, (month, code, ore) in enumerate(rows, 2):
        expected[f"2024{month:02}", code] += ore
        text = f"{abs(ore) // 100:,}".replace(",", group) + f"{mark}{abs(ore) % 100:02}"
        records.append((number, (f"2024{month:02}", "4010", code, minus.format(text) if ore < 0 else text)))
    found = bookings(records, found_layout(), "export.csv")
    assert {(one.period, one.code): one.sums[0] * 100 for one in found} == expected


def test_a_sign_proved_by_the_first_rows_holds_for_all_that_follow() -> None:
    rows: list[Record] = [(number, ("202401", "4010", "7541", "1.000,50")) for number in range(2, EVIDENCE + 10)]
    rows.append((EVIDENCE + 11, ("202401", "4010", "7541", "1.302")))
    (found,) = bookings([(1, HEADING), *rows], found_layout(), "export.csv")
    assert found.sums == (Decimal("1000.5") * (EVIDENCE + 8) + 1302,)


def test_short_rows_and_empty_amounts_are_nothing_booked() -> None:
    rows: list[Record] = [(1, HEADING), (2, ("202401", "4010", "7541")), (3, ("202401", "4010", "7541", " ")), (4, ())]
    (found,) = bookings(rows, found_layout(), "export.csv")
    assert (found.sums, found.row, found.again) == ((0,), 2, 3)


@pytest.mark.parametrize("name", ["export_columns", "export_headings", "export_proofs", "record_rows"])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    result = doctest.testmod(import_module(f"sn_excel.sources.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
