"""Rows of our own sheets: found below their headings, each cell with its place."""

from __future__ import annotations

import pytest

from sn_excel.model.places import Place
from sn_excel.model.sheets import Sheet, Value
from sn_excel.reading.own.own_rows import own_rows

CELLS: dict[tuple[int, int], Value] = {
    (1, 1): "Titel", (3, 1): "Kod", (3, 2): "Belopp", (4, 1): "771", (4, 2): " 1 200 ", (5, 1): "772", (5, 2): True,
}  # fmt: skip
SHEET = Sheet("bok", "Blad", CELLS)


def test_rows_are_those_below_the_headings_and_know_their_places() -> None:
    rows = list(own_rows(SHEET, ("Kod", "Belopp")))
    assert [row.row for row in rows] == [4, 5]
    assert rows[0].place("Belopp") == Place("bok", "Blad", 4, 2)
    assert rows[0].place("Finns inte") == Place("bok", "Blad", 4, 1)
    assert rows[0].value("Finns inte") is None


@pytest.mark.parametrize(
    ("value", "amount", "read", "stray"),
    [(5, 5, 5, False), (" 1 200 ", None, 1_200, False), ("mycket", None, None, True), (True, None, None, True),
     (None, None, None, False), ("  ", None, None, False)],
)  # fmt: skip
def test_an_amount_may_be_typed_as_text_and_anything_else_is_stray(
    value: Value, amount: object, read: object, stray: bool
) -> None:
    row = next(own_rows(Sheet("bok", "Blad", {**CELLS, (4, 2): value}), ("Kod",)))
    assert (row.amount("Belopp"), row.read("Belopp"), row.stray("Belopp")) == (amount, read, stray)


def test_without_a_needed_heading_there_are_no_rows() -> None:
    assert list(own_rows(SHEET, ("Kod", "Månad"))) == []
