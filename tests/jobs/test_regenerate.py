"""A month's workbook out of an export: checked before it is saved, with what does not tie marked in it."""

from __future__ import annotations

from sn_excel.jobs.regenerate import Inputs, Regenerated, regenerate
from sn_excel.model.edits import Mark, Write
from sn_excel.schema.month import COMMENTS, FORECAST, RECONCILIATION, SUMMARY
from tests.jobs.books import APRIL, ORGANISATION, export


def made(decided: int) -> Regenerated:
    return regenerate(Inputs(export(), ORGANISATION, {"111": decided}), "april.xlsx")


def test_every_sheet_is_written_for_the_exports_month() -> None:
    found = made(12_350)
    sheets = {edit.sheet for edit in found.edits if isinstance(edit, Write)}
    assert {SUMMARY, "111", FORECAST, COMMENTS, RECONCILIATION} <= sheets
    assert found.month.period == APRIL
    assert not any(finding.code == "SN301" for finding in found.findings)


def test_a_decided_budget_that_the_units_do_not_sum_to_is_found_and_marked() -> None:
    found = made(13_000)
    assert {(one.code, one.difference) for one in found.findings if one.code == "SN301"} == {("SN301", 650)}
    marks = {(edit.sheet, edit.at) for edit in found.edits if isinstance(edit, Mark)}
    assert marks >= {(one.place.sheet, one.place.at) for one in found.findings if one.code == "SN301"}
