"""Months and forecasts put away out of books and exports, and called to mind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from sn_excel.archive.connections import connected
from sn_excel.archive.deliveries import add
from sn_excel.archive.rounds import add_round
from sn_excel.calculations.forecasting.comparisons import Stand
from sn_excel.jobs.archive import About, of_ledger, of_workbook, outcomes, remembered
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.forecast import forecast
from sn_excel.jobs.understand import NOTHING
from sn_excel.model.adjustments import Adjustment, AdjustmentKind
from sn_excel.model.errors import SnError
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from tests.jobs.books import APRIL, MARCH, ORGANISATION, book, export, forecasted
from tests.writing.sheets import applied

ABOUT = About("bok.xlsx", "2025-04-10T08:00")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Connection]:
    with connected(tmp_path / "arkiv.db", create=True) as connection:
        yield connection


def test_a_books_month_holds_programmes_and_units() -> None:
    delivery, made = of_workbook(book(), NOTHING, ABOUT)
    assert (delivery.period, delivery.document, made) == (MARCH, "bok.xlsx", None)
    assert set(delivery.entries) == {"111", "1110", "1120", "1130"}
    assert delivery.entries["1120"].amounts == {
        Measure.ACTUAL: 1_955,
        Measure.PERIOD_BUDGET: 1_875,
        Measure.ANNUAL_BUDGET: 7_500,
    }


def test_the_forecasts_of_a_book_are_put_away_with_it() -> None:
    made = of_workbook(applied(book(), forecasted().edits), NOTHING, ABOUT)[1]
    assert made is not None
    kept = {one.code: one for one in made.forecasts}
    assert (kept["1120"].parent, kept["111"].parent, kept["1120"].name) == ("111", "", "Boende")
    assert (kept["1120"].annual_budget, kept["1120"].submitted) == (7_500, None)


def test_a_forecast_is_kept_with_and_without_its_adjustments() -> None:
    item = Adjustment("1120", 900, "2025-04", "2025-12", AdjustmentKind.RUNNING, "fler ärenden")
    done = forecast(book(), Beside(items=(item,)))
    made = of_workbook(applied(book(), done.edits), NOTHING, ABOUT)[1]
    assert made is not None
    assert {one.code: one.value - one.unadjusted for one in made.forecasts} == {
        "111": 900,
        "1110": 0,
        "1120": 900,
        "1130": 0,
    }


def test_a_book_that_says_no_month_is_refused() -> None:
    with pytest.raises(SnError, match="vilken månad"):
        of_workbook(book(""), NOTHING, ABOUT)


def test_an_exports_programmes_are_summed_where_the_organisation_is_known() -> None:
    entries = of_ledger(export(), ORGANISATION, ABOUT).entries
    assert entries["111"].amounts == {
        Measure.ACTUAL: 3_165,
        Measure.PERIOD_BUDGET: 3_110,
        Measure.ANNUAL_BUDGET: 12_350,
    }
    assert "111" not in of_ledger(export(), None, ABOUT).entries


def test_last_months_forecasts_and_earlier_months_are_remembered(archive: Connection) -> None:
    delivery, made = of_workbook(applied(book(), forecasted().edits), NOTHING, ABOUT)
    assert made is not None
    add(archive, delivery)
    add_round(archive, made)
    found = remembered(archive, APRIL)
    assert set(found.last) == {"111", "1110", "1120", "1130"}
    assert isinstance(found.last["1120"], Stand)
    assert found.months[3]["111"].actual == 3_135
    assert (remembered(archive, MARCH).months, remembered(archive, MARCH).last) == ({}, {})
    assert remembered(archive, Period(2025, 1, 1)).last == {}
    assert remembered(archive, Period(2026, 1, 4)).months == {}


def test_programmes_are_held_against_their_outcome_when_december_is_there(archive: Connection) -> None:
    made = of_workbook(applied(book(), forecasted().edits), NOTHING, ABOUT)[1]
    assert made is not None
    add_round(archive, made)
    assert outcomes(archive).pairs == ()
    add(archive, of_workbook(book(" December 2025"), NOTHING, ABOUT)[0])
    found = outcomes(archive)
    assert [(one.code, one.outcome) for one in found.pairs] == [("111", 3_135)]
    assert (found.names, found.missing) == ({"111": "111 Omsorg"}, ())
