"""Sheets as they will be after edits: values, formulas, formats, order; what no edit touches stays."""

from __future__ import annotations

import pytest

from sn_excel.model.edits import (
    AddSheet,
    Cell,
    DefineName,
    DropSheet,
    Edit,
    Formula,
    Look,
    Mark,
    Recache,
    RowHeights,
    Unmark,
    Write,
)
from sn_excel.model.findings import Severity
from sn_excel.model.previews import preview
from sn_excel.model.sheets import RowLook, Sheet

PAGE = Sheet(
    "bok.xlsx",
    "771",
    {(3, 1): "771 Äldreomsorg", (3, 2): 15, (4, 1): "7400 Ledning", (4, 2): 10, (5, 2): 5},
    {(3, 2): "SUM(B4:B5)"},
    {(4, 2): "#,##0", (5, 2): "0.0"},
    {3: RowLook(bold=True), 5: RowLook(hidden=True)},
    noted=frozenset({(4, 2)}),
)
OTHER = Sheet("bok.xlsx", "Sammanställning", {(1, 1): "Socialnämnd"})


def after(*edits: Edit) -> Sheet:
    return preview([PAGE, OTHER], edits)[0]


def write(at: tuple[int, int], content: object, look: Look | None = None) -> Write:
    return Write("771", at, ((Cell(content, look),),))  # type: ignore[arg-type]  # any content of a cell


def test_no_edit_changes_nothing() -> None:
    assert preview([PAGE, OTHER], []) == (PAGE, OTHER)


def test_the_sheets_handed_in_stay_as_they_were() -> None:
    before = dict(PAGE.cells)
    after(write((4, 2), 99), write((3, 2), None))
    assert PAGE.cells == before
    assert PAGE.formulas == {(3, 2): "SUM(B4:B5)"}


def test_a_value_takes_a_formulas_place_and_a_formula_a_values() -> None:
    found = after(write((3, 2), 20), write((4, 2), Formula("B5*2", 10)))
    assert found.formulas == {(4, 2): "B5*2"}
    assert (found.cells[3, 2], found.cells[4, 2]) == (20, 10)


def test_what_is_emptied_is_gone_with_its_formula_and_its_format() -> None:
    found = after(write((3, 2), None), write((4, 2), None))
    assert found.cells.keys() == {(3, 1), (4, 1), (5, 2)}
    assert not found.formulas
    assert found.formats == {(5, 2): "0.0"}


def test_none_in_a_block_leaves_the_cell_alone_and_the_later_of_two_counts() -> None:
    found = after(Write("771", (4, 1), ((None, Cell(1)), (Cell("7779"), None))), write((4, 2), 2))
    assert (found.cells[4, 1], found.cells[4, 2], found.cells[5, 1], found.cells[5, 2]) == (
        "7400 Ledning",
        2,
        "7779",
        5,
    )


def test_only_formulas_are_recached_and_the_order_of_edits_holds() -> None:
    assert after(Recache("771", {(3, 2): 7, (4, 2): 7})).cells[4, 2] == 10
    assert after(Recache("771", {(3, 2): 7})).cells[3, 2] == 7
    assert after(Recache("771", {(3, 2): 7}), write((3, 2), Formula("B4", 10))).cells[3, 2] == 10
    assert after(write((3, 2), Formula("B4", 10)), Recache("771", {(3, 2): 7})).cells[3, 2] == 7


def test_a_look_brings_its_format_and_a_cell_without_one_keeps_its_own() -> None:
    found = after(write((4, 2), 1), write((5, 2), 1, Look()), write((5, 1), "x", Look("0%", bold=True, indent=2)))
    assert found.formats == {(4, 2): "#,##0", (5, 1): "0%"}


def test_a_row_is_as_bold_as_its_first_cell_and_stays_hidden() -> None:
    found = after(write((5, 2), 1, Look(bold=True)), write((4, 2), 1, Look(bold=True)), write((3, 1), "a", Look()))
    assert found.looks == {5: RowLook(bold=True, hidden=True)}
    assert after(write((5, 1), "x", Look(indent=2))).looks[5] == RowLook(indent=2, hidden=True)


@pytest.mark.parametrize(
    ("before", "order"),
    [
        ("", ["771", "Sammanställning", "Ny"]),
        ("771", ["Ny", "771", "Sammanställning"]),
        ("SAMMANSTÄLLNING", ["771", "Ny", "Sammanställning"]),
        ("borta", ["771", "Sammanställning", "Ny"]),
    ],
)
def test_a_new_sheet_stands_last_or_before_another(before: str, order: list[str]) -> None:
    found = preview([PAGE, OTHER], [AddSheet("Ny", "Prognos", before), Write("Ny", (1, 1), ((Cell("a"),),))])
    assert [sheet.name for sheet in found] == order
    fresh = next(sheet for sheet in found if sheet.name == "Ny")
    assert (fresh.document, fresh.cells) == ("bok.xlsx", {(1, 1): "a"})


def test_a_sheet_that_goes_is_gone_and_may_come_back_empty() -> None:
    assert preview([PAGE, OTHER], [DropSheet("771")]) == (OTHER,)
    found = preview([PAGE, OTHER], [DropSheet("771"), AddSheet("771", "771")])
    assert [(sheet.name, dict(sheet.cells)) for sheet in found][-1] == ("771", {})


def test_a_sheet_that_is_written_without_being_there_is_made_in_the_order_of_mention() -> None:
    edits = [Write(name, (1, 1), ((Cell(1),),)) for name in ("b", "a", "b")]
    assert [(sheet.document, sheet.name) for sheet in preview((), edits, "ny.xlsx")] == [
        ("ny.xlsx", "b"),
        ("ny.xlsx", "a"),
    ]


def test_what_lies_over_the_cells_is_not_followed() -> None:
    edits: tuple[Edit, ...] = (
        Mark("771", (4, 2), Severity.ERROR, "fel"),
        Unmark("771"),
        RowHeights("771", {4: 30.0}),
        DefineName("Block", "771", (1, 1, 2, 2)),
    )
    assert after(*edits) == PAGE
