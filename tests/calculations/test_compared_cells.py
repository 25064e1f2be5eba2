"""Cells compared as Excel compares them: a text is above every number, capitals make no difference."""

from __future__ import annotations

import pytest

from sn_excel.calculations.formulas.evaluation import computed
from sn_excel.model.sheets import Sheet, Value

CELLS: dict[tuple[int, int], Value] = {(1, 1): "vård", (1, 2): 5, (1, 3): "VÅRD", (1, 4): "x", (1, 5): 7}


@pytest.mark.parametrize(
    ("claim", "true"),
    [
        ("A1>B1", True), ("A1>=B1", True), ("A1<B1", False), ("A1<=B1", False), ("A1=B1", False), ("A1<>B1", True),
        ("B1>A1", False), ("B1>=A1", False), ("B1<A1", True), ("B1<=A1", True), ("B1=A1", False), ("B1<>A1", True),
        ("A1=C1", True), ("A1<>C1", False), ("A1<D1", True), ("A1>D1", False),
        ("B1<E1", True), ("B1>=E1", False), ("B1>=5", True), ("B1>5", False), ("B1<=5", True), ("B1<5", False),
    ],
)  # fmt: skip
def test_comparisons(claim: str, true: bool) -> None:
    sheet = Sheet("bok", "s", CELLS, {(9, 9): f"IF({claim},1,2)"})
    assert computed({"s": sheet})["s", (9, 9)] == (1 if true else 2)
