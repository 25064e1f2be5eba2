"""Ranges in Calc through xlwings: values, formulas, addresses, and what happens when cells move."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import xlwings as xw

MOMENT = dt.datetime(2024, 5, 31, 12, 30)  # noqa: DTZ001 - cells have no zone


def test_values_come_back_as_they_were_written(sheet: xw.Sheet) -> None:
    rows = [["771 Äldreomsorg", 14191, 0.5], [True, None, MOMENT], [False, -1721, dt.datetime(2024, 5, 1)]]  # noqa: DTZ001
    sheet["B2"].value = rows
    assert sheet["B2:D4"].value == rows
    assert sheet["B3"].value is True


def test_a_date_shows_as_a_date_and_keeps_a_format_that_is_there(sheet: xw.Sheet) -> None:
    sheet["A2"].number_format = "d/m"
    sheet["A1"].value = [[dt.date(2024, 5, 31)], [dt.date(2024, 4, 30)]]
    assert [sheet["A1"].number_format, sheet["A2"].number_format] == ["yyyy-mm-dd", "d/m"]
    assert sheet["A2"].options(dates=dt.date).value == dt.date(2024, 4, 30)


def test_text_stays_text_and_cells_keep_their_format(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["771", "12 470", "2024-05-31", "'=A1"]]
    assert sheet["A1:D1"].value == ["771", "12 470", "2024-05-31", "=A1"]
    assert sheet["A1:D1"].number_format == "General"
    sheet["A1"].value = 5
    assert sheet["A1"].value == 5
    sheet["A1"].formula = "=2+3"
    assert sheet["A1"].value == 5


def test_a_number_after_a_truth_value_is_a_number(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = "=1=1"
    assert sheet["A1"].value is True
    sheet["A1"].value = 1
    assert type(sheet["A1"].value) is float


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(A1:B2)",
        "='100+285'!A1*2",
        "=SUM('100+285'!$A$1:$B$2,Sheet1!C3)",
        '=IF(A1="a;b","x,y",\'100+285\'!B2)',
        "=SUM({1,2;3,4})",
        "=IFERROR(VLOOKUP(1,$A:$C,3,FALSE),0)",
        "=STDEV.S(A1:A3)",
        "=A1%+-B1^2",
        "=SUM(1:3)",
        "=SN_DEVIATION(B2,C2)",
        "=SUM((A1:A2,C1:C2))",
        "=SUM(A1:B2 B1:C3)",
        "=ERROR.TYPE(A1)",
    ],
)
def test_a_formula_is_told_as_it_was_written(sheet: xw.Sheet, formula: str) -> None:
    sheet.book.sheets.add("100+285", after=sheet)
    sheet["F9"].formula = formula
    assert sheet["F9"].formula == formula


def test_the_formula_bar_tells_constants_in_english(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["a", 5, 0.25, None, "=B1*2"]]
    assert list(sheet["A1:E1"].formula) == [("a", "5", "0.25", "", "=B1*2")]


def test_a_formula_for_many_cells_moves_with_them(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, 10], [2, 20], [3, 30]]
    sheet["C1:C3"].formula = "=A1+$B$1"
    assert sheet["C1:C3"].value == [11, 12, 13]
    assert sheet["C3"].formula == "=A3+$B$1"


def test_errors_are_told_from_blanks(sheet: xw.Sheet) -> None:
    sheet["A1"].value = ["=1/0", "=NA()", "=NOSUCH(1)", '=""', None]
    assert sheet["A1:E1"].value == [None] * 5
    told = sheet["A1:E1"].options(err_to_str=True).value
    assert told == ["#DIV/0!", "#N/A", "#NAME?", None, None]


def test_an_array_formula_is_computed(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, 4], [2, 5], [3, 6]]
    sheet["D1"].formula_array = "=SUM(A1:A3*B1:B3)"
    assert (sheet["D1"].value, sheet["D1"].formula_array, sheet["D1"].has_array) == (32, "=SUM(A1:A3*B1:B3)", True)


def test_tables_of_pandas_and_numpy_go_in_and_out(sheet: xw.Sheet) -> None:
    frame = pd.DataFrame({"Utfall": [14191.0, np.nan], "Namn": ["Äldreomsorg", "Övrigt"]}, index=[771, 774])
    sheet["A1"].value = frame
    back = sheet["A1"].options(pd.DataFrame, expand="table").value
    assert list(back["Namn"]) == ["Äldreomsorg", "Övrigt"]
    assert back["Utfall"].isna().tolist() == [False, True]
    sheet["F1"].value = np.array([[1, 2], [3, 4]])
    assert sheet["F1:G2"].options(np.array).value.tolist() == [[1, 2], [3, 4]]


def test_the_block_around_a_cell_is_found(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [[1, 2], [3, None], [5, 6]]
    assert sheet["B2"].expand("table").address == "$B$2:$C$4"
    assert sheet["C4"].current_region.address == "$B$2:$C$4"
    assert sheet.used_range.address == "$B$2:$C$4"
    assert sheet["B2"].end("down").address == "$B$4"
    assert sheet["C2"].end("down").address == "$C$4"
    assert sheet["C4"].end("down").row == 1_048_576


def test_addresses_come_in_every_form(sheet: xw.Sheet) -> None:
    sheet.name = "Blad 1"
    cells = sheet.range((2, 2), (3, 4))
    assert cells.get_address(False, False) == "B2:D3"
    assert cells.get_address(include_sheetname=True) == "'Blad 1'!$B$2:$D$3"
    assert cells.get_address(external=True) == f"'[{sheet.book.name}]Blad 1'!$B$2:$D$3"
    assert sheet["A:C"].shape == (1_048_576, 3)
    assert sheet.range("'Blad 1'!B2").address == "$B$2"


def test_of_a_huge_range_only_what_is_filled_in_is_asked_for(sheet: xw.Sheet) -> None:
    sheet["B3"].value = [[1], [2]]
    values = sheet["A1:B150000"].value
    assert (len(values), values[2:4], values[4]) == (150_000, [[None, 1], [None, 2]], [None, None])


def test_inserted_and_deleted_cells_move_the_others(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["a", "b"], ["c", "=A1"]]
    sheet["1:1"].insert("down")
    assert sheet["A1:B3"].value == [[None, None], ["a", "b"], ["c", "a"]]
    assert sheet["B3"].formula == "=A2"
    sheet["A:A"].delete()
    assert sheet["A2"].value == "b"
    sheet["A2"].delete("up")
    assert sheet["A1:A2"].options(err_to_str=True).value == [None, "#REF!"]


def test_copies_and_pastes(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, "=A1*2"]]
    sheet["A1"].color = (255, 0, 0)
    sheet["A1:B1"].copy(sheet["A3"])
    assert (sheet["A3:B3"].value, sheet["B3"].formula, sheet["A3"].color) == ([1, 2], "=A3*2", (255, 0, 0))
    sheet["A1:B1"].copy()
    sheet["D5"].paste("values", transpose=True)
    assert (sheet["D5:D6"].value, sheet["D6"].formula, sheet["D5"].color) == ([1, 2], "2", None)


def test_sorting_finding_and_replacing(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["Namn", "Tal"], ["b", 2], ["a", 2], ["c", 3]]
    sheet["A1:B4"].sort([2, 1], [False, True], has_headers=True)
    assert sheet["A1:A4"].value == ["Namn", "c", "a", "b"]
    assert sheet["A1:B4"].find("A", whole=True) == sheet["A3"]
    sheet["A1:B4"].replace_all("Namn", "Enhet")
    assert sheet["A1"].value == "Enhet"


def test_a_cell_outside_the_sheet_is_refused(sheet: xw.Sheet) -> None:
    with pytest.raises(IndexError):
        sheet["A1"].offset(-1, 0)
    with pytest.raises(IndexError):
        sheet.range((0, 1))
    with pytest.raises(KeyError):
        sheet.range("finns_inte")
