"""The small words that everything hangs on say what their docstrings say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.model.adjustments import Adjustment, AdjustmentKind
from sn_excel.model.amounts import Amount
from sn_excel.model.entries import Entries, Standing, Submission
from sn_excel.model.findings import Finding, Severity, tally
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Code, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Figure, Line, undated
from sn_excel.model.verdicts import Verdict

MAY = Period(2024, 1, 5)
HERE = Place("bok", "771", 5, 2)
FOUND = Finding("SN202", Severity.ERROR, HERE, "771", "Fel.", stated=7, computed=10)


def test_a_difference_is_stated_minus_computed_and_needs_both() -> None:
    assert FOUND.difference == -3
    assert replace(FOUND, stated=None).difference is None
    assert replace(FOUND, computed=None).difference is None


def test_findings_are_counted_by_severity_in_words() -> None:
    found = [FOUND, replace(FOUND, severity=Severity.WARNING), *2 * [replace(FOUND, severity=Severity.NOTE)]]
    assert tally(found) == "1 fel, 1 varning, 2 upplysningar"


@pytest.mark.parametrize(
    ("status", "stated", "computed", "settles"),
    [("Förklarad", 7, 10, True), ("Öppen", 7, 10, False), ("Förklarad", 8, 10, False), ("Förklarad", 7, 11, False)],
)
def test_only_an_explanation_of_the_same_figures_settles(
    status: str, stated: Amount, computed: Amount, settles: bool
) -> None:
    assert Verdict(status, "", stated, computed).settles(FOUND) is settles


def test_programmes_units_and_leaves_are_those_in_force_in_printed_order() -> None:
    codes = (
        Code("771", "Omsorg"),
        Code("7711", "Hemtjänst", "771", last="2024-05"),
        Code("7712", "Boende", "771", first="2024-06"),
        Code("790", "Politik"),
        Code("791", "Ny", first="2025-01"),
    )
    board = Organisation("Nämnd", codes)
    june = Period(2024, 1, 6)
    assert [code.code for code in board.programmes(MAY)] == ["771", "790"]
    assert [code.code for code in board.units("771", MAY)] == ["7711"]
    assert [code.code for code in board.units("771", june)] == ["7712"]
    assert [code.code for code in board.leaves(MAY)] == ["7711", "790"]


@pytest.mark.parametrize(
    ("period", "accumulated", "whole"),
    [
        (MAY, True, False),
        (Period(2024), True, True),
        (Period(2024, 5, 5), False, False),
        (Period(2024, 2), False, False),
    ],
)
def test_accumulated_is_from_january_and_a_year_is_all_its_months(
    period: Period, accumulated: bool, whole: bool
) -> None:
    assert (period.accumulated, period.whole_year) == (accumulated, whole)


@pytest.mark.parametrize(
    ("year", "first", "last"), [(2024, 0, 5), (2024, 6, 5), (2024, 1, 13), (1899, 1, 5), (3000, 1, 5)]
)
def test_what_is_no_span_of_months_is_refused(year: int, first: int, last: int) -> None:
    with pytest.raises(ValueError, match="is no period"):
        Period(year, first, last)
    assert (Period(1900, 1, 1).year, Period(2999, 12, 12).year) == (1900, 2999)


def test_an_adjustment_may_be_of_one_month_and_bounded_by_its_own_amount() -> None:
    one = Adjustment("771", 5, "2024-05", "2024-05", AdjustmentKind.RUNNING, "x", low=5, high=5)
    assert one.months == 1


def standing(typed: Submission) -> Standing:
    return Standing("771", "771 Omsorg", 5, 1, 2, None, "", (), 3, 3, None, None, None, 0, 0, typed, (("Regel", HERE),))


def test_rows_where_nothing_is_typed_hold_no_submission() -> None:
    typed = Submission("771", lag=1)
    entries = Entries(MAY, (standing(Submission("771")), standing(typed)))
    assert entries.submissions == (typed,)
    assert entries.standings[0].place("Regel") == HERE


def row(*columns: Column) -> Line:
    return Line("771", "", HERE, {column: Figure(at, HERE, "771", column) for at, column in enumerate(columns)})


def pairs(one: Line, other: Line) -> list[tuple[Column, Column]]:
    return [(left.column, right.column) for left, right in undated(one, other)]


def test_an_undated_column_meets_the_dated_one_of_its_measure() -> None:
    dated, bare, budget = Column(Measure.ACTUAL, MAY), Column(Measure.ACTUAL), Column(Measure.PERIOD_BUDGET, MAY)
    assert pairs(row(dated, budget), row(bare, budget)) == [(dated, bare)]
    assert pairs(row(bare), row(dated)) == [(bare, dated)]
    assert pairs(row(dated), row(dated)) == []
    assert pairs(row(bare), row(budget)) == []
    assert pairs(row(dated), row(Column(Measure.ACTUAL, Period(2023)))) == []
    assert pairs(row(bare), row(dated, Column(Measure.ACTUAL, Period(2023)))) == []
    assert pairs(row(dated, Column(Measure.ACTUAL, Period(2023))), row(bare)) == []
