"""The May workbook in other clothes reads to the same figures, sums and deviations."""

from __future__ import annotations

from pathlib import Path

import pytest

from sn_excel.model.amounts import Amount
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Column, Table
from sn_excel.reading.tables import Reading, tables
from tests.may import Printed, printed
from tests.reading.restylings import STYLES, Style, amounts, below, beside, book, pivot

MAY = Period(2024, 1, 5)
COLUMNS = {
    "utfall": Column(Measure.ACTUAL, MAY),
    "budget": Column(Measure.PERIOD_BUDGET, MAY),
    "avvikelse": Column(Measure.PERIOD_DEVIATION, MAY),
    "årsbudget": Column(Measure.ANNUAL_BUDGET, Period(2024)),
}


@pytest.fixture(scope="module")
def may(seeds: Path) -> tuple[Printed, ...]:
    return printed(seeds)


def expected(rows: tuple[Printed, ...], style: Style) -> list[tuple[str, dict[Column, Amount | None]]]:
    """Every printed row's label and amounts, whatever the order."""
    found: list[tuple[str, dict[Column, Amount | None]]] = []
    for row in rows:
        label = row.name if style.codeless else row.label
        found.append((label, {COLUMNS[key]: amount for key, amount in amounts(row, style).items()}))
    return sorted(found, key=str)


def stated(found: Reading) -> list[tuple[str, dict[Column, Amount | None]]]:
    wanted = set(COLUMNS.values())
    rows = [
        (line.label, {at: line.figures[at].value for at in COLUMNS.values() if at in line.figures})
        for table in found.tables
        if wanted <= set(table.columns)
        for line in table.walk()
    ]
    return sorted(rows, key=str)


def sums(found: list[Table] | tuple[Table, ...]) -> dict[str, set[str]]:
    """Each sum's label and its parts' labels; a sum in several tables must have the same parts."""
    found_sums: dict[str, set[str]] = {}
    for table in found:
        for line in table.walk():
            if line.parts and line.whole:
                found_sums.setdefault(line.label, set()).update(part.label for part in line.parts)
    return found_sums


def printed_sums(rows: tuple[Printed, ...], style: Style) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        label = row.name if style.codeless else row.label
        if row.kind == "program":
            programme = label
        if row.sheet == "Sammanställning" and row.kind == "program":
            found.setdefault("Totalt", set()).add(label)
        elif row.kind == "enhet":
            found.setdefault(programme, set()).add(label)
    return found


@pytest.mark.parametrize("name", STYLES)
def test_the_restyled_workbook_reads_to_the_same_figures(name: str, may: tuple[Printed, ...]) -> None:
    found = tables(book(may, STYLES[name]), period=MAY)
    assert stated(found) == expected(may, STYLES[name])
    assert not found.unproved


@pytest.mark.parametrize("name", STYLES)
def test_the_restyled_workbook_has_the_same_sums(name: str, may: tuple[Printed, ...]) -> None:
    found = tables(book(may, STYLES[name]), period=MAY)
    assert sums(found.tables) == printed_sums(may, STYLES[name])


@pytest.mark.parametrize("name", STYLES)
def test_the_restyled_workbooks_deviation_and_signs_are_proved(name: str, may: tuple[Printed, ...]) -> None:
    style = STYLES[name]
    for table in tables(book(may, style), period=MAY).tables:
        actual, budget, deviation, _ = COLUMNS.values()
        terms = ((1, budget), (-1, actual)) if style.sign > 0 else ((1, actual), (-1, budget))
        assert [(said.result, said.terms) for said in table.relations if said.result == deviation] == [
            (deviation, terms)
        ]
        assert table.costs == style.sign


def test_two_tables_on_one_sheet_below_each_other_are_told_apart(may: tuple[Printed, ...]) -> None:
    found = tables([below(book(may, Style()))], period=MAY)
    assert stated(found) == expected(may, Style())
    assert sums(found.tables) == printed_sums(may, Style())
    assert len(found.tables) == 7


@pytest.mark.parametrize("gap", [6, 8])
def test_two_tables_side_by_side_are_told_apart(gap: int, may: tuple[Printed, ...]) -> None:
    pages = book(may, Style())
    pairs = [
        beside(one, other, gap) for one, other in zip(pages[::2], pages[1::2], strict=False)
    ]  # the last page has no other
    found = tables([*pairs, pages[-1]], period=MAY)
    assert stated(found) == expected(may, Style())
    assert sums(found.tables) == printed_sums(may, Style())


def test_a_pivot_table_beside_is_no_trouble(may: tuple[Printed, ...]) -> None:
    summary, *pages = book(may, Style())
    with_pivot = Sheet(summary.document, summary.name, dict(summary.cells) | pivot(may))
    found = tables([with_pivot, *pages], period=MAY)
    assert stated(found) == expected(may, Style())
    own = [table for table in found.tables if set(COLUMNS.values()) <= set(table.columns)]
    assert sums(own) == printed_sums(may, Style())


def test_merged_headings_over_several_columns_reach_all_of_them(may: tuple[Printed, ...]) -> None:
    style = Style(
        heads={
            "utfall": ("Jan-maj 2024", "Utfall"),
            "budget": ("", "Budget"),
            "avvikelse": ("", "Avvikelse"),
            "årsbudget": ("Helår 2024", "Budget"),
        }
    )
    for merged in ((3, 2, 3, 4),), ():
        sheets = [
            Sheet(
                sheet.document,
                sheet.name,
                {at: value for at, value in sheet.cells.items() if value != ""},
                merged=merged,
            )
            for sheet in book(may, style)
        ]
        found = tables(sheets)
        assert stated(found) == expected(may, style)
