"""The real documents: every printed figure, how rows hang together, what the columns mean."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Column, Kind, Table
from sn_excel.reading.tables import tables

Figures = list[tuple[str, tuple[Amount | None, ...]]]
Load = Callable[[Path], Sheet]
State = Callable[[Iterable[Table]], Figures]

TO_MAY, TO_APRIL, LAST_APRIL, YEAR = Period(2024, 1, 5), Period(2024, 1, 4), Period(2023, 1, 4), Period(2024)
MONTH_COLUMNS = (
    Column(Measure.ACTUAL, TO_MAY),
    Column(Measure.PERIOD_BUDGET, TO_MAY),
    Column(Measure.PERIOD_DEVIATION, TO_MAY),
    Column(Measure.ANNUAL_BUDGET, YEAR),
)
LAYOUTS = (
    "cp437_semicolon", "dot_thousands_da", "endash_space_text", "english_locale", "kronor_trailing_minus", "mkr_1dec",
    "narrow_nbsp_semicolon", "nbsp_tab", "pdf_like_text", "raindance_like_csv", "thin_space", "unit4_like_csv",
    "utf16_excel_unicode_text",
)  # fmt: skip


@pytest.fixture(scope="module")
def printed_may(seeds: Path, load: Load) -> tuple[Table, ...]:
    return tables([load(seeds / "000_4dc4796e382a3134.txt")]).tables


@pytest.fixture(scope="module")
def printed_april(seeds: Path, load: Load) -> tuple[Table, ...]:
    return tables([load(seeds / "003_37b11e039177ece9.txt")]).tables


def transcribed(path: Path, skip: int) -> list[tuple[int | None, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [tuple(int(text) if text else None for text in row[skip:]) for row in rows]


def test_all_372_figures_of_the_printed_may_table_are_read(
    printed_may: tuple[Table, ...], may_figures: Figures, stated: State
) -> None:
    assert stated(printed_may) == may_figures
    assert sum(len(line.figures) for table in printed_may for line in table.walk()) == 372


def test_the_printed_may_table_is_a_summary_and_six_pages(printed_may: tuple[Table, ...]) -> None:
    assert [table.kind for table in printed_may] == [Kind.SUMMARY] + [Kind.PAGE] * 6
    assert all(table.columns == MONTH_COLUMNS for table in printed_may)
    assert {(table.unit, table.costs) for table in printed_may} == {(Unit.TKR, 1)}


def test_units_belong_to_the_programme_they_stand_under(
    printed_may: tuple[Table, ...], may: list[dict[str, str]]
) -> None:
    expected: dict[str, list[str]] = {}
    for row in may:
        if row["kind"] == "program":
            programme = row["code"]
        elif row["kind"] == "enhet":
            expected.setdefault(programme, []).append(row["code"])
    found = {line.code: [part.code for part in line.parts] for table in printed_may[1:] for line in table.lines}
    assert {code: units for code, units in found.items() if units} == expected
    assert [line.code for line in printed_may[1].lines] == ["100", "285", "750"]
    assert [part.code for part in printed_may[0].lines[0].parts] == [row["code"] for row in may[:10]]


def test_the_month_tables_deviation_is_budget_less_outcome(printed_may: tuple[Table, ...]) -> None:
    actual, budget, deviation, _ = MONTH_COLUMNS
    for table in printed_may:
        assert [(said.result, said.terms) for said in table.relations] == [(deviation, ((1, budget), (-1, actual)))]


def test_a_printed_figure_knows_its_line_and_its_order(printed_may: tuple[Table, ...]) -> None:
    totals = printed_may[0].lines[0].figures[MONTH_COLUMNS[3]]
    assert (totals.place.row, totals.place.column, totals.label, totals.step) == (33, 5, "Totalt", 1)


def test_driftredovisning_is_read_as_printed_with_its_fault(
    printed_april: tuple[Table, ...], seeds: Path, stated: State
) -> None:
    drift = next(table for table in printed_april if table.kind is Kind.OPERATING)
    assert [figures for _, figures in stated([drift])] == transcribed(seeds / "driftredovisning_2024-04.csv", 3)
    assert drift.columns == (
        Column(Measure.FORECAST, YEAR),
        Column(Measure.ANNUAL_BUDGET, YEAR),
        Column(Measure.FORECAST_DEVIATION, YEAR),
        Column(Measure.ACTUAL, TO_APRIL),
        Column(Measure.PERIOD_DEVIATION, TO_APRIL),
    )
    forecast, budget, deviation, _, _ = drift.columns
    assert [(said.result, said.terms) for said in drift.relations] == [(deviation, ((1, budget), (-1, forecast)))]
    assert len(drift.lines[0].parts) == 10


def test_resultatrakning_states_costs_negative_and_its_budget_deviation_apart(
    printed_april: tuple[Table, ...], seeds: Path
) -> None:
    result = next(table for table in printed_april if table.kind is Kind.INCOME)
    expected = transcribed(seeds / "resultatrakning_2024-04.csv", 1)
    net, deviation = result.lines
    values = [tuple(figure.value for figure in line.figures.values()) for line in (*net.parts, net)]
    assert values == expected[:3]
    assert result.columns == (
        Column(Measure.FORECAST, YEAR),
        Column(Measure.ANNUAL_BUDGET, YEAR),
        Column(Measure.RESULT_DEVIATION, YEAR),
        Column(Measure.ACTUAL, TO_APRIL),
        Column(Measure.ACTUAL, LAST_APRIL),
    )
    assert {column: figure.value for column, figure in deviation.figures.items()} == {
        Column(Measure.PERIOD_DEVIATION, TO_APRIL): expected[3][3],
        Column(Measure.PERIOD_DEVIATION, LAST_APRIL): expected[3][4],
    }
    forecast, budget, difference, _, _ = result.columns
    assert [(said.result, said.terms) for said in result.relations] == [(difference, ((1, forecast), (-1, budget)))]
    assert result.costs == -1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_reads_to_the_same_figures(
    layout: str, shared: Path, load: Load, may_figures: Figures, stated: State
) -> None:
    handed = {"kronor_trailing_minus": Unit.KR, "mkr_1dec": Unit.MKR}.get(layout)
    sheet = load(shared / "swedish_numbers" / f"maj_2024__{layout}.txt")
    found = tables([sheet], unit=handed, period=TO_MAY)
    slack = 50 if layout == "mkr_1dec" else 0
    read = stated(found.tables)
    assert [code for code, _ in read] == [code for code, _ in may_figures]
    gaps = [
        abs(Decimal(one or 0) - Decimal(two or 0))
        for (_, got), (_, wanted) in zip(read, may_figures, strict=True)
        for one, two in zip(got, wanted, strict=True)
    ]
    assert max(gaps) <= slack
    assert [table.kind for table in found.tables] == [Kind.SUMMARY, Kind.PAGE]
    assert [table.columns for table in found.tables] == [MONTH_COLUMNS] * 2
    assert [sum(bool(line.parts) for line in table.walk()) for table in found.tables] == [1, 7]
    assert all(len(table.relations) == 1 for table in found.tables)
    assert not found.asides


@pytest.mark.parametrize(("layout", "unit"), [("kronor_trailing_minus", Unit.KR), ("mkr_1dec", Unit.MKR)])
def test_a_unit_that_stands_nowhere_is_said_to_be_unproved(layout: str, unit: Unit, shared: Path, load: Load) -> None:
    found = tables([load(shared / "swedish_numbers" / f"maj_2024__{layout}.txt")])
    assert {table.unit for table in found.tables} == {unit}
    assert len(found.unproved) == 1


def test_the_transcribed_pages_become_tables_of_their_own(
    seeds: Path, load: Load, may_figures: Figures, stated: State
) -> None:
    found = tables([load(seeds / "maj_2024.csv")], period=TO_MAY)
    assert [table.kind for table in found.tables] == [Kind.SUMMARY] + [Kind.PAGE] * 6
    assert stated(found.tables) == may_figures


def test_transcribed_april_tables_are_read_with_their_periods(seeds: Path, load: Load) -> None:
    drift = tables([load(seeds / "driftredovisning_2024-04.csv")], period=TO_APRIL).tables
    result = tables([load(seeds / "resultatrakning_2024-04.csv")]).tables
    assert [(table.kind, len(list(table.walk()))) for table in (*drift, *result)] == [
        (Kind.OPERATING, 11),
        (Kind.INCOME, 4),
    ]
    assert drift[0].columns[3:] == (Column(Measure.ACTUAL, TO_APRIL), Column(Measure.PERIOD_DEVIATION, TO_APRIL))
    assert result[0].columns[3:] == (Column(Measure.ACTUAL, TO_APRIL), Column(Measure.ACTUAL, LAST_APRIL))


def test_a_sheet_without_headings_of_ours_gives_no_table() -> None:
    cells: dict[tuple[int, int], Value] = {(1, 1): "Kommun", (1, 2): "Invånare", (2, 1): "Alingsås", (2, 2): 42000}
    assert tables([Sheet("a.xlsx", "Blad1", cells)]).tables == ()
