"""A forecast made anew for another month: what people typed stays, what has no row any more is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.calculations.formulas.recalculation import recalculated
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.refresh import Refreshed, kept, refreshed
from sn_excel.jobs.typed import typed
from sn_excel.model.edits import Cell, PrintTexts, Write
from sn_excel.model.entries import by_code
from sn_excel.model.periods import Period
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import ADJUSTMENTS, CHART, FORECAST
from sn_excel.schema.prognos import Column

MAY, JUNE = Period.parse("2024-05"), Period.parse("2024-06")


def page(month: str, actual: int, code: str = "7400") -> Sheet:
    rows = (
        ("Belopp i tkr",),
        ("Verksamhet", f"Utfall {month} 2024", f"Budget {month} 2024", "Årsbudget 2024"),
        (f"{code} Ledning", actual, 1000, 2400),
        ("7779 Avgifter", -500, -500, -1200),
    )
    return Sheet("bok.xlsx", "771", {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1)})


@pytest.fixture
def worked() -> tuple[Sheet, ...]:
    """May with its forecast, in which a manager's forecast is typed."""
    sheets = (page("maj", 1000),)
    made = preview(sheets, forecast(sheets, Beside()).edits)
    prognos = next(sheet for sheet in made if sheet.name == FORECAST)
    row = next(at[0] for at, value in prognos.cells.items() if value == "7400 Ledning")
    return recalculated(preview(made, [Write(FORECAST, (row, Column.SUBMITTED), ((Cell(2500),),))])).sheets


def with_page(sheets: tuple[Sheet, ...], fresh: Sheet) -> tuple[Sheet, ...]:
    return tuple(fresh if sheet.name == fresh.name else sheet for sheet in sheets)


def test_where_nobody_works_on_a_forecast_none_is_made() -> None:
    sheets = (page("maj", 1000),)
    assert refreshed(sheets, sheets, JUNE) == kept(sheets, sheets, MAY, "") == Refreshed()


def test_a_bare_prognos_is_no_work_but_its_adjustments_or_its_chart_are(worked: tuple[Sheet, ...]) -> None:
    for name in (ADJUSTMENTS, CHART):
        some = tuple(sheet for sheet in worked if sheet.name in ("771", FORECAST, name))
        assert refreshed(some, with_page(some, page("juni", 1200)), JUNE).edits
    bare = tuple(sheet for sheet in worked if sheet.name in ("771", FORECAST))
    assert refreshed(bare, with_page(bare, page("juni", 1200)), JUNE) == Refreshed()


def test_the_forecast_is_of_the_new_month_and_keeps_what_was_typed(worked: tuple[Sheet, ...]) -> None:
    after = with_page(worked, page("juni", 1200))
    made = preview(after, refreshed(worked, after, JUNE).edits)
    found = typed(made)
    assert found.period == JUNE
    assert by_code(found.submissions)["7400"].value == 2500
    before = {one.code: one.value for one in typed(worked).standings}
    assert {one.code: one.last for one in found.standings}["7400"] == before["7400"] == 2500


def test_what_was_typed_comes_along_to_the_book_that_is_written_over(worked: tuple[Sheet, ...]) -> None:
    fresh = (page("maj", 1100),)
    edits = kept(worked, fresh, MAY, "Socialnämnd").edits
    assert by_code(typed(preview(fresh, edits)).submissions)["7400"].value == 2500
    assert any("Socialnämnd" in edit.header + edit.footer for edit in edits if isinstance(edit, PrintTexts))


def test_what_has_no_row_any_more_is_told(worked: tuple[Sheet, ...]) -> None:
    after = with_page(worked, page("juni", 1200, code="7411"))
    (sentence,) = refreshed(worked, after, JUNE).lost
    assert "7400" in sentence
    assert "2500" in sentence


def test_a_foreign_sheet_of_the_same_name_is_nobodys_work(worked: tuple[Sheet, ...]) -> None:
    theirs = tuple(
        replace(sheet, cells={(1, 1): "eget"}) if sheet.name in (ADJUSTMENTS, CHART, FORECAST) else sheet
        for sheet in worked
    )
    assert refreshed(theirs, theirs, JUNE) == Refreshed()
