"""The accountants' own Driftredovisning: empty forecasts are filled from the sheet Prognos, typed ones are left."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.edits import Formula
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Column, Dossier, Kind, Line, Table
from sn_excel.writing.theirs.statements import Filled, filled, own_statements
from tests.jobs.books import MARCH, forecasted
from tests.writing.tables import line

ACTUAL, FORECAST = Column(Measure.ACTUAL, MARCH), Column(Measure.FORECAST, Period(2025))


@pytest.fixture(scope="module")
def ends() -> tuple[YearEnd, ...]:
    return forecasted().ends


def row(label: str, at: int, forecast: Amount | None, parts: tuple[Line, ...] = ()) -> Line:
    return line(label, at, {ACTUAL: 1, FORECAST: forecast}, parts, sheet="Drift")


def statement(*lines: Line, unit: Unit = Unit.TKR, costs: int = 1) -> Table:
    return Table(Kind.OPERATING, "Drift", (ACTUAL, FORECAST), lines, (), unit, costs)


def formulas(found: Filled) -> dict[tuple[int, int], Formula]:
    cells = {at: cell.content for edit in found.edits for at, cell in edit.cells().items()}
    return {at: held for at, held in cells.items() if isinstance(held, Formula)}


@pytest.mark.parametrize(
    ("unit", "costs", "shape", "factor"),
    [
        (Unit.TKR, 1, r"Prognos!N\d+", Decimal(1)),
        (Unit.KR, 1, r"Prognos!N\d+\*1000", Decimal(1000)),
        (Unit.MKR, -1, r"-Prognos!N\d+/1000", Decimal("-0.001")),
    ],
)
def test_an_empty_forecast_refers_to_prognos_in_the_tables_unit_and_sign(
    ends: tuple[YearEnd, ...], unit: Unit, costs: int, shape: str, factor: Decimal
) -> None:
    held = formulas(filled(statement(row("111 Omsorg", 5, None), unit=unit, costs=costs), ends))[5, 3]
    assert re.fullmatch(shape, held.text)
    assert held.cached == ends[0].shown * factor


def test_what_we_once_filled_is_filled_again_and_another_formula_is_left(ends: tuple[YearEnd, ...]) -> None:
    def having(formula: str) -> Table:
        one = row("111 Omsorg", 5, 1)
        return statement(replace(one, figures={FORECAST: replace(one.figures[FORECAST], formula=formula)}))

    assert formulas(filled(having("Prognos!N9"), ends))
    assert not formulas(filled(having("Prognos!N9+1"), ends))
    assert not formulas(filled(having("E5"), ends))


def test_a_typed_forecast_stays_and_is_told_where_it_differs(ends: tuple[YearEnd, ...]) -> None:
    same, other = row("111 Omsorg", 5, ends[0].shown), row("111 Omsorg", 5, ends[0].shown + 1)
    assert filled(statement(same), ends) == Filled(())
    found = filled(statement(other), ends)
    assert (found.edits, [figure.place.at for figure in found.differing]) == ((), [(5, 3)])
    rough = replace(other, figures={FORECAST: replace(other.figures[FORECAST], step=10)})
    assert filled(statement(rough), ends) == Filled(())


def test_a_total_sums_its_rows_filled_or_typed(ends: tuple[YearEnd, ...]) -> None:
    total = row("Totalt", 7, None, (row("111 Omsorg", 5, None), row("790 Politik", 6, 40)))
    assert formulas(filled(statement(total), ends))[7, 3] == Formula("C5+C6", ends[0].shown + 40)


def test_a_total_with_a_row_that_stays_empty_stays_empty(ends: tuple[YearEnd, ...]) -> None:
    total = row("Totalt", 7, None, (row("111 Omsorg", 5, None), row("790 Politik", 6, None)))
    assert set(formulas(filled(statement(total), ends))) == {(5, 3)}


def test_own_statements_are_operating_ones_of_the_period_with_a_forecast() -> None:
    good = statement(row("111 Omsorg", 5, None))
    income, bare = replace(good, kind=Kind.INCOME), replace(good, columns=(ACTUAL,))
    other = replace(good, columns=(Column(Measure.ACTUAL, Period(2024, 1, 3)), FORECAST))
    undated = replace(good, columns=(Column(Measure.ACTUAL), FORECAST))
    assert own_statements(Dossier((good, income, bare, other, undated)), MARCH) == (good, undated)
