"""A row that stands twice is one fault, whatever its sum says; rows that only share a name are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.checks import check
from sn_excel.model.tables import Kind
from tests.checks.books import book

FIRST: dict[str, str | int] = {"111!A7": "1110 Ledning", "111!B7": 310, "111!C7": 300, "111!E7": 1200}


@pytest.mark.parametrize("sums", [{}, {"111!B5": 3_135, "111!C5": 3_080, "111!E5": 12_320}])
def test_a_doubled_row_is_one_fault_in_living_sums_and_in_typed_ones(sums: dict[str, str | int]) -> None:
    found = [one for one in check(book(FIRST | sums)) if one.code != "SN206"]
    assert [(one.code, one.place.cell, one.causes[0].label) for one in found] == [("SN211", "B7", "1110 Ledning")]


@pytest.mark.parametrize("changes", [{"111!B7": 311}, {"111!A7": "1120 Ledning"}, {"111!A7": "1110 Ledning, lokaler"}])
def test_rows_that_differ_in_code_name_or_amount_are_not_doubled(changes: dict[str, str | int]) -> None:
    assert "SN211" not in {one.code for one in check(book(FIRST | changes))}


def test_a_ledger_may_hold_a_code_with_the_same_amounts_month_after_month() -> None:
    dossier = book(FIRST)
    ledgers = replace(dossier, tables=tuple(replace(table, kind=Kind.LEDGER) for table in dossier.tables))
    assert "SN211" not in {one.code for one in check(ledgers)}
