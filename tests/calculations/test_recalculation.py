"""Formulas brought up to date: which showed something else, what is then shown, and which are not ours to compute."""

from __future__ import annotations

from decimal import Decimal

from sn_excel.calculations.formulas.recalculation import Change, recached, recalculated
from sn_excel.model.edits import Recache
from sn_excel.model.sheets import Sheet

PAGE = Sheet(
    "bok.xlsx",
    "771",
    {(1, 1): 4, (2, 1): 3, (3, 1): 6, (4, 1): 7, (5, 1): Decimal("1.33333333333333"), (6, 1): 9},
    {(3, 1): "A1+A2", (4, 1): "A1+A2", (5, 1): "A1/A2", (6, 1): "OKÄND(A1)", (7, 1): "A1"},
)
SUMMARY = Sheet("bok.xlsx", "Sammanställning", {(1, 1): 6}, {(1, 1): "'771'!A3"})


def test_only_formulas_that_show_something_else_are_changed() -> None:
    assert recalculated([PAGE, SUMMARY]).changes == (
        Change("771", (3, 1), 6, 7),
        Change("771", (7, 1), None, 4),
        Change("Sammanställning", (1, 1), 6, 7),
    )


def test_the_sheets_afterwards_show_the_right_values_and_keep_the_rest() -> None:
    page, summary = recalculated([PAGE, SUMMARY]).sheets
    assert page.cells == {**PAGE.cells, (3, 1): 7, (7, 1): 4}
    assert page.formulas == PAGE.formulas
    assert summary.cells == {(1, 1): 7}
    assert recalculated([page, summary]).changes == ()


def test_a_formula_that_we_do_not_compute_keeps_its_value_and_is_named() -> None:
    found = recalculated([PAGE])
    assert found.unknown == (("771", (6, 1)),)
    assert found.sheets[0].cells[6, 1] == 9
    assert ("771", (6, 1)) not in found.values
    assert found.values["771", (4, 1)] == 7


def test_the_edits_are_one_a_sheet() -> None:
    assert recalculated([PAGE, SUMMARY]).edits == (
        Recache("771", {(3, 1): 7, (7, 1): 4}),
        Recache("Sammanställning", {(1, 1): 7}),
    )
    assert recached([]) == ()
    assert recalculated([Sheet("b", "s", {(1, 1): 2})]).edits == ()
