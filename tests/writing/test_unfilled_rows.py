"""What an export's month did not reach is told, and what it reached is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.sheets import Value
from sn_excel.model.tables import Column, Line
from sn_excel.writing.theirs.unfilled_rows import leftovers
from tests.writing.tables import ACTUAL, MAY, dossier, ledger, line, programme, table

EXPORT = ledger(k7711=(15, 13, 31), k7712=(20, 21, 50))


def unit(label: str, row: int, column: Column = ACTUAL, formula: str = "H6", step: Amount = 1) -> Line:
    made = line(label, row, {column: 1})
    return replace(made, figures={column: replace(made.figures[column], formula=formula, step=step)})


def told(*lines: Line, values: Mapping[At, Value], kind: Unit = Unit.TKR, costs: int = 1) -> list[str]:
    shown = {("771", at): value for at, value in values.items()}
    return list(leftovers(dossier(table(*lines, unit=kind, costs=costs)), EXPORT, MAY, shown))


def test_formulas_that_give_another_amount_are_counted_by_column() -> None:
    rows = unit("7711 Hemtjänst", 6), unit("7712 Boende", 7)
    words = "Utfall räknas av formler som ger annat än exporten på"
    assert f"771 kolumn B: {words} 2 rader" in told(*rows, values={(6, 2): 99, (7, 2): 99})[0]
    assert f"771 kolumn B: {words} 1 rad och" in told(*rows, values={(6, 2): 99, (7, 2): 20})[0]


@pytest.mark.parametrize(
    ("value", "step", "other"),
    [(15, 1, False), (16, 1, False), (17, 1, True), (25, 10, False), (26, 10, True), (15, Decimal("0.1"), False),
     (16, Decimal("0.1"), False), (None, 1, False), ("text", 1, False), (True, 1, False)],
)  # fmt: skip
def test_the_rounding_of_the_cell_is_no_difference(value: Value, step: Amount, other: bool) -> None:
    assert bool(told(unit("7711 Hemtjänst", 6, step=step), values={(6, 2): value})) is other


def test_a_typed_cell_is_filled_and_nothing_to_tell() -> None:
    assert told(unit("7711 Hemtjänst", 6, formula=""), values={(6, 2): 99}) == []


def test_amounts_are_compared_in_the_tables_unit_and_sign() -> None:
    assert told(unit("7711 Hemtjänst", 6), values={(6, 2): -15_000}, kind=Unit.KR, costs=-1) == []
    assert told(unit("7711 Hemtjänst", 6), values={(6, 2): 15_000}, kind=Unit.KR, costs=-1)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(2024, 5, 5), "771 kolumn B: Utfall för månaden finns inte i exporten och är orört."),
        (Period(2023, 1, 5), "771 kolumn B: Utfall 2023 finns inte i exporten och är orört."),
    ],
)
def test_columns_of_other_periods_are_told_by_month_or_year(period: Period, said: str) -> None:
    rows = unit("7711 Hemtjänst", 6, Column(Measure.ACTUAL, period)), unit("7712 x", 7, Column(Measure.ACTUAL, period))
    assert told(*rows, values={}) == [said]


def test_a_whole_years_column_and_an_undated_one_are_no_other_period() -> None:
    for period in (Period(2023), None):
        assert told(unit("7719 Ny", 6, Column(Measure.ACTUAL, period)), values={}) == []


def test_a_typed_deviation_that_nothing_proves_is_told_once_for_its_column() -> None:
    unproved = replace(table(programme()), relations=())
    (said,) = leftovers(dossier(unproved), EXPORT, MAY, {})
    assert said.startswith("771 kolumn D: Avvikelse är skriven för hand")
    assert not list(leftovers(dossier(table(programme())), EXPORT, MAY, {}))
