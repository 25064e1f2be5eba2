"""An export's amounts land in the typed cells of its rows, sums follow, and everything else is left."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.edits import Cell, Write
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Column, Kind, Line
from sn_excel.writing.theirs.filling import Change, budgets, filling, lowest, unreadable, written
from tests.writing.tables import ACTUAL, ANNUAL, BUDGET, COLUMNS, DEVIATION, MAY, dossier, ledger, line, programme, row
from tests.writing.tables import table as page

EXPORT = ledger(k7711=(15, 13, 31), k7712=(20, 21, 50))


def filled(*lines: Line, unit: Unit = Unit.TKR, costs: int = 1, kind: Kind = Kind.PAGE) -> dict[str, object]:
    book = dossier(page(*lines, unit=unit, costs=costs, kind=kind))
    return {f"{'ABCDE'[one.at[1] - 1]}{one.at[0]}": one.after for one in filling(book, EXPORT, MAY).changes}


def with_figure(one: Line, column: Column, **changed: object) -> Line:
    return replace(one, figures={**one.figures, column: replace(one.figures[column], **changed)})  # type: ignore[arg-type]


def test_units_take_the_export_sums_and_deviations_follow_and_the_boards_budget_stays() -> None:
    assert filled(programme()) == {"B6": 15, "C6": 13, "D6": -2, "E6": 31, "B5": 35, "C5": 34, "D5": -1}


def test_a_change_says_what_stood_there() -> None:
    found = filling(dossier(), EXPORT, MAY).changes
    assert Change("771", (6, 2), "7711 Hemtjänst", 10, 15) in found


def test_formulas_and_unreadable_cells_are_left() -> None:
    unit = line("7711 Hemtjänst", 6, row(10, 12, 2, 30))
    unit = with_figure(with_figure(unit, ACTUAL, formula="H6+I6"), BUDGET, doubt="oklart", value=None)
    assert filled(unit) == {"D6": -2, "E6": 31}


def test_empty_cells_are_filled() -> None:
    assert filled(line("7711 Hemtjänst", 6, row(None, None, None, None))) == {"B6": 15, "C6": 13, "D6": -2, "E6": 31}


def test_a_table_that_prints_costs_negative_gets_them_so() -> None:
    unit = line("7711 Hemtjänst", 6, row(-10, -12, -2, -30))
    assert filled(unit, costs=-1) == {"B6": -15, "C6": -13, "D6": 2, "E6": -31}


@pytest.mark.parametrize(
    ("unit", "step", "after"), [(Unit.KR, 1, 15_000), (Unit.MKR, 1, Decimal("0.015")), (Unit.MKR, 10, Decimal("0.02"))]
)
def test_an_amount_is_written_in_the_tables_unit_to_the_cells_precision(
    unit: Unit, step: Amount, after: Amount
) -> None:
    one = with_figure(line("7711 Hemtjänst", 6, row(1, 1, 0, 1)), ACTUAL, step=step)
    assert filled(one, unit=unit)["B6"] == after


def test_a_sum_with_a_part_that_the_export_lacks_is_left() -> None:
    parts = (line("7711 Hemtjänst", 6, row(10, 12, 2, 30)), line("7719 Ny", 7, row(20, 21, 1, 50)))
    assert set(filled(line("771 Äldreomsorg", 5, row(30, 33, 3, 80), parts))) == {"B6", "C6", "D6", "E6"}


def test_the_summarys_row_takes_the_sum_of_the_pages_units() -> None:
    summary = page(line("771 Äldreomsorg", 4, row(30, 33, 3, 80), sheet="Översikt"), kind=Kind.SUMMARY)
    changes = filling(dossier(summary, page(programme())), EXPORT, MAY).changes
    assert {one.at: one.after for one in changes if one.sheet == "Översikt"} == {(4, 2): 35, (4, 3): 34, (4, 4): -1}


def test_a_row_of_which_only_a_part_is_broken_out_takes_its_own_amount() -> None:
    whole = replace(line("7711 Hemtjänst", 6, row(10, 12, 2, 30), (line("9 Varav", 7, row(1, 1, 0, 1)),)), whole=False)
    assert filled(whole)["B6"] == 15


@pytest.mark.parametrize("kind", [Kind.OPERATING, Kind.INCOME])
def test_statements_are_not_filled(kind: Kind) -> None:
    assert filled(programme(), kind=kind) == {}


@pytest.mark.parametrize(
    ("column", "own", "taken"),
    [
        (Column(Measure.ACTUAL, MAY), MAY, True),
        (Column(Measure.ACTUAL, Period(2024, 5, 5)), MAY, False),
        (Column(Measure.ACTUAL, Period(2023, 1, 5)), MAY, False),
        (Column(Measure.ACTUAL), MAY, True),
        (Column(Measure.ACTUAL, MAY), None, False),
        (Column(Measure.ACTUAL), None, True),
        (Column(Measure.PERIOD_BUDGET, Period(2024)), MAY, False),
        (Column(Measure.ANNUAL_BUDGET, Period(2024)), MAY, True),
        (Column(Measure.ANNUAL_BUDGET, Period(2023)), MAY, False),
        (Column(Measure.FORECAST, MAY), MAY, False),
    ],
)
def test_only_the_books_own_period_and_years_budget_are_filled(column: Column, own: Period | None, taken: bool) -> None:
    book = dossier(page(line("7711 Hemtjänst", 6, {column: 1})))
    assert bool(filling(book, EXPORT, own).changes) is taken


def test_rows_and_codes_without_a_match_are_told_once() -> None:
    strange = line("7719 Ny", 8, row(1, 1, 0, 1))
    found = filling(dossier(page(strange), page(strange)), EXPORT, MAY)
    assert (found.rows, found.codes) == (("7719 Ny",), ("7711", "7712"))


def test_a_doubtful_typed_cell_of_the_period_is_unreadable_and_no_other() -> None:
    unit = line("7711 Hemtjänst", 6, row(10, 12, 2, 30))
    for column in COLUMNS:
        unit = with_figure(unit, column, doubt="oklart")
    unit = with_figure(unit, BUDGET, formula="H6")
    book = dossier(page(unit))
    assert [figure.column for figure in unreadable(book, MAY)] == [ACTUAL, ANNUAL]
    assert [figure.column for figure in unreadable(book, Period(2024, 1, 6))] == [ANNUAL]


def test_the_budget_that_proves_an_export_is_of_lowest_rows_with_costs_positive() -> None:
    assert budgets(dossier(page(programme(), costs=-1))) == {"7711": -30, "7712": -50}
    assert [one.code for _, one in lowest(dossier())] == ["7711", "7712"]


def test_each_change_is_a_cell_of_its_own() -> None:
    assert list(written([Change("771", (6, 2), "x", 1, 2)])) == [Write("771", (6, 2), ((Cell(2),),))]


def test_a_deviation_alone_is_never_touched() -> None:
    assert DEVIATION not in line("7711 x", 6, {ACTUAL: 1}).figures
    assert filled(line("7711 Hemtjänst", 6, {DEVIATION: 99})) == {}
