"""A printed document as a workbook: a sheet for each table, every figure a constant in the printed unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sn_excel.model.amounts import Unit
from sn_excel.model.edits import AddSheet, DropSheet, Write
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Column, Kind, Table
from sn_excel.schema import looks
from sn_excel.schema.month import PAGE_TEMPLATE
from sn_excel.writing.theirs.imported import imported
from tests.writing.tables import MAY, line, programme, row, table


def sheets(*tables: Table) -> dict[str, dict[tuple[int, int], object]]:
    edits = imported(tables, (PAGE_TEMPLATE, "Prognos"), "maj.pdf")
    return {
        edit.sheet: {at: cell.content for at, cell in edit.cells().items()} for edit in edits if isinstance(edit, Write)
    }


def test_rows_stand_in_printed_order_with_amounts_in_the_printed_unit() -> None:
    units = programme().parts
    total = line("Totalt", 9, row(30, 33, 3, 80), units)
    page = sheets(table(total, unit=Unit.KR))["771"]
    assert [page[at, 1] for at in range(5, 8)] == ["7711 Hemtjänst", "7712 Boende", "Totalt"]
    assert [page[5, at] for at in range(2, 6)] == [10_000, 12_000, 2_000, 30_000]
    assert page[2, 1] == "Ur maj.pdf; summorna är de som står där"
    assert page[3, 1] == "Belopp i kr"


def test_an_empty_figure_stays_empty() -> None:
    assert sheets(table(line("7711 Hemtjänst", 6, row(None, 12, 2, 30))))["7711"][5, 2] is None


def test_the_templates_sheets_go_and_the_page_goes_last() -> None:
    edits = list(imported([table(programme())], (PAGE_TEMPLATE, "Prognos"), "maj.pdf"))
    assert edits[:2] == [DropSheet("Prognos"), AddSheet("771", PAGE_TEMPLATE)]
    assert edits[-1] == DropSheet(PAGE_TEMPLATE)


def test_names_are_unique_short_and_without_signs_that_excel_refuses() -> None:
    twice = table(programme())
    long = replace(twice, lines=(), name="A/B" + "x" * 40)
    names = list(sheets(twice, twice, twice, long, long, replace(long, name=""), table(kind=Kind.SUMMARY)))
    assert names[:3] == ["771", "771 2", "771 3"]
    assert names[3] == "A B" + "x" * 28
    assert names[4] == "A B" + "x" * 25 + " 2"
    assert names[5:] == ["Tabell", "Sammanställning"]


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        (Column(Measure.ANNUAL_BUDGET, Period(2024)), "Årsbudget 2024"),
        (Column(Measure.ANNUAL_BUDGET), "Årsbudget"),
        (Column(Measure.ACTUAL), "Utfall"),
        (Column(Measure.ACTUAL, MAY), "Utfall Maj 2024"),
        (Column(Measure.ACTUAL, Period(2024, 5, 5)), "Utfall månaden Maj 2024"),
        (Column(Measure.FORECAST, Period(2024)), "Prognos 2024"),
        (Column(Measure.FORECAST_DEVIATION, Period(2024)), "Avvikelse 2024"),
    ],
)
def test_headings_say_measure_and_period(column: Column, heading: str) -> None:
    one = replace(table(line("7711 x", 6, {column: 1})), columns=(column,))
    assert sheets(one)["7711"][4, 2] == heading


def test_looks_follow_the_rows_level() -> None:
    total = line("Totalt", 9, row(30, 33, 3, 80), (programme(),))
    alone = line("790 Politik", 10, row(1, 1, 0, 1))
    edits = imported([table(total, alone)], (), "maj.pdf")
    write = next(edit for edit in edits if isinstance(edit, Write))
    found = {str(cell.content): cell.look for at, cell in write.cells().items() if at[1] == 1 and at[0] > 4}
    assert found == {
        "771 Äldreomsorg": looks.PROGRAMME,
        "7711 Hemtjänst": looks.UNIT,
        "7712 Boende": looks.UNIT,
        "Totalt": looks.TOTAL,
        "790 Politik": looks.PLAIN,
    }
