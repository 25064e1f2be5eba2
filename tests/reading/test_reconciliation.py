"""What people set in Avstämning is read back by its headings."""

from __future__ import annotations

from sn_excel.model.findings import Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet
from sn_excel.model.verdicts import Verdict, key
from sn_excel.reading.own.reconciliation import verdicts
from sn_excel.writing.own.reconciliation import reconciliation

FOUND = Finding(
    "SN301",
    Severity.ERROR,
    Place("maj.xlsx", "Sammanställning", 11, 5),
    "771 Äldreomsorg",
    "Summan stämmer ej.",
    Measure.ANNUAL_BUDGET,
    134114,
    139324,
)
SAID = Verdict("Förklarad", "Rättas i juni", 134114, 139324)


def written(verdict: Verdict) -> Sheet:
    return preview((), reconciliation([FOUND], "Maj 2024", {key(FOUND): verdict}), "maj.xlsx")[0]


def test_status_and_comment_come_back() -> None:
    assert verdicts(written(SAID)) == {key(FOUND): SAID}


def test_columns_may_be_moved() -> None:
    sheet = written(SAID)
    moved = Sheet("maj.xlsx", "Avstämning", {(row, 20 - column): value for (row, column), value in sheet.cells.items()})
    assert verdicts(moved) == {key(FOUND): SAID}


def test_an_explanation_holds_until_the_figures_change() -> None:
    assert SAID.settles(FOUND)
    assert not Verdict("Förklarad", "", 134114, 139000).settles(FOUND)
    assert not Verdict("Öppen", "", 134114, 139324).settles(FOUND)


def test_another_sheet_of_that_name_says_nothing() -> None:
    assert verdicts(Sheet("b.xlsx", "Avstämning", {(1, 1): "Bank", (2, 1): 100})) == {}
