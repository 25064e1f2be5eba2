"""Next month's workbook: headings move, the month's amounts go, budget and formulas stay."""

from __future__ import annotations

import pytest

from sn_excel.jobs.roll import roll
from sn_excel.jobs.understand import Known
from sn_excel.model.edits import Recache, Unmark
from sn_excel.model.errors import SnError
from sn_excel.schema.month import FORECAST
from sn_excel.schema.prognos import BOOKED_ROW, Column
from tests.jobs.books import APRIL, MARCH, book, changed, forecasted
from tests.writing.sheets import applied


def test_headings_move_and_the_months_amounts_are_emptied() -> None:
    rolled = roll(book(), APRIL, Known())
    (page,) = applied(book(), rolled.edits)
    assert rolled.was == MARCH
    assert [page.cells[4, at] for at in range(2, 6)] == [
        "Utfall April 2025",
        "Budget April 2025",
        "Avvikelse April 2025",
        "Årsbudget",
    ]
    assert [page.cells.get((6, at)) for at in (1, 2, 3, 5)] == ["1110 Ledning", None, None, 1_200]
    assert page.formulas == book()[0].formulas


def test_formulas_are_given_what_they_now_show_and_marks_go() -> None:
    edits = roll(book(), APRIL, Known()).edits
    values = next(edit.values for edit in edits if isinstance(edit, Recache))
    assert {at: values.get(at) for at in ((5, 2), (5, 3), (5, 4), (5, 5))} == {
        (5, 2): 0,
        (5, 3): 0,
        (5, 4): 0,
        (5, 5): None,
    }
    assert Unmark("111") in edits


def test_the_forecast_sheet_is_turned_to_the_month_and_its_submissions_emptied() -> None:
    made = applied(book(), forecasted().edits)
    prognos = next(sheet for sheet in made if sheet.name == FORECAST)
    row = next(at[0] for at, value in prognos.cells.items() if at[1] == 1 and value == "1120 Boende")
    made = changed(made, FORECAST, (row, Column.SUBMITTED), 8_000)
    after = next(sheet for sheet in applied(made, roll(made, APRIL, Known()).edits) if sheet.name == FORECAST)
    assert (after.cells[BOOKED_ROW, 2], after.cells[BOOKED_ROW, 4]) == (4, 2025)
    assert (row, Column.SUBMITTED) not in after.cells
    assert after.cells[row, Column.LAST] is not None


def test_the_month_it_already_is_of_is_refused() -> None:
    with pytest.raises(SnError, match="gäller redan januari–mars 2025"):
        roll(book(), MARCH, Known())


def test_a_book_that_does_not_say_its_month_is_refused() -> None:
    with pytest.raises(SnError, match="inte vilken månad"):
        roll(book(""), APRIL, Known())
