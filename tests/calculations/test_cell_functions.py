"""The cell functions as people write them: number, blank, text, error, range; the real figures as expected answers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sn_excel.calculations.cell_functions.cell_blocks import Cells
from sn_excel.calculations.cell_functions.deviations import deviation, deviation_share, tkr
from sn_excel.calculations.cell_functions.forecasts import year_end
from sn_excel.calculations.cell_functions.subtotals import gap, verdict
from sn_excel.model.amounts import number, rounded
from sn_excel.model.sheets import Fault

VALUE, DIV, NA, NUM, REF = (Fault(code) for code in ("#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#REF!"))


@pytest.mark.parametrize(
    ("function", "arguments", "wanted"),
    [
        (deviation, (14191, 12470), -1721),
        (deviation, (14191.0, 12470.0), -1721),
        (deviation, (-110831, -110000, True), -831),
        (deviation, (14191, 12470, "SANT"), 1721),
        (deviation, (14191, 12470, None), -1721),
        (deviation, (14191, 12470, "kanske"), VALUE),
        (deviation, (14191, 12470, "#N/A"), NA),
        (deviation, (14191, 12470, [[True, False]]), VALUE),
        (deviation, (None, None), None),
        (deviation, ("", " "), None),
        (deviation, (None, 100), 100),
        (deviation, (100, None), -100),
        (deviation, (0, None), 0),
        (deviation, ("12 300", "12\u00a0000,5"), -299.5),
        (deviation, ("\u2212661", "0"), 661),
        (deviation, ("1.302", 0), VALUE),
        (deviation, ("ej klart", 1), VALUE),
        (deviation, (True, 1), VALUE),
        (deviation, ("#REF!", 1), REF),
        (deviation, (1, Fault("#REF!")), REF),
        (deviation, ("#N/A", "#REF!", True), REF),
        (deviation, (0.1, 0.3), 0.2),
        (deviation, (14191.10, 12470.35), -1720.75),
        (deviation, (0.5, 1e14 + 0.5), 1e14),
        (deviation, (float("nan"), 1.0), NUM),
        (deviation, (Decimal("0.10"), "0,30"), 0.2),
        (deviation_share, (float("inf"), 1.0), NUM),
        (tkr, (float("inf"),), NUM),
        (year_end, (1420, 3000, 5, 1250, (None, 7)), VALUE),
        (year_end, (1420, 3000, 5, 1250, (None, " ")), 3408),
        (verdict, (54, [[40], [5]]), "Stämmer ej, differens 9: omkastade siffror i summan?"),
        (deviation_share, (14191, 12470), -1721 / 12470),
        (deviation_share, (-900, -1000), -0.1),
        (deviation_share, (-900, -1000, True), 0.1),
        (deviation_share, (5, 10, "kanske"), VALUE),
        (deviation_share, (5, 0), DIV),
        (deviation_share, (5, None), DIV),
        (deviation_share, (None, None), None),
        (deviation_share, (None, 200), 1),
        (deviation_share, ("#NUM!", 1), NUM),
        (tkr, (14190500,), 14191),
        (tkr, (2500,), 3),
        (tkr, (-2500,), -3),
        (tkr, (2499.999999,), 2),
        (tkr, (1500.0,), 2),
        (tkr, (499.9999999999,), 0),
        (tkr, (1499.9999999999998,), 2),
        (tkr, ("1 302 499,99",), 1302),
        (tkr, (None,), None),
        (tkr, ("#DIV/0!",), DIV),
        (tkr, (10**15,), 10**12),
        (gap, (134114, [[71000], [68324]]), -5210),
        (gap, (100, [[33.3], [66.7]]), 0),
        (gap, (10, [[3], [3], [3]]), 0),
        (gap, (13, [[3], [3], [3]]), 4),
        (gap, (10, [[10], [None], [""]]), 0),
        (gap, (None, [[None], [None]]), None),
        (gap, (None, [[1]]), 0),
        (gap, (10, [[3], ["#REF!"]]), REF),
        (gap, ("#N/A", [[3]]), NA),
        (gap, (10, [["Summa"], [10]]), VALUE),
        (gap, ("12 300", [["12 000"], ["300"]]), 0),
        (verdict, (139324, [[136719], [2605]]), "Stämmer"),
        (verdict, (10, [[3], [3], [3]]), "Inom avrundning"),
        (verdict, (None, [[None]]), None),
        (verdict, (1, [["#REF!"]]), REF),
        (tkr, ([],), VALUE),
        (year_end, (1420, 3000, 5, 1250), 3408),
        (year_end, (1420, 3000, 5, 1250, (None, "utfall + återstående budget")), 3170),
        (year_end, (1420, 3000, 13, 1250), NUM),
        (year_end, (1420, 3000, 5.5, 1250), NUM),
        (year_end, (1420, 3000, None, 1250), NUM),
        (year_end, (None, None, 5, None), None),
        (year_end, ("#REF!", 3000, 5), REF),
        (year_end, (1420, 3000, 5, 1250, (None, "gissning")), VALUE),
        (year_end, (1420, 0, 5, 0, (None, "Budgettakt")), NA),
        (year_end, (1420, 3000, 5, 1250, ([[1, 2, 3]], None)), VALUE),
        (year_end, (1420, 3000, 5, 1250, ("#REF!", None)), REF),
    ],
)
def test_a_cell_shows(function: Callable[..., Cells], arguments: tuple[Any, ...], wanted: Any) -> None:
    answer = function(*arguments)
    if isinstance(wanted, float):
        assert answer == pytest.approx(wanted, rel=1e-15)
    else:
        assert answer == wanted
        assert type(answer) is type(wanted) or isinstance(wanted, int)


def test_a_column_of_rows_is_answered_in_its_own_shape() -> None:
    actual: Cells = [[14191.0], [None], ["525"], ["#REF!"]]
    budget: Cells = [[12470.0], [None], ["543"], [1.0]]
    assert deviation(actual, budget) == [[-1721], [None], [18], [REF]]


def test_a_single_cell_meets_every_cell_of_a_range() -> None:
    assert deviation([[1.0, 2.0], [3.0, None]], 10.0) == [[9, 8], [7, 10]]
    assert deviation([[1.0]], [[10.0, 20.0]]) == [[9, 19]]
    assert deviation([[1.0]], [[10.0]]) == [[9]]


@pytest.mark.parametrize(
    ("one", "other"),
    [([[1], [2]], [[1, 2]]), ([[1], [2]], [[1], [2], [3]]), ([[1, 2], [3, 4]], [[1, 2]]), ([[]], [[1]])],
)
def test_ranges_of_different_shapes_are_an_error_and_not_a_guess(one: Cells, other: Cells) -> None:
    assert deviation(one, other) == VALUE


def test_totals_in_a_row_are_held_against_the_columns_and_in_a_column_against_the_rows() -> None:
    parts: Cells = [[1, 2], [3, 4]]
    assert gap([[4, 99]], parts) == [[0, 93]]
    assert gap([[3], [99]], parts) == [[0], [92]]
    assert gap([[4, 6, 1]], parts) == VALUE


def test_the_printed_deviations_of_may_come_out(seeds: Path) -> None:
    with (seeds / "maj_2024.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    actual: Cells = [[float(row["utfall"])] for row in rows]
    budget: Cells = [[float(row["budget"])] for row in rows]
    assert deviation(actual, budget) == [[int(row["avvikelse"])] for row in rows]
    assert len(rows) > 90


def test_the_sum_that_was_wrong_in_may_is_found_with_its_unit(seeds: Path) -> None:
    with (seeds / "maj_2024.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    page = [row for row in rows if row["page"] == "5" and row["kind"] != "program"]
    summary = next(row for row in rows if row["page"] == "1" and row["code"] == "771")
    parts: Cells = [[int(row["arsbudget"])] for row in page]
    labels: Cells = [[f"{row['code']} {row['name']}"] for row in page]
    total = int(summary["arsbudget"])
    assert gap(total, parts) == -5210
    assert verdict(total, parts, labels) == "Stämmer ej, differens −5 210: omvänt tecken 7779?"
    assert verdict(total, parts) == "Stämmer ej, differens −5 210: omvänt tecken 2 605?"


def test_a_sum_that_nothing_explains_says_only_the_difference() -> None:
    assert verdict(1000, [[317], [2]]) == "Stämmer ej, differens 681"


def test_last_years_months_go_with_their_rows() -> None:
    season: Cells = [[10] * 12, [0] * 11 + [120]]
    one, other = ([[100], [0]], [[240], [240]])
    apart = [year_end(one[at][0], other[at][0], 5, 100, ([season[at]], None)) for at in (0, 1)]  # type: ignore[index]
    assert year_end(one, other, 5, 100, (season, None)) == [[answer] for answer in apart]


amounts = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9).map(float),
    st.integers(-(10**11), 10**11).map(lambda hundredths: hundredths / 100),
    st.sampled_from(["", "12 300", "#N/A", "text", True]),
)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=30))
def test_a_range_answers_as_its_cells_one_by_one(rows: list[tuple[Any, Any]]) -> None:
    together = deviation([[first] for first, _ in rows], [[second] for _, second in rows])
    assert together == [[deviation(first, second)] for first, second in rows]


@given(st.integers(-(10**11), 10**11), st.integers(-(10**11), 10**11))
def test_whole_ore_are_subtracted_exactly(first: int, second: int) -> None:
    answer = deviation(first / 100, second / 100)
    assert isinstance(answer, float)
    assert round(answer * 100) == second - first
    assert answer == (second - first) / 100


@given(st.integers(-(10**14), 10**14))
def test_tkr_rounds_as_excel_does(hundredths: int) -> None:
    assert tkr(hundredths / 100) == rounded(number(hundredths / 100), 1000) // 1000
