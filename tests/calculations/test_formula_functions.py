"""Functions that the forecast's sheets use, as Excel computes them; what we do not do as Excel does is left to it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sn_excel.calculations.formulas.evaluation import computed
from sn_excel.model.sheets import Fault, RowLook, Sheet, Value

CELLS: dict[tuple[int, int], Value] = {
    (1, 1): "771 Omsorg", (1, 2): 5,
    (2, 1): "771 omsorg", (2, 2): Decimal("7.5"),
    (3, 1): "772 Vård", (3, 2): 11,
    (4, 1): 771, (4, 2): "text",
    (5, 2): 100,
    (6, 1): "2024-05", (6, 2): True,
}  # fmt: skip


def value(text: str) -> Value:
    sheet = Sheet("bok", "s", CELLS, {(9, 9): text})
    return computed({"s": sheet}).get(("s", (9, 9)), "okänd")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('SUMIF(A1:A6,"771 Omsorg",B1:B6)', Decimal("12.5")),
        ("SUMIF(A1:A6,A3,B1:B6)", 11),
        ('SUMIF(A1:A6,"finns inte",B1:B6)', 0),
        ("SUMIF(B1:B6,5)", 5),
        ("SUMIF(A1:A6,A5,B1:B6)", 0),
        ("SUMIF(A1:A6,771,B1:B6)", 0),
        ("LEFT(A6,4)", "2024"),
        ("RIGHT(A6,2)", "05"),
        ("LEFT(A6)", "2"),
        ("LEN(A6)", 7),
        ("LEN(A5)", 0),
        ("VALUE(LEFT(A6,4))*12+VALUE(RIGHT(A6,2))", 24293),
        ('VALUE("maj")', Fault("#VALUE!")),
        ("LEFT(A6,-1)", Fault("#VALUE!")),
    ],
)
def test_functions_of_texts_and_conditional_sums(text: str, expected: Value) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text", ['SUMIF(A1:A6,">5",B1:B6)', 'SUMIF(A1:A6,"77*",B1:B6)', "SUMIF(A1:A6,A1,B1:B3)", 'VALUE("1 000,5")']
)
def test_what_is_not_computed_here_keeps_the_value_it_has(text: str) -> None:
    assert value(text) == "okänd"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUM(B1,B4,C1)", 5),
        ("SUM(B1,D1)", 5),
        ("AVERAGE(B1,C1,B3)", 8),
        ("MIN(B1,C1)", 5),
        ("MAX(D2,C1)", -4),
        ("MEDIAN(B1,C1,B3)", 8),
        ("COUNTA(C1,B4)", 1),
        ("AND(B1,C1,B4)", True),
        ("OR(C1:C2)", Fault("#VALUE!")),
        ("D1-B1", 7187),
        ("ROUND(D1,0)", 7192),
        ("B1+B4", Fault("#VALUE!")),
        ("B1+D3", "okänd"),
        ("SUBTOTAL(9,E1:E4)", 3),
        ("SUBTOTAL(109,E1:E6)", 11),
        ("SUBTOTAL(9,E1:E6)", 111),
    ],
)
def test_areas_texts_and_subtotals_count_as_in_excel(text: str, expected: Value) -> None:
    cells: dict[tuple[int, int], Value] = {
        **CELLS, (1, 4): "7192", (2, 4): -4, (3, 4): "7 192,5", (1, 5): 1, (2, 5): 2, (5, 5): 100, (6, 5): 8
    }  # fmt: skip
    formulas = {(3, 5): "SUBTOTAL(9,E1:E2)", (4, 5): "SUBTOTAL(9,E3:E3)", (9, 9): text}
    sheet = Sheet("bok", "s", cells, formulas, looks={5: RowLook(hidden=True)})
    assert computed({"s": sheet}).get(("s", (9, 9)), "okänd") == expected


def test_a_subtotal_of_rows_that_may_be_filtered_keeps_the_value_it_has() -> None:
    sheet = Sheet("bok", "s", {(1, 1): 1, (2, 1): 2}, {(3, 1): "SUBTOTAL(9,A1:A2)"}, looks={2: RowLook(hidden=True)})
    assert computed({"s": sheet}) == {("s", (3, 1)): 3}
    assert computed({"s": replace(sheet, filtered=True)}) == {}
