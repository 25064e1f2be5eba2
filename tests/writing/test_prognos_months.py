"""The sheet Prognos turned to another month; an accountant's sheet of that name is left alone."""

from __future__ import annotations

from sn_excel.model.edits import Write
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet, Value
from sn_excel.schema.month import FORECAST, OWN
from sn_excel.schema.prognos import BOOKED_ROW, Column
from sn_excel.writing.own.prognos_months import booked, unsubmitted

CELLS: dict[tuple[int, int], Value] = {
    (1, 1): OWN[FORECAST],
    (BOOKED_ROW, 2): 5,
    (BOOKED_ROW, 4): 2024,
    (5, Column.LABEL): "771 Omsorg",
    (5, Column.FORECAST): 1_200,
    (5, Column.UNROUNDED): 1_234,
    (5, Column.ADJUSTMENTS): 30,
    (5, Column.SUBMITTED): 1_200,
    (5, Column.REASON): "ojämnt",
    (6, Column.LABEL): "7711 Hemtjänst",
    (6, Column.UNROUNDED): 700,
    (7, Column.LABEL): "Totalt",
    (7, Column.FORECAST): 1_900,
}
OURS, THEIRS = Sheet("bok", FORECAST, CELLS), Sheet("bok", FORECAST, {**CELLS, (1, 1): "Min egen"})


def turned(to: Period) -> dict[tuple[int, int], object]:
    edits = [edit for edit in booked([OURS], to) if isinstance(edit, Write)]
    return {at: cell.content for edit in edits for at, cell in edit.cells().items()}


def test_the_next_month_has_this_months_forecasts_as_last_months() -> None:
    assert turned(Period(2024, 1, 6)) == {
        (BOOKED_ROW, 2): 6,
        (BOOKED_ROW, 4): 2024,
        (5, Column.LAST): 1_200,
        (5, Column.LAST_ADJUSTMENTS): 30,
        (6, Column.LAST): 700,
        (6, Column.LAST_ADJUSTMENTS): None,
    }


def test_where_months_lie_between_there_is_no_last_month() -> None:
    for period in (Period(2024, 1, 7), Period(2025, 1, 6)):
        found = turned(period)
        assert (found[5, Column.LAST], found[5, Column.LAST_ADJUSTMENTS], found[6, Column.LAST]) == (None, None, None)


def test_the_same_month_and_an_accountants_sheet_are_left() -> None:
    assert turned(Period(2024, 1, 5)) == {}
    assert list(booked([THEIRS], Period(2024, 1, 6))) == []
    assert list(unsubmitted([THEIRS])) == []


def test_only_the_submitted_forecast_is_emptied() -> None:
    assert [edit.at for edit in unsubmitted([OURS]) if isinstance(edit, Write)] == [(5, Column.SUBMITTED)]
