"""The month's pages: every printed figure at its place, sums as formulas."""

from __future__ import annotations

from pathlib import Path

import pytest

from sn_excel.calculations.months import Month, month
from sn_excel.model.edits import DefineName, PrintTexts
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
from sn_excel.schema.month import Layout, plan
from sn_excel.writing.own.month_pages import pages
from tests import may


@pytest.fixture
def maj(seeds: Path) -> Month:
    return month(may.ledger(seeds), may.organisation(seeds), may.decided(seeds))


@pytest.fixture
def layout(maj: Month) -> Layout:
    return plan(maj.organisation, maj.period)


@pytest.fixture
def sheets(maj: Month, layout: Layout) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in preview((), pages(maj, layout), "maj.xlsx")}


def rows_of(sheet: Sheet) -> dict[object, tuple[object, ...]]:
    return {
        value: tuple(sheet.cells.get((row, column)) for column in range(2, 6))
        for (row, column), value in sheet.cells.items()
        if column == 1
    }


def test_all_printed_figures_reappear(sheets: dict[str, Sheet], seeds: Path) -> None:
    printed = may.printed(seeds)
    assert sum(len(row.amounts) for row in printed) == 372
    for row in printed:
        assert rows_of(sheets[row.sheet])[row.label] == row.amounts, row


def test_headings_are_as_printed(sheets: dict[str, Sheet]) -> None:
    heading = ("Verksamhet program", "Utfall Maj 2024", "Budget Maj 2024", "Avvikelse Maj 2024", "Årsbudget")
    assert tuple(sheets["Sammanställning"].cells[3, column] for column in range(1, 6)) == heading
    assert tuple(sheets["781"].cells[4, column] for column in range(1, 6)) == heading
    assert {sheet.cells[1, 1] for sheet in sheets.values()} == {"Socialnämnd 2024"}


def test_sums_and_deviations_are_formulas(sheets: dict[str, Sheet]) -> None:
    page = sheets["771"]
    assert page.formulas[5, 2] == "SUM(B6:B20)"
    assert page.formulas[5, 5] == "SUM(E6:E20)"
    assert page.formulas[20, 4] == "C20-B20"
    assert sheets["Sammanställning"].formulas[14, 5] == "SUM(E4:E13)"


def test_the_summary_is_linked_to_the_pages_except_the_decided_budget(sheets: dict[str, Sheet]) -> None:
    summary = sheets["Sammanställning"]
    assert summary.formulas[11, 2] == "'771'!B5"
    assert (11, 5) not in summary.formulas


def test_a_programme_without_a_page_stands_in_the_summary_alone(sheets: dict[str, Sheet]) -> None:
    summary = sheets["Sammanställning"]
    assert summary.cells[7, 1] == "753 Ensamkommande barn"
    assert (7, 2) not in summary.formulas
    assert summary.formulas[7, 4] == "C7-B7"


def test_blocks_have_names_and_pages_say_unit_and_span(maj: Month, layout: Layout) -> None:
    edits = list(pages(maj, layout))
    names = {edit.name: edit.area for edit in edits if isinstance(edit, DefineName)}
    assert names["Program_771"] == (5, 1, 20, 5)
    footers = {edit.footer for edit in edits if isinstance(edit, PrintTexts)}
    assert all("tkr, ackumulerat" in footer for footer in footers)
