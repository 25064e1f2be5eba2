"""A book's forecast, what it hands on to the next, and what it cannot be made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.calculations.forecasting.comparisons import Stand
from sn_excel.jobs.carried import Beside, carried
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.typed import mine
from sn_excel.model.adjustments import Adjustment, AdjustmentKind, AdjustmentMode
from sn_excel.model.edits import Write
from sn_excel.model.entries import Submission
from sn_excel.model.errors import SnError
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import FORECAST, OPERATING
from tests.jobs.books import APRIL, MARCH, book, forecasted
from tests.writing.sheets import applied

MORE = Adjustment("1120", 900, "2025-04", "2025-12", AdjustmentKind.RUNNING, "fler ärenden")


@pytest.fixture(scope="module")
def made() -> tuple[Sheet, ...]:
    return applied(book(), forecasted().edits)


def test_an_adjustment_is_added_to_its_unit_and_programme_alone() -> None:
    plain, more = forecasted().ends[0], forecast(book(), Beside(items=(MORE,))).ends[0]
    assert [after.value - before.value for before, after in zip(plain.units, more.units, strict=True)] == [0, 900, 0]
    assert more.value - plain.value == 900


def test_a_submitted_forecast_wins_and_both_are_handed_on() -> None:
    given = Beside(items=(MORE,), submissions=(Submission("1120", 8_000, "chef", "2025-04-10"),))
    done = forecast(book(), given)
    assert done.ends[0].units[1].value == 8_000
    after = carried(applied(book(), done.edits), MARCH)
    assert after.submissions == given.submissions
    assert [(one.code, one.amount, one.reason) for one in after.items] == [("1120", 900, "fler ärenden")]


def test_typed_figures_of_a_row_that_is_gone_are_told() -> None:
    done = forecast(book(), Beside(submissions=(Submission("1999", 8_000, "chef", "2025-04-10"),)))
    assert len(done.lost) == 1
    assert "1999" in done.lost[0]
    assert forecasted().lost == ()


def test_last_months_forecasts_are_handed_on_to_the_next_month_only(made: tuple[Sheet, ...]) -> None:
    end = forecasted().ends[0]
    assert carried(made, APRIL).last["111"] == Stand(end.shown, 0)
    assert carried(made, MARCH).last == {}
    assert carried(made, Period(2025, 1, 5)).last == {}
    assert carried(made, Period(2026, 1, 4)).last == {}


def test_the_charts_months_are_handed_on_within_the_year(made: tuple[Sheet, ...]) -> None:
    assert set(carried(made, APRIL).months) == {3}
    assert carried(made, APRIL).months[3]["111"].actual == 3_135
    assert carried(made, MARCH).months == {}
    assert carried(made, Period(2026, 1, 4)).months == {}


def test_an_accountants_sheet_of_our_name_is_not_ours(made: tuple[Sheet, ...]) -> None:
    ours = mine(made, FORECAST)
    assert ours is not None
    theirs = replace(ours, cells={**ours.cells, (1, 1): "Min prognos"})
    assert mine([theirs], FORECAST) is None
    assert mine([theirs, ours], "Driftredovisning") is None


def test_a_book_without_month_or_amounts_or_with_an_unreadable_one_is_refused() -> None:
    with pytest.raises(SnError, match="vilken månad"):
        forecast(book(""), Beside())
    with pytest.raises(SnError, match="inga rader"):
        forecast(book(), Beside(period=Period(2024, 1, 3)))
    with pytest.raises(SnError, match="111 B6 kan inte läsas"):
        forecast(book(B6="3 1O"), Beside())


def replacing(code: str) -> tuple[str, ...]:
    item = replace(MORE, code=code, mode=AdjustmentMode.REPLACES_REST)
    return forecast(book(), Beside(items=(item,))).ignored


def test_a_programme_with_units_has_no_rest_of_its_own_to_replace() -> None:
    assert len(replacing("111")) == 1
    assert "ersätter resten gäller bara en verksamhet" in replacing("111")[0]
    assert replacing("1120") == ()


@pytest.mark.parametrize(
    ("code", "first", "kind", "told"),
    [
        ("111", "2025-03", AdjustmentKind.ONE_OFF, True),
        ("111", "2025-04", AdjustmentKind.ONE_OFF, False),
        ("111", "2025-03", AdjustmentKind.RUNNING, False),
        ("1120", "2025-03", AdjustmentKind.ONE_OFF, False),
    ],
)
def test_what_is_booked_is_lifted_out_of_a_units_rule_only(
    code: str, first: str, kind: AdjustmentKind, told: bool
) -> None:
    done = forecast(book(), Beside(items=(replace(MORE, code=code, first=first, kind=kind),)))
    written = [cell.content for edit in done.edits if isinstance(edit, Write) for cell in edit.cells().values()]
    assert any("redan är bokfört kan bara lyftas" in held for held in written if isinstance(held, str)) is told


def test_an_accountants_own_driftredovisning_is_left_and_told_of() -> None:
    theirs = Sheet("bok.xlsx", OPERATING, {(1, 1): "Min egen"})
    done = forecast((*book(), theirs), Beside())
    assert [words for words in done.told if "är ert eget" in words]
    assert not [edit for edit in done.edits if isinstance(edit, Write) and edit.sheet == OPERATING]
    assert [edit for edit in forecasted().edits if isinstance(edit, Write) and edit.sheet == OPERATING]
