"""A row of Prognosjusteringar is begun where one is free, for the row that a person stands on."""

from __future__ import annotations

import pytest

from sn_excel.jobs.adjust import Author, Begun, Spot, adjust
from sn_excel.jobs.carried import Beside
from sn_excel.model.edits import Write
from sn_excel.model.errors import SnError
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import ADJUSTMENTS, FORECAST
from sn_excel.schema.prognos import FIRST_ITEM, HEADING_ROW, Field
from tests.jobs.books import book, changed
from tests.writing.sheets import applied

ME = Author("controller", "2025-04-10")
BOENDE = Spot("111", 7)


def begin(sheets: tuple[Sheet, ...], spot: Spot | None = BOENDE, author: Author = ME) -> Begun:
    return adjust(sheets, Beside(), spot, author)


def started(begun: Begun) -> dict[int, object]:
    edit = [edit for edit in begun.edits if isinstance(edit, Write)][-1]
    assert edit.sheet == ADJUSTMENTS
    return {at[1]: cell.content for at, cell in edit.cells().items()}


@pytest.fixture(scope="module")
def begun() -> tuple[Sheet, ...]:
    """The book when a first row has been begun for 1120."""
    return applied(book(), begin(book()).edits)


def test_the_first_row_brings_the_forecast_and_holds_what_is_known() -> None:
    found = begin(book())
    assert (found.row, found.label, found.months) == (FIRST_ITEM, "1120 Boende", ("2025-04", "2025-12"))
    assert (found.forecasted, found.again) == (True, False)
    assert found.missing == (Field.AMOUNT, Field.KIND, Field.REASON)
    assert found.first == (FIRST_ITEM, Field.AMOUNT)
    assert started(found) == {
        Field.CODE: "1120 Boende",
        Field.FIRST: "2025-04",
        Field.LAST: "2025-12",
        Field.MODE: "läggs till",
        Field.AUTHOR: "controller",
        Field.DATE: "2025-04-10",
        Field.STATUS: "godkänd",
    }


def test_who_begins_it_may_be_unknown() -> None:
    assert Field.AUTHOR not in started(begin(book(), author=Author("", "2025-04-10")))


def test_in_december_the_row_is_of_december() -> None:
    assert begin(book(" December 2025")).months == ("2025-12", "2025-12")


@pytest.mark.parametrize("spot", [None, Spot("111", 2), Spot("Finns inte", 7)])
def test_where_no_unit_is_stood_on_it_is_asked_for(spot: Spot | None) -> None:
    found = begin(book(), spot)
    assert (found.label, found.missing[0], found.first) == ("", Field.CODE, (FIRST_ITEM, Field.CODE))
    assert Field.CODE not in started(found)


def test_a_row_that_was_begun_and_left_is_gone_to(begun: tuple[Sheet, ...]) -> None:
    found = begin(begun)
    assert (found.row, found.label, found.again, found.forecasted) == (FIRST_ITEM, "1120 Boende", True, False)
    assert found.edits == ()
    assert found.missing == (Field.AMOUNT, Field.KIND, Field.REASON)
    assert found.months == ("2025-04", "2025-12")


@pytest.mark.parametrize(("field", "value"), [(Field.AMOUNT, 100), (Field.REASON, "fler ärenden")])
def test_a_row_with_an_amount_or_a_reason_is_another(begun: tuple[Sheet, ...], field: Field, value: object) -> None:
    assert isinstance(value, int | str)
    found = begin(changed(begun, ADJUSTMENTS, (FIRST_ITEM, field), value))
    assert (found.row, found.again, found.forecasted) == (FIRST_ITEM + 1, False, False)
    assert len([edit for edit in found.edits if isinstance(edit, Write)]) == 1


def test_another_units_row_is_begun_below(begun: tuple[Sheet, ...]) -> None:
    found = begin(begun, Spot("111", 6))
    assert (found.row, found.label, found.again) == (FIRST_ITEM + 1, "1110 Ledning", False)


def test_a_gap_between_rows_is_used_last(begun: tuple[Sheet, ...]) -> None:
    typed = changed(begun, ADJUSTMENTS, (FIRST_ITEM + 2, Field.CODE), "1130 Hemtjänst")
    assert begin(typed, Spot("111", 6)).row == FIRST_ITEM + 3


def test_the_row_of_the_sheet_prognos_says_the_unit(begun: tuple[Sheet, ...]) -> None:
    prognos = next(sheet for sheet in begun if sheet.name == FORECAST)
    row = next(at[0] for at, value in prognos.cells.items() if at[1] == 1 and value == "1130 Hemtjänst")
    assert begin(begun, Spot(FORECAST, row)).label == "1130 Hemtjänst"


def test_a_table_with_other_headings_is_made_anew(begun: tuple[Sheet, ...]) -> None:
    renamed = changed(begun, ADJUSTMENTS, (HEADING_ROW, Field.MONTHS), "Mitt eget")
    assert begin(renamed, Spot("111", 6)).forecasted


def test_a_book_without_a_month_is_refused() -> None:
    with pytest.raises(SnError, match="vilken månad"):
        begin(book(""))
